"""Where does a cell print a number with a counted noun, or after an `n`? What `n` counts is decided here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.fields.counts import Count
from extract.fields.phrases import Match, Token, folded_words
from extract.fields.sample_groups import INDEX_ROLES, grouped, is_equals
from extract.fields.sample_totals import PLACES, UNNAMED, PartRole, Stated, bare, widened
from extract.fields.sample_words import (
    BREAKERS,
    Noun,
    has_data_words,
    head_after,
    is_plural,
    listed,
    nouns,
    roles,
    served_by,
)

# A study has few arms; a larger number after `groups` is of people. Our choice: umbrella trials report up to ten arms.
MAX_ARMS = 12
# Words between a place that an n counts and the n: "local authorities in England and Wales (n=340)" has four.
MAX_TAIL = 6
# How far back from `n =` its noun may stand, in words; the farthest of the seeds stands 8 words back.
MAX_BACK = 40
# A noun phrase with its number is not longer, in words.
MAX_PHRASE = 12

# Signs after a number that make it a share or a mean with its deviation. Match: `%`, ` ± 2`; near miss: ` / 120`.
_SHARE = re.compile(r"\s?[%‰±°]")
# A blank may stand for the equals sign where a bracket opens before the n. Match: `(n 34`; near miss: `n, 34`.
_BLANK = re.compile(r"\s{1,3}|\s?\(\s?")
_LINKING = frozenset({"of", "was", "is", "were"})
_WHERE = frozenset({"in", "at", "from", "within", "across"})
_TAIL = frozenset({"in", "of", "the", "and", "across", "within"})
_ALL = frozenset({"all", "both", "every", "each", "most"})
# Who gives data is studied: "returned by all local authorities (n=152)".
_GIVEN = folded_words("returned reported submitted provided completed collected supplied sent given recorded answered")


@dataclass(frozen=True)
class _Cell:
    """A cell while it is read.

    Attributes:
        n_unit: what an n without a noun counts.
        bare_unit: what a number counts that has only the name of a group, or `total`, before it.
        nouned: first word of a number -> the counted noun after it.
        has_data: the cell is about rows of data, see `has_data_words`.
    """

    raw: str
    words: tuple[Token, ...]
    is_review: bool
    n_unit: str
    bare_unit: str
    nouned: Mapping[int, Match[Noun]]
    has_data: bool


def find(
    raw: str,
    words: tuple[Token, ...],
    numbers: Sequence[Count],
    is_review: bool,
    n_unit: str = "people",
    bare_unit: str = "people",
) -> tuple[Stated, ...]:
    """All numbers that count something by what stands beside them, in printed order, without roles from afar.

    Args:
        raw: the cell as printed.
        words, numbers: its words and numbers.
        is_review: an n without a noun counts studies.
        n_unit: what else an n without a noun counts, a code of `units.yml`.
        bare_unit: what a number counts that has only the name of a group beside it.
    """
    usable = [number for number in numbers if number.is_usable]
    after = {number.first: _noun_after(words, number, is_review) for number in usable}
    nouned = {first: match for first, match in after.items() if match is not None}
    cell = _Cell(raw, words, is_review, n_unit, bare_unit, nouned, has_data_words(words))
    found: dict[int, Stated] = {}
    for number in numbers:
        item = _after_n(cell, number) or _before_noun(cell, number) or _of_sample(cell, number)
        if item is not None:
            found[number.first] = item
    everything = grouped(raw, words, numbers, found, bare_unit)
    return _without_talks(words, _without_twins(words, [everything[first] for first in sorted(everything)]))


def _noun_after(words: tuple[Token, ...], number: Count, is_review: bool) -> Match[Noun] | None:
    """The counted noun after a number; None where it is counted in each group: "20 students per group"."""
    match = head_after(words, number.last, number.value == 1, is_review)
    if match is None or (is_review and match.value.unit not in {"studies", "people"}):
        return None
    following = words[match.last : match.last + 2]
    folded = [word.folded for word in following if word.join == "space"]
    is_per_group = folded[:1] in (["each"], ["per"]) or folded in (["in", "each"], ["in", "every"])
    return None if is_per_group else match


def _before_noun(cell: _Cell, number: Count) -> Stated | None:
    """A number before its noun: `120 patients`."""
    match = cell.nouned.get(number.first)
    if match is None:
        return None
    noun = _qualified(match, cell.words)
    item = bare(number, noun.unit, _role_of_noun(noun), noun.kind, noun.word)
    return widened(item, cell.words, number.first, match.last)


def _role_of_noun(noun: Noun) -> PartRole | None:
    """The role that a noun itself names: `30 controls`."""
    by_word: dict[str, PartRole] = {"control": "control", "case": "case", "completer": "analysed"}
    return by_word.get(noun.word) if noun.unit == "people" else None


def _after_n(cell: _Cell, number: Count) -> Stated | None:
    """A number after `n =`: `(n=98)`, `N = 1,024`, `n1 = 30`, `Participants: 45`."""
    if number.is_range or number.first == 0 or _SHARE.match(cell.raw, number.end) is not None:
        return None
    if cell.raw[max(0, number.start - 2) : number.start].strip().endswith("/"):
        return None  # the second of `34/120`
    sign = _sign_before(cell, number)
    if sign is None:
        return None
    first, role = sign
    if _counts_no_sample(cell.words, first, number):
        return None
    match = cell.nouned.get(number.first)
    if match is not None and not _is_title(cell.words[number.last]):
        noun, last = _qualified(match, cell.words), match.last
    else:
        noun, last = _noun_before(cell, first), number.last
        if role == "total" and noun.kind == UNNAMED:
            noun = replace(noun, unit=cell.bare_unit)
    item = widened(bare(number, noun.unit, role, noun.kind, noun.word), cell.words, first, last)
    return replace(item, is_n=True)


def _counts_no_sample(words: tuple[Token, ...], first: int, number: Count) -> bool:
    """Whether an n from word `first` says how a study is built: `arms n=2`, `n=3 groups`.

    `control groups (n=40)` and `two groups (n=40)` are people: the groups are named, or have their number.
    """
    if number.last < len(words) and words[number.last].join == "space":
        after = listed("units", "no-sample").match_at(words, number.last)
        if after is not None and words[after.last - 1].text.casefold().endswith("s"):
            return True
    before = words[first - 1] if first else None
    is_plural_word = before is not None and before.text.casefold().endswith("s") and number.value <= MAX_ARMS
    if not is_plural_word or listed("units", "no-sample").match_at(words, first - 1) is None:
        return False
    return first < 2 or words[first - 1].join not in {"space", "hyphen"} or words[first - 2].folded in BREAKERS


def _sign_before(cell: _Cell, number: Count) -> tuple[int, PartRole | None] | None:
    """First word of what stands for `n =` before a number, and the role that its index names.

    None where nothing does.
    """
    words = cell.words
    place = number.first - 1
    sign, gap = words[place], words[number.first].gap
    if sign.text in {"n", "N", "ns", "Ns"} and sign.join != "glued":
        is_blank = _BLANK.fullmatch(gap) is not None and sign.gap.endswith("(")
        return (place, _letter_role(words, place)) if is_equals(gap) or is_blank else None
    if not is_equals(gap):
        return None
    if sign.join == "glued" and place and words[place - 1].text in {"n", "N"} and len(sign.text) == 1:
        return place - 1, INDEX_ROLES.get(sign.folded, "arm")
    if sign.folded == "size" and place and words[place - 1].folded == "sample":
        return place - 1, None
    if not _is_named_count(cell, place):
        return None
    return place, "total" if sign.folded == "total" else None


def _letter_role(words: tuple[Token, ...], place: int) -> PartRole | None:
    """The role of a single capital before a colon, as in `I: n=23; C: n=22`."""
    letter = words[place - 1] if place else None
    if letter is None or not letter.text.isupper() or letter.join == "glued" or not is_equals(words[place].gap):
        return None
    return INDEX_ROLES.get(letter.folded)


def _is_named_count(cell: _Cell, place: int) -> bool:
    """Whether a word before a colon or equals sign names the number.

    `Sample: 200`, `Participants: 45`; not `% males: 69`.
    """
    word = cell.words[place]
    if word.folded in {"size", "total"} or (word.folded == "sample" and word.join in {"start", "stop", "open"}):
        return True
    match = nouns(cell.is_review).match_at(cell.words, place)
    if match is None or match.last != place + 1 or not is_plural(match, cell.words):
        return False
    return match.value.kind != "demographic" and "%" not in word.gap


def _noun_before(cell: _Cell, first: int) -> Noun:
    """What an `n` at word `first` counts: nouns before it that have no number of their own, else people (or studies).

    `users of two day clinics (n=40)` counts users: the hospitals have their number. Where such a place is the
    nearest noun, the people are told from others by it.
    """
    candidates: list[Noun] = []
    place_word = ""
    is_at_place = False
    for place in range(first, max(-1, first - MAX_BACK), -1):
        word = cell.words[place]
        match = nouns(cell.is_review).match_at(cell.words, place)
        if match is not None and match.last <= first + 1 and is_plural(match, cell.words):
            if _is_of_role(match, cell.words):
                continue
            if not candidates and not _is_numbered(match, cell.nouned) and _is_counted(match, cell.words, first):
                return match.value
            if _is_numbered(match, cell.nouned):
                is_at_place = is_at_place or not any(noun.unit == "people" for noun in candidates)
                place_word = place_word or " ".join(token.folded for token in cell.words[match.first : match.last])
            else:
                candidates.append(_qualified(match, cell.words))
        if word.join == "stop" or (word.text in {"n", "N"} and place != first):
            break
    if place_word:
        candidates = [noun for noun in candidates if noun.unit not in PLACES]
    noun = _chosen(candidates, cell)
    return replace(noun, kind=f"at {place_word}") if noun.unit == "people" and is_at_place else noun


def _is_of_role(match: Match[Noun], words: tuple[Token, ...]) -> bool:
    """Whether a noun for things is only a part of a group's name: the services of `usual services (n=45)`."""
    if match.value.unit == "people":
        return False
    for first in range(max(0, match.first - 2), match.first):
        role = roles().match_at(words, first)
        if role is not None and role.last >= match.last:
            return True
    return False


