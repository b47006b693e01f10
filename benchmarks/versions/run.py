"""How well versions of one document are told from siblings of one template.

Usage: python benchmarks/versions/run.py DATA [--half dev|test|all]

DATA holds `versions/manifest.json` (pairs of file and document) and, if present, `pairs/*/pair.json`.
Documents are halved by the hash of their name, so that all versions of one document fall on one side.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pypdfium2

from extract.versions import JOINING, DocumentDigest, compare, group_documents, judge_candidates

# The first line that is a heading of the first level, in Markdown or HTML: "# Title", "<h1>Title</h1>".
_TITLE = re.compile(r"[ \t]*(?:#(?!#)[ \t]*([^\n]+)|<h1>([^<\n]+)</h1>)")


def read_title(text: str) -> str | None:
    """The title of a text whose first line that is not empty is a heading of the first level; else None."""
    for line in text.splitlines():
        if line.strip():
            found = _TITLE.match(line)
            return html.unescape((found[1] or found[2]).strip()) if found else None
    return None


def read_text(path: Path) -> str:
    """Plain text of a document: pdfium's for PDFs, the file itself otherwise (XML tags of Word dropped)."""
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".docx":
        import zipfile

        with zipfile.ZipFile(path) as archive:
            body = archive.read("word/document.xml").decode()
        return html.unescape(re.sub(r"<[^<>]+>", "", body.replace("</w:p>", "\n")))
    return path.read_text(encoding="utf-8", errors="replace")


def digest(path: Path, name: str, *, is_titled: bool = True) -> DocumentDigest:
    """A digest of nothing but the text and its first heading: no date, organisation or studies."""
    text = read_text(path)
    title = read_title(text) if is_titled else None
    return DocumentDigest(name, title, None, None, None, " ".join(text.split()), frozenset(), len(text))


def half_of(document: str) -> str:
    return "dev" if zlib.crc32(document.encode()) % 2 == 0 else "test"


def score(document_of: dict[str, str], said: set[frozenset[str]]) -> str:
    truth = {frozenset(pair) for pair in combinations(document_of, 2) if len({document_of[x] for x in pair}) == 1}
    false, missed = said - truth, truth - said
    for pair in sorted(map(sorted, false)):
        print("    false:", *pair)
    counts = Counter(document_of[min(pair)] for pair in missed)
    print("    missed:", dict(sorted(counts.items())))
    right = len(said & truth)
    recall, precision = right / max(1, len(truth)), right / max(1, len(said))
    f1 = 2 * right / max(1, len(said) + len(truth))
    return f"pairs {len(truth)}, false {len(false)}, precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}"


def run_versions(folder: Path, half: str) -> None:
    manifest: list[tuple[str, str]] = json.loads((folder / "manifest.json").read_text())
    document_of = {file: name for file, name in manifest if half == "all" or half_of(name) == half}
    digests = [digest(folder / file, file) for file in document_of]
    start = time.perf_counter()
    groups = group_documents(digests)
    seconds = time.perf_counter() - start
    verdicts = judge_candidates(digests)
    direct = {frozenset((v.left, v.right)) for v in verdicts if v.verdict in JOINING}
    grouped = {frozenset(pair) for group in groups for pair in combinations(group.members, 2)}
    print(f"versions, {half}: {len(digests)} texts, {len(groups)} groups, {seconds:.2f} s")
    print("  verdicts", dict(sorted(Counter(v.verdict for v in verdicts).items())))
    print("  direct :", score(document_of, direct))
    print("  grouped:", score(document_of, grouped))
    dated = sorted(document_of, key=lambda file: re.sub(r".*_at_", "", file))
    rank = {file: place for place, file in enumerate(dated)}
    ordered = [v for v in verdicts if v.verdict in ("newer-version", "older-version")]
    right = sum((rank[v.right] > rank[v.left]) == (v.verdict == "newer-version") for v in ordered)
    print(f"  order  : {right} of {len(ordered)} right (no dates given)")


def run_pairs(folder: Path, *, is_titled: bool) -> None:
    print(f"pairs, {'titles from Markdown only' if is_titled else 'no titles'}")
    for pair in sorted(folder.glob("*/pair.json")):
        about = json.loads(pair.read_text())
        digests = [digest(pair.parent / m["file"], m["file"], is_titled=is_titled) for m in about["members"]]
        verdicts = [compare(one, two) for one, two in combinations(digests, 2)]
        wrong = [v for v in verdicts if (v.verdict in JOINING) != about["same_document"] and v.verdict != "maybe"]
        counts = dict(sorted(Counter(v.verdict for v in verdicts).items()))
        print(f"  {pair.parent.name:45} same={about['same_document']!s:5} {counts} wrong {len(wrong)}")
        for verdict in wrong:
            print("     ", verdict)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    options = parser.parse_args(arguments)
    run_versions(options.data / "versions", options.half)
    if (options.data / "pairs").is_dir():
        run_pairs(options.data / "pairs", is_titled=True)
        run_pairs(options.data / "pairs", is_titled=False)


if __name__ == "__main__":
    main()
