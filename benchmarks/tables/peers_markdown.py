"""Which tables a Markdown text holds: pipe tables as GitHub's specification has them (section 4.10, tables).

For peers whose only output of tables is Markdown. Line breaks within a cell (`<br>`) become spaces, emphasis marks and
escapes are removed: the scorers compare letters and digits only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The row under the headings: cells of hyphens, each with a colon at either end or none. `|---|:-:|`; not `| - a |`.
DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
# A pipe that parts cells is not escaped. `a | b` has one, `a \| b` has none.
PIPE = re.compile(r"(?<!\\)\|")
# A line break or another simple tag within a cell. `<br>`, `<br/>`, `</sup>`; not `a < b`.
TAG = re.compile(r"</?[a-zA-Z]{1,6} ?/?>")


def cells_of(line: str) -> list[str]:
    """The texts of one line of a pipe table."""
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [TAG.sub(" ", cell).replace("\\", "").replace("*", "").strip() for cell in PIPE.split(inner)]


def tables_of(markdown: str) -> Iterator[list[list[str]]]:
    """The rows of each pipe table, the heading row first, the delimiter row left out."""
    lines = markdown.splitlines()
    number = 1
    while number < len(lines):
        is_table = "|" in lines[number - 1] and "|" in lines[number] and DELIMITER.fullmatch(lines[number].strip())
        if not is_table:
            number += 1
            continue
        rows = [cells_of(lines[number - 1])]
        number += 1
        while number < len(lines) and "|" in lines[number]:
            rows.append(cells_of(lines[number]))
            number += 1
        yield rows
        number += 1
