"""Are whole lists of references taken apart into their entries, whatever their style and the layout of their pages?

    python benchmarks/references/lists.py make ../shared FOLDER --seeds 1-3
    python benchmarks/references/lists.py measure FOLDER [--misses FAMILY] [--keep-pages]

`make` prints documents: a review of made-up words (`resetting_prose.py`), then a list of the works of
`citation_works.py` in a style of CSL, set by Typst or WeasyPrint or as a plain text, with what stands around lists.
`measure` reads the lists back and counts, over printed entries:

- whole: the format gives its letters in one piece; what it gives in pieces (lines of two columns that run together, a
  table that is none) no reader of lists can mend;
- exact: found with its letters and digits, no more and no fewer (of a list with numbers: without its number);
- run on: begins inside what was read as another entry;
- cut: another entry was read that begins inside it;
- author, year, number: of an entry that is exact, as printed (an author's dash stands for the names above it);
- false: read, and no part of any printed entry; counted for 100 printed ones.

Seeds 1 to 99 are for tuning; seeds from 1001 on print the held-out works, and are not looked into. `make` needs what
`citation_styles.py` and `benchmarks/tables/resetting_makers.py` need; `measure` needs the project alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from extract.documents import SourceDocument
from extract.formats import find_format
from extract.pages import Block, Pages
from extract.reference_lists import ListedReference, read_reference_list

HERE = Path(__file__).parent
HELD_OUT_SEED = 1001
Family = tuple[str, str | None, str]
# Families of styles: name, locale of the works and of the style's words, styles of the repository.
FAMILIES: tuple[Family, ...] = (
    ("[1]", None, "ieee elsevier-vancouver elsevier-with-titles springer-basic-brackets sage-vancouver-brackets"),
    ("1.", None, "american-medical-association nature bmj plos springer-vancouver the-lancet nlm-citation-sequence"),
    (
        "1. by alphabet",
        None,
        "elsevier-with-titles-alphabetical springer-lecture-notes-in-computer-science-alphabetical",
    ),
    (
        "1. German, French",
        "de-DE",
        "din-1505-2-numeric iso690-numeric-fr universite-de-montreal-nlm-fr-ca deutsches-arzteblatt",
    ),
    ("APA", None, "apa apa-6th-edition apa-no-ampersand apa-no-initials"),
    (
        "Harvard",
        None,
        "harvard-cite-them-right harvard-university-of-bath sage-harvard emerald-harvard "
        "harvard-coventry-university harvard-kings-college-london harvard-deakin-university",
    ),
    ("Elsevier Harvard", None, "elsevier-harvard elsevier-harvard2 elsevier-vancouver-author-date"),
    (
        "Springer names",
        None,
        "springer-basic-author-date springer-humanities-author-date springer-socpsych-author-date "
        "springer-mathphys-author-date",
    ),
    (
        "Chicago",
        None,
        "chicago-author-date chicago-author-date-16th-edition taylor-and-francis-chicago-author-date "
        "cambridge-university-press-author-date american-sociological-association "
        "american-political-science-association",
    ),
    ("Chicago notes", None, "chicago-notes-bibliography chicago-notes-bibliography-classic mhra-notes"),
    ("MLA", None, "modern-language-association modern-language-association-no-url"),
    ("plainnat", None, "plainnat"),
    (
        "AMA bare",
        None,
        "american-medical-association american-medical-association-no-et-al journal-of-applied-animal-science "
        "mary-ann-liebert-harvard",
    ),
    (
        "names and years",
        None,
        "nlm-name-year cell elife ecology oxford-journals-scimed-author-date "
        "association-for-computational-linguistics cambridge-journal-of-economics "
        "royal-college-of-nursing-harvard unified-style-sheet-for-linguistics",
    ),
    (
        "German",
        "de-DE",
        "din-1505-2 deutsche-gesellschaft-fur-psychologie chicago-author-date-de springer-vs-author-date "
        "soziale-welt zeitschrift-fur-soziologie leviathan iso690-author-date-de",
    ),
    (
        "French",
        "fr-FR",
        "iso690-author-date-fr chicago-author-date-fr french1 french2 apa-fr-provost universite-du-quebec-a-montreal",
    ),
    (
        "Spanish, Portuguese",
        "es-ES",
        "apa iso690-author-date-es associacao-brasileira-de-normas-tecnicas harvard-cite-them-right",
    ),
    ("Dutch, Nordic", "nl-NL", "apa harvard-cite-them-right chicago-author-date"),
    ("Cochrane", None, "cochrane"),
)
# Works of these locales too, now and then.
NEAR = {"es-ES": "pt-BR", "nl-NL": "sv-SE"}
STRIPPED = frozenset({"AMA bare"})  # printed without the numbers of its style
HEADINGS = {
    None: ("References", "REFERENCES", "Bibliography", "7. References", "Literature cited", "Reference list",
           "6 References"),
    "MLA": ("Works Cited",),
    "de-DE": ("Literatur", "Literaturverzeichnis", "Quellenverzeichnis", "5. Literatur"),
    "fr-FR": ("Références", "Bibliographie", "Références bibliographiques", "RÉFÉRENCES"),
    "es-ES": ("Referencias", "Bibliografía", "Referencias bibliográficas"),
    "nl-NL": ("Literatuur", "References", "Literatuurlijst"),
}  # fmt: skip
INCLUDED, ADDITIONAL = "References to studies included in this review", "Additional references"
SIZES = (8, 15, 25, 40, 60, 90, 150)
TRIES = 8  # for each work: the works in a language are few, and one is printed once
# One list in so many stands in a plain text.
TEXT_SHARE = 0.25
DASHED = re.compile(r"\W*(?:[—–―_-]\s?){2,}|\W*———")
_NUMBER = re.compile(r"\W?(\d{1,3})[.)\]]?\s*")


@dataclass(frozen=True)
class Truth:
    """A printed entry. `author` and `year` are empty and 0 where it prints none."""

    text: str
    author: str
    year: int
    number: int
    label: str = ""


@dataclass(frozen=True)
class Look:
    """How a document is set."""

    maker: str
    columns: int
    indent: str
    gap: float
    size: float
    is_hyphenated: bool
    is_justified: bool
    is_number_apart: bool
    heading: str
    after: str
    running_head: str
    wrap: int
    paragraphs: int


@dataclass
class Score:
    """Counts over the documents of a family."""

    counts: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        """A row of the printed table."""
        total, exact = self.counts["printed"], self.counts["exact"]
        shares = [
            *(f"{100 * self.counts[key] / max(1, total):.1f}" for key in ("whole", "exact", "run on", "cut", "false")),
            *(f"{100 * self.counts[key] / max(1, exact):.1f}" for key in ("author", "year", "number")),
        ]
        return f"| {name} | {self.counts['documents']} | {total} | " + " | ".join(shares) + " |"


# Lists with their headings.
Parts = Sequence[tuple[str, Sequence[Truth]]]


def make(shared: Path, folder: Path, seeds: Sequence[int]) -> None:
    """Prints the documents of each seed, one a family, with what they hold beside them."""
    from citation_works import read_pools

    folder.mkdir(parents=True, exist_ok=True)
    for is_test in {seed >= HELD_OUT_SEED for seed in seeds}:
        pools = read_pools(shared, is_test=is_test)
        for seed in seeds:
            if (seed >= HELD_OUT_SEED) is is_test:
                for family in FAMILIES:
                    _make_one(pools, family, folder, seed)


def _make_one(pools: Mapping[str | None, Any], family: Family, folder: Path, seed: int) -> None:
    name, locale, styles = family[0], family[1], family[2].split()
    draw = random.Random(f"{name} {seed}")
    style = styles[seed % len(styles)]
    if style == "iso690-numeric-fr" or style.startswith("universite"):
        locale = "fr-FR"
    works = _draw_works(pools, locale, draw, count=draw.choice(SIZES))
    printed = _print(style, locale, works, is_stripped=name in STRIPPED)
    if not printed:
        print(f"{name}: {style} printed nothing", file=sys.stderr)
        return
    parts = [(_heading(name, locale, draw), printed)]
    if name == "Cochrane":
        half = len(printed) // 2
        parts = [(INCLUDED, _with_labels(printed[:half])), (ADDITIONAL, _with_labels(printed[half:]))]
    look = _draw_look(draw, parts[0][0])
    stem = f"{FAMILIES.index(family) + 1:02d}-{re.sub(r'[^a-zA-Z0-9]+', '-', name).strip('-')}-{seed}"
    path = folder / f"{stem}.{'txt' if look.maker == 'text' else 'pdf'}"
    path.write_bytes(_set(parts, look, draw))
    said = {
        "family": name, "style": style, "look": look.__dict__,
        "entries": [entry.__dict__ for _, entries in parts for entry in entries],
    }  # fmt: skip
    (folder / f"{stem}.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    print(path.name, style, len(printed), look.maker, flush=True)


def _draw_works(pools: Mapping[str | None, Any], locale: str | None, draw: random.Random, count: int) -> list[Any]:
    """Works of a list: some of one author, some of one year too, some without a year or not yet published."""
    from citation_works import draw_work

    works: dict[str, Any] = {}
    titles: set[str] = set()
    for _ in range(TRIES * count):
        if len(works) == count:
            break
        own = draw.choices([locale, NEAR.get(locale or "", locale), None], [70, 15, 15])[0] if locale else None
        work = draw_work(pools[own], draw)
        fields = dict(work.fields)
        if fields["title"] in titles:
            continue
        titles.add(fields["title"])
        chance = draw.random()
        if works and chance < 0.15 and "author" in fields:
            other = draw.choice(list(works.values())).fields
            fields["author"] = other.get("author", fields["author"])
            if chance < 0.05:
                fields["issued"] = other.get("issued", fields["issued"])
        elif chance > 0.98:
            del fields["issued"]
        elif chance > 0.965:
            fields = {key: value for key, value in fields.items() if key not in ("issued", "volume", "issue", "page")}
            fields["status"] = draw.choice(["in press", "forthcoming"])
        elif chance > 0.94:
            fields["author"] = [{"literal": "World Health Organization"}]
        works.setdefault(f"{len(works)}-{work.name}", replace(work, name=f"{len(works)}-{work.name}", fields=fields))
    return list(works.values())


def _print(style: str, locale: str | None, works: Sequence[Any], *, is_stripped: bool) -> list[Truth]:
    """The entries of the list in printed order."""
    from citation_styles import print_list, style_path

    path = HERE / "plainnat.csl" if style == "plainnat" else style_path("bmj" if style == "cochrane" else style)
    by_name = {work.name: work for work in works}
    truths: list[Truth] = []
    printed = print_list(path, locale, works)
    values = [text for text in printed.values() if text]
    is_numbered = all((found := _NUMBER.match(text)) and int(found[1]) == at for at, text in enumerate(values, 1))
    for at, (name, text) in enumerate(((name, text) for name, text in printed.items() if text), 1):
        found = _NUMBER.match(text) if is_numbered else None
        number = at if is_numbered and not is_stripped and style != "cochrane" else 0
        bare = text[found.end() :] if found else text
        fields = by_name[name].fields
        person = (fields.get("author") or fields.get("editor") or [{}])[0]
        year = fields["issued"]["date-parts"][0][0] if "issued" in fields else 0
        printed_text = text if number else bare
        author = str(person.get("family") or person.get("literal") or "")
        truths.append(Truth(printed_text, author, year if str(year) in bare else 0, number))
    return truths


def _with_labels(entries: Sequence[Truth]) -> list[Truth]:
    """Entries under the bold names of studies, as Cochrane reviews print them, by the alphabet."""
    labelled = [replace(entry, label=f"{entry.author} {entry.year} {{published data only}}") for entry in entries]
    return sorted(labelled, key=lambda entry: entry.label.casefold())


def _heading(name: str, locale: str | None, draw: random.Random) -> str:
    return draw.choice(HEADINGS.get(name, HEADINGS[locale]))


def _draw_look(draw: random.Random, heading: str) -> Look:
    sys.path.append(str(HERE.parent / "tables"))
    import resetting_prose as prose

    makers = [maker for maker in ("typst", "weasyprint") if importlib.util.find_spec(maker)]
    return Look(
        maker="text" if draw.random() < TEXT_SHARE else draw.choice(makers),
        columns=draw.choice([1, 1, 2]),
        indent=draw.choice(["hanging", "hanging", "flush", "flush", "first"]),
        gap=draw.choice([0, 0, 2, 5, 9]),
        size=draw.choice([8, 9, 10, 11]),
        is_hyphenated=draw.random() < 0.6,
        is_justified=draw.random() < 0.6,
        is_number_apart=draw.random() < 0.5,
        heading=heading,
        after=draw.choice(["", "", "appendix", "acknowledgements", "biographies", "funding", "table"]),
        running_head=prose.running_head(draw) if draw.random() < 0.7 else "",
        wrap=draw.choice([0, 80, 80, 72]),
        paragraphs=draw.randint(2, 8),
    )


def _set(parts: Sequence[tuple[str, Sequence[Truth]]], look: Look, draw: random.Random) -> bytes:
    """The document: prose, the lists under their headings, and what follows."""
    import resetting_prose as prose

    before = [prose.paragraph(draw) for _ in range(look.paragraphs)]
    after = _after(look.after, draw)
    if look.maker == "text":
        return _as_text(parts, look, before, after).encode()
    from resetting_makers import print_with_typst, print_with_weasyprint

    if look.maker == "typst":
        return print_with_typst(_as_typst(parts, look, before, after))
    return print_with_weasyprint(_as_html(parts, look, before, after))


def _after(kind: str, draw: random.Random) -> list[tuple[str, str]]:
    """What stands behind the list: headings and paragraphs."""
    import resetting_prose as prose

    texts = {
        "": [],
        "appendix": [("Appendix A", prose.paragraph(draw)), ("", prose.paragraph(draw))],
        "acknowledgements": [("Acknowledgements", "We thank the two librarians. " + prose.sentence(draw))],
        "biographies": [
            ("About the authors", "Ada Fenwick is a lecturer at the University of Sometown. " + prose.sentence(draw)),
            ("", "Bo Osei is a fellow of the Made Institute. " + prose.sentence(draw)),
        ],
        "funding": [("Funding", "This work was paid for by the Made Fund, grant 2014-22.")],
        "table": [("", "Table A1: What was searched"), ("", prose.paragraph(draw, 3))],
    }  # fmt: skip
    result: list[tuple[str, str]] = texts[kind]
    return result


def _as_text(parts: Parts, look: Look, before: Sequence[str], after: Sequence[tuple[str, str]]) -> str:
    """A plain text, wrapped or with one line a paragraph."""
    import textwrap

    def wrapped(text: str, hang: str = "") -> str:
        if not look.wrap:
            return text
        return "\n".join(textwrap.wrap(text, look.wrap, subsequent_indent=hang, break_on_hyphens=False))

    out = [*(wrapped(text) + "\n" for text in before)]
    hang = "    " if look.indent == "hanging" else ""
    for heading, entries in parts:
        listed = [(f"{entry.label}\n" if entry.label else "") + wrapped(entry.text, hang) for entry in entries]
        out += [heading, "", ("\n\n" if look.gap else "\n").join(listed), ""]
    for heading, text in after:
        out += [heading, "", wrapped(text), ""] if heading else [wrapped(text), ""]
    return "\n".join(out)


def _as_typst(parts: Parts, look: Look, before: Sequence[str], after: Sequence[tuple[str, str]]) -> str:
    from resetting_typst import quoted

    def entry(each: Truth) -> str:
        label = f"#block(above: {look.gap + 6}pt)[*{quoted(each.label)}*]\n" if each.label else ""
        number, text = _apart(each, look)
        if number:
            inner = f"#grid(columns: (2.6em, 1fr), [{quoted(number)}], [{quoted(text)}])"
        else:
            first = "first-line-indent: (amount: 1.5em, all: true), "
            hang = {"hanging": "hanging-indent: 1.6em, ", "flush": "", "first": first}
            inner = f"#par({hang[look.indent]}justify: {str(look.is_justified).lower()})[{quoted(text)}]"
        return f"{label}#block(spacing: {look.gap + 0.62 * look.size:.1f}pt)[{inner}]"

    lists = "\n".join(f"== {quoted(heading)}\n" + "\n".join(map(entry, entries)) for heading, entries in parts)
    back = "\n\n".join((f"== {quoted(heading)}\n" if heading else "") + quoted(text) for heading, text in after)
    head = (
        f'header: align(center, text(8pt, style: "italic")[{quoted(look.running_head)}]),' if look.running_head else ""
    )
    return f"""
