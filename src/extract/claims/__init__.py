"""Which counts does a review state about itself?

A count is a claim when the sentence says that the review holds so many studies, designs, countries or categories. It is
none when the sentence tells of another work, of one study's participants, of a step before the inclusion, or of a part
of the studies that has no code. Unsure means no claim.
"""

from __future__ import annotations

from extract.claims.claim import Claim
from extract.claims.reading import read_claims

__all__ = ["Claim", "read_claims"]
