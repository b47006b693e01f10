"""Where do entries begin in a list that counts by codes, such as `[S12] Smith`, as mapping studies do for the studies
that they include?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.reference_lists.by_numbers import find_by_numbers
from extract.reference_lists.lines import Line
from extract.reference_lists.record import LEAST_ENTRIES, PrintedEntry

# The code of a study at the head of a line. Match: `[S12] `, `PS3. `, `(P-7) `; near miss: `[12] `, `S12 trial`.
_CODE = re.compile(r"\s?(?:[\[(](?P<inside>[A-Z]{1,3}-?)0{0,2}\d{1,4}[\])]|(?P<bare>[A-Z]{1,3}-?)0{0,2}\d{1,4}[.:)])\s")


def find_by_codes(lines: Sequence[Line]) -> list[PrintedEntry]:
    """The entries of a list whose codes have the same letters; empty where fewer lines begin with one."""
    heads = [line.text[piece.start :] for line in lines for piece in line.block.lines] + [line.text for line in lines]
    found = Counter(code["inside"] or code["bare"] for head in heads if (code := _CODE.match(head)) is not None)
    letters, count = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if count < LEAST_ENTRIES:
        return []
    # The same length, so that the places of printed lines in the text stay.
    pattern = re.compile(
        rf"(?<!\w)(?P<open>[\[(]?){re.escape(letters)}(?P<number>\d{{1,4}})(?P<close>[\])]|[.:)](?=\s))"
    )
    counted = [
        replace(line, block=replace(line.block, text=pattern.sub(lambda code: _number(code, letters), line.text)))
        for line in lines
    ]
    return [
        replace(entry, number=0, code=f"{letters}{entry.number}", lines=entry.lines)
        for entry in find_by_numbers(counted)
    ]


def _number(code: re.Match[str], letters: str) -> str:
    """`[S12]` as `[12] `: a list with numbers."""
    return f"{code['open']}{code['number']}{code['close']}{' ' * len(letters)}"
