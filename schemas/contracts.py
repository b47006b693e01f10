"""All contracts, in the order of publication. They load pandas; vocabularies do not."""

from __future__ import annotations

from typing import Final

from schemas.accounts import Audit, Changes, Corrections, Ledger, Rejects
from schemas.contract import (
    Column,
    Contract,
    ContractType,
    Reference,
    columns_of,
    description_of,
    key_of,
    name_of,
    order_of,
    references_of,
)
from schemas.documents import Documents, Reviews
from schemas.printed import Rows, Tables
from schemas.provenance import Disagreements, Evidence, Links
from schemas.studies import DERIVED_FROM, Citations, Samples, Studies

TABLES: Final[tuple[ContractType, ...]] = (
    Documents,
    Reviews,
    Studies,
    Samples,
    Citations,
    Tables,
    Rows,
    Evidence,
    Disagreements,
    Links,
    Audit,
    Rejects,
    Corrections,
    Ledger,
    Changes,
)

__all__ = [
    "DERIVED_FROM",
    "TABLES",
    "Documents",
    "Reviews",
    "Studies",
    "Samples",
    "Citations",
    "Tables",
    "Rows",
    "Evidence",
    "Disagreements",
    "Links",
    "Audit",
    "Rejects",
    "Corrections",
    "Ledger",
    "Changes",
    "Column",
    "Contract",
    "ContractType",
    "Reference",
    "columns_of",
    "contract_of",
    "description_of",
    "key_of",
    "name_of",
    "order_of",
    "references_of",
]


def contract_of(table: str) -> ContractType:
    """The contract of the table of that name; KeyError if there is none."""
    return {name_of(contract): contract for contract in TABLES}[table]
