"""Which works does the document's own list of references hold, with numbers or without?

From the pages to the entries: `sections` (which lines stand under the headings of references?), `lines` (where on the
page?), `by_numbers` and `by_bullets` (which numbers or bullets begin an entry?), and for a list with neither `words`
(what are its words, and where do lines begin?), `by_labels` (where do entries begin, if names of studies stand over
them?), `by_years`, `by_names` and `by_lines` (where, by authors and a year, by names in order, or by lines?) and
`readings` (which of these is best?). These ask `vocabulary`, `years`, `names`, `bodies` (what is this word?),
`boundaries` (may an entry begin between these two words?), `beginnings` (do authors and a year begin here?), `alphabet`
(are they in order?) and `whole` (is this a whole entry?). `entries` cuts the words where entries begin, `parsing` reads
each into its fields (`record`), and `reading` goes through them.
"""

from __future__ import annotations

from extract.reference_lists.reading import read_reference_list
from extract.reference_lists.record import ListedReference

__all__ = ["ListedReference", "read_reference_list"]
