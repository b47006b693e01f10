"""What type of work a reference cites, from the words and parts that it prints.

From the reference to its type: `phrases` and `vocabulary` (which words tell something?), `publishers` (what house is
the publisher?), `printed` (what does the reference print?), `by_source` (where was the work published?), `clues` and
`standing_alone` (what is a work that stands alone?). `judging` asks them in turn, and lets the `evidence` weigh against
what the model leans to (`leaning`).
"""

from __future__ import annotations

from extract.fields.references.kinds.judging import type_of
from extract.fields.references.kinds.leaning import Leaning
from extract.fields.references.kinds.printed import Printed
from extract.fields.references.kinds.publishers import PRESS

__all__ = ["PRESS", "Leaning", "Printed", "type_of"]
