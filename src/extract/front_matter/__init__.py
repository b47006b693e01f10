"""What does a document say about itself as a publication: title, authors, publisher, date, version, search dates?"""

from __future__ import annotations

from extract.front_matter.reading import FrontMatter, read_front_matter

__all__ = ["FrontMatter", "read_front_matter"]