def _is_counted(match: Match[Noun], words: tuple[Token, ...], first: int) -> bool:
    """Whether a noun for places is what the n at word `first` counts, though people stand before it.

    Set off by a comma, or giving the data: `interviews with managers, in hostels (n=9) in Kent`, `returned by all
    councils in Wales (n=22)`. Near miss: `clients of hostels (n=26)`, `people supported by hostels (n=26)`.
    """
    tail = words[match.last : first]
    if match.value.unit not in PLACES or len(tail) > MAX_TAIL:
        return False
    if not all(word.folded in _TAIL or word.text[0].isupper() for word in tail):
        return False
    place = match.first
    while place > 0 and match.first - place < 5 and words[place].join in {"space", "hyphen"}:
        place -= 1
        if words[place].is_number:
            return False
        if words[place].folded == "by":
            is_all = words[place + 1].folded in _ALL
            return is_all or (place > 0 and words[place - 1].folded in _GIVEN)
        if words[place].folded in BREAKERS:
            return words[place].folded in _WHERE and words[place].join == "comma"
    return False


def _is_title(word: Token) -> bool:
    """Whether a word begins a new phrase.

    `Multiple` in `N = 48 Multiple countries`; not `ADHD` in `n=45 ADHD patients`.
    """
    return word.text[0].isupper() and word.text[1:].islower()


