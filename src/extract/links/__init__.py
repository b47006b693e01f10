"""Which records are one publication, which are reports of one study, and which a person should look at.

Three answers, each with its reason field by field: yes (`same-report`, `same-study`), `maybe`, and `different` for
pairs that look alike and were vetoed. Missing is not different; a title alone, or a title that any paper could bear,
never decides; two rows of one table are two studies.

From the records to the links: `record` (what is a record, what a link?), `vocabulary`, `plain_text`, `numerals`,
`words`, `spellings` (which words are one?), `authors`, `places`, `dois`, `registers`, `marks`, `catalogues`, `houses`
(what does a field say, in normal form?) and `features` (all that one record says). `containers`, `teams`, `titles` and
`agreement` compare two, `verdict` judges. `pairs` finds which records to compare, `names` those that name one
intervention or trial; `linking` goes through them, and `grouping` joins what is linked.
"""

from __future__ import annotations

from extract.links.grouping import same_groups
from extract.links.linking import link_records
from extract.links.names import NAME_RECORDS, read_name
from extract.links.record import YES, Link, Linkable, LinkVerdict
from extract.links.words import fold_title

__all__ = [
    "NAME_RECORDS",
    "YES",
    "Link",
    "LinkVerdict",
    "Linkable",
    "fold_title",
    "link_records",
    "read_name",
    "same_groups",
]
