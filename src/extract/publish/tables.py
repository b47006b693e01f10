"""How is a table written? As Parquet, exact, and as CSV, for people and spreadsheets; the same frame, the same bytes.

The CSV is RFC 4180 in UTF-8 without a byte order mark, lines ended by LF. What it cannot hold as it is, it writes so:

- null, and the empty list: an empty field; an empty text: `""`.
- dates: ISO 8601; true and false: `true`, `false`; numbers: as Python prints them, always with a point.
- lists: items joined by `; `; within an item `\\` is written `\\\\` and `;` is written `\\;`.
- text that a spreadsheet would take for a formula: an apostrophe stands before it (`harmless`).
- line ends within a cell: LF; other control characters: U+FFFD. The Parquet file has them as they were.
"""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from extract.frames import to_arrow
from schemas.contracts import ContractType

LIST_SEPARATOR: Final = "; "

# Characters that start a formula in Excel, LibreOffice Calc, Google Sheets or Numbers (OWASP, "CSV Injection").
# Full-width and small forms of them are found by their compatibility form (NFKC), for some locales take them for the
# same.
FORMULA_STARTS: Final = frozenset("=+-@")

# A plain number, signed or not, with points or commas in it, perhaps with an exponent or a per cent sign: no formula.
# Match: `-5`, `+3.2`, `-1,000`, `-5%`, `-1e5`. Near miss: `-5+1`, `+44 20 7946`, `-`.
PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?%?")

# Control characters but tab and LF: NUL stops some CSV readers, ESC starts commands to a terminal. CR is dealt with
# before.
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Beginnings that a reader may skip: the apostrophes that `harmless` adds, blanks, and what has no width (marks of
# direction, byte order marks). Match: ` \ufeff=1` up to `=`. Near miss: `a =1` (nothing is skipped).
SKIPPED: Final = re.compile(r"['\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*")


def parquet_bytes(contract: ContractType, frame: pd.DataFrame) -> bytes:
    """The table as a Parquet file with a checksum in each page.

    The Arrow schema comes from the contract, so that a column of nulls keeps its type and each column its description.
    Every setting that a later pyarrow might choose otherwise is set.
    """
    sink = pa.BufferOutputStream()
    pq.write_table(
        to_arrow(contract, frame),
        sink,
        version="2.6",
        compression="zstd",
        compression_level=3,
        data_page_version="1.0",
        data_page_size=1 << 20,
        row_group_size=1 << 20,
        use_dictionary=True,
        write_statistics=True,
        write_page_checksum=True,
        store_schema=True,
    )
    contents: bytes = sink.getvalue().to_pybytes()
    return contents


def csv_bytes(contract: ContractType, frame: pd.DataFrame) -> bytes:
    """The table as CSV, header first, by the rules at the top of this module."""
    table = to_arrow(contract, frame)
    text = io.StringIO()
    text.write(",".join(table.column_names) + "\n")
    for row in _rows(table):
        text.write(",".join(_field(value) for value in row) + "\n")
    return text.getvalue().encode()


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _field(value: Any) -> str:
    if value is None or value == []:
        return ""
    text = csv_text(value)
    # A reader that trims blanks, or takes an empty field for a null, is kept from both by quotation marks.
    needs_quotes = text == "" or "," in text or '"' in text or "\n" in text or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if needs_quotes else text


def csv_text(value: Any) -> str:
    """A value that is not null, as its CSV field reads before it is quoted."""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(harmless(_escaped(_clean(item))) if isinstance(item, str) else plain_text(item)
                                   for item in value)  # fmt: skip
    return harmless(_clean(value)) if isinstance(value, str) else plain_text(value)


def plain_text(value: Any) -> str:
    """A value that is not null, as text: what `evidence` and `changes` show. Text as it is, lists joined by `; `."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return LIST_SEPARATOR.join(plain_text(item) for item in value)
    return str(value)


def harmless(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could run it as a formula.

    `=1+1` becomes `'=1+1`; `-5` and `+3.2%` stay, being numbers. To get the text back, take one apostrophe from every
    field that has, after apostrophes and blanks, one of `=+-@` (or starts with a tab) and is no plain number: text
    that was printed with an apostrophe there gets a second one, so nothing is lost.
    """
    if text[:1].isalnum():  # most text: nothing is skipped, and no letter or digit starts a formula
        return text
    start = SKIPPED.match(text).end()  # type: ignore[union-attr]  # the pattern matches the empty text too
    is_formula = start < len(text) and unicodedata.normalize("NFKC", text[start])[0] in FORMULA_STARTS
    is_command = text.lstrip("'").startswith(("\t", "\r", "\n"))
    return "'" + text if is_command or (is_formula and not PLAIN_NUMBER.fullmatch(text)) else text


def restored(field: str) -> str:
    """The text that `harmless` was given."""
    return field[1:] if field.startswith("'") and harmless(field[1:]) == field else field


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def _escaped(item: str) -> str:
    return item.replace("\\", "\\\\").replace(";", "\\;")


def split_list(field: str) -> tuple[str, ...]:
    """The items of a list as the CSV writes it; the inverse of joining, for readers and tests.

    An empty field is the empty list; a list of one empty item cannot be told from it.
    """
    return tuple(restored(item) for item in _items(field)) if field else ()


def _items(field: str) -> Iterable[str]:
    item: list[str] = []
    chars = iter(range(len(field)))
    for i in chars:
        if field[i] == "\\" and i + 1 < len(field):
            item.append(field[i + 1])
            next(chars)
        elif field.startswith(LIST_SEPARATOR, i):
            yield "".join(item)
            item = []
            next(chars)
        else:
            item.append(field[i])
    yield "".join(item)
