"""Text documents in every dialect, encoding and line end are read right, or refused with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.documents import SourceDocument
from extract.errors import UnreadableDocument
from extract.formats import find_format, text
from extract.formats.text.decoding import decode_text
from extract.pages import Block, Grid, Pages, Span
from extract.tables.stitch import stitch
from tests.formats.golden import REWRITE, assert_golden

HERE = Path(__file__).parent
DIALECTS = ("tabs_in_markdown", "html_in_tabs", "word_text")


def read(content: bytes) -> Pages:
    return text.read(SourceDocument.of("x", content))


def grids(pages: Pages) -> list[Grid]:
    return [part for page in pages.pages for part in page.parts if isinstance(part, Grid)]


def blocks(pages: Pages) -> list[Block]:
    return [part for page in pages.pages for part in page.parts if isinstance(part, Block)]


def cells(pages: Pages) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for grid in grids(pages) for row in grid.rows]


def test_golden_switch_is_off() -> None:
    """A test run that rewrites its own expectations proves nothing."""
    assert os.environ.get(REWRITE) is None or "golden" in os.environ.get("PYTEST_CURRENT_TEST", "")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_golden(dialect: str) -> None:
    """Each dialect's example is read to the same blocks, cells and places as before."""
    assert_golden(read((HERE / f"{dialect}.txt").read_bytes()), HERE / f"{dialect}.golden.json")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_dialect_is_found_by_content(dialect: str) -> None:
    """The dialect is named by what stands in the text."""
    expected = dialect.replace("_", "-")
    assert read((HERE / f"{dialect}.txt").read_bytes()).read_by == expected


@pytest.mark.parametrize("dialect", DIALECTS)
def test_places_lead_back_to_the_text(dialect: str) -> None:
    """What a cell's place names in the file begins and ends with the cell's own letters."""
    raw = (HERE / f"{dialect}.txt").read_text(encoding="utf-8")
    lines = raw.split("\n")
    for grid in grids(read(raw.encode())):
        for cell in (cell for row in grid.rows for cell in row.cells if cell.text):
            place = cell.place
            assert isinstance(place, Span)
            found = "\n".join(lines[place.line - 1 : place.end_line])
            found = found[place.column - 1 :] if place.line == place.end_line else found
            assert cell.text.split()[0] in found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    """The same text in another encoding or with other line ends has the same cells."""
    raw = (HERE / "html_in_tabs.txt").read_text(encoding="utf-8")
    content = raw.replace("\n", line_end).encode(encoding)
    assert cells(read(content)) == cells(read(raw.encode()))


def test_nul_bytes_are_left_out_and_said() -> None:
    """NUL bytes, which some exporters scatter, change no cell and leave a warning."""
    raw = (HERE / "tabs_in_markdown.txt").read_bytes()
    pages = read(raw.replace(b"Digging", b"Dig\x00ging"))
    assert cells(pages) == cells(read(raw))
    assert pages.warnings == ("nul-bytes",)


def test_two_dialects_in_one_file_are_both_read() -> None:
    """A file pasted together from two converters keeps the tables of both."""
    content = b"\n\n".join((HERE / f"{dialect}.txt").read_bytes() for dialect in ("html_in_tabs", "word_text"))
    pages = read(content)
    assert pages.read_by == "html-in-tabs+word-text"
    found = cells(pages)
    for dialect in ("html_in_tabs", "word_text"):
        assert all(row in found for row in cells(read((HERE / f"{dialect}.txt").read_bytes())))


def test_word_rows_survive_blank_lines_inside_cells() -> None:
    """Empty lines inside a row do not cut it, and a merged section row is one cell over all columns."""
    (table,) = grids(read((HERE / "word_text.txt").read_bytes()))
    assert [len([c for c in row.cells if c.text]) for row in table.rows] == [3, 1, 3, 1, 3]
    assert table.rows[3].cells[0].col_span == 3
    assert table.rows[2].cells[0].text == "Solo plots: A plot of one own,\nwith a shed"


