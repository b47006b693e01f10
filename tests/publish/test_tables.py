"""Parquet is exact and the same every time; CSV is plain, harmless, and can be turned back."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.frames import build, to_frame
from extract.publish.tables import csv_bytes, harmless, parquet_bytes, restored, split_list
from schemas.contracts import TABLES, Contract, Documents, Rows, Studies, contract_of, name_of
from tests.publish import example

FRAMES = example.frames()
PUBLISHED = [contract for contract in TABLES if name_of(contract) in FRAMES]
each_table = pytest.mark.parametrize("contract", PUBLISHED, ids=name_of)


def read_csv(content: bytes) -> list[list[str]]:
    """Fields as the csv module reads them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def csv_of_titles(*titles: str | None) -> list[str]:
    """The fields of `title` in the CSV of documents with these titles."""
    rows = [example.document(f"{i:016x}", f"{i}.txt", title=title) for i, title in enumerate(titles)]
    lines = read_csv(csv_bytes(Documents, build(Documents, rows)))
    return [line[lines[0].index("title")] for line in lines[1:]]


# --- Parquet ----------------------------------------------------------------------------------------------------------


@each_table
def test_parquet_gives_back_the_very_frame(contract: type[Contract]) -> None:
    """Types, nulls, lists and order survive."""
    frame = FRAMES[name_of(contract)]
    table = pq.ParquetFile(pa.BufferReader(parquet_bytes(contract, frame)), page_checksum_verification=True).read()
    pd.testing.assert_frame_equal(to_frame(contract, table), frame)


@each_table
def test_the_same_frame_has_the_same_bytes(contract: type[Contract]) -> None:
    """Also when it was made from rows in another order, or put together from pieces."""
    frame = FRAMES[name_of(contract)]
    again = build(contract, list(reversed(example.tables()[name_of(contract)])))
    pieces = pd.concat([frame.iloc[:1], frame.iloc[1:]], ignore_index=True)
    for other in (again, pieces):
        assert parquet_bytes(contract, other) == parquet_bytes(contract, frame)
        assert csv_bytes(contract, other) == csv_bytes(contract, frame)


def test_parquet_has_a_checksum_in_each_page() -> None:
    """A flipped bit in a page is found by the reader without any manifest."""
    content = bytearray(parquet_bytes(Documents, FRAMES["documents"]))
    metadata = pq.ParquetFile(pa.BufferReader(bytes(content))).metadata
    column = metadata.row_group(0).column(2)
    start = column.dictionary_page_offset or column.data_page_offset
    content[start + column.total_compressed_size - 2] ^= 1
    with pytest.raises((OSError, pa.ArrowException)):
        pq.ParquetFile(pa.BufferReader(bytes(content)), page_checksum_verification=True).read()


def test_parquet_columns_carry_their_descriptions() -> None:
    """The file explains itself, and a list of text is a list of text."""
    schema = pq.read_schema(pa.BufferReader(parquet_bytes(Studies, FRAMES["studies"])))
    assert b"description" in schema.field("designs").metadata
    assert pa.types.is_list(schema.field("designs").type)
    assert schema.field("doi").type == pa.string()  # all null in the example


def test_parquet_can_be_read_by_plain_pandas() -> None:
    """No special reader is needed."""
    frame = pd.read_parquet(io.BytesIO(parquet_bytes(Rows, FRAMES["rows"])))
    assert list(frame["cells"].iloc[0]) == ["Alder (2010)", "", "n = 12; 6 women"]


# --- CSV --------------------------------------------------------------------------------------------------------------


@each_table
def test_csv_is_utf8_with_lf_and_no_mark(contract: type[Contract]) -> None:
    """Plain UTF-8; every line ends with LF."""
    content = csv_bytes(contract, FRAMES[name_of(contract)])
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@each_table
def test_csv_has_the_rows_and_columns_of_the_frame(contract: type[Contract]) -> None:
    """Each line has as many fields as the header, also with line breaks, commas and quotes in the text."""
    frame = FRAMES[name_of(contract)]
    lines = read_csv(csv_bytes(contract, frame))
    assert lines[0] == [str(name) for name in frame.columns]
    assert len(lines) == len(frame) + 1
    assert {len(line) for line in lines} == {len(frame.columns)}


def test_csv_writes_nulls_dates_flags_and_lists_as_stated() -> None:
    """Null: empty. Date: ISO. Flag: true or false. List: joined by `; `."""
    documents = read_csv(csv_bytes(Documents, FRAMES["documents"]))
    first = dict(zip(documents[0], documents[1], strict=True))
    assert (first["version_date"], first["pages"], first["size_bytes"]) == ("2020-05-01", "", "1200")
    evidence = read_csv(csv_bytes(contract_of("evidence"), FRAMES["evidence"]))
    chosen = evidence[0].index("is_chosen")
    assert {line[chosen] for line in evidence[1:]} == {"true", "false"}
    studies = read_csv(csv_bytes(Studies, FRAMES["studies"]))
    by_id = {line[0]: dict(zip(studies[0], line, strict=True)) for line in studies[1:]}
    assert by_id["gardens-1"]["designs"] == "cohort; survey"
    assert by_id["gardens-2"]["designs"] == ""
    assert by_id["gardens-1"]["agreement_pct"] == "50.0"


