"""Records that name one intervention, programme or trial, and teams that work on one: always `maybe`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.links.agreement import YEARS_THREAD, agree
from extract.links.features import Features
from extract.links.record import Link, Linkable
from extract.links.teams import agree_authors
from extract.links.verdict import make_link
from extract.links.vocabulary import STOP_WORDS, word_set
from extract.links.words import WORD

# A name in capitals that more records bear than this is a term of the field, whoever prints it.
NAME_RECORDS = 12
# Words that describe what an intervention is. A name of these alone ("Peer support", "Social skills training") is a
# description, and half the field bears it.
_NAMING_WORDS = word_set(
    "intervention interventions programme programmes program programs project projects scheme service services therapy "
    "therapies treatment treatments training trainings support supported supporting group groups group-based course "
    "model models approach approaches care management education educational psychoeducation counselling counseling "
    "session sessions workshop workshops trial study pilot usual waiting list control peer social skills skill "
    "community home based family individual cognitive behavioural behavioral health mental physical exercise activity "
    "activities work employment network networks engagement participation recovery rehabilitation friendship volunteer "
    "befriending mentoring self help online digital brief intensive enhanced multidisciplinary randomised randomized "
    "controlled new integrated structured clinical psychiatric nursing medical drug people person patients adults "
    "children women men older young carers carer staff living life well being wellbeing"
)
# Terms in capitals that every review prints: designs, places, diseases. The corpus shows the others (see below).
_COMMON_CAPITALS = word_set(
    "RCT RCTS USA UK EU NHS WHO HIV AIDS COVID SARS DNA RNA MRI CBT QOL PTSD ADHD COPD GP ICU BMI NICE CI SD OR RR HR "
    "II III IV VI VII VIII IX DSM ICD ASD OCD TAU NA"
)
# A name in capitals, with digits or hyphens in it: EMILIA, PROMISE-2, I-CAN. Near misses: "Emilia", "IV" (common).
_CAPITALS = re.compile(r"\b[A-Z](?:-?[A-Z0-9]){2,14}\b")


def _capitals(text: str) -> frozenset[str]:
    """Names in capitals of a text that is not all in capitals."""
    found = frozenset(name for name in _CAPITALS.findall(text) if name not in _COMMON_CAPITALS)
    letters = [sign for sign in text if sign.isalpha()] if found else []
    is_shouted = len(letters) > 15 and sum(sign.isupper() for sign in letters) > 0.5 * len(letters)
    return frozenset() if is_shouted else found


@dataclass(frozen=True)
class _Name:
    """What can be looked for in other records: names in capitals, or the phrase of a name that is a proper one."""

    capitals: frozenset[str]
    phrase: tuple[str, ...]


def read_name(intervention: str | None) -> _Name:
    """What is a name in the name of an intervention, as printed.

    A proper name has capitals inside it: an acronym ("EMILIA project", "... Interaction Training (SCIT)"), or two
    words in a row with a capital of which one is no naming word ("Connecting People Intervention"). The first word
    of a cell has its capital from its place, so it counts only together with the second. "Peer support", "Social skills
    training", "Supported socialisation" have nothing to look for.
    """
    if intervention is None:
        return _Name(frozenset(), ())
    capitals = _capitals(intervention)
    words = WORD.findall(re.sub(r"\([^()]*\)", " ", intervention))
    while words and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    kept: list[str] = []
    for word in words:
        if word[:1].isupper() or (kept and word in STOP_WORDS):
            kept.append(word)
        else:
            break
    while kept and kept[-1] in STOP_WORDS:
        kept.pop()
    proper = [word for word in kept if word[:1].isupper()]
    is_proper = len(proper) >= 2 and any(word.casefold() not in _NAMING_WORDS for word in proper)
    return _Name(capitals, tuple(word.casefold() for word in kept) if is_proper else ())


@dataclass(frozen=True)
class _Mention:
    """The words of a record's title and text, for looking up names."""

    words: frozenset[str]
    running: str  # lower case, one space round each word
    printed: str  # the same as printed
    capitals: frozenset[str]


def _mention(record: Linkable) -> _Mention:
    text = " ".join(part for part in (record.title, record.intervention, record.text) if part)
    printed = f" {' '.join(WORD.findall(text))} "
    running = printed.casefold()
    return _Mention(frozenset(running.split()), running, printed, _capitals(text))


def link_mentions(features: Sequence[Features]) -> Iterable[Link]:
    """An intervention of one review that another review's study or intervention names: always `maybe`."""
    if all(one.record.record_kind != "intervention" for one in features):
        return
    mentions = [_mention(one.record) for one in features]
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        for word in mention.words | mention.capitals:
            by_word[word].append(place)
    for place, one in enumerate(features):
        name = read_name(one.record.intervention)
        if one.record.record_kind != "intervention":
            continue
        for found, said in _find_named(name, mentions, by_word):
            other = features[found]
            is_elsewhere = one.record.review_id is None or one.record.review_id != other.record.review_id
            is_told_once = other.record.record_kind != "intervention" or place < found
            if found != place and is_elsewhere and is_told_once:
                yield make_link(one, other, "maybe", 0.5, f"the named intervention {said} occurs in both")


def _find_named(
    name: _Name, mentions: Sequence[_Mention], by_word: Mapping[str, Sequence[int]]
) -> Iterable[tuple[int, str]]:
    """Records that bear the name, with what was found; none where so many do that it is a term of the field."""
    found: dict[int, str] = {}
    for capital in sorted(name.capitals):
        places = [place for place in by_word.get(capital, ()) if capital in mentions[place].capitals]
        if len(places) <= NAME_RECORDS:
            found.update(dict.fromkeys(places, f'"{capital}"'))
    if name.phrase:
        rarest = min(name.phrase, key=lambda word: (len(by_word.get(word, ())), word))
        sought = f" {' '.join(name.phrase)} "
        places = [place for place in by_word.get(rarest, ()) if _bears(mentions[place], sought)]
        if len(places) <= NAME_RECORDS:
            found.update(dict.fromkeys(places, f'"{sought.strip()}"'))
    return sorted(found.items())


def _bears(mention: _Mention, sought: str) -> bool:
    """Whether a text has the phrase; two words only as a proper name ("the Urban Project", not "an urban project")."""
    place = mention.running.find(sought)
    if place < 0 or len(mention.running) != len(mention.printed):
        return place >= 0
    if len(sought.split()) > 2:
        return True
    words = mention.printed[place : place + len(sought)].split()
    return all(word[0].isupper() for word in words)


def link_threads(features: Sequence[Features], done: set[tuple[int, int]]) -> Iterable[Link]:
    """Reports of one study: one team within a few years on one thing with a name in capitals. Always `maybe`."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(features):
        if one.record.record_kind == "study":
            for name in _capitals(" ".join(filter(None, (one.record.title, one.record.intervention)))):
                bearers[name].append(place)
    for name, places in sorted(bearers.items()):
        if len(places) > NAME_RECORDS:
            continue
        for first, second in combinations(places, 2):
            one, two = features[first], features[second]
            if (first, second) not in done and _is_thread(one, two):
                done.add((first, second))
                fields = agree(one, two)
                why = f'one team on "{name}": reports of one study?; {fields.said()}'
                yield make_link(one, two, "maybe", fields.score(), why)


def _is_thread(one: Features, two: Features) -> bool:
    if one.record.table_id is not None and one.record.table_id == two.record.table_id:
        return False
    years = one.year, two.year
    if years[0] is None or years[1] is None or abs(years[0] - years[1]) > YEARS_THREAD:
        return False
    return agree_authors(one, two) == "same"
