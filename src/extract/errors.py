"""What stops a document, and what it tells the person who sent it."""

from __future__ import annotations

from schemas import vocabularies


class ExtractError(Exception):
    """A document, or a run, that cannot go on. The text says what was found, what was expected, where, and what to do
    next.

    Attributes:
        code: stable, hyphenated, one of the codes in `schemas/vocab/reasons.yml`.
        document: file name, or None when the whole run is meant.
        page: 1-based, or None when no page is meant.
    """

    code = "unknown"

    def __init__(self, message: str, *, document: str | None = None, page: int | None = None) -> None:
        super().__init__(message)
        self.document = document
        self.page = page


class UnreadableDocument(ExtractError):
    """The bytes are not a document that any format reads; `code` says why."""

    def __init__(self, code: str, message: str, *, document: str | None = None, page: int | None = None) -> None:
        super().__init__(message, document=document, page=page)
        self.code = code


class ContractError(ExtractError):
    """A table does not keep its contract: a bug in this project, never the fault of a document."""

    code = "contract-broken"


class ReleaseError(ExtractError):
    """A release cannot be made, or one that exists is not whole."""

    code = "release-broken"


def sentence_of(code: str) -> str:
    """What a reason without details says, and the next step; a code that is not in the vocabulary raises KeyError."""
    entry = vocabularies.load("reasons")[code]
    return f"{entry.fact('template')} {entry.fact('next_step')}"