def test_an_empty_text_is_quoted_and_a_null_is_not() -> None:
    """Readers that look can tell them apart."""
    frame = build(contract_of("rejects"), [example.tables()["rejects"][1]])
    content = csv_bytes(contract_of("rejects"), frame).decode()
    assert ',,"",row-without-identity' in content


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-1-1", "'-1-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\tplain", "'\tplain"),
        (" =1", "' =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u200b@x", "'\u200b@x"),
        ("\u202e=x", "'\u202e=x"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1－1", "'－1－1"),
        ("＠x", "'＠x"),
        ("﹣x", "'﹣x"),
        ("-", "'-"),
        ("- a finding", "'- a finding"),
        ("+44 20 7946 0000", "'+44 20 7946 0000"),
        ("--1", "'--1"),
        ("'=1", "''=1"),
        ("''@x", "'''@x"),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(printed: str, written: str) -> None:
    """Formula starts, also hidden behind blanks, marks or other widths; and the text can be had back."""
    assert harmless(printed) == written
    assert restored(written) == printed
    assert csv_of_titles(printed) == [written]


@pytest.mark.parametrize(
    "printed",
    [
        "-5",
        "+3.2",
        "-1,000",
        "-5%",
        "-1e5",
        "0",
        "–5",
        "−5",
        "a=b",
        "n = 12",
        "a@b.org",
        "'quoted'",
        "'90s",
        "(-5)",
        "*",
        "1-2",
    ],
)
def test_what_no_spreadsheet_runs_stays_as_it_is(printed: str) -> None:
    """Plain numbers, other dashes, and signs within a text are left alone."""
    assert harmless(printed) == printed
    assert restored(printed) == printed


def test_items_of_a_list_are_made_harmless_one_by_one() -> None:
    """A reader that splits a list, or a spreadsheet that splits at semicolons, finds no formula in any part."""
    frame = build(Rows, [example.printed_row("r", "d", 1, cells=("a", "=1", "b; =2", "-5"))])
    field = read_csv(csv_bytes(Rows, frame))[1][7]
    assert field == "a; '=1; b\\; =2; -5"
    assert split_list(field) == ("a", "=1", "b; =2", "-5")


def test_control_characters_do_not_reach_a_csv() -> None:
    """NUL breaks readers, ESC talks to terminals, CR would end a line."""
    assert csv_of_titles("a\0b", "a\x1b[31mb", "a\r\nb", "a\rb", "a\x85b", "a\tb") == [
        "a\ufffdb",
        "a\ufffd[31mb",
        "a\nb",
        "a\nb",
        "a\ufffdb",
        "a\tb",
    ]


texts = st.text(max_size=30) | st.text(alphabet="=+-@'\t \ufeff＝;\\ab1,.\"\n", max_size=12)


@given(texts)
def test_every_text_can_be_had_back(text: str) -> None:
    """`restored` undoes `harmless`, whatever the text."""
    assert restored(harmless(text)) == text


@given(texts)
def test_no_field_starts_like_a_formula_unless_it_is_a_number(text: str) -> None:
    """Checked by another rule than the one that made it: strip, fold the width, look at the first character."""
    field = harmless(text)
    start = unicodedata.normalize("NFKC", field.strip().lstrip("\ufeff\u200b \t"))[:1]
    assert start not in tuple("=+-@") or re.fullmatch(r"[+-]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?%?", field)
    assert not field.startswith(("\t", "\r", "\n"))


@settings(max_examples=25)
@given(st.lists(texts, min_size=1, max_size=5).map(tuple).filter(lambda items: items != ("",)))
def test_every_list_can_be_had_back(items: tuple[str, ...]) -> None:
    """Joining and splitting lose nothing but what a CSV cannot hold (control characters, CR)."""
    kept = tuple(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", re.sub("\r\n?", "\n", item)) for item in items)
    frame = build(Rows, [example.printed_row("r", "d", 1, cells=items)])
    assert split_list(read_csv(csv_bytes(Rows, frame))[1][7]) == kept


@settings(max_examples=25)
@given(st.lists(texts, min_size=1, max_size=3))
def test_every_csv_can_be_read(titles: list[str]) -> None:
    """One line per row and one field per column, for the csv module and for pandas."""
    rows = [example.document(f"{i:016x}", f"{i}.txt", title=title) for i, title in enumerate(titles)]
    content = csv_bytes(Documents, build(Documents, rows))
    assert len(read_csv(content)) == len(titles) + 1
    assert len(pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)) == len(titles)


@pytest.mark.parametrize(
    "text", ["'" * 200_000, " " * 200_000, "-" + "1," * 100_000, "1" * 200_000 + "x", "\ufeff" * 200_000]
)
def test_long_text_takes_no_long_time(text: str) -> None:
    """The patterns are linear on hostile text."""
    import time

    start = time.perf_counter()
    harmless(text)
    assert time.perf_counter() - start < 1
