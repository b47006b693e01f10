"""Where do a person's corrections stand, and are they the same as before? Answered without loading what reads them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from extract.errors import ExtractError

FILE_NAME: Final = "corrections.yml"

# A correction takes some 200 bytes: this is room for 5,000, and little enough that no file of it can use up memory.
LARGEST_FILE: Final = 1024 * 1024


class CorrectionsError(ExtractError):
    """The corrections file cannot be used as it is; nothing was read or published."""

    code = "correction-broken"


def corrections_path(output: Path) -> Path:
    """Where the corrections of an output folder stand unless a person says otherwise: beside it.

    Not among the documents: whoever may put a document into `raw/` may not thereby alter what is published.
    """
    return output.absolute().parent / FILE_NAME


def checksum(path: Path) -> str | None:
    """sha256 of the file's bytes, None where there is none; CorrectionsError as `content_of`."""
    content = content_of(path)
    return None if content is None else hashlib.sha256(content).hexdigest()


def content_of(path: Path) -> bytes | None:
    """The bytes of the file, None where there is none.

    Raises:
        CorrectionsError: it is there and cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}). Make it a readable file, or move it away."
        raise CorrectionsError(message) from error
    if len(content) > LARGEST_FILE:
        raise CorrectionsError(f"{path} is larger than {LARGEST_FILE:,} bytes. Is it the right file?")
    return content
