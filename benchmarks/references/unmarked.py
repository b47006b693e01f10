"""Writes down the entries of the reference lists of documents, for `train.py --unmarked`: nobody has marked them.

python benchmarks/references/unmarked.py ../shared FILE  # of every PDF there but those of `bad/`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from extract.documents import SourceDocument
from extract.errors import ExtractError
from extract.reading import read_document


def entries(paths: list[Path]) -> list[str]:
    """What each entry of each list says, once, in alphabetical order."""
    found: set[str] = set()
    for path in paths:
        content = path.read_bytes()
        try:
            read = read_document(SourceDocument.of(path.name, content))
        except ExtractError as error:
            print(f"{path.name}: {error}", flush=True)
            continue
        found.update(entry.raw for entry in read.references)
        print(f"{path.name}: {len(read.references)} entries, {len(found)} in all", flush=True)
    return sorted(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("file", type=Path)
    arguments = parser.parse_args()
    bad = arguments.shared / "bad"
    documents = sorted(path for path in arguments.shared.rglob("*.pdf") if bad not in path.parents)
    arguments.file.write_text(json.dumps(entries(documents), ensure_ascii=False, indent=0), encoding="utf-8")
