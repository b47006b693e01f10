"""The marked references that train the model, and those that measure it, say what their rules allow."""

from __future__ import annotations

import importlib.util
import itertools
import sys
from pathlib import Path
from types import ModuleType

import pytest

from schemas.vocabularies import load

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "references"
FOLDERS = ("marked", "listed", "drawn", "unseen")
FILES = sorted(path for folder in FOLDERS for path in (BENCHMARK / folder).glob("*.txt"))


@pytest.fixture(scope="module")
def corpus() -> ModuleType:
    """The module that reads them."""
    spec = importlib.util.spec_from_file_location("reference_corpus", BENCHMARK / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there for their module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.stem} {path.stem}")
def test_each_line_has_a_type_and_marks_that_hold_text(corpus: ModuleType, path: Path) -> None:
    """Types are codes of the vocabulary; spans come in order, begin and end at a sign, and none touches another."""
    codes = {code.code for code in load("publication_types").codes}
    for kind, text, spans in corpus.marked_lines(path):
        assert kind in codes, text
        assert spans, text
        for start, end, _ in spans:
            assert text[start:end].strip() == text[start:end] != "", text
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans)), text


def test_no_reference_stands_twice(corpus: ModuleType) -> None:
    """Else one of the two could train what the other measures."""
    texts = [text for path in FILES for _, text, _ in corpus.marked_lines(path)]
    assert len(texts) == len(set(texts))


def test_no_drawn_work_trains(corpus: ModuleType) -> None:
    """Titles of more than a few words that measure stand in no other guise among those that train."""
    trained = {corpus.title_key(item) for folder in (corpus.MARKED, corpus.LISTED) for item in corpus.marked(folder)}
    assert not [key for item in corpus.drawn() if len(key := corpus.title_key(item)) > 20 and key in trained]


@pytest.mark.parametrize(
    "line", ["book\t<title>Lamps", "book\t<title>Lamps <date>2003</date></title>", "book\tLamps</title>"]
)
def test_tags_that_do_not_pair_are_named_with_their_line(corpus: ModuleType, tmp_path: Path, line: str) -> None:
    """A tag left open, one inside another, one that was never opened."""
    path = tmp_path / "lamps.txt"
    path.write_text(f"book\t<title>Parks</title>\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"lamps\.txt:2: "):
        list(corpus.marked_lines(path))
