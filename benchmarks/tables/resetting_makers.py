"""Who makes the PDF of a setting: Chromium, WeasyPrint or Typst; and how its table pages are turned afterwards.

Chromium must be installed; the other two are used when `weasyprint` and `typst` can be imported.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from resetting_styles import MAKERS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Makes the type of a table smaller until the table is no wider than its place; null when five points do not do.
FIT = """(() => { for (const t of document.querySelectorAll('table')) { const box = t.parentElement.clientWidth;
 let size = parseFloat(getComputedStyle(t).fontSize);
 while (t.offsetWidth > box + 1 && size > 6.6) { size -= 0.66; for (const o of document.querySelectorAll('table'))
 o.style.fontSize = size + 'px'; } if (t.offsetWidth > box + 1) return null; } return true; })()"""


class TooWide(Exception):
    """The table does not fit the page at any size that one could read."""


def installed_makers() -> tuple[str, ...]:
    """The makers that this machine has."""
    found = {name for name in ("weasyprint", "typst") if importlib.util.find_spec(name) is not None}
    if any(shutil.which(name) for name in BROWSERS):
        found.add("chromium")
    return tuple(name for name in MAKERS if name in found)


class Chromium:
    """One headless browser for a whole run, spoken to through its debugging pipe."""

    def __enter__(self) -> Self:
        browser = next(path for name in BROWSERS if (path := shutil.which(name)))
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        self._home = tempfile.TemporaryDirectory(prefix="resettings")
        command = (
            f"exec {browser} --headless --no-sandbox --disable-gpu --remote-debugging-pipe --disable-extensions "
            f"--user-data-dir={self._home.name} about:blank 3<&{to_read} 4>&{to_write}"
        )
        self._process = subprocess.Popen(
            ["bash", "-c", command], pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(to_read)
        os.close(to_write)
        self._buffer = b""
        self._number = 0
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        self._call("Page.enable", {}, self._session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._home.cleanup()

    def _call(self, method: str, params: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._read, 1 << 20)
            if not more:
                raise RuntimeError("The browser has gone.")
            self._buffer += more
        message, self._buffer = self._buffer.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer

    def print(self, html: str) -> bytes:
        """The PDF of a page.

        Raises:
            TooWide: its table does not fit.
        """
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(html)
            file.flush()
            self._call("Page.navigate", {"url": Path(file.name).as_uri()}, self._session)
            while self._next().get("method") != "Page.loadEventFired":
                pass
            self._call("Emulation.setEmulatedMedia", {"media": "print"}, self._session)
            fits = self._call("Runtime.evaluate", {"expression": FIT, "returnByValue": True}, self._session)
            if fits["result"].get("value") is not True:
                raise TooWide
            options = {"preferCSSPageSize": True, "printBackground": True}
            printed = self._call("Page.printToPDF", options, self._session)
        return base64.b64decode(printed["data"])


def print_with_weasyprint(html: str) -> bytes:
    """The PDF of a page."""
    import logging

    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    made = weasyprint.HTML(string=html).write_pdf()
    assert isinstance(made, bytes)
    return made


def print_with_typst(source: str) -> bytes:
    """The PDF of a Typst source."""
    import typst

    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def turn_pages(content: bytes, layout: str) -> bytes:
    """The PDF with its landscape pages turned: `turned` shows their text sideways (by /Rotate), `sideways` too (the
    text itself is turned on an upright page), `upended` has text turned and /Rotate that sets it upright again.
    """
    if layout not in ("turned", "sideways", "upended"):
        return content
    document = pdfium.PdfDocument(content)
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_size()
        if width <= height:
            continue
        if layout == "turned":
            page.set_rotation(270)
            continue
        # A quarter turn to the left about the origin, moved back into the page: (x, y) to (height - y, x).
        matrix = raw.FS_MATRIX(0, 1, -1, 0, height, 0)
        clip = raw.FS_RECTF(0, max(width, height), max(width, height), 0)
        raw.FPDFPage_TransFormWithClip(page, matrix, clip)
        page.set_mediabox(0, 0, height, width)
        page.set_cropbox(0, 0, height, width)
        if layout == "upended":
            page.set_rotation(90)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
