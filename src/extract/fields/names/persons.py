"""Which persons does a list name?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.names.author import Author
from extract.fields.names.bodies import has_body_noun, is_author_body, is_body_name
from extract.fields.names.body_words import BODY_ACRONYMS, COUNTRIES, LANDS
from extract.fields.names.initials import is_initials, is_person_beside, is_vancouver, opens_with_initials
from extract.fields.names.letters import UPPER, is_spoken
from extract.fields.names.lone_bodies import is_lone_acronym, is_lone_body
from extract.fields.names.person import from_natural, from_vancouver, person_of
from extract.fields.names.small_words import PARTICLES, is_suffix, may_be_initials, without_particles_behind

# A small letter, which initials have none of. Match: "Ann", "Émile"; near miss: "AB".
_HAS_SMALL_LETTER = re.compile(r"[a-zß-ÿ]")

# Degrees in capitals, which no family name is.
_DEGREES = frozenset({"MD", "PHD", "MSC", "MPH"})
# Suffixes that are family names behind one given name (`Bill Senior`).
_FAMILIES_TOO = frozenset({"Junior", "Senior"})


def _are_initials_of(names: Sequence[str], at: int) -> bool:
    """Whether a part such as `JR` stands behind a family name that has no initials yet."""
    before = names[at - 1] if at else ""
    return bool(before) and may_be_initials(names[at]) and not is_initials(before) and not is_vancouver(before)


def read_persons(
    names: Sequence[str], *, is_full: bool, is_published: bool, has_bodies: bool, are_whole: bool = False
) -> Iterator[Author]:
    """The persons of a list that was parted, family and given name often in two parts; a name that is that of a body
    after all, as one.

    Args:
        names: the parts, in printed order.
        is_full, is_published: as `parse_authors` takes them.
        has_bodies: whether some word of the whole list may name a body.
        are_whole: whether semicolons parted the list, so that no name stands in two parts.
    """
    if _are_plain_pairs(names):
        yield from (person_of(family, given) for family, given in zip(names[::2], names[1::2], strict=True))
        return
    if is_full and not are_whole and _is_in_pairs(names):
        yield from (person_of(family, given) for family, given in zip(names[::2], names[1::2], strict=True))
        return
    if is_full and _are_initials_first(names):
        yield from (person_of(family, given) for given, family in zip(names[::2], names[1::2], strict=True))
        return
    if is_full and (persons := _with_capital_families(names)):
        yield from persons
        return
    names = _with_lost_commas(names)
    if is_full and _are_families(names, are_whole) and all("," not in name and _is_one_word(name) for name in names):
        yield from (person_of(name, "") for name in names)
        return
    names = [name for at, name in enumerate(names) if not is_suffix(name) or _are_initials_of(names, at)]
    names = [_without_suffix(name, names[at + 1 : at + 2]) for at, name in enumerate(names)]
    has_initials = any(is_initials(name) for name in names[1:])
    are_short = len(names) > 1 and all(opens_with_initials(name) for name in names)
    are_bare = len(names) > 1 and all(map(_BARE_INITIALS.fullmatch, names))
    at = 0
    while at < len(names):
        name = names[at]
        if are_bare:
            yield from_natural(name, are_short)
        elif name.startswith("the "):
            yield Author(name.removeprefix("the ").strip(" ."), None, True)
        elif "," in name:  # the list was parted by semicolons
            family, _, given = name.partition(",")
            yield person_of(family, given)
        elif _is_capital_family(names, at):
            at += 1
            yield person_of(name, names[at])
        elif is_vancouver(name) or is_person_beside(name, names):
            yield from_vancouver(name)
        elif not (are_whole and "." not in "".join(names[at + 1 : at + 2])) and _has_given_behind(
            names, at, is_full and not are_whole, has_initials
        ):
            at += 1
            yield person_of(name, names[at])
        elif (person := _CAPITAL_AND_GIVEN.fullmatch(name)) is not None and not _may_be_body(person):
            yield person_of(person["family"], person["given"])
        elif (is_full and len(names) == 1 and _is_in_capitals(name)) or (
            (has_bodies and is_author_body(name))
            or (is_published and is_lone_body(name))
            or (is_full and len(names) == 1 and is_lone_acronym(name))
            or (is_full and _has_small_word(name))
        ):
            yield Author(name.strip(" ."), None, True)
        else:
            yield from_natural(name, are_short)
        at += 1


def _is_capital_family(names: Sequence[str], at: int) -> bool:
    """`BERG DEL AMO` before `M. C.`: several words in capitals before initials with full stops, none is initials."""
    name, behind = names[at], names[at + 1 : at + 2]
    return (
        bool(behind)
        and " " in name
        and name.isupper()
        and "." not in name
        and "." in behind[0]
        and is_initials(behind[0])
    )


def _with_capital_families(names: Sequence[str]) -> list[Author]:
    """The persons of a list in natural order with families in capitals (`Ann BERG, Jo van LEES`), the first of which
    may be inverted (`BERG, Ann, Jo M. VAN LEES`, ISO 690); none where another name stands in it, or where the capitals
    may all be initials (`Quist KMST, Berg HHNP`)."""
    is_inverted = len(names) > 2 and names[0].isupper() and _are_given(names[1]) and not names[1].isupper()
    if len(names) < 2 or (is_inverted and (names[0] in BODY_ACRONYMS or names[0] in COUNTRIES)):
        return []
    found = [_capital_family_behind(name) for name in names[2 if is_inverted else 0 :]]
    parted = [each for each in found if each is not None]
    are_given = any(_HAS_SMALL_LETTER.search(given) for _, given in parted)
    if len(parted) < len(found) or not are_given:
        return []
    families = [family for family, _ in parted]
    is_sure = any(len(family) > 4 or (is_inverted and is_spoken(family)) for family in families)
    if not is_sure or not (is_inverted or all(len(family) > 3 for family in families)):
        return []
    first = [person_of(names[0], names[1])] if is_inverted else []
    return [*first, *(person_of(family, given) for family, given in parted)]


def _capital_family_behind(name: str) -> tuple[str, str] | None:
    """Family and given names of `Ann M. VAN BERG`; None for `Age UK`, and for what has no given name."""
    words = name.strip(" .,").split()
    while len(words) > 2 and (is_suffix(words[-1]) or words[-1] in _DEGREES):
        words = words[:-1]
    first = len(words)
    while first and len(words[first - 1]) > 1 and words[first - 1].isupper() and "." not in words[first - 1]:
        first -= 1
    # `Ian CK WONG`: letters without full stops are given names, unless they are a particle.
    while first < len(words) - 1 and len(words[first]) < 3 and words[first].casefold() not in PARTICLES:
        first += 1
    given, _ = without_particles_behind(words[:first])
    if not given or first == len(words) or words[-1] in BODY_ACRONYMS or words[-1] in COUNTRIES:
        return None
    if is_body_name(name) or words[-1].casefold() in LANDS or not (len(words[-1]) < 4 or is_spoken(words[-1])):
        return None
    are_given = all(is_initials(word) or (word[0].isupper() and word.replace("-", "").isalpha()) for word in given)
    return (" ".join(words[first:]), " ".join(words[:first])) if are_given else None


# An initial and a given name in full. Match: "N. Katherine"; near miss: "N. K.", "N. van Katherine".
_INITIAL_AND_GIVEN = re.compile(rf"[{UPPER}]\.\s[{UPPER}][a-zß-ÿ]{{2,20}}\.?")
# Initials and a family name. Match: "M. Lee"; near miss: "M. A.", "Lee".
_INITIALS_AND_FAMILY = re.compile(
    rf"(?P<given>(?:[{UPPER}]\.[\s-]?){{1,3}})(?<=\s)(?P<family>[{UPPER}][\w’'-]{{2,30}})"
)


def _with_lost_commas(names: Sequence[str]) -> Sequence[str]:
    """The names, of `Berg, A., Tal, M. Lee, K., Hunt, P.` the comma that was lost between two persons put back."""
    for at, name in enumerate(names[:-1]):
        found = _INITIALS_AND_FAMILY.fullmatch(name) if at % 2 and is_initials(names[at + 1]) else None
        if found is None:
            continue
        before = names[:at]
        are_families = not any(is_initials(family) or opens_with_initials(family) for family in before[::2])
        if are_families and all(is_initials(given) for given in before[1::2]):
            return [*before, found["given"].strip(), *_with_lost_commas([found["family"], *names[at + 1 :]])]
    return names


def _without_suffix(name: str, behind: Sequence[str]) -> str:
    """The name without the suffix at its end; `JR`, which may be initials, is one beside other initials, or before
    given names (`Berg II, Charles`)."""
    *words, last = name.split() or [""]
    if not words or not is_suffix(last) or has_body_noun(name) or (last in _FAMILIES_TOO and len(words) == 1):
        return name
    has_given = any(is_initials(part) or (_are_given(part) and not is_vancouver(part)) for part in behind)
    is_sure = not may_be_initials(last.rstrip(".")) or any(map(is_initials, words)) or has_given
    return " ".join(words) if is_sure else name


def _has_small_word(name: str) -> bool:
    """Whether a word inside the name is printed small and no particle (`Lamps pela Education`), as persons' are not."""
    first, *inside = name.split()[:-1] or [""]
    if first.islower() or any(is_initials(word) for word in (first, *inside)):
        return False
    return any(word.islower() and word.isalpha() and len(word) > 3 and word not in PARTICLES for word in inside)


