"""The names of months, whole and cut short, as English texts print them."""

from __future__ import annotations

from types import MappingProxyType

_NAMES = "january february march april may june july august september october november december".split()
# Number (1 to 12) by name and by abbreviation, lower case: `march`, `mar`, `sept`.
MONTHS = MappingProxyType(
    {
        **{name[:3]: number for number, name in enumerate(_NAMES, start=1)},
        "sept": 9,
        **{name: number for number, name in enumerate(_NAMES, start=1)},
    }
)
