"""What all contracts have in common, and how to ask one for its name, key and references."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import pandera.pandas as pp


class Contract(pp.DataFrameModel):
    """A published table: exactly these columns, in this order, of these types. Nothing is converted on the way in."""

    class Config:
        """Settings that every contract inherits."""

        strict = True
        ordered = True
        coerce = False


ContractType: TypeAlias = type[Contract]


@dataclass(frozen=True)
class Reference:
    """A foreign key: `columns` of one table hold the key of another, or null.

    Attributes:
        columns: of the table that refers.
        table: the table referred to.
        target: columns there; they are its key.
    """

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column, as declared.

    Attributes:
        description: what a cell holds.
        null: what an empty cell says; None for a column that is never empty.
        unit: None for what has no unit.
        vocabulary: name of the closed vocabulary, or None for free text, numbers and dates.
        is_empty_allowed: an empty text, or an empty item of a list, is a fact and not a gap.
        is_unique: no two rows have the same value, though it is not the key.
    """

    name: str
    dtype: Any
    description: str
    null: str | None
    unit: str | None
    vocabulary: str | None
    is_empty_allowed: bool
    is_unique: bool

    @property
    def is_nullable(self) -> bool:
        """Whether a cell may be empty."""
        return self.null is not None


def about(
    *,
    key: tuple[str, ...],
    order: tuple[str, ...] = (),
    references: tuple[Reference, ...] = (),
) -> dict[str, Any]:
    """The `metadata` of a contract's Config.

    Args:
        key: columns that together name a row, no two rows alike; empty for a table whose rows have no name.
        order: columns to sort by before the key, so that a person finds rows in reading order; ties go by the key, then
            by all columns.
        references: foreign keys.
    """
    return {"key": key, "order": order, "references": references}


def _about(contract: ContractType) -> dict[str, Any]:
    metadata: dict[str, Any] = contract.Config.metadata  # type: ignore[attr-defined]  # each contract sets it
    return metadata


def name_of(contract: ContractType) -> str:
    """The table's name, which is also the stem of its files."""
    name: str = contract.Config.name  # type: ignore[attr-defined]  # each contract sets it
    return name


def description_of(contract: ContractType) -> str:
    """One sentence: what a row stands for."""
    description: str = contract.Config.description  # type: ignore[attr-defined]  # each contract sets it
    return description


def key_of(contract: ContractType) -> tuple[str, ...]:
    """Columns that together name a row; empty where rows have no name."""
    key: tuple[str, ...] = _about(contract)["key"]
    return key


def order_of(contract: ContractType) -> tuple[str, ...]:
    """Columns to sort by: reading order, then the key, then whatever is left but lists."""
    names = tuple(column.name for column in columns_of(contract))
    return tuple(dict.fromkeys((*_about(contract)["order"], *key_of(contract), *names)))


def references_of(contract: ContractType) -> tuple[Reference, ...]:
    """The table's foreign keys."""
    references: tuple[Reference, ...] = _about(contract)["references"]
    return references


@cache
def columns_of(contract: ContractType) -> tuple[Column, ...]:
    """The columns, in published order."""
    return tuple(
        Column(name=name, dtype=declared.dtype.type, is_unique=declared.unique, **declared.metadata)
        for name, declared in contract.to_schema().columns.items()
    )
