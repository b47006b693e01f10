"""Golden files: what a format reads from a small document, kept as JSON beside it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from extract.pages import Pages

REWRITE = "REWRITE_GOLDEN"


def assert_golden(pages: Pages, golden: Path) -> None:
    """`pages` is what the golden file says; a missing file fails; `make golden` rewrites it."""
    found = json.dumps(asdict(pages), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get(REWRITE) == "1":
        golden.write_text(found, encoding="utf-8")
    assert golden.exists(), f"{golden.name} is missing; make it with `make golden` and read it before you commit it"
    assert json.loads(golden.read_text(encoding="utf-8")) == json.loads(found)
