"""Nobody waits long without being told for what."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType

SECONDS = 25.0


class Patience:
    """While the block lasts, a line on standard error every `SECONDS`.

    Also while things go on: what is heard here is shown by a progress bar on a terminal, and nowhere else.
    """

    def __init__(self, what: str, seconds: float = SECONDS) -> None:
        """`what` is waited for at first, such as `for Prefect to start`."""
        self._what, self._seconds = what, seconds
        self._since = time.monotonic()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def heard(self, what: str) -> None:
        """Something went on; from now on `what` is waited for."""
        self._what, self._since = what, time.monotonic()

    def __enter__(self) -> Patience:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Be silent from now on."""
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        said = time.monotonic()
        while not self._is_over.wait(min(1.0, self._seconds)):
            now = time.monotonic()
            if now - said >= self._seconds:
                said = now
                print(f"Still waiting {self._what} ({now - self._since:.0f} seconds so far).", file=sys.stderr)
