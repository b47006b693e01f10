"""The hand-typed expectation of the sample documents, and how a release's rows are compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from extract.corpus import build_tables
from extract.documents import SourceDocument
from extract.reading import DocumentReading, read_document

ROOT = Path(__file__).parents[2]
GOLD: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "samples.yml").read_text(encoding="utf-8"))
FIELDS = (
    "first_author", "authors", "year", "title", "container", "volume", "issue", "pages", "doi", "publisher", "place",
    "conference", "publication_type_raw", "design_family", "sample_total", "countries", "intervention", "population",
)  # fmt: skip
LISTS = frozenset({"authors", "countries", "designs"})
# Places that host a study may be listed or not: "in two hospitals" is a fact about the sample, and no sample.
HOSTS = frozenset({"sites", "areas"})
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "–"})


def read(path: Path) -> DocumentReading:
    """The reading of a file."""
    content = path.read_bytes()
    return read_document(SourceDocument.of(path.name, content))


@cache
def tables_of(keys: str) -> dict[str, pd.DataFrame]:
    """The published tables of sample files, by their letters in the expectation, such as `ab`."""
    return build_tables([read(ROOT / GOLD["files"][key]) for key in keys])


def plain(value: Any) -> Any:
    """A value with typewriter quotes and one kind of dash; None for what is missing; a tuple for a list."""
    if value is None or value is pd.NA or value != value:  # not-a-number
        return None
    if isinstance(value, str):
        return value.translate(QUOTES)
    if isinstance(value, Sequence) or hasattr(value, "tolist"):
        return tuple(plain(item) for item in value)
    return value


def differences(
    studies: pd.DataFrame, samples: pd.DataFrame, review: Mapping[str, Any], order: Sequence[str]
) -> Iterator[str]:
    """One line for each field of each study that is not what the expectation says."""
    if len(studies) != len(order):
        yield f"{len(studies)} studies, expected {len(order)}"
        return
    for key, row in zip(order, studies.to_dict("records"), strict=True):
        expected = review["studies"][key]
        category = review["categories"][expected["category"] - 1]
        if plain(row["category"]) != plain(category):
            yield f"{key}.category: {row['category']!r}, expected {category!r}"
        for field in FIELDS:
            wanted = plain(expected.get(field)) if field not in LISTS else plain(expected.get(field, ()))
            found = plain(row[field])
            also = plain(expected.get("countries_by_city", ())) if field == "countries" else wanted
            if found not in (wanted, also):
                yield f"{key}.{field}: {found!r}, expected {wanted!r}"
        yield from _design_differences(key, row, expected)
        yield from _sample_differences(key, samples[samples["study_id"] == row["study_id"]], expected)


def _design_differences(key: str, row: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    found, wanted = set(plain(row["designs"])), set(expected.get("designs", ()))
    if not wanted <= found <= wanted | set(expected.get("designs_also", ())):
        yield f"{key}.designs: {sorted(found)}, expected {sorted(wanted)}"


def _sample_differences(key: str, samples: pd.DataFrame, expected: Mapping[str, Any]) -> Iterator[str]:
    found = [
        (int(n), str(unit), plain(role))
        for n, unit, role in zip(samples["n"], samples["unit"], samples["role"], strict=True)
    ]
    wanted = expected.get("samples", [])
    found = [sample for sample in found if sample[1] not in HOSTS or any(sample[0] == each["n"] for each in wanted)]
    roles = [
        [sample["role"], *sample.get("role_also", []), *([] if sample["role"] else ["total"])] for sample in wanted
    ]
    same = len(found) == len(wanted) and all(
        n == sample["n"] and unit == sample["unit"] and role in allowed
        for (n, unit, role), sample, allowed in zip(found, wanted, roles, strict=True)
    )
    if not same:
        yield f"{key}.samples: {found}, expected {[(s['n'], s['unit'], s['role']) for s in wanted]}"
