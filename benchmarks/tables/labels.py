"""Are the first author and the year of each study right, where its row prints them?

    python benchmarks/tables/labels.py RELEASE [--gold DIR] [--misses]

RELEASE is an output folder or a release made from the documents of the gold tables. Each gold row is looked up among
the published rows by its cells (letters and digits only); what the release says was read from that row is in the table
`evidence`. What the row prints is read from the gold by a reader of its own, which shares no code with the project:
the year is the first of four digits in the year's column or the study's cell, the first author stands before the first
comma, bracket, digit, "and", "&" or "et al." of it. Rows that this simple reading gets wrong were checked by eye and
stand in `labels.yml`. A row that prints no author, or no year, is not asked for it.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extract.release_reader import open_release

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "reviews"
CHECKED: dict[str, dict[str, list[Any]]] = yaml.safe_load(
    Path(__file__).with_name("labels.yml").read_text(encoding="utf-8")
)
# Columns that hold the name of a study; the first that a table has is read.
NAMING = ("author", "reference", "source", "study id", "study", "article")
GIVEN_FIRST = "given names first"
INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?-?){1,3}")
# Where the first author ends.
AUTHOR_END = re.compile(r"\s*(?:,|;|\(|\[|\{|\d|&|\band\b|\bet al\b|\. (?=[A-Z‘“\"]))")


@dataclass(frozen=True)
class Label:
    """What a row prints: None for what it does not print."""

    author: str | None
    year: int | None


@dataclass(frozen=True)
class Miss:
    """A row whose published author or year is another than the printed one."""

    document: str
    cell: str
    what: str
    printed: str | int
    published: str | int | None


def fold(text: str) -> str:
    """Letters and digits only, without accents, lower case."""
    return "".join(char for char in unicodedata.normalize("NFKD", text or "").lower() if char.isalnum())


def read_gold_label(header: list[str], cells: list[str], checked: dict[str, list[Any]]) -> tuple[str, Label]:
    """The study's cell of a gold row and what it prints."""
    heads = [head.casefold() for head in header]
    named = [head for head in heads if not re.search(r"design|type", head)]
    at = next(
        (heads.index(head) for name in NAMING for head in named if head.startswith((name, f"first {name}"))), None
    )
    if at is None:
        return "", Label(None, None)
    cell = cells[at]
    by_eye = next((label for start, label in checked.items() if cell.startswith(start)), None)
    if by_eye:
        return cell, Label(*by_eye)
    years = [cells[i] for i, head in enumerate(heads) if "year" in head and i != at] + [cell]
    year = next((match for text in years if (match := re.search(r"(?<!\d)(?:18|19|20)\d\d", text))), None)
    author = _given_first(cell) if GIVEN_FIRST in checked else _family_first(cell)
    is_code = re.fullmatch(r"[A-Z]{0,3}", author) is not None
    return cell, Label(None if is_code else author, int(year.group()) if year else None)


def _family_first(cell: str) -> str:
    """`A. Berg et al. (2001)`, `Berg A, Ek B. Roofs` and `Berg & Ek, 2001` give Berg."""
    end = AUTHOR_END.search(cell)
    words = cell[: end.start() if end else len(cell)].split()
    while len(words) > 1 and INITIALS.fullmatch(words[0]):
        words = words[1:]
    return " ".join(words)


def _given_first(cell: str) -> str:
    """`Ann M. van den Berg, Bo Ek. Roofs.` gives van den Berg."""
    first = re.split(r",| and |(?<=[a-zß-ÿ]{3})\. ", cell)[0].split()
    at = next((i for i, word in enumerate(first) if i and word.islower()), len(first) - 1)
    return " ".join(first[at:])


def published_labels(release_path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file name, folded cells, field -> value) of each study row of a release."""
    tables = open_release(release_path).tables
    names = dict(zip(tables["documents"]["document_id"], tables["documents"]["file_name"], strict=True))
    said: dict[str, dict[str, Any]] = defaultdict(dict)
    evidence = tables["evidence"]
    for row_id, field, value in zip(evidence["row_id"], evidence["field"], evidence["value"], strict=True):
        if field in ("first_author", "year"):
            said[str(row_id)].setdefault(field, value)
    rows = tables["rows"]
    for row_id, document, kind, cells in zip(
        rows["row_id"], rows["document_id"], rows["kind"], rows["cells"], strict=True
    ):
        if kind == "study":
            folded = fold("".join(cell or "" for cell in cells))
            yield Path(str(names[document])).name, folded, said[str(row_id)]


def compare(release_path: Path, gold_folder: Path) -> tuple[dict[str, int], list[Miss], int]:
    """Counts (authors and years printed and right), the misses, and the gold rows that the release does not have."""
    published: dict[tuple[str, str], dict[str, Any]] = {}
    for file_name, folded, values in published_labels(release_path):
        published.setdefault((file_name, folded), values)
    counts = dict.fromkeys(("authors", "authors right", "years", "years right"), 0)
    misses: list[Miss] = []
    absent = 0
    for path in sorted(gold_folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = Path(gold["doc"]).name
        checked = CHECKED.get(path.stem, {})
        for table in gold["tables"]:
            for row in table["rows"]:
                cell, label = read_gold_label(table["header"], row["cells"], checked)
                said = published.get((name, fold("".join(row["cells"]))))
                if said is None:
                    absent += label.author is not None or label.year is not None
                    continue
                for what, printed, value in (
                    ("author", label.author, said.get("first_author")),
                    ("year", label.year, said.get("year")),
                ):
                    if printed is None:
                        continue
                    is_right = value is not None and fold(str(value)) == fold(str(printed))
                    counts[f"{what}s"] += 1
                    counts[f"{what}s right"] += is_right
                    if not is_right:
                        misses.append(Miss(path.stem, cell[:60], what, printed, value))
    return counts, misses, absent


def main() -> None:
    """Print the shares, and with --misses each row that is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("release", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    counts, misses, absent = compare(arguments.release, arguments.gold)
    for what in ("author", "year"):
        right, printed = counts[f"{what}s right"], counts[f"{what}s"]
        print(f"{what}: {right} of {printed} = {right / max(1, printed):.3f}")
    print(f"gold rows that are not published as they stand: {absent}")
    for miss in misses if arguments.misses else ():
        print(f"  {miss.document}: {miss.what} {miss.printed!r}, published {miss.published!r} | {miss.cell}")


if __name__ == "__main__":
    main()
