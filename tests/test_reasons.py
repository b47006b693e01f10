"""Every reason that the code gives is in the vocabulary, with a sentence and a next step."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from schemas.vocabularies import load

SOURCE = Path(__file__).parents[1] / "src" / "extract"
# Call -> place of the code among its arguments.
CALLS = {
    "UnreadableDocument": 0, "Reject": 2, "refuse": 2, "RefusedFile": 2,
    "_Death": 0, "doubted": 1,
}  # fmt: skip
# Of these, the calls that say why a document is refused or doubted; nobody keeps more reasons apart than this.
OF_DOCUMENTS = {"UnreadableDocument", "RefusedFile", "_Death", "doubted"}
MOST_DOCUMENT_REASONS = 20


def codes_in(path: Path, calls: Collection[str] = CALLS.keys()) -> Iterator[str]:
    """Codes that a module writes out in these calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls:
            place = CALLS[node.func.id]
            if len(node.args) > place and isinstance(node.args[place], ast.Constant):
                yield str(node.args[place].value)  # type: ignore[attr-defined]  # a constant has a value


def test_every_code_in_the_code_is_in_the_vocabulary() -> None:
    """A code without a definition would stop a release."""
    known = {code.code for code in load("reasons").codes}
    used = {code: path.name for path in SOURCE.rglob("*.py") for code in codes_in(path)}
    assert len(used) > 10
    assert {code: name for code, name in used.items() if code not in known} == {}


def test_every_reason_says_what_to_do() -> None:
    """A person who meets a code finds a sentence and a next step."""
    for code in load("reasons").codes:
        assert code.definition.strip() and code.definition.strip().endswith(".")


def reading_modules() -> Iterator[Path]:
    """Modules that may refuse a document."""
    yield from sorted(SOURCE.glob("*.py"))
    for folder in ("formats", "isolation"):
        yield from sorted((SOURCE / folder).rglob("*.py"))


def test_a_document_is_refused_for_one_of_few_reasons() -> None:
    """The reasons for a refusal or a doubt can be learnt, and each says what to do next."""
    used = {code for path in reading_modules() for code in codes_in(path, OF_DOCUMENTS)}
    assert 10 < len(used) <= MOST_DOCUMENT_REASONS
    vocabulary = load("reasons")
    for code in used:
        assert vocabulary[code].fact("template").endswith(".") and vocabulary[code].fact("next_step").endswith(".")


def test_no_message_quotes_an_exception() -> None:
    """A person reads sentences of this project, never the words of a library's error."""
    for path in reading_modules():
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in OF_DOCUMENTS:
                written = [part for argument in call.args for part in ast.walk(argument)]
                filled = [part.value for part in written if isinstance(part, ast.FormattedValue)]
                names = {name.id for part in filled for name in ast.walk(part) if isinstance(name, ast.Name)}
                assert not {"error", "exception", "first"} & names, path
