"""Which rows of several tables are of one study?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.fields import study_label
from extract.fields.samples import Sample
from extract.records import FieldReading, Record, TableReading, Value
from extract.table_joins import join_tables


def record(reference: str, *, numbers: tuple[int, ...] = (), **values: Value) -> Record:
    """A record of one row with these values."""
    readings = tuple(
        FieldReading(field, value, reference, 1, ()) for field, value in {"reference": reference, **values}.items()
    )
    return Record("d-t1-r1", "d", 1, 1, "study", None, readings, (), numbers, ())


def labelled(label: str) -> Record:
    """A record of one row with what its label says."""
    said = study_label.parse(label)
    assert isinstance(said, study_label.StudyLabel)
    authors = tuple(name for name in (said.first_author, said.second_author) if name)
    return record(label, authors=authors, first_author=said.first_author, year=said.year or 0)


@pytest.mark.parametrize(
    ("earlier", "later", "studies"),
    [
        (["Ahn (2008b)"], "Ahn (2008a)", 2),
        (["Ahn (2008a)", "Ahn (2008b)"], "Ahn (2008b)", 2),
        (["Ahn (2008)"], "Ahn et al. 2008", 1),
        (["Ahn & Ek (2008)"], "Ahn & Holt (2008)", 2),
        (["Ahn & Ekstrom (2008)"], "Ahn and Ekström (2008)", 1),
        (["Ahn & Ek (2008)"], "Ahn (2008)", 1),
        (["Ahn & Ek (2008)"], "Ahn et al. (2008)", 1),
        (["Ahn, Ek & Holt (2008)", "Ahn (2009)"], "Ahn et al. (2008)", 2),
        (["Ahn & Ek (2008)", "Ahn et al. (2008)"], "Ahn et al. 2008", 2),
        (["Ahn & Ek (2008)", "Ahn et al. (2008)"], "Ahn 2008", 3),
    ],
)
def test_rows_of_later_tables_go_to_their_study(earlier: list[str], later: str, studies: int) -> None:
    """First author and year tell a study, unless the letters behind the year or the second authors differ."""
    assert count([labelled(label) for label in earlier], [labelled(later)]) == studies


def count(*tables: list[Record]) -> int:
    """How many studies tables of these rows have."""
    return len(
        join_tables(
            [
                TableReading(
                    number, None, (1,), (), (), "study", "", (), (),
                    tuple(replace(row, table_number=number) for row in rows), (),
                )
                for number, rows in enumerate(tables, 1)
            ]
        )
    )  # fmt: skip


def test_et_al_stands_for_two_where_nothing_speaks_against_it() -> None:
    """A table that names both authors of others means more by it, unless the number is the same."""
    two, three = "Ahn & Ek (2008)", "Berg, Ek & Holt (2008)"
    earlier, later = [labelled(two), labelled(three)], [labelled("Ahn et al. 2008"), labelled("Berg et al. 2008")]
    assert count(earlier, later) == 2
    assert count(earlier, [*later, labelled("Lund & Tal 2003")]) == 4
    assert count(earlier, [*later, labelled("Lund, Tal & Vik 2003")]) == 3
    numbered = [
        [replace(labelled(label), citation_numbers=(number,)) for number, label in rows]
        for rows in (((1, two), (2, "Lund & Tal 2003")), ((1, "Ahn et al. 2008"), (2, "Lund & Tal 2003")))
    ]
    assert count(*numbered) == 2


@pytest.mark.parametrize("lead", ["Study {} (Ahn 2008)", "S{} Ahn 2008"])
def test_rows_of_one_name_and_year_join_by_what_is_printed(lead: str) -> None:
    """What stands before a label tells two studies of one author and year apart."""
    rows = [labelled(lead.format(number)) for number in (1, 2)]
    assert count(rows, rows) == 2


def test_bare_numbers_join_rows_only_where_one_list_counts() -> None:
    """Each chapter of a document may have a list of its own that begins at one."""
    tables = [
        TableReading(number, None, (1,), (), (), "study", "", (), (), (record(label, numbers=(3,), **said),), ())
        for number, label, said in ((1, "[3]", {}), (2, "3", {}))
    ]
    assert [len(join_tables(tables, has_one_count=is_one)) for is_one in (True, False)] == [1, 2]


def test_rows_that_leave_out_a_name_are_of_the_study_above() -> None:
    """Arms and outcomes: their sizes are kept, each once; a row with a name of its own is another study."""
    sizes = [Sample(n, "people", None, str(n), 0, 2) for n in (40, 40, 38)]
    rows = [
        replace(labelled("Ahn (2008)"), row_id=f"r{at}", samples=(size,), is_named_above=at > 0)
        for at, size in enumerate(sizes)
    ]
    table = TableReading(1, None, (1,), (), (), "study", "", (), (), (*rows, labelled("Ahn (2008)")), ())
    first, second = join_tables([table])
    assert (first.row_id, first.further_rows, [size.n for size in first.samples]) == ("r0", ("r1", "r2"), [40, 38])
    assert second.further_rows == ()
