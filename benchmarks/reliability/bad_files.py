"""What becomes of every damaged, hostile or odd file of ../shared/bad?

    python benchmarks/reliability/bad_files.py [--workers 2] [--seconds 120] [--only NAME ...]

The folder is read as `raw/` is: found, hashed, each file in a child process with the limits of a run. Counted are
stops of the whole, files that took more than their limit and one second, files without an outcome, outcomes by reason,
and for the texts whose encoding is known whether they were read right.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extract.documents import SourceDocument, discover
from extract.errors import UnreadableDocument
from extract.formats.text.decoding import decode_text
from extract.isolation import Limits, prepare, read_isolated
from extract.pipeline import refused_file
from schemas.vocabularies import load

SHARED = Path(__file__).parents[2].parent / "shared"
BAD = SHARED / "bad"
MANIFEST = SHARED / "gold" / "bad.manifest.jsonl"
# A reason that tells the sender nothing.
UNKNOWN = frozenset({"program-fault", "interrupted", None})
# Encodings by what the files' own suites call them.
ENCODINGS = {
    "iso-8859-2-slovak": "iso8859-2", "iso-8859-2-hungarian": "iso8859-2", "iso-8859-5-russian": "iso8859-5",
    "iso-8859-6-arabic": "iso8859-6", "iso-8859-7-greek": "iso8859-7", "windows-1250-croatian": "cp1250",
    "windows-1250-czech": "cp1250", "windows-1251-russian": "cp1251", "windows-1251-bulgarian": "cp1251",
    "MacCyrillic": "mac_cyrillic", "Johab": "johab", "EUC-KR": "cp949", "GB2312": "gb18030", "SHIFT_JIS": "cp932",
    "TIS-620": "cp874", "Big5": "big5hkscs", "t_latin-1": "latin-1", "t_cp1252_smart": "cp1252",
    "t_utf-8-sig": "utf-8-sig", "t_shiftjis": "shift_jis", "t_utf-16": "utf-16", "t_utf-16-le": "utf-16-le",
    "t_utf-32": "utf-32", "t_macroman": "mac_roman", "t_utf-16-be": "utf-16-be", "t_utf-8": "utf-8",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What one file came to, and what it took."""

    file_name: str
    status: str
    reason: str | None
    message: str | None
    seconds: float


def read(document: SourceDocument, limits: Limits) -> Outcome:
    """The outcome of one file."""
    began = time.monotonic()
    reading = read_isolated(document, limits)
    return Outcome(reading.file_name, reading.status, reading.reason, reading.message, time.monotonic() - began)


def check_encodings() -> None:
    """Print how many texts of known encoding are read right, refused or read wrong."""
    ends: Counter[str] = Counter()
    for line in MANIFEST.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        path = Path(entry["path"])
        name = path.parts[1] if entry["repo"] == "chardet/chardet" else path.stem
        if entry["repo"] != "chardet/chardet" and name not in ENCODINGS:
            continue
        content = (BAD / entry["file"]).read_bytes()
        wanted = content.decode(ENCODINGS.get(name, name), errors="replace").removeprefix("\ufeff")
        try:
            found = decode_text(content)
        except UnreadableDocument as error:
            ends["refused"] += 1
            print(f"  {entry['path']}: refused, {error.code}")
            continue
        ends["right" if found.text == wanted else "wrong"] += 1
        if found.text != wanted:
            print(f"  {entry['path']}: read as {found.encoding}")
    print(f"texts of known encoding: {dict(sorted(ends.items()))}")


def main(arguments: Sequence[str]) -> int:
    """Print the counts; 1 when the files are not there, or one of the promises is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=Limits.seconds)
    parser.add_argument("--only", nargs="*", default=())
    options = parser.parse_args(arguments)
    if not BAD.is_dir():
        print(f"{BAD} is missing.")
        return 1
    check_encodings()
    began = time.monotonic()
    found = discover(BAD)
    prepare()
    limits = Limits(seconds=options.seconds)
    documents = [d for d in found.documents if not options.only or any(part in d.file_name for part in options.only)]
    with ThreadPoolExecutor(max_workers=options.workers) as pool:
        outcomes = list(pool.map(lambda document: read(document, limits), documents))
    if not options.only:
        for refused in map(refused_file, found.refused):
            outcomes.append(Outcome(refused.file_name, refused.status, refused.reason, refused.message, 0.0))
    known = {code.code for code in load("reasons").codes}
    names = {outcome.file_name for outcome in outcomes}
    missing = [] if options.only else sorted({path.name for path in BAD.iterdir()} - names)
    late = [outcome for outcome in outcomes if outcome.seconds > limits.seconds + 1]
    unknown = [o for o in outcomes if o.status != "parsed" and (o.reason in UNKNOWN or o.reason not in known)]
    bare = [o for o in outcomes if o.status != "parsed" and not (o.message or "").rstrip().endswith(".")]
    print(f"files: {len(outcomes)}; stops of the run: 0; over the limit by more than 1 s: {len(late)}")
    print(f"without an outcome: {len(missing)}; unknown reason: {len(unknown)}; no sentence: {len(bare)}")
    for (status, reason), count in Counter((o.status, o.reason) for o in outcomes).most_common():
        print(f"  {count:4} {status:11} {reason}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.monotonic() - began:.0f} s of the clock; this process took at most {peak:.0f} MB")
    for outcome in (*unknown, *late, *sorted(outcomes, key=lambda o: -o.seconds)[:8]):
        print(f"  {outcome.file_name} {outcome.seconds:.1f} s {outcome.status} {outcome.reason}: {outcome.message}")
    return int(bool(late or missing or bare or len(unknown) > 0.005 * len(outcomes)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
