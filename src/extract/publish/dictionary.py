"""What does each column mean? The data dictionary, made from the contracts, for `docs/` and for each release.

Run as a module, it rewrites the one in `docs/`: `python -m extract.publish.dictionary docs/data-dictionary.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa

from schemas.codes import codes_of
from schemas.contracts import TABLES, Column, ContractType, columns_of, description_of, key_of, name_of, references_of

DICTIONARY_NAME: Final = "data-dictionary.md"

_INTRODUCTION: Final = """\
# Data dictionary

This page is made from the contracts in `schemas/`. Edit those, then run
`python -m extract.publish.dictionary docs/data-dictionary.md`.

A release holds each table twice, with the same rows in the same order: as Parquet, exact, and as CSV, for people and
spreadsheets. In the Parquet files, lists are lists and each column carries its description. In the CSV files:

- an empty field is a null or an empty list; an empty text is `""`. Lists are never null.
- items of a list are joined by `; `; within an item `;` is written `\\;` and `\\` is written `\\\\`.
- dates are ISO 8601 (`2020-05-01`), flags `true` and `false`; the encoding is UTF-8, lines end with LF.
- text that a spreadsheet would run as a formula has an apostrophe before it: `'=1+1`. That is text whose first
  character, after apostrophes and blanks, is `=`, `+`, `-` or `@` (also full-width), unless it is a plain number such
  as `-5`; and text that begins with a tab or a line end. To get the printed text back, take one apostrophe from such a
  field.
- line ends within a field are LF, other control characters are shown as U+FFFD.
"""
# Wider than this, a list of codes is left to its source.
_MOST_CODES: Final = 60

_TYPE_NAMES: Final = (
    (pa.string(), "text"),
    (pa.int64(), "integer"),
    (pa.float64(), "number"),
    (pa.bool_(), "flag"),
    (pa.date32(), "date"),
)


def dictionary() -> str:
    """The dictionary of all tables, in Markdown."""
    parts = [_INTRODUCTION, _overview(), *(_table(contract) for contract in TABLES), *_vocabularies()]
    return "\n".join(parts)


def _overview() -> str:
    lines = ["## Tables", "", "| table | what |", "|---|---|"]
    lines += [f"| [{name_of(contract)}](#{name_of(contract)}) | {description_of(contract)} |" for contract in TABLES]
    return "\n".join(lines) + "\n"


def _table(contract: ContractType) -> str:
    key = ", ".join(f"`{name}`" for name in key_of(contract))
    lines = [f"## {name_of(contract)}", "", description_of(contract), ""]
    lines += [f"- Key: {key}." if key else "- It has no key."]
    for reference in references_of(contract):
        columns, target = (", ".join(f"`{name}`" for name in names) for names in (reference.columns, reference.target))
        lines.append(f"- {columns} refers to {target} of [{reference.table}](#{reference.table}).")
    lines += ["", "| column | type | what | empty |", "|---|---|---|---|"]
    lines += [_row(column) for column in columns_of(contract)]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    unit = f" In {column.unit}." if column.unit is not None else ""
    codes = f" Codes: [{column.vocabulary}](#{_anchor(column.vocabulary)})." if column.vocabulary is not None else ""
    what = f"{column.description}{unit}{codes}"
    return f"| `{column.name}` | {_type_name(column.dtype.pyarrow_dtype)} | {what} | {column.null or 'never'} |"


def _type_name(arrow_type: pa.DataType) -> str:
    if pa.types.is_list(arrow_type):
        return f"list of {_type_name(arrow_type.value_type)}s"
    return next(name for known, name in _TYPE_NAMES if known == arrow_type)


def _anchor(vocabulary: str) -> str:
    return f"codes-{vocabulary}"


def _vocabularies() -> Iterator[str]:
    columns = [column for contract in TABLES for column in columns_of(contract)]
    for name in sorted({column.vocabulary for column in columns if column.vocabulary is not None}):
        codes = codes_of(name)
        lines = [f"## codes: {name}", ""]
        if len(codes) > _MOST_CODES:
            lines.append(
                f"{len(codes)} codes, from `{next(iter(codes))}` to `{list(codes)[-1]}`; see ISO 3166-1, alpha-3."
            )
        else:
            lines += ["| code | meaning |", "|---|---|"]
            lines += [f"| `{code}` | {meaning} |" for code, meaning in codes.items()]
        yield "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8")
