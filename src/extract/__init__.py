"""Study tables of evidence reviews, read into validated and traceable records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.release_reader import Release

__all__ = ["open_release"]


def open_release(path: Path | str) -> Release:
    """The release at `path`, whole and checked: an output folder (its `latest` is meant), or a release's own folder.

    The tables are in `.tables`, by name, and what the release was made from is in `.manifest`.

    Raises:
        ReleaseError: there is no release, or one of its files is missing or changed; the message names the file.
    """
    # Imported here, for pandas takes a second to load and a run that finds nothing new does not need it.
    from extract.release_reader import open_release as read_release

    return read_release(path)
