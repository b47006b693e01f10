"""Which corrections did a person write down? Read from a YAML file, checked line by line, never guessed at.

The file is a list of entries; `docs/corrections.md` shows each kind.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pandera.pandas as pp
import pyarrow as pa
import yaml

from extract.corrections.place import CorrectionsError, content_of
from extract.frames import build
from schemas.codes import codes_of
from schemas.contracts import Column, Studies, columns_of

# Columns of `studies` that a person may not set: they name, place or count what was found.
FIXED: Final = frozenset(
    {"study_id", "review_id", "row_number", "category", "record_kind", "source_count", "agreement_pct", "warnings"}
)

# What `identity.StudyKey.digest` gives: `s` and hexadecimal digits. Match: `s1a2b3c4d5e6`. Near miss: `1a2b3c4d5e6f`.
STUDY_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

# A list of mappings, in which one value may be a list: what is deeper is no correction, and takes a parser long.
DEEPEST: Final = 5
OPENING: Final = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
CLOSING: Final = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
# Where PyYAML has it, the one in C: a file of a megabyte takes a second instead of half a minute.
LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PAIRS: Final = frozenset({"same-study", "same-report", "different"})
NEXT_STEP: Final = "Mend it and run again; docs/corrections.md shows each kind."

Value = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """One entry of the file.

    Attributes:
        number: place in the file, from 1; line: where the entry begins, from 1.
        kind: a code of the vocabulary `correction-kind`.
        studies: one study_id, or two, sorted, for a pair.
        field: column of `studies`, for a value; else None.
        expected: what the documents gave when it was written; None where they gave nothing.
        value: None where the field is to be empty.
    """

    number: int
    line: int
    kind: str
    studies: tuple[str, ...]
    field: str | None
    expected: Value | None
    value: Value | None
    reason: str
    source: str | None


@dataclass(frozen=True)
class Corrections:
    """The file. `sha256`: of its bytes; None where there is no file."""

    entries: tuple[Correction, ...] = ()
    sha256: str | None = None


def read_corrections(path: Path) -> Corrections:
    """The corrections in `path`; none where there is no such file.

    Raises:
        CorrectionsError: naming the file, the line, what was found there, and what to do.
    """
    content = content_of(path)
    if content is None:
        return Corrections()
    nodes = list(_entry_nodes(content, path))
    entries = tuple(_Entry(path, number, node).correction() for number, node in enumerate(nodes, start=1))
    _check_contradictions(entries, path)
    return Corrections(entries, hashlib.sha256(content).hexdigest())


def _entry_nodes(content: bytes, path: Path) -> Iterator[yaml.MappingNode]:
    """The entries as YAML nodes, which know their lines. Nothing is constructed, and aliases are refused: a few of
    them nested make a file of a kilobyte into gigabytes.
    """
    try:
        text = content.decode("utf-8-sig")
        depth = 0
        for token in yaml.scan(text, Loader=LOADER):
            depth += isinstance(token, OPENING) - isinstance(token, CLOSING)
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
                raise _broken(path, token.start_mark.line + 1, "holds an anchor or an alias (& or *)")
            if depth > DEEPEST:
                raise _broken(path, token.start_mark.line + 1, "is nested too deeply for a correction")
        root = yaml.compose(text, Loader=LOADER)
    except UnicodeDecodeError as error:
        raise CorrectionsError(f"{path} is no UTF-8 text. Save it as UTF-8 and run again.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _broken(path, line, f"is no YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CorrectionsError(f"{path} is no YAML that can be read. {NEXT_STEP}") from error
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise _broken(path, root.start_mark.line + 1, "is no list; each correction begins with `- `")
    for node in root.value:
        if not isinstance(node, yaml.MappingNode):
            raise _broken(path, node.start_mark.line + 1, "is no correction; `kind: value` or the like was expected")
        yield node


def _broken(path: Path, line: int, what: str) -> CorrectionsError:
    return CorrectionsError(f"{path}, line {line}: {what}. {NEXT_STEP}")


# Kind -> keys that an entry must have, and keys that it may have.
KEYS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "value": (frozenset({"kind", "study", "field", "expected", "value", "reason"}), frozenset({"source"})),
    "no-study": (frozenset({"kind", "study", "reason"}), frozenset({"source"})),
    **{pair: (frozenset({"kind", "studies", "reason"}), frozenset({"source"})) for pair in sorted(PAIRS)},
}


class _Entry:
    """One entry being checked; every message says file and line."""

    def __init__(self, path: Path, number: int, node: yaml.MappingNode) -> None:
        self._path, self._number, self._line = path, number, node.start_mark.line + 1
        self._values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in self._values:
                raise _broken(path, key.start_mark.line + 1, f"has the key {_quoted(key)} twice, or no plain key")
            self._values[key.value] = value

    def correction(self) -> Correction:
        """The entry, each part of it checked."""
        kind = self._text("kind") if "kind" in self._values else ""
        if kind not in KEYS:
            raise self._fault("kind", f"has kind {kind!r:.60}; one of {', '.join(KEYS)} was expected")
        needed, further = KEYS[kind]
        for key in sorted(self._values.keys() - needed - further):
            raise self._fault(key, f"has {key!r:.60}, which a correction of kind {kind} has not")
        for key in sorted(needed - self._values.keys()):
            raise self._fault(key, f"has no {key!r}, which a correction of kind {kind} needs")
        field = self._field() if kind == "value" else None
        return Correction(
            self._number,
            self._line,
            kind,
            self._pair() if kind in PAIRS else (self._study(self._values["study"]),),
            field.name if field is not None else None,
            self._value("expected", field) if field is not None else None,
            self._believable(field) if field is not None else None,
            self._text("reason"),
            self._text("source") if "source" in self._values else None,
        )

    def _fault(self, key: str, what: str) -> CorrectionsError:
        node = self._values.get(key)
        return _broken(self._path, node.start_mark.line + 1 if node is not None else self._line, what)

    def _text(self, key: str) -> str:
        node = self._values[key]
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self._fault(key, f"has no text as {key!r}")
        return " ".join(node.value.split())

    def _study(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not STUDY_ID.fullmatch(node.value):
            raise _broken(self._path, node.start_mark.line + 1, "names no study; use an id from studies.csv")
        return str(node.value)

    def _pair(self) -> tuple[str, ...]:
        node = self._values["studies"]
        if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
            raise self._fault("studies", "needs two ids as `studies`, as in [s1a2b3c4d5e6, s6f5e4d3c2b1]")
        pair = tuple(sorted(self._study(item) for item in node.value))
        if pair[0] == pair[1]:
            raise self._fault("studies", "names the same study twice")
        return pair

    def _field(self) -> Column:
        name = self._text("field")
        for column in columns_of(Studies):
            if column.name == name and name not in FIXED:
                return column
        raise self._fault("field", f"names {name!r:.60}, which is no field of a study that can be corrected")

    def _value(self, key: str, column: Column) -> Value | None:
        """The value, of the column's type; null, and an empty list, are None."""
        node = self._values[key]
        arrow = column.dtype.pyarrow_dtype
        if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
            return None
        if pa.types.is_list(arrow):
            if not isinstance(node, yaml.SequenceNode) or not all(isinstance(i, yaml.ScalarNode) for i in node.value):
                raise self._fault(key, f"needs a list as {key!r}, for {column.name} is one, as in [a, b]")
            return tuple(" ".join(item.value.split()) for item in node.value) or None
        if not isinstance(node, yaml.ScalarNode):
            raise self._fault(key, f"needs one value as {key!r}")
        if pa.types.is_integer(arrow):
            if not node.value.isascii() or not node.value.isdigit() or len(node.value) > 12:
                raise self._fault(key, f"has {_quoted(node)} as {key!r}; a whole number was expected")
            return int(node.value)
        return node.value.strip() or None

    def _believable(self, column: Column) -> Value | None:
        """The corrected value, which must keep the contract like any other."""
        value = self._value("value", column)
        if value is None and not column.is_nullable and not pa.types.is_list(column.dtype.pyarrow_dtype):
            raise self._fault("value", f"has no 'value', and {column.name} is never empty")
        codes = value if isinstance(value, tuple) else () if value is None else (value,)
        known = codes_of(column.vocabulary) if column.vocabulary is not None else {}
        for code in codes if column.vocabulary is not None else ():
            if code not in known:
                shown = f"{', '.join(list(known)[:12])}{', ...' if len(known) > 12 else ''}"
                raise self._fault("value", f"has {code!r:.60}, no code of {column.name}; its codes are {shown}")
        if value is not None and not _keeps_checks(column, value):
            raise self._fault("value", f"has {value!r:.60}, which {column.name} cannot hold: {column.description}")
        if value == self._value("expected", column):
            raise self._fault("value", "is what is expected already; there is nothing to correct")
        return value