def _has_given_behind(names: Sequence[str], at: int, is_full: bool, has_initials: bool) -> bool:
    """Whether the part behind holds the given names of this one: initials, or in a whole reference names in full."""
    is_whole = (
        " " in names[at] and opens_with_initials(names[at]) and not names[at].startswith("St.")
    )  # `J. Lee` before `M. Gu.`
    if at + 1 == len(names) or names[at] in BODY_ACRONYMS or is_whole:
        return False
    given, _ = without_particles_behind(names[at + 1].split())
    given = [*given[:1], *(word for word in given[1:] if word not in PARTICLES)]  # `F. L. de A.`
    if is_initials(" ".join(given)) and not has_body_noun(names[at]):
        return True
    if not is_full:
        return False
    return _is_full_pair(names, at) if has_initials else at == 0 and _is_inverted(names)


def _are_plain_pairs(names: Sequence[str]) -> bool:
    """`Berg, A., Lee, C. D.`, as most lists are printed: single words, initials with full stops behind each."""
    if not names or len(names) % 2 or not all(map(_has_full_stops, names[1::2])):
        return False
    return not any(" " in name or "." in name or "," in name or not name[:1].isupper() for name in names[::2])


def _has_full_stops(name: str) -> bool:
    return is_initials(name) and name.count(".") >= sum(map(str.isalpha, name))


