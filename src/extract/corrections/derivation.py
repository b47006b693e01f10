"""What else changes when a person corrects a value: the fields that are worked out from it.

A correction of what the table prints is read as the printed words are; one of codes or names decides what follows from
them. `schemas.contracts.DERIVED_FROM` lists the fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from extract.consensus import Study
from extract.fields import countries, designs, publication_type, samples
from extract.records import Value
from extract.rejects import Reject
from schemas.contracts import DERIVED_FROM

# Order of applying: what is printed, what is read from it, what follows from that. A correction of a derived field
# comes after those that it might be derived from, and stays.
RAW, READ, FOLLOWING = range(3)


def depth_of(field: str) -> int:
    """At which step a correction of `field` is applied."""
    sources = DERIVED_FROM.get(field, ())
    return FOLLOWING if len(sources) > 1 else READ if sources else RAW


def derived(field: str, value: Value | None, study: Study) -> Mapping[str, Value | None]:
    """Values of the fields that are worked out from `field`, now that a person gives it as `value`; None for no value.

    `study`: before the correction; its title and family are asked where a cell is read with them.
    """
    found = _read(field, value, study)
    return {name: found.get(name) for name, sources in DERIVED_FROM.items() if field in sources}


def _read(field: str, value: Value | None, study: Study) -> dict[str, Value | None]:
    if field == "designs" and isinstance(value, tuple):
        return {"design_family": designs.family_of(value)}
    if field == "authors" and isinstance(value, tuple):
        return {"first_author": value[0].split(",")[0]}
    if not isinstance(value, str):
        return {}
    if field == "designs_raw":
        title = study.value("title")
        found = designs.parse(value, title if isinstance(title, str) else None)
        return {} if isinstance(found, Reject) else {"designs": found.codes, "design_family": found.family}
    if field == "sample_raw":
        return _sample(value, is_review=study.value("design_family") == "review")
    if field == "countries_raw":
        places = countries.parse(value, is_country_column=True)
        return {} if isinstance(places, Reject) else {"countries": tuple(place.country for place in places)}
    if field == "publication_type_raw":
        code = publication_type.parse(value)
        return {} if isinstance(code, Reject) else {"publication_type": code}
    return {}


def _sample(printed: str, is_review: bool) -> dict[str, Value | None]:
    """A bare number, which a heading explains in print, counts."""
    found = samples.parse(printed, is_review=is_review, is_count_column=printed.strip().isdigit())
    if isinstance(found, Reject):
        return {}
    return {"sample_total": found.total, "sample_unit": found.unit, "sample_basis": found.basis}
