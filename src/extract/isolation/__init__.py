"""Documents are read in processes of their own (`children`), without files or network (`confinement`)."""

from __future__ import annotations

from extract.isolation.children import Limits, prepare, read_all_isolated, read_isolated

__all__ = ["Limits", "prepare", "read_all_isolated", "read_isolated"]
