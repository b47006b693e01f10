"""The first look passes over pages of text and keeps those that may hold a table."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.formats.pdf.drawn.shown import shown_box
from extract.formats.pdf.firstlook import Glance, look

SENTENCE = "the neighbours met every week and wrote down what each of them had needed"
Sign = tuple[float, float, str]  # x and y in points from the foot of the page, and what is written there


def glance(signs: list[Sign], stretch: float = 100.0, rules: tuple[float, ...] = ()) -> Glance:
    """The first look at a page with these signs, and with rules at these heights above its foot."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for x, y, sign in signs:
        text = canvas.beginText(x, y)
        text.setFont("Helvetica", 6 if sign.startswith("^") else 10)
        text.setHorizScale(stretch)
        text.textOut(sign.removeprefix("^"))
        canvas.drawText(text)
    for y in rules:
        canvas.line(54, y, 540, y)
    canvas.save()
    with pdfium.PdfDocument(buffer.getvalue()) as document:
        page = document[0]
        return look(page, page.get_textpage(), shown_box(page))


def column(words: int | None = None) -> list[Sign]:
    """Forty lines; with `words`, every other line has so many words only."""
    short = " ".join(SENTENCE.split()[:words])
    return [(54, 780 - 14 * row, short if row % 2 else SENTENCE) for row in range(40)]


@pytest.mark.parametrize("width", [460, 350])
def test_wide_paper_beside_a_column_is_no_gutter(width: float) -> None:
    """A page of one column is read as text, however much paper is left beside it."""
    assert not glance(column(), 100 * width / 345).is_candidate


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("a list of references", column(4)),
        ("a manuscript's line numbers", [*column(4), *((560.0, 780 - 14 * row, str(311 + row)) for row in range(40))]),
        ("notes that begin with a raised number", [(54, 60 + 14 * row, SENTENCE) for row in range(40)]
         + [(50, 64 + 14 * row, f"^{row}") for row in range(6)]),
        ("a search string", [*column(), *((54, 200 - 14 * row, "AND") for row in range(8))]),
        ("two columns of lists", [(x, y, sign[:24]) for x in (54, 310) for _, y, sign in column(4)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_text_is_passed_over(name: str, signs: list[Sign]) -> None:
    """Nothing on the page stands as cells do."""
    assert not glance(signs, 130.0).is_candidate, name


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("cells drawn line by line", [(x, 780 - 14 * row, "each week") for row in range(40) for x in (54, 220, 400)]),
        ("cells drawn one by one", [(x, 780 - 14 * row, "each week") for x in (54, 220, 400) for row in range(40)]),
        ("a narrow first column", [(x, 780 - 14 * row, sign) for x, sign in ((54, "Ash"), (150, SENTENCE))
                                   for row in range(40) if row % 3 == 0 or x > 54]),
        ("a caption", [*column(), (54, 100, "Table 3. What the neighbours needed")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_table_is_kept(name: str, signs: list[Sign]) -> None:
    """Lines side by side, white space in lines, or a caption: the page is read with all its objects."""
    assert glance(signs).is_candidate, name


HEAD = (54.0, 805.0, "What the neighbours of the lighthouse needed")
FOOT = (54.0, 30.0, "Society of Lamplighters, volume twelve")


@pytest.mark.parametrize(
    ("signs", "rules"),
    [
        pytest.param([HEAD, *column(), FOOT], (802.0, 41.0), id="a head and a foot with a rule each"),
        pytest.param([HEAD, *column(), FOOT], (816.0, 802.0), id="a head between two rules"),
        pytest.param(column(), (818.0, 30.0), id="two rules far from the text"),
        pytest.param(column(), (791.0,), id="one rule on the text"),
    ],
)
def test_the_rules_of_a_running_head_and_foot_are_no_tables(signs: list[Sign], rules: tuple[float, ...]) -> None:
    """White space parts them from the text between."""
    assert not glance(signs, 130.0, rules).is_candidate


@pytest.mark.parametrize(
    ("signs", "rules"),
    [
        pytest.param(column(), (791.0, 776.5), id="above and below the first line"),
        pytest.param(column(), (791.0, 400.0), id="above the first line and between the margins"),
        pytest.param([HEAD, *column()], (791.0, 776.5), id="under a running head"),
        pytest.param([(x, y - 726, sign) for x, y, sign in column()[:1]] + column(), (791.0, 50.5), id="at both ends"),
    ],
)
def test_rules_at_a_pages_head_and_foot_are_a_tables_where_text_adjoins_them(
    signs: list[Sign], rules: tuple[float, ...]
) -> None:
    """A table that goes on over a page has its rules there, with its header and its last row on their inner sides."""
    assert glance(signs, 130.0, rules).is_candidate
