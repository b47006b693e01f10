"""The contracts of `studies`, `samples` and `citations`: what the reviews say of each study."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from schemas.columns import Integer, Number, Text, Texts, declare
from schemas.contract import Contract, Reference, about

_NOT_GIVEN = "the review's table does not give it, or it could not be read (see `rejects`)"
_NOT_LISTED = "neither the review's table nor its reference list gives it, or it could not be read (see `rejects`)"
_NO_COLUMN = "the review's table has no such column, or the cell is empty"

# Years of a publication: printing begins about 1450; four digits hold until 9999, a misread page number rarely starts
# 1 or 2.
FIRST_YEAR, LAST_YEAR = 1450, 2100

# Field -> the fields that it is worked out from, the nearest first. `first_author` stands for the first of `authors`.
DERIVED_FROM: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "first_author": ("authors",),
        "designs": ("designs_raw",),
        "design_family": ("designs", "designs_raw"),
        "sample_total": ("sample_raw",),
        "sample_unit": ("sample_raw",),
        "sample_basis": ("sample_raw",),
        "countries": ("countries_raw",),
        "publication_type": ("publication_type_raw",),
    }
)


class Studies(Contract):
    """One row per study in a review, merged from all its documents."""

    study_id: Text = declare("Names the study in every release; once published, never given to another study.")
    review_id: Text = declare("The review whose table describes the study.")
    row_number: Integer = declare("Place of the study in the review's table or tables, from 1.", ge=1)
    category: Text = declare("The section heading or table title above the row, as printed.", null="there is none")
    record_kind: Text = declare("Whether the row describes a study or an intervention.", vocabulary="record-kind")
    reference: Text = declare("The bibliographic reference as printed, on one line.", null=_NO_COLUMN)
    authors: Texts = declare(
        "Authors of the study in printed order, surname first, such as `Smith, J.`; empty if the row names none."
    )
    first_author: Text = declare("Surname of the first author, or the organisation's name.", null=_NOT_LISTED)
    year: Integer = declare("Year of publication; a suffix such as `a` stays in `reference`.",
                           null=_NOT_LISTED, ge=FIRST_YEAR, le=LAST_YEAR)  # fmt: skip
    title: Text = declare("Title of the study or of the report on it.", null=_NOT_LISTED)
    container: Text = declare("What it appeared in: journal, book, series or conference proceedings.", null=_NOT_LISTED)
    volume: Text = declare("Volume of the journal or series, as printed.", null=_NOT_LISTED)
    issue: Text = declare("Issue of the journal, as printed.", null=_NOT_LISTED)
    pages: Text = declare(
        "First and last page as `404-408`, or an article number; of a whole work its count of pages as `139 p`.",
        null=_NOT_LISTED,
    )
    doi: Text = declare(
        "Digital Object Identifier, lower case, without a resolver's address.",
        null=_NOT_LISTED,
        # A DOI is `10.`, a registrant of 4 to 9 digits, `/`, and a suffix without blanks (DOI Handbook, 2.2).
        # Match: `10.1192/bjp.173.5.404`. Near miss: `https://doi.org/10.1192/x`, `10.1192`.
        str_matches=r"^10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+$",
    )
    publisher: Text = declare("Publisher or institution that issued it.", null=_NOT_LISTED)
    place: Text = declare("Place of publication.", null=_NOT_LISTED)
    conference: Text = declare("Conference at which it was given, as printed.", null=_NOT_LISTED)
    publication_type: Text = declare(
        "Kind of publication, as the review says it or its reference shows without doubt.",
        null=_NOT_LISTED,
        vocabulary="publication_types",
    )
    publication_type_raw: Text = declare("What the table prints about the kind of publication.", null=_NO_COLUMN)
    design_family: Text = declare("Family that the designs belong to.", null=_NOT_GIVEN, vocabulary="families")
    designs: Texts = declare(
        "Designs of the study, in printed order; several where it is several.", vocabulary="designs"
    )
    designs_raw: Text = declare("What the table prints about the design or methods.", null=_NO_COLUMN)
    sample_total: Integer = declare(
        "Size of the study's whole sample; never what describes a programme. `sample_basis` says how it was had.",
        null="no total is stated, or what is stated cannot be added up; see `sample_basis` and `samples`",
        ge=0,
    )
    sample_unit: Text = declare("What `sample_total` counts.", null="`sample_total` is empty", vocabulary="units")
    sample_basis: Text = declare(
        "How `sample_total` was had, or why there is none.", null="no sample was looked for", vocabulary="sample_bases"
    )
    sample_raw: Text = declare("What the table prints about the sample.", null=_NO_COLUMN)
    population: Text = declare("Who was studied, as printed.", null=_NO_COLUMN)
    countries: Texts = declare(
        "Countries where the study was done, as ISO 3166-1 alpha-3 codes; empty if none is stated.",
        vocabulary="countries",
    )
    countries_raw: Text = declare("What the table prints about the country.", null=_NO_COLUMN)
    setting: Text = declare("Where the study was done (service, ward, community), as printed.", null=_NO_COLUMN)
    intervention: Text = declare("Name of the intervention.", null=_NO_COLUMN)
    intervention_description: Text = declare("What the intervention consists of, as printed.", null=_NO_COLUMN)
    comparator: Text = declare("What the intervention was compared with, as printed.", null=_NO_COLUMN)
    aims: Text = declare("Aims of the study, as printed.", null=_NO_COLUMN)
    outcomes: Text = declare("Outcomes and how they were measured, as printed.", null=_NO_COLUMN)
    findings: Text = declare("Findings of the study, as printed.", null=_NO_COLUMN)
    quality: Text = declare("The review's rating of quality or risk of bias, as printed.", null=_NO_COLUMN)
    funding: Text = declare("Who paid for the study, as printed.", null=_NO_COLUMN)
    notes: Text = declare("Comments and limitations in the table, as printed.", null=_NO_COLUMN)
    source_count: Integer = declare("Documents in which a row about the study was found.", ge=1)
    agreement_pct: Number = declare(
        "Share of the fields given by more than one document on which all of them agree.",
        null="no field is given by more than one document",
        unit="percent",
        ge=0,
        le=100,
    )
    warnings: Texts = declare("What makes the record doubtful; empty if nothing does.", vocabulary="reasons")

    class Config:
        """Name, key and references."""

        name = "studies"
        description = "One row per study (or intervention) in a review, merged from all documents that hold it."
        metadata = about(
            key=("study_id",),
            order=("review_id", "row_number"),
            references=(Reference(("review_id",), "reviews", ("review_id",)),),
        )


class Samples(Contract):
    """One row per stated sample of a study."""

    study_id: Text = declare("The study.")
    ordinal: Integer = declare("Number of the statement within the study, from 1, in printed order.", ge=1)
    n: Integer = declare("The number stated.", ge=0)
    unit: Text = declare("What is counted.", vocabulary="units")
    role: Text = declare(
        "Which part of the study the number is about.", null="the sample as such, no part of it", vocabulary="roles"
    )
    quote: Text = declare("The words that state it, as printed.")

    class Config:
        """Name, key and references."""

        name = "samples"
        description = "One row per number that a study's sample is stated by."
        metadata = about(
            key=("study_id", "ordinal"),
            references=(Reference(("study_id",), "studies", ("study_id",)),),
        )


class Citations(Contract):
    """One row per reference that a study's row cites by number."""

    study_id: Text = declare("The study.")
    citation_number: Integer = declare("Number of the reference in the review's list; ranges are written out.", ge=1)
    reference: Text = declare("The reference as the review's list prints it.", null="the list does not have it")
    authors: Texts = declare("Authors in printed order, surname first; empty if none could be read.")
    year: Integer = declare("Year of publication.", null=_NOT_GIVEN, ge=FIRST_YEAR, le=LAST_YEAR)
    title: Text = declare("Title of the cited work.", null=_NOT_GIVEN)
    doi: Text = declare(
        "Digital Object Identifier, lower case.", null=_NOT_GIVEN, str_matches=r"^10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+$"
    )
    status: Text = declare("Whether the reference list has the number.", vocabulary="citation-status")

    class Config:
        """Name, key and references."""

        name = "citations"
        description = "One row per reference that a study's row cites by number."
        metadata = about(
            key=("study_id", "citation_number"),
            references=(Reference(("study_id",), "studies", ("study_id",)),),
        )
