"""Where does each value of a study come from?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.text import Text

from extract.display import visible
from extract.errors import ReleaseError
from extract.publish.tables import plain_text
from extract.release_reader import open_release

FOUND, NOT_FOUND = 0, 2
# Longer raw texts are cut in the middle; the whole is in evidence.parquet.
LONGEST_RAW = 300


def explain(
    release: Path, study_id: str, field: str | None, *, crop: Path | None = None, raw: Path = Path("raw")
) -> int:
    """Print each field of a study with the place and the raw text that it came from; returns an exit code.

    `study_id` may be the beginning of an id, or of a first author's name; when it fits several studies they are listed.

    Args:
        release: an output folder or a release.
        field: this field alone; None for all.
        crop: folder to save a picture of each place in a PDF to; None for no pictures.
        raw: folder that holds the documents, for the pictures.

    Raises:
        ReleaseError: no such study, or a picture was asked for and its document is not there as it was.
    """
    tables = open_release(release).tables
    studies = tables["studies"]
    wanted = study_id.casefold()
    is_meant = studies["study_id"].str.startswith(study_id) | studies["first_author"].fillna(
        ""
    ).str.casefold().str.startswith(wanted)
    meant = studies[is_meant]
    console = Console(soft_wrap=True)
    if meant.empty:
        raise ReleaseError(f"No study is called {study_id}. The ids are in the first column of studies.csv.")
    if len(meant) > 1:
        console.print(Text(f"{len(meant)} studies fit; name one by its id:", style="bold"))
        for row in meant.itertuples(index=False):
            console.print(Text(visible(f"  {row.study_id}  {_title(row)}")))
        return NOT_FOUND
    _show(console, meant.iloc[0], tables, field)
    if crop is not None:
        own = tables["evidence"][tables["evidence"]["study_id"] == meant.iloc[0]["study_id"]]
        _save(console, own if field is None else own[own["field"] == field], tables["documents"], raw, crop)
    return FOUND


def _save(console: Console, evidence: pd.DataFrame, documents: pd.DataFrame, raw: Path, folder: Path) -> None:
    # Images and pdfium are loaded only when pictures are asked for.
    from extract.crops import save_crops

    saved = save_crops(evidence, documents, raw, folder)
    console.print(Text(f"\n{len(saved)} pictures in {folder}", style="bold"))
    for path in saved:
        console.print(Text(f"  {path.name}"))


def _title(row: Any) -> str:
    name = " ".join(str(value) for value in (row.first_author, row.year) if not pd.isna(value))
    what = row.title if not pd.isna(row.title) else row.intervention
    return f"{name}  {'' if pd.isna(what) else what}".strip()


def _show(console: Console, study: Any, tables: Any, field: str | None) -> None:
    documents = dict(zip(tables["documents"]["document_id"], tables["documents"]["file_name"], strict=True))
    evidence = tables["evidence"]
    own = evidence[evidence["study_id"] == study["study_id"]]
    console.print(Text(visible(f"{study['study_id']}  {_title(study)}"), style="bold"))
    for name, rows in own.groupby("field", sort=False):
        if field is not None and name != field:
            continue
        value = "" if study[name] is None or study[name] is pd.NA else visible(plain_text(study[name]))
        console.print(Text(f"\n{name}: ", style="bold") + Text(value))
        for row in rows.itertuples(index=False):
            console.print(Text(visible(f"  {source_of(row, documents)}")))


def source_of(row: Any, documents: Mapping[str, str]) -> str:
    """Where a value stands, and its raw text; of a correction, that it is one."""
    if row.is_correction:
        return f"corrected by hand to: {_short(row.raw)} (the table `corrections` says why)"
    page = "" if pd.isna(row.page) else f" page {row.page}"
    mark = "from" if row.is_chosen else "also"
    column = "in the reference list" if pd.isna(row.column) else f"“{row.column}”"
    return f"{mark} {documents[row.document_id]}{page} {row.place} {column}: {_short(row.raw)}"


def _short(raw: str) -> str:
    line = plain_text(raw)
    if len(line) <= LONGEST_RAW:
        return line
    half = LONGEST_RAW // 2
    return f"{line[:half]} […] {line[-half:]}"
