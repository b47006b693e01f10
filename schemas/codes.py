"""What each code of a closed vocabulary means: the pipeline's own codes stand here, those about studies in `vocab/`.

The codes here name what the pipeline did or found (a status, a kind, a verdict). No document prints them, so they
have no wordings; those that have are files of `schemas/vocab/`, read by `schemas.vocabularies`. Countries are those
of ISO 3166-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import pycountry

from schemas.vocabularies import load

DOCUMENT_STATUS: Final = MappingProxyType(
    {
        "parsed": "Read whole; its study tables are published.",
        "partial": "Read in part, or read whole but with a doubt that `reason` names; what was read is published.",
        "no-table": "Read whole; it holds no table with a row per study.",
        "unreadable": "Refused, for the reason given; nothing of it is published.",
    }
)
RECORD_KIND: Final = MappingProxyType(
    {
        "study": "The row describes one study or one report of a study.",
        "intervention": "The row describes an intervention, with the studies about it as citations.",
    }
)
TABLE_KIND: Final = MappingProxyType(
    {
        "study": "A row per study or per intervention; its rows are published as studies or as rejects.",
        "other": "Any other table; kept for reference, its rows are not read as studies.",
    }
)
ROW_KIND: Final = MappingProxyType(
    {
        "study": "A row about a study or an intervention: merged into a study, or refused with a reason.",
        "section": "A heading inside the table; it gives the rows below it their category.",
        "header": "Column headings, also where they are repeated on a later page.",
        "ruler": "A printed line of dashes or the like.",
        "note": "A footnote, source line, running foot or page number within the table's space.",
        "continuation": "The cut-off part of a row, listed by itself; its text is also in the row it belongs to.",
        "other": "A row of a table that has no row per study.",
        "reject": "A row that could not be read as any of these; `rejects` says why.",
    }
)
ROW_OUTCOME: Final = MappingProxyType(
    {
        "published": "The study that `study_id` names is published with this row as its own.",
        "merged": "Merged into the study that `study_id` names, which another row describes too.",
        "rejected": "Refused, for the reason given; `rejects` says it in a sentence.",
        "section": "Gives the rows below it their category.",
        "continuation": "Its text is in the row it continues.",
        "header": "Names the columns.",
        "ruler": "A printed line, nothing to read.",
        "note": "A footnote, source line or summing-up within the table's space; kept in `cells`.",
        "no-study-table": "Stands in a table that has no row per study; kept in `cells`.",
    }
)
FILE_OUTCOME: Final = MappingProxyType(
    {
        "published": "Its rows about studies are published, as `study_rows` counts them.",
        "no-study-table": "Read; it holds no table with a row per study.",
        "near-duplicate-of": "Another text of the document that `other_document_id` names, and merged with it.",
        "superseded-by": "The document that `other_document_id` names holds a later version of the review.",
        "refused": "Not read, for the reason given.",
        "gone": "Seen by an earlier release and no longer there; `other_document_id` names what lies in its place, "
        "or has its bytes under another name.",
    }
)
CORRECTION_KIND: Final = MappingProxyType(
    {
        "value": "The value of one field of a study.",
        "no-study": "A row that was published as a study is none.",
        "same-study": "Two records are reports of one study.",
        "same-report": "Two records describe one report.",
        "different": "Two records are about different studies.",
    }
)
CORRECTION_STATUS: Final = MappingProxyType(
    {
        "applied": "It is in this release.",
        "outdated": "Not applied: the documents no longer give the value that it expects.",
        "unneeded": "Not needed: the documents give the corrected value by now.",
        "unmatched": "Not applied: no study of this release has that id.",
    }
)
CITATION_STATUS: Final = MappingProxyType(
    {
        "resolved": "The review's reference list has the number, and the reference was read.",
        "unresolved": "No list has such a number, several have and none is told, or the row names another work.",
    }
)
LINK_VERDICT: Final = MappingProxyType(
    {
        "same-study": "Two reports of one study, or a letter and the reply printed with it.",
        "same-report": "One report, described twice.",
        "maybe": "A person should look: something speaks for one study and something against it.",
        "different": "Looked alike at first; two studies.",
    }
)
AUDIT_STATUS: Final = MappingProxyType(
    {
        "match": "What the review states is what was found.",
        "mismatch": "What the review states differs from what was found.",
        "not-checkable": "The table does not show what would have to be counted.",
    }
)
CHANGE_KIND: Final = MappingProxyType(
    {
        "added": "New since the last release.",
        "removed": "In the last release and no longer in this one.",
        "changed": "In both, with another value in the field.",
    }
)
CHANGE_CAUSE: Final = MappingProxyType(
    {
        "document": "A document of the review was added, removed, replaced or superseded.",
        "extractor": "The documents are the same: the code or a vocabulary reads them differently.",
        "correction": "A person's correction was added, altered or withdrawn.",
    }
)

# Vocabulary name, as contracts give it -> its codes and their definitions.
OWN_CODES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "document-status": DOCUMENT_STATUS,
        "record-kind": RECORD_KIND,
        "table-kind": TABLE_KIND,
        "row-kind": ROW_KIND,
        "row-outcome": ROW_OUTCOME,
        "file-outcome": FILE_OUTCOME,
        "correction-kind": CORRECTION_KIND,
        "correction-status": CORRECTION_STATUS,
        "link-verdict": LINK_VERDICT,
        "audit-status": AUDIT_STATUS,
        "change-kind": CHANGE_KIND,
        "change-cause": CHANGE_CAUSE,
        "citation-status": CITATION_STATUS,
    }
)


@cache
def codes_of(vocabulary: str) -> Mapping[str, str]:
    """Code -> definition of a closed vocabulary, in its own order.

    Raises:
        VocabularyError: there is none of that name.
    """
    if vocabulary in OWN_CODES:
        return OWN_CODES[vocabulary]
    if vocabulary == "countries":
        return MappingProxyType({country.alpha_3: country.name for country in pycountry.countries})
    return MappingProxyType({code.code: code.definition for code in load(vocabulary).codes})
