"""The vocabularies keep their form, and a broken one says what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from extract.fields.refusals import refuse
from schemas import vocabularies
from schemas.vocabularies import VOCAB_DIR, VocabularyError
from schemas.yaml_files import LARGEST_FILE, YamlError, read_yaml

NAMES = sorted(path.stem for path in VOCAB_DIR.glob("*.yml"))


@pytest.mark.parametrize("name", NAMES)
def test_every_vocabulary_is_read(name: str) -> None:
    """Each file has codes with definition and source, and is read once."""
    vocabulary = vocabularies.load(name)
    assert vocabulary is vocabularies.load(name)
    assert all(code.definition and code.source for code in vocabulary.codes)
    assert vocabulary.in_order(set(vocabulary.names)) == vocabulary.names


def test_hyphen_stands_for_underscore() -> None:
    """A contract may name a vocabulary with a hyphen."""
    assert vocabularies.load("publication-types").names == vocabularies.load("publication_types").names


@pytest.mark.parametrize("code", vocabularies.load("reasons").names)
def test_every_reason_makes_a_sentence(code: str) -> None:
    """Each reason has a template of known names and a next step, and makes two plain sentences."""
    entry = vocabularies.load("reasons")[code]
    names = {name for _, name, _, _ in Formatter().parse(entry.fact("template")) if name}
    assert names <= set(vocabularies.load("reasons").words("names"))
    reject = refuse("designs", "{odd} text", code)
    assert reject.reason == code
    assert reject.message.endswith(".")


def test_long_text_is_quoted_in_part() -> None:
    """A message quotes the head of a long cell; the raw text is whole."""
    reject = refuse("designs", "word " * 100, "unknown-wording")
    assert len(reject.message) < 250
    assert reject.raw == "word " * 100


GOOD = "title: T\ndescription: D\ncodes:\n- {code: a, definition: d, source: s, wordings: [x]}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("[x]", "[no]"), "in quotes"),
        (GOOD.replace("code: a", "code: A B"), "is no code"),
        (GOOD.replace("source: s, ", ""), "source of a"),
        (GOOD + "- {code: a, definition: d, source: s}\n", "stands twice"),
        (GOOD + "- {code: b, definition: d, source: s, wordings: [X]}\n", "stands under a and b"),
        (GOOD + "more: 1\n", "unknown keys"),
        ("title: T\ndescription: D\n", "no list of codes"),
        ("- a\n", "must be a mapping"),
    ],
)
def test_broken_vocabulary_says_what_is_wrong(text: str, message: str) -> None:
    """A fault of the file stops the load with its place."""
    with pytest.raises(VocabularyError, match=message):
        vocabularies.parse("test", text)


@pytest.mark.parametrize("name", ["../designs", "Designs", "", "no_such_thing"])
def test_unknown_vocabulary(name: str) -> None:
    """Only names of files in the folder are taken."""
    with pytest.raises(VocabularyError):
        vocabularies.load(name)


def test_unknown_code() -> None:
    """A code that is not there is an error, not a guess."""
    with pytest.raises(KeyError):
        vocabularies.load("designs")["no-such-design"]
    with pytest.raises(KeyError):
        vocabularies.load("designs").in_order({"no-such-design"})


def test_country_names() -> None:
    """All of ISO 3166-1 is there, in order."""
    names = vocabularies.country_names()
    assert len(names) >= 249
    assert list(names) == sorted(names)


def test_files_are_where_the_package_says() -> None:
    """The folder is the package's own."""
    assert Path(vocabularies.__file__).parent / "vocab" == VOCAB_DIR


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: " + b"x" * LARGEST_FILE, "has more than"),
        (b"a: \xff\xfe", "is no UTF-8"),
        (b"a: [", "is no YAML"),
        (b"[" * 5000, "is no YAML"),
        (b"!!python/object/apply:os.system [id]", "is no YAML"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """Too large, no text, no YAML, and objects that would run code."""
    path = tmp_path / "words.yml"
    path.write_bytes(content)
    with pytest.raises(YamlError, match=said):
        read_yaml(path)
