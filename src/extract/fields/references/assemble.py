"""A reference from its marks: values in normal form, spans, remainder; the same for the rules and for the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extract.fields.names import AuthorList, parse_authors
from extract.fields.references import values
from extract.fields.references.identifiers import REGISTRATION
from extract.fields.references.kinds import Leaning, Printed, type_of
from extract.fields.references.record import FIELDS, FLOOR, Doubt, Mark, Reference, in_order, reason_to_doubt
from extract.fields.references.tokens import LETTER_OR_DIGIT, TAG

_NORMAL: Mapping[str, Callable[[str], str | None]] = {
    "title": values.title_of,
    "container": values.container_of,
    "volume": values.volume_of,
    "issue": values.issue_of,
    "pages": values.pages_of,
    "publisher": values.house_of,
    "place": values.cleaned,
    "edition": values.edition_of,
    "conference": values.cleaned,
    "editors": values.cleaned,
    "doi": values.doi_of,
    "pmid": values.digits_of,
    "pmcid": values.pmcid_of,
    "url": values.url_of,
    "accessed": values.accessed_of,
    "registration": values.registration_of,
}
_READ = frozenset({*FIELDS, "editors"})
# What says nothing of where a work was published.
_NO_SOURCE = frozenset({"authors", "editors", "title", "url", "doi", "accessed"})


def assemble(
    raw: str,
    marks: Sequence[Mark],
    parsed_by: str,
    doubts: tuple[Doubt, ...] = (),
    leaning: Leaning | None = None,
) -> Reference:
    """The reference that `marks` make of `raw`.

    Args:
        raw: as printed; marks: not overlapping, in any order. The first mark of a field gives its value.
        parsed_by: `rules` or `crf`; doubts: what the caller left out of the marks because it was not sure;
            leaning: to which types of work the model leans, None where only the rules were asked.
    """
    marks = in_order(marks)
    texts: dict[str, str] = {}
    confidence: dict[str, float] = {}
    spans: list[tuple[str, int, int]] = []
    opening = _opening_editors(marks)
    for mark in marks:
        if mark.field in texts or mark.field not in _READ:
            continue
        text = raw[mark.start : mark.end]
        texts[mark.field] = TAG.sub("", text) if "<" in text else text
        if mark.field != "editors" or mark is opening:
            spans.append((mark.field, mark.start, mark.end))
            confidence["authors" if mark is opening else mark.field] = mark.confidence
    if opening is not None:
        texts["authors"] = texts.pop("editors")
        doubts = tuple(Doubt("authors", each.raw, each.reason) if each.field == "editors" else each for each in doubts)
    value = {field: (normal(texts[field]) or None) if field in texts else None for field, normal in _NORMAL.items()}
    if "doi" in texts and value["doi"] is None:
        del confidence["doi"]
        doubts = (*doubts, Doubt("doi", texts["doi"], "below-floor"))
    if value["registration"] is None and (numbered := REGISTRATION.search(value["url"] or "")) is not None:
        value["registration"] = _NORMAL["registration"](numbered[0])
        confidence["registration"] = confidence["url"]
    year, suffix = values.year_of(texts["year"]) if "year" in texts else (None, None)
    names = _authors(texts.get("authors"), value)
    # Of a title its form in brackets says where the work was published.
    title = texts.get("title", "").strip(" .")
    form = title if title[:1] == "[" and title[-1:] == "]" else values.form_of(title)
    outside = _without(raw, [span for span in spans if span[0] in _NO_SOURCE]) + form
    type_, share = type_of(Printed.of(value, names.authors, outside), leaning)
    if type_ is not None and share is not None:
        reason = reason_to_doubt(share)
        if reason is not None:
            doubts = (*doubts, Doubt("type", type_, reason))
        if share < FLOOR:
            type_ = None
        else:
            confidence["type"] = share
    return Reference(
        raw=raw, authors=names.authors, has_et_al=names.has_et_al, year=year, year_suffix=suffix,
        **{field: value[field] for field in FIELDS[2:]},
        type=type_, confidence=tuple(confidence.items()), parsed_by=parsed_by,
        remainder=_remainder(raw, spans), spans=tuple(spans), doubts=doubts,
    )  # fmt: skip


def _opening_editors(marks: Sequence[Mark]) -> Mark | None:
    """The editors who open a reference without authors, and so stand in the authors' place (APA 7, section 9.10: "Hood,
    C. (Ed.) (2006). Title"); None where there are none: behind a title they are those of the book around it."""
    fields = [mark.field for mark in marks]
    if "editors" not in fields or "authors" in fields or "title" not in fields:
        return None
    at = fields.index("editors")
    return marks[at] if at < fields.index("title") else None


def _without(raw: str, spans: Sequence[tuple[str, int, int]]) -> str:
    """The text without these spans, a full stop for each: what stands behind a title begins a sentence."""
    pieces, at = [], 0
    for _, start, end in spans:
        pieces.append(raw[at:start])
        at = end
    return ". ".join([*pieces, raw[at:]])


def _authors(text: str | None, value: Mapping[str, str | None]) -> AuthorList:
    """The authors; of a work with a publisher or an address, a single word without initials is a body ("Samh (2006)
    …"), and so is a name that the address or the publisher has too ("Open Lanterns … www.openlanterns.org"), or with
    which a container begins ("Open Lanterns, “Lamps”, Open Lanterns Review")."""
    if text is None:
        return AuthorList((), False)
    is_full = any(value[field] is not None for field in ("title", "container", "publisher"))
    has_source = any(value[field] is not None for field in ("publisher", "place", "url"))
    # A sentence of one word before the title of a work that stands alone: no style prints a person's family name so.
    is_closed = value["container"] is None and text.rstrip().endswith(".")
    is_published = value["title"] is not None and (has_source or is_closed)
    own = f"{values.host_of(value['url'] or '')} {value['publisher'] or ''}" if has_source else ""
    container = value["container"] or ""
    if container.startswith(text.strip(" ,.:")):
        own = f"{own} {container}"
    return parse_authors(text, is_full=is_full, is_published=is_published, own=own)


def _remainder(raw: str, spans: Sequence[tuple[str, int, int]]) -> str:
    """Every piece between the spans that holds a letter or a digit, white space made single."""
    edges = [0, *(edge for _, start, end in spans for edge in (start, end)), len(raw)]
    pieces = (raw[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    told = (piece for piece in pieces if LETTER_OR_DIGIT.search(piece) is not None)
    return " ".join(" ".join(piece.split()).strip(" .,;:()") for piece in told)
