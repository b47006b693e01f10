"""Which regular expressions does the code hold, and what text would make each slow?

Attacks are made from a pattern's own parts: for each of its repetitions, a text that leads to it, then its body over and
over, then something that it cannot match. A backtracking engine that can split such a text in more than one way tries
them all, and one that searches tries from each character anew; both show as time that grows faster than the text.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import time
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of the standard library has no types
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDERS = (("extract", ROOT / "src" / "extract"), ("schemas", ROOT / "schemas"), ("flows", ROOT / "flows"))
FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
# Uses that look at one place only; every other use may begin a match anywhere.
ANCHORED = {"match", "fullmatch"}

# A repetition that may go on for as long as this is pumped.
LONG = 100
SHORT_TEXT, LONG_TEXT = 2_000, 8_000
# Seconds of the processor for the short text that make it worth while to try the long one, four times as long: a linear
# pattern takes 4 times as long for it, a quadratic one 16 times.
SUSPICIOUS, STEEP = 0.001, 9.0
# Seconds that no text of the short length may take at all; an exponential pattern passes this after some 30 letters.
TOO_SLOW = 0.5

ALPHABET = " aA1.,-(['&=\n"
SUFFIXES = ("\x00", "")


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and whether a match may begin anywhere (`search`, `sub`, ...; None: not used there)."""

    pattern: str
    flags: int
    place: str
    is_searched: bool | None


