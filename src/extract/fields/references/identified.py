"""Whether what was read of a text is a reference: does it tell one work from another?"""

from __future__ import annotations

import re

from extract.fields.references.record import Reference

# From this confidence on a list of names and a title beside it need no year or source: "LR, SVM, DT (n-gram)" looks
# like names with initials, and stays below.
_SURE = 0.8


def is_identified(reference: Reference) -> bool:
    """Whether the reference tells one work from another: an identifier, or names with a year or a source, or a year and
    a source with names or a title, though these may be in doubt.

    The model finds a title in any sentence, so that its word alone does not make a reference.
    """
    if reference.doi or reference.pmid or reference.pmcid or reference.registration:
        return True
    is_dated = any(field == "year" for field, _, _ in reference.spans)
    if reference.has_et_al or (reference.authors and is_dated and reference.parsed_by == "rules"):
        return True
    has_source = any((reference.container, reference.publisher, reference.place, reference.url, reference.conference))
    has_place = reference.volume is not None or reference.pages is not None
    if any(author.given is not None or author.is_body for author in reference.authors):
        return has_source or (is_dated and has_place) or reference.type == "preprint" or _is_titled(reference, is_dated)
    if is_dated and has_source:
        unsure = {doubt.field for doubt in reference.doubts}
        is_named = bool(reference.authors or reference.title) or bool(unsure & {"authors", "title"})
        return is_named or (reference.container is not None and has_place)
    if reference.title is None:
        return False
    return (reference.url is not None and reference.accessed is not None) or (
        bool(reference.authors) and has_source and has_place
    )


def _is_titled(reference: Reference, is_dated: bool) -> bool:
    """Whether a title stands beside the names: with a year, though it may be in doubt; of several small words; or both
    without doubt."""
    if reference.title is None:
        return is_dated and any(doubt.field == "title" for doubt in reference.doubts)
    sure = {field for field, share in reference.confidence if share >= _SURE}
    return is_dated or _is_wordy(reference.title) or {"authors", "title"} <= sure


def _is_wordy(title: str) -> bool:
    """Three words in small letters: "LR, SVM, DT (n-gram)" looks like names with initials, but has no title."""
    return len(re.findall(r"\b[a-zß-ÿ]{4,}\b", title)) >= 3
