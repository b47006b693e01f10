"""Where do entries begin in a list that counts by codes, such as `[S12] Smith`, as mapping studies do for the studies
that they include?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.reference_lists.by_numbers import find_by_numbers
from extract.reference_lists.lines import Line
from extract.reference_lists.record import LEAST_ENTRIES, PrintedEntry

# What journals call the supporting information of an article behind its code (PLOS: `S1 Fig. Flow chart`).
_SUPPORT = r"(?:Fig|Figure|Table|Text|File|Appendix|Dataset|Data|Video|Movie|Audio|Checklist|Protocol|Methods)\b"
# The code of a study at the head of a line. Match: `[S12] `, `PS3. `, `(P-7) `, `PS03 ` before `Berg`; near miss: `[12]
# `, `S12 trial`, `S1 Fig. `.
_CODE = re.compile(
    r"\s?(?:[\[(](?P<inside>[A-Z]{1,3}-?)(?P<number>\d{1,4})[\])]\s"
    r"|(?P<bare>[A-Z]{1,3}-?)(?P<other>\d{1,4})(?:[.:)]\s|\s(?=[^\W\d_a-z])))"
    rf"(?!{_SUPPORT})"
)


def find_by_codes(lines: Sequence[Line]) -> list[PrintedEntry]:
    """The entries of a list whose codes have the same letters; empty where fewer lines begin with one."""
    found = Counter(letters for line in lines for letters, _ in _heads(line))
    letters, count = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    if count < LEAST_ENTRIES:
        return []
    counted = [_counted(line, letters) for line in lines]
    return [replace(entry, number=0, code=f"{letters}{entry.number}") for entry in find_by_numbers(counted)]


def parted(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a section, cut where a list that counts by codes begins behind another: its first code is 1."""
    cuts = [at for at, line in enumerate(lines) if any(number == 1 for _, number in list(_heads(line))[:1])]
    if not cuts or cuts[0] == 0 or not find_by_codes(lines[cuts[0] :]):
        return [list(lines)]
    return [list(lines[: cuts[0]]), list(lines[cuts[0] :])]


def _heads(line: Line) -> Iterator[tuple[str, int]]:
    """Letters and number of the codes with which a line, or the printed lines in it, begin."""
    for start in sorted({0, *(piece.start for piece in line.block.lines)}):
        code = _CODE.match(line.text, start)
        if code is not None:
            yield code["inside"] or code["bare"], int(code["number"] or code["other"])


def _counted(line: Line, letters: str) -> Line:
    """The line with `[S12]`, or `S12` where a printed line begins, as `[12]`: one of a list with numbers."""
    starts = {0, *(piece.start for piece in line.block.lines)}
    code = re.compile(
        rf"[\[(]{re.escape(letters)}(?P<inside>\d{{1,4}})[\])]|{re.escape(letters)}(?P<bare>\d{{1,4}})(?P<sign>[.:)]?)(?=\s)"
    )
    pieces: list[str] = []
    gone: list[int] = []  # places at which the letters are left out
    at = 0
    for found in code.finditer(line.text):
        if found["bare"] and found.start() not in starts:
            continue
        number = f"[{found['inside']}]" if found["inside"] else f"{found['bare']}{'.' if found['sign'] else ''}"
        pieces += [line.text[at : found.start()], number]
        gone.append(found.start())
        at = found.end()
    text = "".join([*pieces, line.text[at:]])
    lines = tuple(
        replace(piece, start=piece.start - len(letters) * sum(place < piece.start for place in gone))
        for piece in line.block.lines
    )
    return replace(line, block=replace(line.block, text=text, lines=lines))