def patterns() -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Every pattern of the code, and the places of those that cannot be known without running it."""
    found: dict[tuple[str, int], Found] = {}
    unknown: list[str] = []
    for package, folder in FOLDERS:
        for path in sorted(folder.rglob("*.py")):
            name = ".".join((package, *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
            for each in _in_module(path, name):
                if isinstance(each, str):
                    unknown.append(each)
                    continue
                key = (each.pattern, each.flags)
                if key not in found or each.is_searched or found[key].is_searched is None:
                    found[key] = each
    return tuple(found.values()), tuple(unknown)


def _in_module(path: Path, name: str) -> Iterator[Found | str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    module = importlib.import_module(name)
    known: set[int] = set()
    for holder, value in _compiled(vars(module), depth=3):
        known.add(id(value))
        yield Found(value.pattern, value.flags, f"{path.name}: {holder}", _is_searched(holder, tree))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and _is_re_function(node.func)):
            continue
        place = f"{path.name}:{node.lineno}"
        function = node.func.attr  # type: ignore[attr-defined]  # `_is_re_function` saw to it
        try:
            pattern = eval(compile(ast.Expression(node.args[0]), place, "eval"), vars(module))
            flags = _flags(node, module)
            if isinstance(pattern, bytes):
                pattern = pattern.decode("latin-1")
        except NameError:
            segment = ast.get_source_segment(text, node.args[0]) or ""
            yield f"{path.name}: {segment}"
            continue
        yield Found(str(pattern), re.compile(pattern, flags).flags, place, function not in {*ANCHORED, "compile"})


def _is_re_function(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "re"
        and node.attr in FUNCTIONS
    )


def _flags(node: ast.Call, module: types.ModuleType) -> int:
    function = node.func.attr  # type: ignore[attr-defined]
    place = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2}.get(function)
    given = [keyword.value for keyword in node.keywords if keyword.arg == "flags"]
    if place is not None and len(node.args) > place:
        given.append(node.args[place])
    return int(eval(compile(ast.Expression(given[0]), "flags", "eval"), vars(module))) if given else 0


def _compiled(values: dict[str, Any], depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in values.items():
        for pattern in _within(value, depth):
            yield name, pattern


def _within(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):  # those over bytes are found where they are written
            yield value
    elif depth and isinstance(value, dict | types.MappingProxyType):
        yield from itertools.chain.from_iterable(_within(each, depth - 1) for each in (*value.keys(), *value.values()))
    elif depth and isinstance(value, list | tuple | set | frozenset):
        yield from itertools.chain.from_iterable(_within(each, depth - 1) for each in value)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from itertools.chain.from_iterable(
            _within(getattr(value, f), depth - 1) for f in value.__dataclass_fields__
        )


def _is_searched(holder: str, module: ast.Module) -> bool | None:
    """Whether a module uses the name otherwise than as `name.match` or `name.fullmatch`; None where it does not at all."""
    attributes = {id(node.value): node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    loads = (node for node in ast.walk(module) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    uses = [attributes.get(id(node)) for node in loads if node.id == holder]
    return any(use not in ANCHORED for use in uses) if uses else None


# --- attacks ----------------------------------------------------------------------------------------------------------


def attacks(pattern: str, flags: int) -> tuple[tuple[str, str, str], ...]:
    """Texts as (beginning, what is repeated, end)."""
    made: dict[tuple[str, str], None] = {}
    _walk(parser.parse(pattern, flags), "", made, flags)
    pairs = [pair for pair in made if pair[1]]
    for char in " a1.(\n":
        pairs.append(("", char))
    return tuple((start, pump, end) for start, pump in dict.fromkeys(pairs) for end in SUFFIXES)


def _walk(tree: Any, before: str, made: dict[tuple[str, str], None], flags: int) -> str:
    """Notes an attack for each long repetition below `tree`; a text that `tree` matches, after `before`."""
    text = before
    for kind, value in tree:
        if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value
            if high is codes.MAXREPEAT or high >= LONG:
                for pump in _samples(body, flags):
                    made[text, pump] = None
            _walk(body, text, made, flags)
            text += _sample(body, flags, None) * max(1, low)
        elif kind is codes.BRANCH:
            for branch in value[1]:
                _walk(branch, text, made, flags)
            text += _sample(value[1][0], flags, None)
        elif kind is codes.SUBPATTERN:
            text = _walk(value[3], text, made, flags | value[1])
        elif kind is codes.ATOMIC_GROUP:
            text = _walk(value, text, made, flags)
        elif kind in (codes.ASSERT, codes.ASSERT_NOT) or kind is codes.GROUPREF_EXISTS:
            _walk(value[1], text, made, flags)
        else:
            text += _sample([(kind, value)], flags, None)
    return text


def _samples(body: Any, flags: int) -> Iterator[str]:
    """Texts that the body matches: one for each letter of the alphabet that it can do with, and for each branch."""
    seen: set[str] = set()
    for wish in (*ALPHABET, None):
        for branch in range(2):
            text = _sample(body, flags, wish, branch)
            if text and text not in seen:
                seen.add(text)
                yield text


def _sample(tree: Any, flags: int, wish: str | None, branch: int = 0) -> str:
    """A text that the parsed pattern matches, made of `wish` wherever it may be."""
    parts: list[str] = []
    for kind, value in tree:
        if kind is codes.LITERAL:
            parts.append(chr(value))
        elif kind in (codes.IN, codes.NOT_LITERAL, codes.ANY, codes.CATEGORY):
            parts.append(_char(kind, value, flags, wish))
        elif kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value
            parts.append(_sample(body, flags, wish, branch) * (low or (1 if wish is not None and high else 0)))
        elif kind is codes.SUBPATTERN:
            parts.append(_sample(value[3], flags | value[1], wish, branch))
        elif kind is codes.BRANCH:
            parts.append(_sample(value[1][branch % len(value[1])], flags, wish, branch))
        elif kind is codes.ATOMIC_GROUP:
            parts.append(_sample(value, flags, wish, branch))
    return "".join(parts)


def _char(kind: Any, value: Any, flags: int, wish: str | None) -> str:
    if kind is codes.ANY:
        return wish or "a"
    if kind is codes.NOT_LITERAL:
        return next(char for char in (wish, "a", "b") if char is not None and _is_in(kind, value, char, flags))
    literals = [chr(item) for what, item in value if what is codes.LITERAL]
    for char in (wish, *"a1A .,-", *ALPHABET, *literals):
        if char is not None and _is_in(kind, value, char, flags):
            return char
    return next((chr(item[0]) for what, item in value if what is codes.RANGE), "")


def _is_in(kind: Any, value: Any, char: str, flags: int) -> bool:
    if kind is codes.NOT_LITERAL:
        return bool(ord(char) != value)
    is_negated = bool(value) and value[0][0] is codes.NEGATE
    for what, item in value[1:] if is_negated else value:
        forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
        if any(
            (what is codes.LITERAL and ord(form) == item)
            or (what is codes.RANGE and item[0] <= ord(form) <= item[1])
            or (what is codes.CATEGORY and _in_category(item, form))
            for form in forms
            if len(form) == 1
        ):
            return not is_negated
    return is_negated


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    codes.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    codes.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    codes.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def _in_category(category: Any, char: str) -> bool:
    return bool(_CATEGORIES[category](char))


# --- timing -----------------------------------------------------------------------------------------------------------


def slowest(found: Found) -> tuple[float, str] | None:
    """Seconds and the attack for the first text that takes too long; None if every attack is passed in time."""
    compiled = re.compile(found.pattern, found.flags & ~re.DEBUG)
    uses: list[Callable[[str], object]] = [compiled.match, compiled.fullmatch]
    if found.is_searched is not False:
        uses = [lambda text: sum(1 for _ in compiled.finditer(text))]
    for start, pump, end in attacks(found.pattern, found.flags):
        for use in uses:
            seconds = _grown(use, start, pump, end)
            if seconds is not None:
                return seconds, f"{start[-40:]!r} + {pump!r} * n + {end!r}"
    return None


def _grown(use: Callable[[str], object], start: str, pump: str, end: str) -> float | None:
    """Seconds for a text that takes too long, grown step by step so that an exponential pattern is noticed early."""
    for count in (12, 16, 20, 24, 28, 32, 36, 200, SHORT_TEXT // len(pump)):
        seconds = _timed(use, start + pump * count + end)
        if seconds > TOO_SLOW:
            return seconds
    if seconds < SUSPICIOUS:
        return None
    texts = (start + pump * count + end, start + pump * (count * (LONG_TEXT // SHORT_TEXT)) + end)
    # The least of several, for a busy machine adds to some.
    short, long = (min(_timed(use, text) for _ in range(4)) for text in texts)
    return long if long > STEEP * short and long > STEEP * SUSPICIOUS else None


def _timed(use: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    use(text)
    return time.process_time() - before
