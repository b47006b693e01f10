"""`extract explain` shows where values stand, and saves pictures of the places in PDFs."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extract.cli import main
from extract.crops import MARGIN_PT, MAX_SIDE_PX, SCALE, draw_boxes, parse_box
from extract.errors import ReleaseError
from extract.explain import explain, source_of
from extract.pages import Box
from extract.pipeline import run
from tests.layouts.layouts import Layout, set_review

RED = (208, 32, 32)
TURNED = Layout("turned", page="rotate")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw/review.pdf` and the release of it in `output/`."""
    folder = tmp_path_factory.mktemp("world")
    (folder / "raw").mkdir()
    (folder / "raw" / "review.pdf").write_bytes(set_review(Layout("grid")))
    run(folder / "raw", folder / "output")
    return folder


def crop(world: Path, to: Path, raw: Path, field: str | None = None) -> list[str]:
    """Names of the pictures that explaining one study saves."""
    assert explain(world / "output", "Castellan", field, crop=to, raw=raw) == 0
    return sorted(path.name for path in to.iterdir())


def test_each_field_has_a_picture_with_its_page(world: Path, tmp_path: Path) -> None:
    """The pictures are called after field and page."""
    names = crop(world, tmp_path / "crops", world / "raw")
    assert {"findings-p1.png", "designs-p1.png", "title-p1.png"} <= set(names)
    assert all(name.endswith("-p1.png") for name in names)


def test_the_box_is_drawn_around_the_text(world: Path, tmp_path: Path) -> None:
    """The line runs where the box ends: a margin of page is seen around it."""
    crop(world, tmp_path, world / "raw", "findings")
    with Image.open(tmp_path / "findings-p1.png") as image:
        picture = image.convert("RGB")
    red = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) == RED]
    left, top = min(x for x, _ in red), min(y for _, y in red)
    assert abs(left - MARGIN_PT * SCALE) <= 6
    assert abs(top - MARGIN_PT * SCALE) <= 6


def test_one_field_alone(world: Path, tmp_path: Path) -> None:
    """`--field` limits the pictures too; the command line passes all options on."""
    arguments = ["explain", "Castellan", "--release", str(world / "output"), "--raw", str(world / "raw")]
    assert main([*arguments, "--crop", str(tmp_path), "--field", "year"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["year-p1.png"]


def test_a_document_is_known_by_its_content(world: Path, tmp_path: Path) -> None:
    """A renamed document is found."""
    (tmp_path / "raw").mkdir()
    shutil.copy(world / "raw" / "review.pdf", tmp_path / "raw" / "other-name.pdf")
    assert "year-p1.png" in crop(world, tmp_path / "crops", tmp_path / "raw", "year")


def test_a_missing_document_is_named(world: Path, tmp_path: Path) -> None:
    """The message names the file, the folder and the option."""
    with pytest.raises(ReleaseError, match=r"review\.pdf .* is not in .*--raw"):
        crop(world, tmp_path / "crops", tmp_path)


def test_a_changed_document_is_not_drawn_on(world: Path, tmp_path: Path) -> None:
    """Boxes of the old file are never drawn on the new one."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "review.pdf").write_bytes(set_review(TURNED))
    with pytest.raises(ReleaseError, match=r"review\.pdf .* has changed since the release"):
        crop(world, tmp_path / "crops", tmp_path / "raw")


def test_values_of_texts_have_no_picture(tmp_path: Path) -> None:
    """A study that was read from a text says so."""
    source = Path(__file__).parents[1] / "raw" / "rough-sleeping-review-2024.txt"
    (tmp_path / "raw").mkdir()
    shutil.copy(source, tmp_path / "raw")
    run(tmp_path / "raw", tmp_path / "output")
    with pytest.raises(ReleaseError, match="read from a PDF"):
        explain(tmp_path / "output", "Susser", None, crop=tmp_path / "crops", raw=tmp_path / "raw")
    assert not (tmp_path / "crops").exists()


def test_a_turned_page_is_drawn_as_it_is_shown() -> None:
    """Boxes are in the page as shown, and so is the picture."""
    with pdfium.PdfDocument(set_review(TURNED)) as document:
        page = document[1]
        assert page.get_rotation() == 90
        picture = draw_boxes(page, [Box(400, 300, 500, 320)])
    assert picture.size == pytest.approx(((100 + 2 * MARGIN_PT) * SCALE, (20 + 2 * MARGIN_PT) * SCALE), abs=2)


def test_pictures_of_posters_stay_small() -> None:
    """A box over a page of 200 inches gives no picture of gigabytes."""
    with pdfium.PdfDocument.new() as document:
        page = document.new_page(14_400, 14_400)
        assert max(draw_boxes(page, [Box(0, 0, 14_400, 14_400)]).size) <= MAX_SIDE_PX + 2


@pytest.mark.parametrize(
    ("place", "box"),
    [
        ("72.0,90.5,240.0,131.2", Box(72.0, 90.5, 240.0, 131.2)),
        ("-0.3,1.0,2.0,3.0", Box(-0.3, 1.0, 2.0, 3.0)),
        ("L12:1-L12:80", None),
        ("72.0,90.5,240.0", None),
        ("72.0,90.5,240.0,131.2,1.0", None),
    ],
)
def test_places_are_read_back(place: str, box: Box | None) -> None:
    """What `str(Box)` prints is read back; places in texts are no boxes."""
    assert parse_box(place) == box


def test_hostile_places_end_at_once() -> None:
    """A long run of digits is refused without going back and forth."""
    assert parse_box("1" * 100_000 + ",") is None


@pytest.mark.parametrize(("column", "said"), [("Study", "“Study”: Berg"), (None, "in the reference list: Berg")])
def test_a_value_says_in_which_column_it_stands(column: str | None, said: str) -> None:
    """What the review's list completes stands in none."""
    row = SimpleNamespace(
        is_correction=False, page=3, is_chosen=True, document_id="d", place="1,2,3,4", column=column, raw="Berg"
    )
    assert source_of(row, {"d": "review.pdf"}) == f"from review.pdf page 3 1,2,3,4 {said}"
