"""Which documents are the same review: conversions of one original, older and newer versions, siblings of one template.

The bag of words cannot say: two reviews of one series share their method section, their address and their page
furniture, while two conversions of one PDF differ in every broken line. So a pair is judged by what it shares:
the studies of its tables first, then its title, then its running text, then the numbers that stand in the same places.
The order of versions comes from dates, version labels, search dates and studies added.
"""

from __future__ import annotations

from extract.versions.grouping import DocumentGroup, group_documents, judge_candidates, review_key
from extract.versions.profile import DocumentDigest
from extract.versions.verdict import JOINING, Verdict, VersionVerdict, compare

__all__ = [
    "JOINING",
    "DocumentDigest",
    "DocumentGroup",
    "Verdict",
    "VersionVerdict",
    "compare",
    "group_documents",
    "judge_candidates",
    "review_key",
]
