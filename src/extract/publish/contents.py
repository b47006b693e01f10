"""Which files does a release consist of, and what is in each?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from extract.publish.datapackage import PACKAGE_NAME, datapackage
from extract.publish.dictionary import DICTIONARY_NAME, dictionary
from extract.publish.manifest import DocumentEntry
from extract.publish.report import REPORT_NAME, report
from extract.publish.tables import csv_bytes, parquet_bytes
from schemas.contracts import TABLES, name_of


def table_files(tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """File name -> content, for each of the tables as Parquet and as CSV, in the order of the contracts."""
    files: dict[str, bytes] = {}
    for contract in TABLES:
        if name_of(contract) in tables:
            frame = tables[name_of(contract)]
            files[f"{name_of(contract)}.parquet"] = parquet_bytes(contract, frame)
            files[f"{name_of(contract)}.csv"] = csv_bytes(contract, frame)
    return files


def files_about(
    tables: Mapping[str, pd.DataFrame], files: Mapping[str, bytes], identity: str, fingerprint: str
) -> dict[str, bytes]:
    """File name -> content, for what describes the tables: data package, dictionary and report.

    Args:
        tables: every table, `changes` included.
        files: their files, by `table_files`.
        identity: content_id of the release.
        fingerprint: of the code that read the documents.
    """
    return {
        PACKAGE_NAME: datapackage(TABLES, files, documents_of(tables), identity),
        DICTIONARY_NAME: dictionary().encode(),
        REPORT_NAME: report(tables, identity, fingerprint),
    }


def documents_of(tables: Mapping[str, pd.DataFrame]) -> tuple[DocumentEntry, ...]:
    """The source documents, as the manifest lists them."""
    documents = tables["documents"]
    return tuple(
        DocumentEntry(*row)
        for row in zip(documents["document_id"], documents["sha256"], documents["file_name"], strict=True)
    )
