"""A Prefect server for one run, that cannot outlive it.

Prefect's own temporary server is left behind when the run is killed. This one reads from a pipe that the run holds
open: however the run dies, the kernel closes the pipe, and the server ends. It is started by running this file.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from types import TracebackType

# Between two looks at whether it has come up.
POLL_SECONDS = 0.1
# To finish what it is writing, when the run is over.
STOP_SECONDS = 5.0

# No pages for a browser; and the mark by which Prefect knows a server that is there for one run.
SERVER_SETTINGS = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


class ServerDidNotStart(Exception):
    """The server is not there in time, or died before; the text says which."""


class OwnServer:
    """A server on a free port of this machine, for as long as the block lasts. `url` is known once it is entered."""

    def __init__(self, seconds: float) -> None:
        """It is given `seconds` to start; on an idle machine it takes 3 to 8."""
        self.url = ""
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the server's process, None while there is none."""
        return None if self._process is None else self._process.pid

    def __enter__(self) -> OwnServer:
        """Start it and wait until it answers.

        Raises:
            ServerDidNotStart: it does not in time, or ends.
        """
        deadline = time.monotonic() + self._seconds
        # `-P`: this file's folder must not come before the libraries.
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **SERVER_SETTINGS},
        )
        try:
            self.url = f"http://127.0.0.1:{self._port(deadline)}/api"
            while not self._answers():
                self._check(deadline)
                time.sleep(POLL_SECONDS)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._stop()

    def _port(self, deadline: float) -> int:
        """The port, which the server prints on its first line. Read by a thread, so that the deadline holds."""
        lines: list[bytes] = []
        output = self._started().stdout
        reader = threading.Thread(target=lambda: lines.append(output.readline() if output else b""), daemon=True)
        reader.start()
        while reader.is_alive():
            self._check(deadline)
            reader.join(POLL_SECONDS)
        try:
            return int(lines[0])
        except (ValueError, IndexError) as error:
            raise ServerDidNotStart("its server ended as it started") from error

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise ServerDidNotStart("its server was not started")
        return self._process

    def _check(self, deadline: float) -> None:
        code = self._started().poll()
        if code is not None:
            raise ServerDidNotStart(f"its server ended with code {code} as it started")
        if time.monotonic() > deadline:
            raise ServerDidNotStart(f"its server did not answer within {self._seconds:.0f} seconds")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as response:
                return bool(response.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def _stop(self) -> None:
        process = self._started()
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _serve() -> None:
    """Be the server, until standard input ends."""
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    import uvicorn

    config = uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="critical", lifespan="on")
    uvicorn.Server(config).run(sockets=[listener])


def _end_with_the_run() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    _serve()
