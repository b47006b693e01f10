"""Settings that all tests share."""

from __future__ import annotations

from hypothesis import settings

# The same examples on every run; and no time limit for one, which a busy machine exceeds whatever the code does.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")
