"""How do other tools read a release? `datapackage.json` describes it as a Frictionless Data Package, version 2.

Made from the contracts: https://datapackage.org/standard/data-package/ and its Table Schema and Table Dialect. Each
table is described twice, as CSV and as Parquet, each with its own checksum; foreign keys stay within one of the two.
There is no `created`: a release says nothing of the clock, so that the same documents give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa

from extract.publish.manifest import DocumentEntry
from extract.publish.tables import LIST_SEPARATOR
from schemas.codes import codes_of
from schemas.contracts import Column, ContractType, columns_of, description_of, key_of, name_of, references_of

PACKAGE_NAME: Final = "datapackage.json"
_PROFILES: Final = "https://datapackage.org/profiles/2.0"

# Arrow type -> type of the Table Schema.
_TYPES: Final = (
    (pa.string(), "string"),
    (pa.int64(), "integer"),
    (pa.float64(), "number"),
    (pa.bool_(), "boolean"),
    (pa.date32(), "date"),
)
_CSV: Final = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
# Not `type: table` and not `format: parquet`: frictionless-py (5.21) would read the file through numpy, which makes
# NaN of a null and a number array of a list, and then call the table invalid. So it checks the bytes and their hash.
_PARQUET: Final = {"format": "Parquet", "mediatype": "application/vnd.apache.parquet"}
_DIALECT: Final = {
    "$schema": f"{_PROFILES}/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


def datapackage(
    contracts: tuple[ContractType, ...],
    files: Mapping[str, bytes],
    documents: tuple[DocumentEntry, ...],
    identity: str,
) -> bytes:
    """The file, for the tables of these contracts.

    Args:
        contracts: in order of publication.
        files: file name -> content, with a `.csv` and a `.parquet` for each contract.
        documents: sources of the data.
        identity: content_id of the release.
    """
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "review-extract-release",
        "id": f"sha256:{identity}",
        "title": "Study records of evidence reviews",
        "description": (
            "Records of the studies in the tables of evidence reviews, each value traceable to the place in the "
            "document that it was read from (`evidence`). Tables come as CSV and as Parquet with the same rows. In the "
            f"CSV, lists are joined by `{LIST_SEPARATOR}` (a semicolon within an item is written `\\;`, a backslash "
            "`\\\\`), and text that a spreadsheet would take for a formula has an apostrophe before it; the Parquet "
            "holds both as they are."
        ),
        "sources": [{"title": document.file_name} for document in documents],
        "resources": [
            *(_resource(contract, files, "csv") for contract in contracts),
            *(_resource(contract, files, "parquet") for contract in contracts),
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(contract: ContractType, files: Mapping[str, bytes], kind: str) -> dict[str, Any]:
    path = f"{name_of(contract)}.{kind}"
    return {
        "name": _resource_name(name_of(contract), kind),
        "path": path,
        "title": name_of(contract),
        "description": description_of(contract),
        **(_CSV if kind == "csv" else _PARQUET),
        "bytes": len(files[path]),
        "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
        **({"dialect": _DIALECT} if kind == "csv" else {}),
        "schema": _schema(contract, kind),
    }


def _resource_name(table: str, kind: str) -> str:
    return table if kind == "csv" else f"{table}-{kind}"


def _schema(contract: ContractType, kind: str) -> dict[str, Any]:
    """Fields and keys. A key with a column that may be empty is no primary key by the standard, but a unique one."""
    columns = columns_of(contract)
    nullable = {column.name for column in columns if column.is_nullable}
    key = list(key_of(contract))
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fieldsMatch": "exact",
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
    }
    if key and not nullable & set(key):
        schema["primaryKey"] = key
    unique = [[column.name] for column in columns if column.is_unique] + [key] * bool(key and nullable & set(key))
    if unique:
        schema["uniqueKeys"] = unique
    foreign = [_foreign_key(name_of(contract), reference, kind) for reference in references_of(contract)]
    if foreign:
        schema["foreignKeys"] = foreign
    return schema


def _foreign_key(table: str, reference: Any, kind: str) -> dict[str, Any]:
    target: dict[str, Any] = {"fields": list(reference.target)}
    if reference.table != table:
        target["resource"] = _resource_name(reference.table, kind)
    return {"fields": list(reference.columns), "reference": target}


def _field(column: Column) -> dict[str, Any]:
    arrow_type = column.dtype.pyarrow_dtype
    field: dict[str, Any] = {"name": column.name}
    if pa.types.is_list(arrow_type):
        field |= {"type": "list", "itemType": _type(arrow_type.value_type), "delimiter": LIST_SEPARATOR}
    else:
        field["type"] = _type(arrow_type)
    field["description"] = told(column)
    constraints = _constraints(column, field["type"])
    return field | ({"constraints": constraints} if constraints else {})


def _type(arrow_type: Any) -> str:
    return next(name for known, name in _TYPES if known == arrow_type)


def _constraints(column: Column, kind: str) -> dict[str, Any]:
    """Required is what is neither null nor empty, for in a CSV the two look alike, and so does an empty list."""
    constraints: dict[str, Any] = {}
    if not column.is_nullable and not column.is_empty_allowed and kind != "list":
        constraints["required"] = True
    if column.vocabulary is not None and kind == "string":
        constraints["enum"] = list(codes_of(column.vocabulary))
    return constraints


def told(column: Column) -> str:
    """Description, unit and what an empty cell says, in one text."""
    unit = f" Unit: {column.unit}." if column.unit is not None else ""
    null = f" Empty: {column.null}." if column.null is not None else ""
    return f"{column.description}{unit}{null}"
