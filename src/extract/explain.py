"""Where does each value of a study come from?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from rich.console import Console
from rich.text import Text

from extract.errors import ReleaseError
from extract.publish.tables import plain_text
from extract.release_reader import open_release

FOUND, NOT_FOUND = 0, 2
# Longer raw texts are cut in the middle; the whole is in evidence.parquet.
LONGEST_RAW = 300


def explain(release: Path, study_id: str, field: str | None) -> int:
    """Print each field of a study with the place and the raw text that it came from; returns an exit code.

    `study_id` may be the beginning of an id, or of a first author's name; when it fits several studies they are listed.
    """
    tables = open_release(release).tables
    studies = tables["studies"]
    wanted = study_id.casefold()
    is_meant = studies["study_id"].str.startswith(study_id) | studies["first_author"].fillna("").str.casefold().str.startswith(wanted)
    meant = studies[is_meant]
    console = Console(soft_wrap=True)
    if meant.empty:
        raise ReleaseError(f"No study is called {study_id}. The ids are in the first column of studies.csv.")
    if len(meant) > 1:
        console.print(Text(f"{len(meant)} studies fit; name one by its id:", style="bold"))
        for row in meant.itertuples(index=False):
            console.print(Text(f"  {row.study_id}  {_title(row)}"))
        return NOT_FOUND
    _show(console, meant.iloc[0], tables, field)
    return FOUND


def _title(row: Any) -> str:
    name = " ".join(str(value) for value in (row.first_author, row.year) if not pd.isna(value))
    what = row.title if not pd.isna(row.title) else row.intervention
    return f"{name}  {'' if pd.isna(what) else what}".strip()


def _show(console: Console, study: Any, tables: Any, field: str | None) -> None:
    documents = dict(zip(tables["documents"]["document_id"], tables["documents"]["file_name"], strict=True))
    evidence = tables["evidence"]
    own = evidence[evidence["study_id"] == study["study_id"]]
    console.print(Text(f"{study['study_id']}  {_title(study)}", style="bold"))
    for name, rows in own.groupby("field", sort=False):
        if field is not None and name != field:
            continue
        console.print(Text(f"\n{name}: ", style="bold") + Text(plain_text(study[name])))
        for row in rows.itertuples(index=False):
            page = "" if pd.isna(row.page) else f" page {row.page}"
            mark = "from" if row.is_chosen else "also"
            console.print(Text(f"  {mark} {documents[row.document_id]}{page} {row.place} “{row.column}”: {_short(row.raw)}"))


def _short(raw: str) -> str:
    line = plain_text(raw)
    if len(line) <= LONGEST_RAW:
        return line
    half = LONGEST_RAW // 2
    return f"{line[:half]} […] {line[-half:]}"