def _is_in_pairs(names: Sequence[str]) -> bool:
    """`Dey, Nivedita, Ghosh, Mrityunjay J`: every name inverted, given names in full, commas all through."""
    if len(names) < 4 or len(names) % 2 or any("," in name for name in names):
        return False
    return all(_is_family(name) for name in names[::2]) and all(_are_given(name) for name in names[1::2])


# A family name in capitals and given names, no comma between. Match: "BERGMAN Jean-Pierre", "LEE-BERG Ann M."; near
# miss: "OECD Publishing", "BERG A", "LUX".
_CAPITAL_AND_GIVEN = re.compile(
    rf"(?P<family>[{UPPER}]{{4,24}}(?:[- ][{UPPER}]{{2,24}})?) "
    rf"(?P<given>[{UPPER}][a-zß-ÿ]{{1,20}}(?:-[{UPPER}][a-zß-ÿ]{{1,20}})?(?: [{UPPER}]\.?)?)"
)


# Initials without full stops before a family name. Match: "AM Berg", "J Geiger-Brown"; near miss: "Ann Berg".
_BARE_INITIALS = re.compile(rf"[{UPPER}]{{1,3}} (?:(?:van|von|de|der) ){{0,2}}[{UPPER}][a-zß-ÿ’'-][\w’'-]{{1,24}}\.?")
# Particles that stand in the names of persons only.
_OF_PERSONS = frozenset({"OULD", "VAN", "VON", "BEN", "BIN", "TER", "IBN"})


