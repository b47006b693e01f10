"""How does a table come to keep its contract? `build` is the one way a DataFrame is made, `validate` the one gate."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pandera.pandas as pp
import pyarrow as pa

from extract.errors import ContractError
from schemas.contracts import Column, ContractType, columns_of, description_of, key_of, name_of, order_of

# What has no UTF-8 form (half of a surrogate pair, which some PDF engines hand out) is shown by U+FFFD, as decoders do.
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Failure:
    """One value, or one row, that does not keep its contract.

    Attributes:
        table: name of the table.
        key: key of the row, as (column, value) pairs as text; empty for a table without a key.
        column: None when the row as a whole is meant.
        value: as text; "" for a missing value.
        check: what was expected, such as `in_vocabulary(vocabulary=designs)`.
        row: index of the row in the frame that was checked.
    """

    table: str
    key: tuple[tuple[str, str], ...]
    column: str | None
    value: str
    check: str
    row: int

    def __str__(self) -> str:
        """`studies study_id=s1: year is '12', expected greater_than_or_equal_to(1450)`."""
        key = ", ".join(f"{column}={value}" for column, value in self.key)
        return f"{self.table} {key}: {self.column or 'row'} is {self.value!r}, expected {self.check}"


def arrow_schema(contract: ContractType) -> pa.Schema:
    """The table's Arrow schema: types, which columns may be null, and descriptions as metadata of field and schema."""
    fields = [
        pa.field(column.name, column.dtype.pyarrow_dtype, column.is_nullable, metadata=_field_metadata(column))
        for column in columns_of(contract)
    ]
    about = {"table": name_of(contract), "description": description_of(contract), "key": ", ".join(key_of(contract))}
    return pa.schema(fields, metadata=about)


def _field_metadata(column: Column) -> dict[str, str]:
    said = {
        "description": column.description,
        "null": column.null,
        "unit": column.unit,
        "vocabulary": column.vocabulary,
    }
    return {name: text for name, text in said.items() if text is not None}


def build(contract: ContractType, rows: Iterable[Any]) -> pd.DataFrame:
    """A DataFrame of exactly the contract's columns and types, rows in the contract's order, index 0, 1, 2, ...

    Args:
        rows: mappings or dataclasses with one entry per column, no more and no less. Values are `str`, `int`, `float`,
            `bool`, `datetime.date`, or tuples or lists of them; None is the only null. Nothing is converted, save that
            a half of a surrogate pair in a text becomes U+FFFD, for it has no place in any file.

    Raises:
        ContractError: a column is missing or unknown, or a value has the wrong type.
    """
    columns = columns_of(contract)
    table = name_of(contract)
    values = [_row_values(table, columns, row) for row in rows]
    positions = {column.name: i for i, column in enumerate(columns)}
    order = [positions[name] for name in order_of(contract)]
    values.sort(key=lambda row: tuple(_sortable(row[i]) for i in order))
    schema = arrow_schema(contract)
    arrays = [pa.array([row[i] for row in values], type=field.type) for i, field in enumerate(schema)]
    return to_frame(contract, pa.Table.from_arrays(arrays, schema=schema))


def to_frame(contract: ContractType, table: pa.Table) -> pd.DataFrame:
    """The DataFrame of an Arrow table that has the contract's columns; types are the contract's to the letter."""
    dtypes = {column.name: column.dtype for column in columns_of(contract)}
    return pd.DataFrame({name: pd.Series(table[name].cast(dtypes[name].pyarrow_dtype), dtype=dtypes[name])
                         for name in dtypes})  # fmt: skip


def to_arrow(contract: ContractType, frame: pd.DataFrame) -> pa.Table:
    """The Arrow table of a frame that `build` made, each column in one chunk: same frame, same bytes."""
    schema = arrow_schema(contract)
    arrays = [pa.array(frame[field.name].array, type=field.type) for field in schema]
    whole = [array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array for array in arrays]
    return pa.Table.from_arrays(whole, schema=schema)


def validate(contract: ContractType, frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Failure, ...]]:
    """The rows that keep the contract, and every failure of the others.

    Of rows with the same key the first is kept, the others fail. pandera's `drop_invalid_rows` is not used: it gives no
    reason, and can drop rows that are valid. The failures are read from its `failure_cases`, by a unique index.

    Raises:
        ContractError: the frame's columns or types are not the contract's; no single row is at fault then.
    """
    numbered = frame.reset_index(drop=True)
    _check_shape(contract, numbered)
    failures = _key_failures(contract, numbered) + _value_failures(contract, numbered)
    bad = {failure.row for failure in failures}
    good = without_rows(numbered, bad)
    return good, tuple(sorted(failures, key=lambda failure: (failure.row, failure.column or "", failure.check)))


def without_rows(frame: pd.DataFrame, rows: Collection[int]) -> pd.DataFrame:
    """The frame without the rows at these positions, numbered anew. Its index is 0, 1, 2, ... before and after."""
    return frame.loc[~frame.index.isin(list(rows))].reset_index(drop=True)


