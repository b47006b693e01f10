"""What type of work a reference cites, from the words and parts that it prints.

From the reference to its type: `phrases` and `vocabulary` (which words tell something?), `publishers` (what house is
the publisher?), `printed` (what does the reference print?), `by_source` (where was the work published?), `clues` and
`standing_alone` (what is a work that stands alone?). `judging` asks them in turn.
"""

from __future__ import annotations

from extract.fields.references.kinds.judging import type_of
from extract.fields.references.kinds.publishers import PRESS

__all__ = ["PRESS", "type_of"]