def _may_be_body(person: re.Match[str]) -> bool:
    """Whether capitals and a word are rather a body (`OECD Publishing`, `INSEE Première`)."""
    family, whole = person["family"], person[0]
    return family in BODY_ACRONYMS or not is_spoken(family) or has_body_noun(whole) or is_author_body(whole)


def _is_in_capitals(name: str) -> bool:
    """`CONFEDERATION OF HARROW LAMPS`: three words or more in capitals without a comma; persons so printed have one."""
    words = name.strip(" .").split()
    if len(words) < 3 or not name.isupper() or not _OF_PERSONS.isdisjoint(words):
        return False
    return all(len(word) > 1 and "." not in word for word in words)


def _are_families(names: Sequence[str], are_whole: bool) -> bool:
    """Whether single words are family names each: parted by semicolons, or an odd number by commas."""
    return len(names) > 1 and (are_whole or bool(len(names) % 2))


def _are_initials_first(names: Sequence[str]) -> bool:
    """`M., Berg, K. A., Lee`: initials before every family name, a comma behind them."""
    given, families = names[::2], names[1::2]
    if len(given) != len(families) or not all("." in name and is_initials(name) for name in given):
        return False
    return not any(is_initials(name) or opens_with_initials(name) or is_vancouver(name) for name in families)


def _is_family(name: str) -> bool:
    """One word, particles aside, and no initial."""
    words = [word for word in name.split() if word.casefold() not in PARTICLES]
    return len(words) == 1 and len(words[0]) > 1 and "." not in words[0]


def _are_given(name: str) -> bool:
    """Up to three words with capitals, the first in full."""
    words = name.split()
    return len(words) <= 3 and _HAS_SMALL_LETTER.search(words[0]) is not None and all(w[0].isupper() for w in words)


def _is_full_pair(names: Sequence[str], at: int) -> bool:
    """`Ben-Lee, Yoav` among names with initials (`Berg, C., Ben-Lee, Yoav, Tal, L.`): two single words side by side,
    with whole names before and behind."""
    if at == 0 or not is_initials(names[at - 1]):
        return False
    behind = [is_initials(name) for name in names[at + 2 : at + 4]]
    return behind in ([], [False, True]) and all(_is_one_word(name) for name in names[at : at + 2])


def _is_one_word(name: str) -> bool:
    return " " not in name.strip() and name[:1].isupper() and not is_initials(name) and not is_body_name(name)


def _is_inverted(names: Sequence[str]) -> bool:
    """Chicago and MLA invert the first name only: `Webber, Martin, and John Larsen`; `Ann Lee, John Larsen` is no
    such list."""
    words, following = names[0].split(), names[1].split()
    # `LE BERG, Ann`: capitals are no initials where the name behind has small letters.
    if len(words) == 1 and not is_initials(words[0]) and _INITIAL_AND_GIVEN.fullmatch(names[1]):
        return all(" " in name.strip() and not opens_with_initials(name) for name in names[2:])
    is_capital = names[0].isupper() and len(words[0]) > 1 and _HAS_SMALL_LETTER.search(names[1]) is not None
    if is_capital and len(names) == 2 and not opens_with_initials(names[0]):
        return True
    if not is_capital and any(is_initials(each[0]) and not is_spoken(each[0]) for each in (words, following)):
        return False
    if len(words) > 1 and len(following) > 1 and words[0].casefold() not in PARTICLES:
        return False
    return all(" " in name.strip() for name in names[2:]) or len(words) == 1
