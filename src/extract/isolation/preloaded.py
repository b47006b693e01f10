"""What every child needs is loaded here, once, by the server that the children are forked from.

This is the one module that works when it is imported: importing is all that the server of `multiprocessing` can be told
to do. It reads a made-up review, so that vocabularies, models and patterns are in memory before the first child.
"""

from __future__ import annotations

import gc

import pdfplumber  # noqa: F401  # engines that are imported where they are needed
import pypdfium2  # noqa: F401

from extract.documents import SourceDocument
from extract.reading import read_document

REVIEW = """A review of what helps

We included two studies. One was a randomised controlled trial.

Table 1. Characteristics of the included studies

Study\tCountry\tDesign\tSample\tFindings
Doe J, Roe R. Help at home. J Help. 2011;3(2):1-9.\tKenya\tRandomised trial\t120 adults (60 in each arm)\tLess pain
Poe and Loe, 2015\tPeru and Chile\tInterviews\tn = 12 nurses\tMore trust

References
1. Doe J, Roe R. Help at home. Journal of Help. 2011;3(2):1-9. doi:10.1000/182
2. Poe A, Loe B. Trust. London: Help Press; 2015.
"""

_CONTENT = REVIEW.encode()
read_document(SourceDocument.of("preloaded.txt", _CONTENT))

# A collection in a child would touch, and so copy, every object that it shares with the server.
gc.collect()
gc.freeze()
