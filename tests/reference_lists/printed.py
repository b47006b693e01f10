"""Made lists of references, as a format hands them on."""

from __future__ import annotations

from extract.pages import Block, Box, Page, Pages, PrintedLine, Span

APA = (
    "Abbot, A., & Crane, B. C. (2010). Roofs of the north. Journal of Made Studies, 12(3), 4–19. "
    "https://doi.org/10.9999/jms.2010.12 Berg, D. (2012a). On slates. Sometown: Made Press. Berg, D. (2012b). On tiles. "
    "Journal of Made Studies, 14, 1–9. de Vries, E., Ek, F., & Holt, G. (2009). Thatch. Roof Letters, 3(1), 22–31. "
    "World Roof Council (2015). Guidance on gutters. Geneva: World Roof Council."
)


def block(text: str, top: float, *, x0: float = 50, lines: int = 1) -> Block:
    """A block of running text with its place, 10 points a line."""
    return Block("paragraph", text, Box(x0, top, 500, top + 10 * lines))


def joined(*rows: str, top: float = 30, hang: float = 0, x1: float = 500) -> Block:
    """A block of several printed lines, 10 points each; lines that begin with a blank stand `hang` to the right of the
    others, and each is as long as its letters, 5 points wide, up to `x1`."""
    text, printed = "", []
    for number, row in enumerate(rows):
        x0 = 50 + (hang if row.startswith(" ") else 0)
        text += " " if text else ""
        box = Box(x0, top + 10 * number, min(x0 + 5 * len(row.strip()), x1), top + 10 * number + 8)
        printed.append(PrintedLine(len(text), box))
        text += row.strip()
    whole = Box(50, top, max(line.place.x1 for line in printed), top + 10 * len(rows) - 2)
    return Block("paragraph", text, whole, lines=tuple(printed))


def pages(*blocks: Block) -> Pages:
    """One page of blocks."""
    return Pages((Page(1, blocks, 600, 800),), 1, "test")


def lines(*texts: str, first: int = 1) -> list[Block]:
    """Lines of a plain text, one below the other."""
    return [
        Block("paragraph", text, Span(number, 1, number, len(text) + 1))
        for number, text in enumerate(texts, first)
        if text
    ]
