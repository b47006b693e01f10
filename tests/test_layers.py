"""Imports go flows -> extract -> schemas, never back; only flows knows the orchestrator."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    ROOT / "schemas": {"extract", "flows", "prefect", "tests"},
    ROOT / "src" / "extract": {"flows", "prefect", "tests"},
    ROOT / "flows": {"tests"},
    ROOT / "src" / "extract" / "tables": {"flows", "prefect", "pandas"},
    ROOT / "src" / "extract" / "fields": {"flows", "prefect", "pandas"},
    ROOT / "src" / "extract" / "formats": {"flows", "prefect", "pandas"},
    ROOT / "src" / "extract" / "reference_lists": {"flows", "prefect", "pandas"},
}


def imported(path: Path) -> Iterator[str]:
    """Top-level names of the packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("folder", FORBIDDEN, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_layers(folder: Path) -> None:
    """No module imports from a layer above its own."""
    modules = list(folder.rglob("*.py"))
    assert modules
    wrong = {str(path.relative_to(ROOT)): sorted(FORBIDDEN[folder] & set(imported(path))) for path in modules}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_formats_and_tables_know_nothing_of_studies() -> None:
    """The geometry of tables and the lists of references do not import what knows of records."""
    above = {"extract.records", "extract.corpus", "extract.study_rows", "extract.row_fields"}
    for folder in ("formats", "tables", "fields", "reference_lists"):
        for path in (ROOT / "src" / "extract" / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            assert not names & above, path


def test_modules_import_one_way() -> None:
    """No module imports one that needs it, so that each can be read after those it asks."""
    source = ROOT / "src"
    modules = {
        ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): path
        for path in source.rglob("*.py")
    }
    asked = {name: set(asked_of(path)) & modules.keys() - {name} for name, path in modules.items()}
    assert list(TopologicalSorter(asked).static_order())


def asked_of(path: Path) -> Iterator[str]:
    """Modules that a module imports, or imports something from; a package where that is one of its modules."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
