"""How often does a damaged PDF lose rows in silence, and how often is a good one called damaged?

    python benchmarks/reliability/damage.py [--part tuning|test] [--copies 10] [--read-all] [--show]

Each review of ../shared/reviews is damaged `--copies` times, in the ways of `DAMAGES` in turn, by seeds that depend on
its name alone. A loss is silent when the rows of the study tables differ from those of the whole document and neither
an error, nor the status `partial`, nor a warning says so. Documents are parted by the hash of their names; rules were
tuned on one part. A copy whose bytes already give it away is not read, for its reading carries the doubt whatever comes
of it; `--read-all` reads it none the less. False alarms are counted over all good PDFs that are there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extract.documents import SourceDocument
from extract.formats.pdf.damage.soundness import examine
from extract.isolation import prepare, read_isolated
from extract.reading import DocumentReading

SHARED = Path(__file__).parents[2].parent / "shared"
REVIEWS = SHARED / "reviews"
GOOD = ("reviews", "reviews/decoys", "icdar2013", "pairs")
Rows = Counter[tuple[str, ...]]
Damage = Callable[[bytes, random.Random, bytes], bytes]


def truncate(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """Cut off at any point."""
    return content[: chance.randrange(1, len(content))]


def flip_bits(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """One to twenty bits turned over."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def overwrite_bytes(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """One to fifty bytes replaced by others."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 50)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def mangle_line_ends(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """What a transfer as text does: line ends written in another system's way, or the eighth bit lost."""
    kind = chance.randrange(4)
    if kind == 0:
        return content.replace(b"\n", b"\r\n")
    if kind == 1:
        return content.replace(b"\r\n", b"\n")
    if kind == 2:
        return content.replace(b"\r", b"\n")
    return bytes(byte & 0x7F for byte in content)