def _row_values(table: str, columns: Sequence[Column], row: Any) -> tuple[Any, ...]:
    """The row's values in the contract's order, each checked for its type."""
    given = _as_mapping(table, row)
    names = [column.name for column in columns]
    missing = [name for name in names if name not in given]
    unknown = [str(name) for name in given if name not in names]
    if missing or unknown:
        wrong = [f"missing {', '.join(missing)}"] * bool(missing) + [f"unknown {', '.join(unknown)}"] * bool(unknown)
        raise ContractError(
            f"A row of `{table}` has not the columns of its contract: {'; '.join(wrong)}. Row: {row!r:.300}"
        )
    return tuple(_value(table, column, given[column.name]) for column in columns)


def _as_mapping(table: str, row: Any) -> Mapping[str, Any]:
    if isinstance(row, Mapping):
        return row
    if dataclasses.is_dataclass(row) and not isinstance(row, type):
        return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    raise ContractError(f"A row of `{table}` is a {type(row).__name__}; a mapping or a dataclass was expected.")


def _value(table: str, column: Column, value: Any) -> Any:
    """The value as Arrow takes it; None stays None, also where the contract forbids it, for `validate` to say."""
    arrow_type = column.dtype.pyarrow_dtype
    if value is None:
        return None
    if pa.types.is_list(arrow_type):
        if not isinstance(value, list | tuple):
            raise _wrong_type(table, column, value)
        return tuple(_scalar(table, column, arrow_type.value_type, item) for item in value)
    return _scalar(table, column, arrow_type, value)


# Arrow type -> whether a Python value is of it. `bool` is an `int` and `datetime` a `date` to Python: not so here.
_ACCEPTS: Final[tuple[tuple[Any, Callable[[Any], bool]], ...]] = (
    (pa.string(), lambda value: isinstance(value, str)),
    (pa.int64(), lambda value: isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63),
    (
        pa.float64(),
        lambda value: isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value),
    ),
    (pa.bool_(), lambda value: isinstance(value, bool)),
    (pa.date32(), lambda value: isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)),
)


def _scalar(table: str, column: Column, arrow_type: Any, value: Any) -> Any:
    accepts = next(accepts for accepted, accepts in _ACCEPTS if accepted == arrow_type)
    if not accepts(value):
        raise _wrong_type(table, column, value)
    return _encodable(value) if isinstance(value, str) else value


def _encodable(text: str) -> str:
    """The text as a plain `str` that UTF-8 can hold."""
    return (
        "".join(REPLACEMENT if "\ud800" <= char <= "\udfff" else char for char in text)
        if _has_half(text)
        else text + ""
    )


def _has_half(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)


def _wrong_type(table: str, column: Column, value: Any) -> ContractError:
    return ContractError(
        f"`{table}.{column.name}` is {value!r:.200} ({type(value).__name__}); expected {column.dtype.pyarrow_dtype}."
    )


def _sortable(value: Any) -> tuple[bool, Any]:
    """Nulls after values; text by code point."""
    return (value is None, 0 if value is None else value)


def _check_shape(contract: ContractType, frame: pd.DataFrame) -> None:
    expected = [(column.name, column.dtype) for column in columns_of(contract)]
    found = list(zip(map(str, frame.columns), frame.dtypes, strict=True))
    if found != expected:
        wrong = [f"{name}: {dtype}" for name, dtype in found if (name, dtype) not in expected]
        lacking = [f"{name}: {dtype}" for name, dtype in expected if (name, dtype) not in found]
        raise ContractError(
            f"The columns of `{name_of(contract)}` are not its contract's, in its order. "
            f"Not in the contract: {', '.join(wrong) or 'none'}. Lacking: {', '.join(lacking) or 'none'}. "
            "Make the frame with `frames.build`."
        )


def _key_failures(contract: ContractType, frame: pd.DataFrame) -> list[Failure]:
    """Rows whose key an earlier row has. (pandera would fail the first row too, and cannot tell which to keep.)"""
    key = list(key_of(contract))
    if not key:
        return []
    repeated = frame.index[frame.duplicated(subset=key, keep="first")]
    return [_failure(contract, frame, int(row), None, "", f"unique({', '.join(key)})") for row in repeated]


def _value_failures(contract: ContractType, frame: pd.DataFrame) -> list[Failure]:
    try:
        contract.to_schema().validate(frame, lazy=True)
    except pp.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    if cases["index"].isna().any():
        lost = cases[cases["index"].isna()].iloc[0]
        raise ContractError(f"A check of `{name_of(contract)}` broke down: {lost['check']}: {lost['failure_case']}")
    return [
        _failure(contract, frame, int(case.index_), case.column, _shown(case.failure_case), str(case.check))
        for case in cases.rename(columns={"index": "index_"}).itertuples(index=False)
    ]


def _failure(
    contract: ContractType, frame: pd.DataFrame, row: int, column: str | None, value: str, check: str
) -> Failure:
    key = tuple((name, _shown(frame.at[row, name])) for name in key_of(contract))
    return Failure(name_of(contract), key, column, value, check, row)


def _shown(value: Any) -> str:
    """A cell as text; "" for a missing one."""
    return "" if value is None or value is pd.NA else str(value)