def _qualified(match: Match[Noun], words: tuple[Token, ...]) -> Noun:
    """A noun for anybody that goes on with "with", "who use" or the like names those whom a service is for."""
    noun = match.value
    if noun.kind != "generic" or match.last >= len(words) or served_by().match_at(words, match.last) is None:
        return noun
    return replace(noun, kind="served")


def _is_numbered(match: Match[Noun], nouned: Mapping[int, Match[Noun]]) -> bool:
    """Whether the noun is, or is within, the noun phrase of a number."""
    near = (nouned.get(number) for number in range(max(0, match.first - MAX_PHRASE), match.first))
    return any(head is not None and match.last <= head.last for head in near)


def _chosen(candidates: Sequence[Noun], cell: _Cell) -> Noun:
    """The noun that `n` counts, from those before it, nearest first. People before all others; unsure is `not-stated`.

    An n without a noun counts participants (APA Publication Manual, section 6.43; SAMPL guidelines), in a review
    studies.
    """
    people = [noun for noun in candidates if noun.unit == "people"]
    if cell.is_review:
        studies = [noun for noun in candidates if noun.unit == "studies"]
        return studies[0] if studies else people[0] if people else Noun("studies", "", "study")
    if people:
        return people[0]
    things = {noun.unit for noun in candidates}
    if len(things) == 1:
        return candidates[0]
    if things or cell.has_data:
        return Noun("not-stated", "", "")
    return Noun(cell.n_unit, UNNAMED if cell.n_unit == "people" else "", "")


def _of_sample(cell: _Cell, number: Count) -> Stated | None:
    """A number after `sample size` or `sample of`: `sample size was 200`, `sample of 200`, `total of 45`."""
    words = cell.words
    if not number.is_usable or number.first < 2 or words[number.first].join != "space":
        return None
    before, earlier = words[number.first - 1].folded, words[number.first - 2].folded
    is_size = before == "size" and earlier == "sample"
    is_linked = before in _LINKING and (earlier in {"sample", "size"} or (earlier == "total" and before == "of"))
    if not is_size and not is_linked:
        return None
    noun = _chosen((), cell)
    return bare(number, noun.unit, None, noun.kind, noun.word)


def _without_twins(words: tuple[Token, ...], found: Sequence[Stated]) -> tuple[Stated, ...]:
    """The same count given twice in a row is one: `120 participants (n = 120)`."""
    kept: list[Stated] = []
    for item in found:
        if kept and _is_twin(kept[-1], item, words):
            continue
        kept.append(item)
    return tuple(kept)


def _is_twin(earlier: Stated, item: Stated, words: tuple[Token, ...]) -> bool:
    """Whether a number in a bracket repeats the one before the bracket."""
    is_near = item.first - earlier.last <= 1 and words[item.first].join == "open"
    return is_near and (earlier.n, earlier.unit) == (item.n, item.unit)


def _without_talks(words: tuple[Token, ...], found: Sequence[Stated]) -> tuple[Stated, ...]:
    """Talks with people who have an n of their own are no sample: `focus groups (n=6) with farmers (n=41)`."""
    kept: list[Stated] = []
    for index, item in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        before = (
            listed("units", "data-collection").match_at(words, item.first - back)
            for back in (1, 2)
            if back <= item.first
        )
        is_talk = item.kind == UNNAMED and any(match is not None and match.last == item.first for match in before)
        is_with = item.last < len(words) and words[item.last].folded in {"with", "of", "among", "involving"}
        if is_talk and is_with and following is not None and following.is_n and following.kind != UNNAMED:
            continue
        kept.append(item)
    return tuple(kept)