def _keeps_checks(column: Column, value: Value) -> bool:
    """Whether the contract's checks of this column (ranges, patterns) let the value pass."""
    one = build(Studies, []).reindex(range(1))[[column.name]]
    one[column.name] = pd.Series([list(value) if isinstance(value, tuple) else value], dtype=column.dtype)
    try:
        Studies.to_schema().columns[column.name].validate(one)
    except pp.errors.SchemaError:
        return False
    return True


def _quoted(node: yaml.Node) -> str:
    return repr(str(node.value) if isinstance(node, yaml.ScalarNode) else "...")[:60]


def _check_contradictions(entries: Sequence[Correction], path: Path) -> None:
    """One thing is said once: two entries about one value, one study or one pair would contradict or repeat."""
    seen: dict[tuple[Any, ...], Correction] = {}
    for entry in entries:
        about = (entry.kind in PAIRS, entry.studies, entry.field)
        if about in seen:
            raise _broken(path, entry.line, f"is about the same thing as line {seen[about].line}; keep one of them")
        seen[about] = entry
    withdrawn = Counter(entry.studies[0] for entry in entries if entry.kind == "no-study")
    for entry in entries:
        if entry.kind != "no-study" and any(study in withdrawn for study in entry.studies):
            raise _broken(path, entry.line, "is about a study that another entry says is none; keep one of them")
