"""The title of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.front_matter.authors import split_names
from extract.front_matter.front import Line
from extract.front_matter.wording import ADDRESS, COPYRIGHT, DATE_LINE, JOURNAL_LINE, LONGEST_TITLE, OPEN_END, WEB_SITE
from extract.pages import Box

# A title with fewer words is the name of a series or a kind of article (`Research Article`) where another is printed.
FEWEST_TITLE_WORDS = 4
# Match: `Review Article Gardens and people`; near misses: `Review of gardens`, `Research articles on gardens`.
ARTICLE_KIND = re.compile(r"(?:(?:Review|Research|Original|Topic)\sArticle|Topic\sReview|Open\sAccess):?\s+(?=[A-Z])")
# Lines of one title are set in one size; the next line's box may differ by accents and descenders.
SAME_SIZE = 0.15


def find_title(front: Sequence[Line]) -> tuple[str | None, int]:
    """The title and the index of the first line after it; (None, 0) where none is printed."""
    runs = _title_runs(front)
    if not runs:
        return _plain_title(front)
    # One word is the sign of a journal.
    runs = [run for run in runs if len(_joined(front, *run).split()) > 1]
    if not runs:
        return None, 0
    long_enough = [run for run in runs if len(_joined(front, *run).split()) >= FEWEST_TITLE_WORDS]
    start, end = max(long_enough or runs, key=lambda run: (_size(front, run), -run[0]))
    while start > 0 and front[start - 1].text.endswith(":") and _can_go_on(front[start - 1]):
        start -= 1
    text = _joined(front, start, end)
    while end < len(front) and OPEN_END.search(text) and _can_go_on(front[end]):
        text, end = f"{text} {front[end].text}", end + 1
    return _without_kind(text.rstrip("*∗†✩⋆ ")), end


def _without_kind(title: str) -> str:
    """A title without the kind of article that some journals set in one block with it."""
    kind = ARTICLE_KIND.match(title)
    is_title = kind is not None and len(title[kind.end() :].split()) >= FEWEST_TITLE_WORDS
    return title[kind.end() :] if kind is not None and is_title else title


def _title_runs(front: Sequence[Line]) -> list[tuple[int, int]]:
    """Headings of the highest level in front, lines of one size joined; (first, after last) of each."""
    levels = [line.block.level for line in front if _could_be_title(line)]
    runs: list[tuple[int, int]] = []
    for at, line in enumerate(front):
        if not _could_be_title(line) or line.block.level != min(levels):
            continue
        if runs and runs[-1][1] == at and _is_same_title(front[at - 1], line):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _could_be_title(line: Line) -> bool:
    is_placeholder = line.text.startswith("<") or DATE_LINE.fullmatch(line.text) is not None
    return line.block.kind == "heading" and 3 <= len(line.text) <= LONGEST_TITLE and not is_placeholder


def _is_same_title(above: Line, line: Line) -> bool:
    """Whether two headings are lines of one title: one page, one size, and the second is no list of names."""
    if above.page != line.page or split_names(line.text):
        return False
    first, second = above.block.place, line.block.place
    if not isinstance(first, Box) or not isinstance(second, Box):
        return bool(OPEN_END.search(above.text))
    heights = (first.bottom - first.top, second.bottom - second.top)
    return max(heights) <= (1 + SAME_SIZE) * min(heights) or line.text[:1].islower()


def _size(front: Sequence[Line], run: tuple[int, int]) -> float:
    """Length of a run of title lines in words, texts all alike: the first heading of a text is its title."""
    is_text = not isinstance(front[run[0]].block.place, Box)
    return 0.0 if is_text else float(len(_joined(front, *run).split()))


def _joined(front: Sequence[Line], start: int, end: int) -> str:
    return " ".join(line.text for line in front[start:end])


def _can_go_on(line: Line) -> bool:
    """Whether a line may be the second half of a title: short, and no sentence, date, address or list of names."""
    is_other = DATE_LINE.fullmatch(line.text) or ADDRESS.search(line.text) or line.text.endswith(".")
    return not is_other and len(line.text) <= LONGEST_TITLE // 2 and not split_names(line.text)


def _plain_title(front: Sequence[Line]) -> tuple[str | None, int]:
    """The first line of a text that marks no heading in front, when it is set like a title."""
    if not front or front[0].block.kind != "paragraph":
        return None, 0
    text = front[0].text
    words = text.split()
    is_title = len(words) >= FEWEST_TITLE_WORDS and len(text) <= LONGEST_TITLE // 2 and text[:1].isupper()
    is_other = (
        text.endswith((".", ",", ";")) or DATE_LINE.fullmatch(text) or WEB_SITE.search(text) or ADDRESS.search(text)
    )
    if not is_title or is_other or JOURNAL_LINE.search(text) or COPYRIGHT.match(text) or split_names(text):
        return None, 0
    end = 1
    while end < len(front) and OPEN_END.search(text) and _can_go_on(front[end]):
        text, end = f"{text} {front[end].text}", end + 1
    return text, end
