"""DOIs in one form, and how far two agree."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from extract.links.record import Agreement

# Pages of a publisher's site under a DOI. Match: "/full"; near miss: "/fullerene".
_DOI_TAIL = re.compile(r"(?:/(?:full|abstract|pdf|epdf|meta|html|fulltext)|\.(?:pdf|full|abstract))$")
# Version ends of DOIs: Cochrane ".pub2", Research Square "/v1", figshare and arXiv "v2", F1000 ".2".
_DOI_VERSION = re.compile(r"(?:\.pub\d{1,2}|[./]?v\d{1,2}|(?<=research\.\d{5})\.\d|(?<=openres\.\d{5})\.\d)$")
# JSTOR registers the papers of its archive anew, beside the DOIs of their publishers. Match: "10.2307/2780243".
_JSTOR = "10.2307/"


def fold_doi(doi: str | None) -> str | None:
    """`https://doi.org/10.1002/ABC.` -> `10.1002/abc`; None where there is no DOI in it.

    What exports and publishers' addresses set behind it goes: "10.1002/abc [doi]", "10.3389/abc/full".
    """
    if doi is None:
        return None
    place = doi.find("10.")
    if place < 0:
        return None
    bare = unquote(html.unescape(doi[place:])).split(maxsplit=1)[0].casefold()
    return _DOI_TAIL.sub("", bare.rstrip(".,;)")) or None


def doi_key(doi: str) -> str:
    """What all versions and prints of one DOI share."""
    return re.sub(r"\W", "", _DOI_VERSION.sub("", doi))


def agree_dois(one: str | None, two: str | None) -> Agreement:
    """`close`: two versions of one DOI, as Cochrane, Research Square, arXiv and figshare number them."""
    if one is None or two is None:
        return "unknown"
    if one == two or re.sub(r"\W", "", one) == re.sub(r"\W", "", two):
        return "same"
    return "close" if _DOI_VERSION.sub("", one) == _DOI_VERSION.sub("", two) else "differs"


def may_name_one_paper(one: str, two: str) -> bool:
    """Whether two DOIs that differ are JSTOR's and the publisher's, or a whole one and one cut off.

    Match: "10.2307/2780243" and "10.1086/228943"; "10.1016/s0140-6736" and "10.1016/s0140-6736(99)05246-0". Near
    misses: two of JSTOR; "10.3386/w12006" and "10.1086/504455", a working paper and its article.
    """
    if one.startswith(_JSTOR) != two.startswith(_JSTOR):
        return True
    return one.startswith(two) or two.startswith(one)
