"""The contracts hold together: columns as designed, each described, keys and references sound, dictionary current."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from extract.frames import arrow_schema
from extract.publish.dictionary import dictionary
from schemas.codes import OWN_CODES, codes_of
from schemas.contracts import (
    TABLES,
    ContractType,
    columns_of,
    contract_of,
    description_of,
    key_of,
    name_of,
    references_of,
)

ROOT = Path(__file__).parents[1]

COLUMNS = {
    "documents": "document_id sha256 file_name format read_by pages size_bytes title review_id version_label "
    "version_date near_duplicate_of superseded_by status reason printed_rows words",
    "reviews": "review_id title authors publisher published search_dates current_document_id document_count "
    "study_count",
    "studies": "study_id review_id row_number category record_kind reference authors first_author year title "
    "container volume issue pages doi publisher place conference publication_type publication_type_raw "
    "design_family designs designs_raw sample_total sample_unit sample_basis sample_raw population countries "
    "countries_raw setting intervention intervention_description comparator aims outcomes findings "
    "quality funding notes source_count agreement_pct warnings",
    "samples": "study_id ordinal n unit role quote",
    "citations": "study_id citation_number reference authors year title doi status",
    "tables": "document_id table_number title pages headers fields kind why row_count joined_by",
    "rows": "row_id document_id table_number row_number pages kind category cells printed_rows outcome study_id reason",
    "evidence": "study_id field document_id page table_number row_id column place raw value is_chosen is_correction",
    "disagreements": "study_id field chosen alternatives rule",
    "links": "left right verdict score why",
    "audit": "review_id claim quote document_id page stated found status",
    "rejects": "row_id field raw reason message",
    "corrections": "number kind study_id other_study_id field expected value reason source status message",
    "ledger": "file_name sha256 document_id outcome study_rows other_rows other_document_id reason",
    "changes": "kind table key field before after cause",
}

each_contract = pytest.mark.parametrize("contract", TABLES, ids=name_of)


def test_the_tables_are_those_of_the_design_in_its_order() -> None:
    """Readers find the tables that the design promises."""
    assert [name_of(contract) for contract in TABLES] == list(COLUMNS)


@each_contract
def test_the_columns_are_those_of_the_design_in_its_order(contract: ContractType) -> None:
    """A column is neither lost nor moved by accident."""
    assert [column.name for column in columns_of(contract)] == COLUMNS[name_of(contract)].split()


@each_contract
def test_a_contract_converts_nothing_and_lets_nothing_else_in(contract: ContractType) -> None:
    """A forgotten normaliser fails instead of being papered over."""
    schema = contract.to_schema()
    assert (schema.strict, schema.ordered, schema.coerce) == (True, True, False)
    assert not any(column.coerce for column in schema.columns.values())


@each_contract
def test_every_column_says_what_it_holds_and_what_an_empty_cell_means(contract: ContractType) -> None:
    """The dictionary has no gaps: a sentence for each column, and the meaning of null exactly where null may occur."""
    assert description_of(contract).endswith(".")
    for column in columns_of(contract):
        assert column.description[0].isupper() or column.description.startswith("`"), column.name
        assert column.description.endswith((".", "...")), column.name
        assert column.null is None or not column.null.endswith("."), column.name
        assert column.is_nullable == contract.to_schema().columns[column.name].nullable


@each_contract
def test_lists_are_never_null(contract: ContractType) -> None:
    """An empty list says that there is nothing; a second way to say it would only make readers test for both."""
    lists = [column for column in columns_of(contract) if pa.types.is_list(column.dtype.pyarrow_dtype)]
    assert not any(column.is_nullable for column in lists)


@each_contract
def test_keys_and_references_name_columns_that_exist(contract: ContractType) -> None:
    """A reference leads to the whole key of another table, with columns of the same types."""
    types = {column.name: column.dtype for column in columns_of(contract)}
    assert set(key_of(contract)) <= types.keys()
    for reference in references_of(contract):
        target = contract_of(reference.table)
        target_types = {column.name: column.dtype for column in columns_of(target)}
        assert reference.target == key_of(target)
        assert [types[name] for name in reference.columns] == [target_types[name] for name in reference.target]


@each_contract
def test_keys_are_free_of_lists(contract: ContractType) -> None:
    """Lists cannot be compared by pandas, so they cannot name a row."""
    types = {column.name: column.dtype.pyarrow_dtype for column in columns_of(contract)}
    assert not any(pa.types.is_list(types[name]) for name in key_of(contract))


@each_contract
def test_every_vocabulary_is_there_and_defines_its_codes(contract: ContractType) -> None:
    """A closed vocabulary has codes, and each code a definition."""
    for column in columns_of(contract):
        if column.vocabulary is not None:
            codes = codes_of(column.vocabulary)
            assert codes
            assert all(meaning for meaning in codes.values()), column.vocabulary


def test_every_code_of_the_pipeline_is_used_by_a_column() -> None:
    """No vocabulary lies about unused."""
    used = {column.vocabulary for contract in TABLES for column in columns_of(contract)}
    assert OWN_CODES.keys() <= used


@each_contract
def test_the_arrow_schema_carries_descriptions(contract: ContractType) -> None:
    """A Parquet file explains itself."""
    schema = arrow_schema(contract)
    assert schema.metadata[b"description"].decode() == description_of(contract)
    for field, column in zip(schema, columns_of(contract), strict=True):
        assert field.metadata[b"description"].decode() == column.description
        assert field.nullable == column.is_nullable


def test_raw_text_stands_beside_each_coded_value_of_a_study() -> None:
    """What was coded can be checked against what was printed, in the next column."""
    names = [column.name for column in columns_of(contract_of("studies"))]
    for coded in ("publication_type", "designs", "countries"):
        assert names[names.index(coded) + 1] == f"{coded}_raw"
    assert names[names.index("sample_total") : names.index("population")] == [
        "sample_total",
        "sample_unit",
        "sample_basis",
        "sample_raw",
    ]


def test_the_data_dictionary_in_docs_is_current() -> None:
    """If it is not, make it anew: `python -m extract.publish.dictionary docs/data-dictionary.md`."""
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary()


def test_the_data_dictionary_has_no_broken_table_rows_and_no_broken_links() -> None:
    """Each row of a Markdown table has as many cells as its header; each link within the page leads somewhere."""
    width = 0
    anchors = {
        line[3:].replace(": ", "-").replace(" ", "-") for line in dictionary().splitlines() if line.startswith("## ")
    }
    for line in dictionary().splitlines():
        if line.startswith("|"):
            cells = line.replace("\\|", "").count("|")
            width = width or cells
            assert cells == width, line
        else:
            width = 0
        for target in line.split("](#")[1:]:
            assert target.split(")")[0] in anchors, line