#set page(width: 595pt, height: 842pt, margin: 60pt, columns: {look.columns}, {head} numbering: "1")
#set text(size: 10pt, lang: "en", hyphenate: {str(look.is_hyphenated).lower()})
#set par(justify: {str(look.is_justified).lower()}, leading: .62em)
= {quoted(before[0][:60])}
{chr(10).join(quoted(text) + chr(10) for text in before)}
#set text(size: {look.size}pt)
{lists}
#set text(size: 10pt)
{back}
"""


def _apart(entry: Truth, look: Look) -> tuple[str, str]:
    """An entry's number, where it stands in a column of its own, and its text."""
    found = _NUMBER.match(entry.text) if entry.number and look.is_number_apart else None
    return (found[0].strip(), entry.text[found.end() :]) if found else ("", entry.text)


def _as_html(parts: Parts, look: Look, before: Sequence[str], after: Sequence[tuple[str, str]]) -> str:
    def entry(each: Truth) -> str:
        label = f"<p class=label><b>{escape(each.label)}</b></p>" if each.label else ""
        number, text = _apart(each, look)
        if number:
            return f"{label}<p class=apart><span class=n>{escape(number)}</span>{escape(text)}</p>"
        return f"{label}<p class=ref>{escape(text)}</p>"

    lists = "".join(f"<h2>{escape(heading)}</h2>" + "".join(map(entry, entries)) for heading, entries in parts)
    heads = [f"<h2>{escape(heading)}</h2>" if heading else "" for heading, _ in after]
    back = "".join(f"{head}<p>{escape(text)}</p>" for head, (_, text) in zip(heads, after, strict=True))
    front = "".join(f"<p>{escape(text)}</p>" for text in before)
    indent = {"hanging": "padding-left: 15pt; text-indent: -15pt", "flush": "", "first": "text-indent: 14pt"}[
        look.indent
    ]
    return f"""<!doctype html><html lang=en><head><meta charset=utf-8><style>
@page {{ size: 595pt 842pt; margin: 58pt; @top-center {{ content: "{look.running_head}"; font-size: 8pt }}
  @bottom-center {{ content: counter(page); font-size: 8pt }} }}
body {{ font: 10pt/1.25 "DejaVu Serif"; margin: 0 }} h2 {{ font-size: 12pt; break-after: avoid }}
p {{ margin: 0 0 5pt; text-align: {"justify" if look.is_justified else "left"};
  hyphens: {"auto" if look.is_hyphenated else "manual"} }}
.text {{ columns: {look.columns}; column-gap: 18pt; column-fill: auto }} .label {{ margin: {look.gap + 4}pt 0 0 }}
.ref, .apart {{ font-size: {look.size}pt; margin: 0 0 {look.gap}pt }} .ref {{ {indent} }}
.apart {{ padding-left: 24pt; position: relative }} .n {{ position: absolute; left: 0 }}
</style></head><body><div class=text>{front}{lists}{back}</div></body></html>"""


