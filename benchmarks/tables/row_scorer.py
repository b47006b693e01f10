"""Where the documents and their gold lie, and the scorer of rows that comes with them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[2].parent / "shared"


def load_scorer() -> Any:
    """The functions of `score_rows.py`."""
    spec = importlib.util.spec_from_file_location("score_rows", SHARED / "score_rows.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
