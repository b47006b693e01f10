"""What does it cost to read a document in a process of its own?

    python benchmarks/reliability/isolation_cost.py [--times 20]

A text of two lines is read here and in a child, in turn; the difference is the cost. Printed are the time on the
clock, which on a busy machine is mostly waiting, and the processor's time of the child beyond the reading itself.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Sequence

from extract.documents import SourceDocument
from extract.isolation import prepare, read_isolated
from extract.reading import read_document

CONTENT = b"Dear all,\nnothing in here is a table.\n"


def main(arguments: Sequence[str]) -> int:
    """Print the cost; 1 when the quickest child costs more than 30 ms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args(arguments)
    prepare()
    document = SourceDocument.of("letter.txt", CONTENT)
    read_isolated(document)
    read_document(document)
    costs: list[float] = []
    for _ in range(options.times):
        began = time.perf_counter()
        read_document(document)
        alone = time.perf_counter() - began
        began = time.perf_counter()
        read_isolated(document)
        costs.append((time.perf_counter() - began - alone) * 1000)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"cost: quickest {min(costs):.0f} ms, median {statistics.median(costs):.0f} ms, slowest {max(costs):.0f} ms")
    return int(min(costs) > 30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
