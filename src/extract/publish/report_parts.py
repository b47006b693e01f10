"""What the sections of the report are made of: a heading with its sentence, cut tables, short texts, tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from extract.publish.markup import Markup, element, joined, shortened, table, text

# What a person reads in one go; the rest is in the tables.
MOST_EXAMPLES: Final = 5
MOST_ROWS: Final = 200
QUOTE_LENGTH: Final = 240
TITLE_LENGTH: Final = 160
CELL_LENGTH: Final = 80

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


def section(name: str, title: str, about: str, *content: object) -> Markup:
    """A section with its title, and a sentence that says what it shows."""
    return element("section", element("h2", title, id=name), element("p", with_code(about), class_="soft"), *content)


def with_code(said: str) -> Markup:
    """One of our own sentences, with the names that stand between backticks set as code."""
    return joined(element("code", part) if place % 2 else part for place, part in enumerate(said.split("`")))


def first_rows(name: str, headings: Sequence[str], listed: Iterable[Sequence[object]], count: int) -> Markup:
    """A table of the first `MOST_ROWS`, and where the others are."""
    if count == 0:
        return element("p", "There are none.")
    shown = [row for _, row in zip(range(MOST_ROWS), listed, strict=False)]
    more = element("p", f"{count - MOST_ROWS:,} more are in ", element("code", f"{name}.csv"), ".")
    return joined((table(f"{name.capitalize()} ({count:,})", headings, shown), more if count > MOST_ROWS else ""))


def study_names(rows: Rows) -> Mapping[str, str]:
    """study_id -> `Alder 2010, Digging`, as short as tells a reader which study is meant."""
    return {row["study_id"]: _study_name(row) for row in rows["studies"]}


def _study_name(row: Row) -> str:
    head = " ".join(str(part) for part in (row["first_author"], row["year"]) if part is not None)
    return shortened(", ".join(part for part in (head, name_of(row)) if part) or row["study_id"], TITLE_LENGTH)


def short_title(value: str | None) -> str | None:
    """A title on one line."""
    return None if value is None else shortened(" ".join(value.split()), TITLE_LENGTH)


def short_cell(value: str | None) -> str | None:
    """A cell on one line."""
    return None if value is None else shortened(" ".join(value.split()), CELL_LENGTH)


def quoted(value: str | None) -> Markup:
    """A text as it was read; a dash for none."""
    return element("q", shortened(value, QUOTE_LENGTH)) if value else text("–" if value is None else "(empty)")


def tag(code: str, kind: str) -> Markup:
    """A code as a label; `kind`: good, bad, doubt or nothing."""
    return element("span", code.replace("-", " "), class_=f"tag {kind}".strip())


def name_of(row: Row) -> str | None:
    """What the row is about: an intervention by its name, a study by its title."""
    names = (row["title"], row["intervention"], row["reference"])
    order = names if row["record_kind"] == "study" else (names[1], names[0], names[2])
    return next((name for name in order if name is not None), None)
