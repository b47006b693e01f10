"""Trace every system call of a run that could reach another machine.

    python benchmarks/reliability/network.py                     the local engine
    python benchmarks/reliability/network.py --engine prefect    under Prefect, which may talk to itself (127.0.0.1)

Needs `strace`. Traced are `connect`, `sendto` and `sendmsg` of all processes of `extract run`, `verify` and `explain`.
Allowed are sockets with a path (between a run and its children) and, under Prefect, 127.0.0.1 and ::1.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from common import ROOT, samples

# The address of a traced call. Match: `sin_addr=inet_addr("10.0.0.1")`, `inet_pton(AF_INET6, "::1"`; near miss:
# `sun_path="/tmp/x"`.
ADDRESS = re.compile(r'inet_addr\("([0-9.]{1,15})"\)|AF_INET6, "([0-9a-f:]{2,39})"')


def main() -> int:
    """Run, trace, list; returns the number of calls that leave the machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("local", "prefect"), default="local")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        print("strace is not installed")
        return 1
    allowed = {"127.0.0.1", "::1"} if options.engine == "prefect" else set()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        samples(base / "raw")
        commands = (
            ["run", str(base / "raw"), str(base / "out"), "--engine", options.engine],
            ["verify", str(base / "out")],
            ["explain", "Tinland", "--release", str(base / "out")],
        )
        addresses: Counter[str] = Counter()
        for number, command in enumerate(commands):
            log = base / f"trace-{number}"
            traced = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", str(log)]
            done = subprocess.run(
                [*traced, sys.executable, "-m", "extract.cli", *command], cwd=ROOT, capture_output=True, text=True
            )
            if done.returncode:
                print(done.stdout, done.stderr)
                return 1
            lines = log.read_text(errors="replace").splitlines()
            found = [match for line in lines for match in ADDRESS.finditer(line)]
            addresses.update(match[1] or match[2] for match in found)
            print(f"extract {command[0]}: {len(lines)} calls traced, {len(found)} with an address")
    outside = {address: count for address, count in addresses.items() if address not in allowed}
    print(f"addresses: {dict(addresses) or 'none'}; beyond what is allowed: {outside or 'none'}")
    return len(outside)


if __name__ == "__main__":
    sys.exit(main())
