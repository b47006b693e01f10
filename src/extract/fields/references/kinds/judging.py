"""Which of the questions about a work answers what type it is?"""

from __future__ import annotations

from collections.abc import Mapping

from extract.fields.names import Author
from extract.fields.references.kinds.by_container import type_by_container
from extract.fields.references.kinds.by_source import type_by_source
from extract.fields.references.kinds.printed import Printed
from extract.fields.references.kinds.standing_alone import type_by_clues


def type_of(values: Mapping[str, str | None], authors: tuple[Author, ...], outside: str) -> str | None:
    """The type of work, a code of `schemas/vocab/publication_types.yml`; None when the parts do not say.

    Args:
        values: cleaned value of each field, None where it is not printed; `editors` too.
        authors: as parsed.
        outside: the reference as printed, without authors, title and address.

    First what the source says; then what follows from a container; then, of a work that stands alone, what its clues
    add up to.
    """
    has = frozenset(field for field, value in values.items() if value is not None)
    work = Printed(has, values, authors, outside)
    return type_by_source(work) or type_by_container(work) or type_by_clues(work)
