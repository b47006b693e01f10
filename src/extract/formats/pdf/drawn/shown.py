"""How a page's own space is turned into the page as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pypdfium2 as pdfium

from extract.formats.pdf.drawn.calls import Floats

Place = TypeVar("Place", float, Floats)


@dataclass(frozen=True)
class Shown:
    """How user space is turned into the page as shown: the visible box and `/Rotate` (PDF 32000-1, 7.7.3.3)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Points, as shown."""
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        """Points, as shown."""
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """User space to shown space, origin top left."""
        return self._place(x, y)

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """The same for many points."""
        return self._place(x, y)

    def boxes(self, corners: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Boxes of user space (n, 4: left, top, right, bottom) as x0, top, x1, bottom of shown space."""
        x0, y0 = self.points(corners[:, 0], corners[:, 1])
        x1, y1 = self.points(corners[:, 2], corners[:, 3])
        return np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)

    def _place(self, x: Place, y: Place) -> tuple[Place, Place]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def vector(self, x: float, y: float) -> tuple[float, float]:
        """A direction in user space as a direction in shown space, y still upwards (pdfminer's convention)."""
        if self.rotation == 90:
            return y, -x
        if self.rotation == 180:
            return -x, -y
        if self.rotation == 270:
            return -y, x
        return x, y


def shown_box(page: pdfium.PdfPage) -> Shown:
    """The visible box of a page and its turn."""
    left, bottom, right, top = page.get_bbox()
    return Shown(left, bottom, right, top, int(page.get_rotation()) % 360)


__all__ = ["Shown", "shown_box"]