def letters(text: str) -> str:
    """What is compared of an entry: letters and digits, whatever their case, as one of their forms."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def count(printed: Sequence[Truth], found: Sequence[ListedReference], pages: Pages) -> tuple[Counter[str], list[str]]:
    """The counts of one document, and what was wrong."""
    blocks = (part.text for page in pages.pages for part in page.parts if isinstance(part, Block))
    text = letters(" ".join(block for block in blocks if not block.strip().isdigit()))
    keys = [letters(_NUMBER.sub("", entry.text, count=1) if entry.number else entry.text) for entry in printed]
    read = [letters(entry.raw) for entry in found]
    at_first = dict(zip(read, found, strict=True))
    everything = " ".join(keys)
    result: Counter[str] = Counter({"documents": 1, "printed": len(printed), "whole": sum(key in text for key in keys)})
    wrong: list[str] = []
    heads = {key[:30] for key in read}
    joined = " ".join(key[1:] for key in read)
    for key, entry in zip(keys, printed, strict=True):
        if key in at_first:
            result["exact"] += 1
            for name, is_right in _fields(entry, at_first[key]):
                result[name] += is_right
                if not is_right:
                    listed = at_first[key]
                    known = f"{listed.authors[:1]} {listed.year} {listed.number}"
                    wrong.append(f"{name}: {entry.author} {entry.year} {entry.number}: read {known}: {entry.text[:90]}")
        elif key[:30] in heads:
            own = next(each for each in read if each[:30] == key[:30])
            wrong.append(f"other end ({len(own) - len(key):+}): {entry.text[:90]} ... read ...{own[-60:]}")
        elif key[:30] in joined:
            result["run on"] += 1
            wrong.append(f"run on: {entry.text[:110]}")
        else:
            wrong.append(f"lost: {entry.text[:110]}")
    starts = {key[:30] for key in keys}
    for key, listed in zip(read, found, strict=True):
        if key[:30] not in starts and key not in keys:
            kind = "cut" if key[:30] in everything else "false"
            result[kind] += 1
            wrong.append(f"{kind}: {listed.raw[:110]}")
    return result, wrong


def _fields(entry: Truth, listed: ListedReference) -> Iterator[tuple[str, bool]]:
    first, printed = letters(listed.authors[0] if listed.authors else ""), letters(entry.author)
    has_author = printed in letters(entry.text) or DASHED.match(entry.text) is not None
    yield "author", (bool(first) and (printed in first or first in printed)) or not has_author
    yield "year", listed.year == (entry.year or None)
    yield "number", listed.number == entry.number


def _read(path: Path, is_kept: bool) -> Pages:
    kept = path.with_suffix(".pages")
    if is_kept and kept.exists():
        pages = pickle.loads(kept.read_bytes())
        assert isinstance(pages, Pages)
        return pages
    content = path.read_bytes()
    pages = find_format(content).read(SourceDocument(path.name, path.name, content))
    if is_kept:
        kept.write_bytes(pickle.dumps(pages))
    return pages


def _measured(job: tuple[Path, bool]) -> tuple[str, str, Counter[str], list[str]]:
    said = json.loads(job[0].with_suffix(".json").read_text(encoding="utf-8"))
    pages = _read(*job)
    counts, wrong = count([Truth(**entry) for entry in said["entries"]], read_reference_list(pages), pages)
    look = said["look"]
    kind = " ".join(
        map(str, (said["style"], look["maker"], look["indent"], look["gap"], look["columns"], look["wrap"]))
    )
    return said["family"], f"{job[0].name} {kind}, heading {look['heading']}", counts, wrong


def measure(folder: Path, misses: str | None, *, is_kept: bool) -> None:
    """Prints the table of the families and of the makers; with `misses` what was wrong in the documents of a family."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".pdf", ".txt"))
    scores: dict[str, Score] = defaultdict(Score)
    with ProcessPoolExecutor(2) as workers:
        for family, name, counts, wrong in workers.map(_measured, [(path, is_kept) for path in paths]):
            for key in (family, "all", "all texts" if ".txt" in name else "all PDF"):
                scores[key].counts += counts
            if misses is not None and re.search(misses, f"{family} {name}"):
                print(f"== {family}: {name} {dict(counts)}", *wrong, sep="\n   ")
    print("| family | documents | entries | whole | exact | run on | cut | false | author | year | number |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for family in (*(name for name, _, _ in FAMILIES), "all PDF", "all texts", "all"):
        if family in scores:
            print(scores[family].row(family))


def main() -> None:
    """Makes or measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    orders = parser.add_subparsers(dest="order", required=True)
    maker = orders.add_parser("make")
    maker.add_argument("shared", type=Path)
    maker.add_argument("folder", type=Path)
    maker.add_argument("--seeds", default="1-3")
    reader = orders.add_parser("measure")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--misses", help="print what was wrong in the documents whose family or name this matches")
    reader.add_argument("--keep-pages", action="store_true", help="keep what the format read beside each document")
    given = parser.parse_args()
    if given.order == "make":
        first, _, last = given.seeds.partition("-")
        sys.path.append(str(HERE.parent / "tables"))
        make(given.shared, given.folder, range(int(first), int(last or first) + 1))
    else:
        measure(given.folder, given.misses, is_kept=given.keep_pages)


if __name__ == "__main__":
    main()
