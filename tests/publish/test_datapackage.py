"""`datapackage.json` tells other tools what the tables hold, and nothing of when they were made."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from extract.publish.contents import documents_of, table_files
from extract.publish.datapackage import datapackage
from schemas.contracts import TABLES, columns_of, name_of, references_of
from tests.publish import example

FRAMES = example.whole()
FILES = table_files(FRAMES)
PACKAGE: dict[str, Any] = json.loads(datapackage(TABLES, FILES, documents_of(FRAMES), "0" * 64))
RESOURCES: dict[str, dict[str, Any]] = {resource["name"]: resource for resource in PACKAGE["resources"]}


def test_it_says_by_which_profile_it_goes() -> None:
    """Version 2 of the standard, throughout."""
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


def test_it_says_nothing_of_the_clock() -> None:
    """The same tables have the same package."""
    assert "created" not in PACKAGE
    assert datapackage(TABLES, FILES, documents_of(FRAMES), "0" * 64) == datapackage(
        TABLES, FILES, documents_of(FRAMES), "0" * 64
    )


def test_every_table_is_there_as_csv_and_as_parquet_with_its_hash() -> None:
    """Each resource names a file of the release, its size and its checksum."""
    assert {resource["path"] for resource in PACKAGE["resources"]} == FILES.keys()
    for resource in PACKAGE["resources"]:
        content = FILES[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_fields_are_the_columns_with_their_descriptions() -> None:
    """In order; what may be empty is not required, what is coded lists its codes."""
    for contract in TABLES:
        fields = RESOURCES[name_of(contract)]["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in columns_of(contract)]
        for field, column in zip(fields, columns_of(contract), strict=True):
            assert field["description"].startswith(column.description)
            assert not (field.get("constraints", {}).get("required") and column.is_nullable)
    status = next(f for f in RESOURCES["documents"]["schema"]["fields"] if f["name"] == "status")
    assert status["constraints"] == {"required": True, "enum": ["parsed", "partial", "no-table", "unreadable"]}


def test_lists_say_how_they_are_joined() -> None:
    """The type `list` of version 2, with the separator that the CSV uses."""
    pages = next(f for f in RESOURCES["tables"]["schema"]["fields"] if f["name"] == "pages")
    assert (pages["type"], pages["itemType"], pages["delimiter"]) == ("list", "integer", "; ")


def test_keys_and_references_come_from_the_contracts() -> None:
    """A reference stays within the CSV files or within the Parquet files, and leads to a resource that is there."""
    for contract in TABLES:
        for suffix in ("", "-parquet"):
            schema = RESOURCES[name_of(contract) + suffix]["schema"]
            foreign = schema.get("foreignKeys", [])
            assert len(foreign) == len(references_of(contract))
            for key in foreign:
                target = key["reference"].get("resource", name_of(contract) + suffix)
                assert target in RESOURCES
                assert target.endswith("-parquet") == (suffix == "-parquet")
                assert RESOURCES[target]["schema"]["primaryKey"] == key["reference"]["fields"]


def test_a_key_with_a_gap_in_it_is_no_primary_key() -> None:
    """By the standard a primary key is never empty; such a key is a unique one."""
    schema = RESOURCES["evidence"]["schema"]
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [["study_id", "field", "document_id", "row_id", "column", "place"]]
    assert RESOURCES["documents"]["schema"]["uniqueKeys"] == [["file_name"]]
    assert "primaryKey" not in RESOURCES["rejects"]["schema"]