def mangle_characters(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """What a program that takes bytes for characters does."""
    if chance.random() < 0.5:
        return content.decode("utf-8", errors="replace").encode()
    return content.decode("latin-1").encode("utf-8")


def splice_in(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """A part of another file written into this one, or over it."""
    at, size = chance.randrange(len(content)), chance.randint(16, 65536)
    start = chance.randrange(len(other))
    part = other[start : start + size]
    return content[:at] + part + content[at + (len(part) if chance.random() < 0.5 else 0) :]


def blank_block(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """One to four blocks of a disc that hold nothing but zeros."""
    out, block = bytearray(content), chance.choice((512, 4096))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out) // block + 1) * block
        out[at : at + block] = bytes(len(out[at : at + block]))
    return bytes(out)


def drop_block(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """A block that never arrived."""
    size = chance.choice((1, 512, 1460, 4096))
    at = chance.randrange(len(content))
    return content[:at] + content[at + size :]


def repeat_block(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """A block that arrived twice."""
    size = chance.choice((512, 1460, 4096))
    at = chance.randrange(len(content))
    return content[: at + size] + content[at:]


def swap_digits(content: bytes, chance: random.Random, _other: bytes) -> bytes:
    """One to five digits of the plain part of the file, such as references and widths, turned into others."""
    out = bytearray(content)
    digits = [i for i, byte in enumerate(content) if 0x30 <= byte <= 0x39]
    for place in chance.sample(digits, chance.randint(1, 5)):
        out[place] = chance.choice(b"0123456789")
    return bytes(out)


DAMAGES: tuple[Damage, ...] = (
    truncate, flip_bits, overwrite_bytes, mangle_line_ends, mangle_characters,
    splice_in, blank_block, drop_block, repeat_block, swap_digits,
)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """A damaged copy of a review."""

    review: str
    damage: str
    content: bytes


def part_of(name: str) -> str:
    """`tuning` or `test`."""
    return "tuning" if hashlib.sha256(name.encode()).digest()[0] % 2 else "test"


def copies_of(path: Path, other: bytes, count: int) -> Iterator[Copy]:
    """The damaged copies of one review."""
    content = path.read_bytes()
    for number in range(count):
        damage = DAMAGES[number % len(DAMAGES)]
        chance = random.Random(f"{path.name} {damage.__name__} {number // len(DAMAGES)}")
        yield Copy(path.name, damage.__name__, damage(content, chance, other))


def read(name: str, content: bytes) -> DocumentReading:
    """The reading of some bytes, in a child process."""
    return read_isolated(SourceDocument.of(name, content))


def study_rows(reading: DocumentReading) -> Rows:
    """The printed rows about studies."""
    return Counter(row.cells for table in reading.tables for row in table.rows if row.kind == "study")


def is_silent(reading: DocumentReading) -> bool:
    """Whether nothing about a reading says that it may not be whole."""
    return reading.status == "parsed" or reading.reason == "no-study-table"


def measure(copy: Copy, whole: Rows, has_to_read: bool) -> tuple[str, int]:
    """How a copy ended, and how many rows differ."""
    if not has_to_read and examine(copy.content).faults:
        return "told", 0
    reading = read(copy.review, copy.content)
    rows = study_rows(reading)
    differ = sum((whole - rows).values()) + sum((rows - whole).values())
    if not is_silent(reading):
        return "told", differ
    return ("lost in silence" if differ else "unharmed"), differ


def false_alarms(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """Good PDFs that are called damaged, and why."""
    seen: set[bytes] = set()
    alarms: list[tuple[str, str]] = []
    for path in paths:
        content = path.read_bytes()
        digest = hashlib.sha256(content).digest()
        if digest in seen:
            continue
        seen.add(digest)
        faults = examine(content).faults
        if faults:
            alarms.append((path.name, faults[0]))
    print(f"good PDFs: {len(seen)}, called damaged: {len(alarms)} ({len(alarms) / max(1, len(seen)):.1%})")
    return alarms


def main(arguments: Sequence[str]) -> int:
    """Print the rates; 1 when no documents are there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tuning", "test"), default=None)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--largest", type=float, default=3.0, help="megabytes of the largest review to damage")
    parser.add_argument("--read-all", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args(arguments)
    if not REVIEWS.is_dir():
        print(f"{REVIEWS} is missing.")
        return 1
    for name, why in false_alarms([path for folder in GOOD for path in sorted((SHARED / folder).rglob("*.pdf"))]):
        print(f"  {name}: {why}")
    prepare()
    paths = [path for path in sorted(REVIEWS.glob("*.pdf")) if path.stat().st_size < options.largest * 1e6]
    ends: dict[tuple[str, str], Counter[str]] = {}
    rows_lost: Counter[str] = Counter()
    rows_all: Counter[str] = Counter()
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for place, path in enumerate(paths):
            part = part_of(path.name)
            if options.part not in (None, part):
                continue
            began = time.perf_counter()
            whole = study_rows(read(path.name, path.read_bytes()))
            other = paths[place - 1].read_bytes()
            copies = list(copies_of(path, other, options.copies))
            results = list(pool.map(lambda copy, whole=whole: measure(copy, whole, options.read_all), copies))
            for copy, (end, differ) in zip(copies, results, strict=True):
                ends.setdefault((part, copy.damage), Counter())[end] += 1
                rows_all[part] += sum(whole.values())
                if end == "lost in silence":
                    rows_lost[part] += differ
                    if options.show:
                        print(f"  {copy.review}, {copy.damage}: {differ} of {sum(whole.values())} rows", flush=True)
            print(f"{path.name} ({part}): {time.perf_counter() - began:.0f} s", flush=True)
    for part in sorted({part for part, _ in ends}):
        total: Counter[str] = Counter()
        for (of_part, damage), counted in ends.items():
            if of_part == part:
                total += counted
                print(f"{part:7} {damage:18} {dict(sorted(counted.items()))}")
        silent = total["lost in silence"]
        print(
            f"{part}: {total.total()} copies, {silent} lost rows in silence ({silent / total.total():.2%}); "
            f"rows: {rows_lost[part]} of {rows_all[part]} ({rows_lost[part] / max(1, rows_all[part]):.3%})"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