def test_form_feeds_end_pages() -> None:
    """Where a text shows its page ends, cells and blocks carry the page."""
    pages = read(b"First page of text\n\fA\tB\n1\t2\n")
    assert [page.number for page in pages.pages] == [1, 2]
    assert pages.count == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"  \n\x00", "unsupported-format"),
        (bytes(range(32)) * 40, "unsupported-format"),
        (b"PK\x03\x04\x14\x00" + b"x" * 50, "unsupported-format"),
        (b"{\\rtf1\\ansi hello}", "unsupported-format"),
        (b"<!DOCTYPE html><html><body><table></table></body></html>", "unsupported-format"),
    ],
)
def test_refusals_have_a_code_and_a_next_step(content: bytes, code: str) -> None:
    """What is no review text is refused with a stable code and a sentence that says what to do."""
    with pytest.raises(UnreadableDocument) as refusal:
        find_format(content)
    assert refusal.value.code == code
    assert len(str(refusal.value).split(". ")) >= 2 or "." in str(refusal.value)


def test_windows_text_keeps_its_dashes_and_quotes() -> None:
    """Bytes 0x80 to 0x9F in a text that is no UTF-8 are Windows-1252's dashes and quotes."""
    assert decode_text(b"a \x96 b \x91c\x92").text == "a – b ‘c’"


def test_a_wrapped_paragraph_knows_its_lines() -> None:
    """Each line of it with its place in the file; where markup stood between, none are known."""
    first = "The sheds in the valley were built by people who had come from"
    (plain,) = blocks(read(f"  {first}\n  the north and stayed.\n".encode()))
    assert [plain.text[line.start :][:9] for line in plain.lines] == ["The sheds", "the north"]
    assert [line.place for line in plain.lines] == [Span(1, 3, 1, len(first) + 3), Span(2, 3, 2, 24)]
    (marked,) = blocks(read(f"  {first.replace('sheds', '**sheds**')}\n  the north and stayed.\n".encode()))
    assert marked.text == plain.text
    assert marked.lines == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Table 2. Roofs of the north", "caption"),
        ("Tabelle 1: Eingeschlossene Studien", "caption"),
        ("Tab. 3 Eingeschlossene Studien", "caption"),
        ("Tableau 1 – Études incluses", "caption"),
        ("Tabla 2. Estudios incluidos", "caption"),
        ("Cuadro A1. Estudios incluidos", "caption"),
        ("Tabela 4 - Estudos incluídos", "caption"),
        ("Quadro 1 – Estudos incluídos", "caption"),
        ("Tabella 2. Studi inclusi", "caption"),
        ("Tabel 1: Geïncludeerde studies", "caption"),
        ("Tabelle 1 zeigt die eingeschlossenen Studien.", "paragraph"),
        ("Tableau de bord", "heading"),
        ("Figura paterna", "heading"),
    ],
)
def test_captions_in_each_language(line: str, kind: str) -> None:
    """A numbered caption is one in each language; a sentence or a heading that begins with its word is none."""
    below = "What stands below is a paragraph that is long enough to be told from a heading, with words to spare."
    (first, *_) = blocks(read(f"{below}\n\n{line}\n\n{below}\n".encode()))[1:]
    assert (first.text, first.kind) == (line, kind)


@pytest.mark.parametrize(
    "headings",
    [
        "Studie\tLand\tStichprobe (N)\tErgebnisse",
        "Auteurs, année\tPays\tÉchantillon\tRésultats",
        "Autor y año\tPaís\tMuestra\tResultados",
        "Autores/ano\tLocal\tAmostra\tDesfechos",
        "Studio\tPaese\tCampione\tEsiti",
        "Auteur en jaar\tLand\tSteekproef\tUitkomsten",
    ],
)
def test_a_heading_row_in_each_language_is_no_row(headings: str) -> None:
    """A text marks no heading row; its words tell it, so that it is never published as a study."""
    content = f"{headings}\n---\t---\t---\t---\nÜbel 2010\tPeru\t12\tXxx\nÖhm 2012\tChile\t40\tYyy\n"
    (table,) = stitch(read(content.encode()))
    assert table.headings == tuple(headings.split("\t"))
    assert [row.kind for row in table.rows if row.kind == "body"] == ["body", "body"]
