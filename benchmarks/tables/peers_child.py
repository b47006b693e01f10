"""The child process of the comparison: one engine, one document, what it found as lines of JSON.

    python peers_child.py ENGINE reviews|icdar DOCUMENT PAGES RESULT

PAGES are 1-based, with commas. RESULT gets a line for each table as soon as it is found (`pages`, `cells`), and a last
line with `version`, `seconds` (processor time of the reading, child processes and threads included, imports not), and
`error` if the engine raised. A missing library is a last line with `missing`.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import resource
import sys
import traceback
from pathlib import Path

from peers_engines import JAVA_OPTIONS, Engine, engine


def processor_seconds() -> float:
    """Processor time so far of this process and of its children that have ended."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def why_missing(entry: Engine) -> str | None:
    """What of the engine's needs cannot be imported; None if nothing."""
    try:
        for name in entry.modules:
            importlib.import_module(name)
        if entry.name == "img2table" and not hasattr(sys.modules["cv2.ximgproc"], "niBlackThreshold"):
            # Several distributions install a `cv2`; the one written last wins, and only the contrib one has this.
            return "another OpenCV hides opencv-contrib-python (see README.md)"
    except ImportError as error:
        return str(error)
    return None


def main() -> int:
    """Read one document with one engine."""
    name, data, document, numbers, result = sys.argv[1:]
    entry = engine(name, data)
    os.environ["JAVA_TOOL_OPTIONS"] = " ".join(JAVA_OPTIONS)
    with Path(result).open("w", encoding="utf-8") as out:
        missing = why_missing(entry)
        if missing is not None:
            out.write(json.dumps({"missing": missing}) + "\n")
            return 0
        last: dict[str, object] = {"version": importlib.metadata.version(entry.package)}
        start = processor_seconds()
        try:
            for found in entry.read(Path(document), [int(number) for number in numbers.split(",")]):
                out.write(json.dumps({"pages": found.pages, "cells": found.cells}) + "\n")
                out.flush()
        except Exception as error:  # a peer's failure is a result of the bench, whatever it raises
            place = traceback.extract_tb(error.__traceback__)[-1]
            last["error"] = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"[:300]
        last["seconds"] = round(processor_seconds() - start, 3)
        out.write(json.dumps(last) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
