"""Every reason that the code gives is in the vocabulary, with a sentence and a next step."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from schemas.vocabularies import load

SOURCE = Path(__file__).parents[1] / "src" / "extract"
# Call -> place of the code among its arguments.
CALLS = {"UnreadableDocument": 0, "Reject": 2, "refuse": 2, "RefusedFile": 2}


def codes_in(path: Path) -> Iterator[str]:
    """Codes that a module writes out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
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
