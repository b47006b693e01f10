"""Which pairs of documents are worth comparing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from datasketch import MinHash, MinHashLSH

from extract.versions.profile import Hashes, Profile
from extract.versions.sharing import MIN_STUDIES
from extract.versions.words import GENERIC_WORDS

# Candidates: MinHash over word pairs, 42 bands of 3. A pair is found with P = 1 - (1 - J**3)**42: 0.99 at J = 0.5, 0.68
# at 0.3, 0.005 at the 0.05 of unrelated texts. Titles and studies in common make candidates as well.
PERMUTATIONS = 126
BANDS, BAND_ROWS = 42, 3


def _sketch(hashes: Hashes) -> MinHash:
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")
    sketch.update_batch([int(value) for value in hashes & np.uint64(0xFFFFFFFF)])
    return sketch


def find_candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Positions of the pairs worth comparing, each once, in order.

    A pair is a candidate by its own two documents alone (word pairs that fall into one band, two words of the title
    that stand together, three studies), so that another document never makes or breaks it.
    """
    found: set[tuple[int, int]] = set()
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, BAND_ROWS))
    by_title: dict[str, list[int]] = defaultdict(list)
    by_study: dict[str, list[int]] = defaultdict(list)
    shared_studies: dict[tuple[int, int], int] = defaultdict(int)
    for place, profile in enumerate(profiles):
        if len(profile.pairs):
            sketch = _sketch(profile.pairs)
            found.update((int(other), place) for other in lsh.query(sketch))
            lsh.insert(str(place), sketch)
        for key in _title_keys(profile):
            found.update((other, place) for other in by_title[key])
            by_title[key].append(place)
        for study in profile.digest.study_keys:
            for other in by_study[study]:
                shared_studies[other, place] += 1
            by_study[study].append(place)
    found.update(pair for pair, count in shared_studies.items() if count >= MIN_STUDIES)
    return sorted(found)


def _title_keys(profile: Profile) -> frozenset[str]:
    """Neighbouring words of a title that name something, and the title as a whole."""
    named = [word for word in profile.title_words if word not in GENERIC_WORDS]
    return frozenset({"".join(profile.title_words), *map(" ".join, pairwise(named))} - {""})
