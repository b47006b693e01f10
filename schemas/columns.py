"""How a column of a contract is declared: its Arrow type, its description, and what a null in it means.

A contract is a pandera `DataFrameModel`; each of its columns is declared once, as `name: Type = declare(...)`, and
dtype, checks, Arrow schema, data dictionary and `datapackage.json` are all derived from that line.

The types are pandas' Arrow dtypes, so that a list stays a list and a null a null. pandera (0.35) takes a parametrised
dtype only as `Annotated[pd.ArrowDtype, <Arrow type>]`: it calls `pd.ArrowDtype(<Arrow type>)` and compares for
equality, which holds for lists too. Its own checks look at scalars only, so lists are checked by `in_vocabulary` and
`empty_text` below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final, TypeAlias

import pandas as pd
import pandera.pandas as pp
import pyarrow as pa
from pandera.extensions import register_check_method

from schemas.codes import codes_of

Text: TypeAlias = Annotated[pd.ArrowDtype, pa.string()]
Integer: TypeAlias = Annotated[pd.ArrowDtype, pa.int64()]
Number: TypeAlias = Annotated[pd.ArrowDtype, pa.float64()]
Flag: TypeAlias = Annotated[pd.ArrowDtype, pa.bool_()]
Date: TypeAlias = Annotated[pd.ArrowDtype, pa.date32()]
Texts: TypeAlias = Annotated[pd.ArrowDtype, pa.list_(pa.string())]
Integers: TypeAlias = Annotated[pd.ArrowDtype, pa.list_(pa.int64())]

# Sixteen hexadecimal digits, the start of a sha256; `-2`, `-3`, ... marks further files of the very same bytes.
# Match: `c743d4ecc7b9d864`, `c743d4ecc7b9d864-2`. Near miss: `c743d4ecc7b9d86` (15 digits), `C743D4ECC7B9D864`.
DOCUMENT_ID: Final = r"^[0-9a-f]{16}(?:-[1-9][0-9]{0,5})?$"

# A name in the file system's own words, without a line break or another control character.
# Match: `2024/review.pdf`. Near miss: `review\n.pdf`.
ONE_LINE: Final = r"^[^\x00-\x1f\x7f]+$"


def _holds_everywhere(values: pd.Series, is_allowed: Callable[[Any], bool]) -> pd.Series:
    """True for each row whose value, or whose every list item, is allowed. Nulls never come here (`ignore_na`)."""

    def holds(value: Any) -> bool:
        return all(is_allowed(item) for item in value) if isinstance(value, list) else is_allowed(value)

    return pd.Series([holds(value) for value in values], index=values.index, dtype=bool)


@register_check_method(statistics=["vocabulary"])
def in_vocabulary(values: pd.Series, *, vocabulary: str) -> pd.Series:
    """Each code stands in the closed vocabulary of that name; for a list, each of its items does."""
    allowed = codes_of(vocabulary)
    return _holds_everywhere(values, lambda code: code in allowed)


@register_check_method(statistics=["allowed"])
def empty_text(values: pd.Series, *, allowed: bool) -> pd.Series:
    """No empty text: what is not there is null, or not in the list. `allowed=True` lets it pass (printed cells)."""
    return _holds_everywhere(values, lambda text: allowed or text != "")


def declare(
    description: str,
    *,
    null: str | None = None,
    unit: str | None = None,
    vocabulary: str | None = None,
    is_empty_allowed: bool = False,
    **checks: Any,
) -> Any:
    """One column of a contract.

    Args:
        description: one or two sentences: what a cell holds, where it comes from.
        null: what an empty cell says; given exactly for the columns that may be empty. Lists are never null.
        unit: of a number, such as `points` or `percent`.
        vocabulary: name of the closed vocabulary that the codes come from (`schemas.codes.codes_of`).
        is_empty_allowed: for text kept as it is printed, where an empty cell is a fact; elsewhere it is refused.
        checks: further checks of `pandera.Field`, such as `ge=0`.
    """
    metadata = {
        "description": description,
        "null": null,
        "unit": unit,
        "vocabulary": vocabulary,
        "is_empty_allowed": is_empty_allowed,
    }
    if vocabulary is not None:
        checks["in_vocabulary"] = {"vocabulary": vocabulary}
    if not is_empty_allowed:
        checks["empty_text"] = {"allowed": False}
    return pp.Field(nullable=null is not None, description=description, metadata=metadata, **checks)
