"""A printed reference, read by the rules and by the model, and which of the two is believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from extract.fields.references.assemble import assemble
from extract.fields.references.containers import (
    at_meeting,
    up_to_bracket,
    with_acronym,
    with_qualified_journal,
    with_whole_container,
)
from extract.fields.references.counted import (
    COUNTED,
    believed_number,
    issue_of,
    up_to_end,
    with_bare_numbers,
    with_double_volume,
    with_law_review,
    with_named_issue,
    with_vancouver_numbers,
)
from extract.fields.references.gaps import alone, extent_of
from extract.fields.references.houses import (
    PRESENTED,
    edition,
    may_print_edition,
    presentation,
    title_end,
    with_edition_before_year,
)
from extract.fields.references.identifiers import blanked
from extract.fields.references.imprint import (
    is_no_house,
    site_of_page,
    university_of_thesis,
    with_house_for_place,
    with_whole_house,
    without_series,
)
from extract.fields.references.labels import is_label
from extract.fields.references.model import Seen, seen_by_model
from extract.fields.references.opening import with_whole_authors
from extract.fields.references.record import FLOOR, HOUSE, Doubt, Mark, Reference, reason_to_doubt
from extract.fields.references.rules import cut_short, trimmed
from extract.fields.references.statutes import with_statute
from extract.fields.references.titles import (
    lone_title,
    up_to_full_stop,
    up_to_journal,
    up_to_slashes,
    with_quoted_opening,
    with_whole_quotation,
    with_words_before,
    with_year_in_title,
)
from extract.fields.references.tokens import LETTER_OR_DIGIT, Tokens, read_tokens
from extract.fields.references.values import host_of
from extract.months import MONTHS

# What the rules are worth where the model is not asked: for short labels, which they explain whole, and for other
# references (share of right fields in the held-out part).
RULES_WHOLE = 0.98
RULES_PART = 0.8
# Match: ", “Leeds"; near miss: "O’Hara", "Ann “Nan” Berg".
_OPENS_TITLE = re.compile(r"[,.:]\s?[“„«\"]")
# The words that end a list of names, before the first ones of a title. Match: "et al" before ". Session 5"; near miss:
# "et al" before " for the Lamp Group".
_ET_AL = re.compile(r"\bet al(?=\.\s[A-Z])")
# Match: ". ", ", "; near miss: " 5", " of".
_CLOSES = re.compile(r"\s?[.,:;)\]]")
# What a footnote says before a reference. Match: "Vgl. dazu ", "Cf. ", "See also "; near miss: "See, K.".
_SIGNAL = re.compile(
    r"(?:vgl\.|siehe|cf\.|see (?:also|generally)|see,? e\.g\.,?)(?: (?:dazu|hierzu|auch|etwa|also|z\. ?b\.))* ",
    re.IGNORECASE,
)
# Small letters without which nothing is `PRESENTED`, cheaper to look for.
_TALK_CUES = ("presented ", "presentation ", "given at")
# The year of a work before the day on which its page was read, without a sign between (EndNote's Vancouver style); and
# the last word of a journal's name before the year (`Lampology 2000 2004;36`). Match: "2021 6 November 2022",
# "2000 2004;"; near miss: "2021 November", "2000 2004,".
_TWO_YEARS = re.compile(
    rf"(?P<first>(?:19|20)\d\d) (?:(?P<day>\d{{1,2}} (?:{'|'.join(MONTHS)}) (?:19|20)\d\d)"
    r"|(?P<second>(?:19|20)\d\d)(?=;))",
    re.IGNORECASE,
)
# A word that says what a number counts, which is no field. Match: "Nr.", "Vol"; near miss: "Volume Watch".
_COUNTS = re.compile(r"\W*(?:nr|no|nos|vol|volume|heft|h|bd|band|issue|pp?|s)\W*", re.IGNORECASE)
# Fields without which nobody knows what a reference is of.
_NAMING = frozenset({"authors", "title", "container", "publisher", "conference", "editors"})
_OF_ARTICLE = frozenset({"authors", "year", "title", "container", "volume", "pages"})
# What may stand beside these, and says nothing of where they begin and end.
_BESIDE = frozenset({"number", "doi", "url", "pmid", "pmcid", "arxiv", "note"})
# How often the least certain mark of an article is right in which rules mend nothing: of 4,128 such among 29,148
# references they would change none.
_SURE = 0.8
_DIGIT = re.compile(r"\d")
# What rules look for in such an article: quotation marks, a word that counts issues, and two years side by side. Match:
# "„", "H. 2", "1976). 2017"; near miss: "'", "H2", "(2017)".
_MENDS = re.compile(r"[\"“”„«»‘]|\bH(?:eft|\.) ?\d|\d\)\.? (?:19|20)\d\d")
_ADDRESSES = frozenset({"doi", "url"})
_SOURCES = HOUSE | {"container", "conference"}
_BRACKETED = _SOURCES | {"title"}
# What moves marks by the text alone, in the order in which one builds on another.
_MENDINGS: tuple[Callable[[str, tuple[Mark, ...]], tuple[Mark, ...]], ...] = (
    with_whole_quotation,
    with_quoted_opening,
    with_double_volume,
    with_edition_before_year,
    with_year_in_title,
    up_to_slashes,
    up_to_full_stop,
    with_law_review,
    with_vancouver_numbers,
    with_bare_numbers,
    with_named_issue,
    with_qualified_journal,
    with_whole_container,
    with_whole_house,
    with_house_for_place,
    with_acronym,
    up_to_journal,
    with_statute,
)


def read_references(raws: Sequence[str]) -> list[Reference]:
    """Each reference as one of the two reads it; `parsed_by` says which.

    The rules answer where they see a short label, and where the model cannot be used.
    """
    told = [read_tokens(raw) for raw in raws]
    are_labels = [is_label(tokens) for tokens in told]
    seen = seen_by_model([tokens for tokens, is_short in zip(told, are_labels, strict=True) if not is_short])
    answers = iter(seen) if seen is not None else None
    read: list[Reference] = []
    for raw, tokens, is_short in zip(raws, told, are_labels, strict=True):
        if is_short:
            read.append(_by_rules(raw, tokens, RULES_WHOLE))
        elif answers is None:
            read.append(_by_rules(raw, tokens, RULES_PART))
        else:
            read.append(by_model(raw, tokens, next(answers)))
    return read


def _by_rules(raw: str, tokens: Tokens, confidence: float) -> Reference:
    marks = [Mark(mark.field, mark.start, mark.end, confidence) for mark in tokens.ruled]
    return assemble(raw, [*tokens.identifiers, *marks], "rules")


def by_model(raw: str, tokens: Tokens, seen: Seen) -> Reference:
    """The reference that the model sees: its marks above the floor; identifiers by their syntax; unless it is sure,
    what rules mend, and what they find where the model finds nothing."""
    text = blanked(tokens.text, tokens.found)
    if _is_sure(text, seen.marks):
        marks = [_with_own_edges(text, mark, seen.marks) for mark in seen.marks]
        kept, doubts = _believed(raw, text, tokens, marks)
        added: Iterable[Mark] = issue_of(text, kept)
    else:
        kept, doubts, added = _with_rules(raw, text, tokens, seen.marks)
    for mark in added:
        if mark.is_free_of(kept) and all(mark.field != other.field for other in kept):
            kept.append(Mark(mark.field, mark.start, mark.end, RULES_PART))
            doubts = [doubt for doubt in doubts if doubt.field != mark.field]
            doubts.append(Doubt(mark.field, raw[mark.start : mark.end], "uncertain"))
    return assemble(raw, kept, "crf", tuple(doubts), seen.leaning)


def _with_rules(
    raw: str, text: str, tokens: Tokens, marks: tuple[Mark, ...]
) -> tuple[list[Mark], list[Doubt], Iterator[Mark]]:
    """The marks of the model, mended; their doubts; and what rules find where the model finds nothing."""
    address = next((raw[mark.start : mark.end] for mark in tokens.identifiers if mark.field == "url"), "")
    presented = PRESENTED.search(text) if any(map(text.casefold().__contains__, _TALK_CUES)) else None
    meeting = () if presented is None else tuple(presentation(text, presented))
    marks = _mended(text, marks, meeting, host_of(address))
    may_be_edition = may_print_edition(text)
    ends_title = may_be_edition and all(mark.field != "container" or mark.confidence < FLOOR for mark in marks)
    edged = [_with_its_edges(text, mark, marks, ends_title=ends_title) for mark in marks]
    kept, doubts = _believed(raw, text, tokens, edged)
    return kept, doubts, _added(text, tokens, marks, kept, meeting, may_be_edition=may_be_edition)


def _believed(raw: str, text: str, tokens: Tokens, marks: Iterable[Mark]) -> tuple[list[Mark], list[Doubt]]:
    """Identifiers, and the marks above the floor that are free of them; and what is doubted."""
    kept = list(tokens.identifiers)
    doubts: list[Doubt] = []
    # What has a syntax of its own is read by it; the model's own mark beside it is a piece of another one.
    is_addressed = any(mark.field in _ADDRESSES for mark in tokens.identifiers)
    for mark in marks:
        if is_addressed and mark.field in _ADDRESSES:
            continue
        shorn = trimmed(raw, cut_short(mark, tokens.identifiers))
        if shorn is None or not shorn.is_free_of(tokens.identifiers) or not _says_something(text, shorn):
            continue
        reason = reason_to_doubt(mark.confidence)
        if reason is not None:
            doubts.append(Doubt(mark.field, raw[shorn.start : shorn.end], reason))
        if mark.confidence >= FLOOR:
            kept.append(shorn)
    return kept, doubts


def _added(
    text: str,
    tokens: Tokens,
    marks: tuple[Mark, ...],
    kept: Sequence[Mark],
    meeting: Sequence[Mark],
    *,
    may_be_edition: bool,
) -> Iterator[Mark]:
    """What rules find, the more certain first; it counts where it is free of what is kept. Some look at `kept` when
    their turn comes, to which the caller has added by then."""
    believed = {mark.field for mark in kept}
    lone = () if believed & _NAMING else tuple(lone_title(text))
    editions = edition(text) if may_be_edition else ()
    ruled = tuple(mark for mark in _ruled(tokens, marks, believed) if mark.is_free_of(kept))
    known = [*kept, *ruled]
    gaps, houses = alone(text, known), chain(university_of_thesis(text, known), site_of_page(text, known))
    yield from chain(lone, issue_of(text, kept), editions, meeting, ruled, gaps, houses, extent_of(text, kept))


def _with_its_edges(text: str, mark: Mark, marks: tuple[Mark, ...], *, ends_title: bool) -> Mark:
    """One mark without what stands at its ends and is none of its field, or with what the model left off.

    Args:
        text: the reference, blanks for its identifiers.
        mark: one of `marks`.
        marks: as mended.
        ends_title: an edition may be printed, and no container is; then the title ends before it.
    """
    mark = believed_number(text, mark, marks)
    if mark.field == "title":
        end = title_end(text, mark.start, mark.end) if ends_title else mark.end
        mark = with_words_before(text, mark._replace(end=end), marks)
    mark = up_to_bracket(text, mark) if mark.field in _BRACKETED else mark
    return _with_own_edges(text, mark, marks)


def _with_own_edges(text: str, mark: Mark, marks: tuple[Mark, ...]) -> Mark:
    """Names, a year or a number without what stands at its ends and is none of it, also where nothing is mended."""
    if mark.field == "authors":
        return _only_names(text, mark)
    if mark.field == "year":
        return _one_year(text, mark)
    return up_to_end(text, mark, marks) if mark.field in COUNTED else mark


def _is_sure(text: str, marks: tuple[Mark, ...]) -> bool:
    """Whether nothing need be mended: an article with its whole place, in the order of most styles (law reviews print
    the volume before the journal), of which the model doubts little and leaves no number out."""
    if not all(mark.confidence >= _SURE for mark in marks):
        return False
    fields = [mark.field for mark in marks if mark.field not in _BESIDE]
    if not (_OF_ARTICLE.issubset(fields) and _OF_ARTICLE.union(COUNTED).issuperset(fields)):
        return False
    at = fields.index("container")
    return (
        fields[at + 1 : at + 2] in (["volume"], ["year"])
        and _MENDS.search(text) is None
        and not _has_number(text, marks)
    )


def _has_number(text: str, marks: tuple[Mark, ...]) -> bool:
    """Whether a number stands outside the marks, which are in printed order."""
    ends = [0, *(mark.end for mark in marks)]
    starts = [*(mark.start for mark in marks), len(text)]
    return any(_DIGIT.search(text, end, start) is not None for end, start in zip(ends, starts, strict=True))


def _mended(text: str, marks: tuple[Mark, ...], meeting: tuple[Mark, ...], host: str) -> tuple[Mark, ...]:
    """The marks, each moved where what is printed says that the model cut it otherwise."""
    for mended in _MENDINGS:
        marks = mended(text, marks)
    return with_whole_authors(text, at_meeting(marks, meeting), host)


def _only_names(text: str, mark: Mark) -> Mark:
    """Authors without what a footnote says before them (`Vgl. dazu J. E. Berg`), up to a quotation mark, which opens a
    title (`J. E. Berg, “LeedsMap,” 2021`), or to "et al." before the first words of a sentence that goes on."""
    signal = _SIGNAL.match(text, mark.start, mark.end)
    quote = _OPENS_TITLE.search(text, mark.start, mark.end)
    start, end = mark.start if signal is None else signal.end(), mark.end if quote is None else quote.start()
    et_al = _ET_AL.search(text, start, end)
    if et_al is not None and _CLOSES.match(text, end - 1) is None and _CLOSES.match(text, end) is None:
        end = et_al.end() + 1
    return mark if (start, end) == (mark.start, mark.end) or start >= end else mark._replace(start=start, end=end)


def _one_year(text: str, mark: Mark) -> Mark:
    """Of two years that stand side by side the one of the work."""
    found = _TWO_YEARS.match(text, mark.start, min(mark.end + 1, len(text)))
    if found is None:
        return mark
    return mark._replace(end=found.end("first")) if found["day"] else mark._replace(start=found.start("second"))


def _ruled(tokens: Tokens, marks: tuple[Mark, ...], believed: set[str]) -> Iterator[Mark]:
    """What the rules see and the model may have passed over: a title that the model doubts, unless it runs over the
    authors that it sees or stands behind the house; and where no source is believed in, the house and all that the
    model doubts."""
    doubted = {mark.field for mark in marks} - believed
    wanted = HOUSE | doubted if not believed & _SOURCES else doubted & {"title"}
    authors = [mark for mark in marks if mark.field == "authors"]
    house = min(
        (mark.start for mark in marks if mark.field in HOUSE and mark.confidence >= FLOOR), default=len(tokens.text)
    )
    for mark in tokens.ruled if wanted else ():
        mark = without_series(tokens.text, mark) if mark.field == "publisher" else mark
        if (
            mark.field in wanted
            and (mark.field != "title" or (mark.is_free_of(authors) and mark.start < house))
            and (mark.field != "publisher" or not is_no_house(tokens.text, mark))
            and _COUNTS.fullmatch(tokens.text, mark.start, mark.end) is None
        ):
            yield mark


def _says_something(text: str, mark: Mark) -> bool:
    """Whether a mark holds more than words that announce something else ("Epub", "[Internet]"), which `text` has blanks
    for."""
    return LETTER_OR_DIGIT.search(text, mark.start, mark.end) is not None
