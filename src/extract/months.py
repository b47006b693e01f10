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

# The first letters of months in English, German, French, Spanish, Portuguese, Italian, Dutch and the languages of the
# north (Unicode CLDR, calendar month names), those first that begin as a shorter one does.
MONTH_STEMS = MappingProxyType(
    {
        "juin": 6, "juil": 7, "jan": 1, "jän": 1, "gen": 1, "ene": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3,
        "maa": 3, "mrt": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "maj": 5, "mag": 5, "mei": 5, "jun": 6,
        "giu": 6, "jul": 7, "lug": 7, "aug": 8, "aoû": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10,
        "out": 10, "nov": 11, "dec": 12, "déc": 12, "dez": 12, "dic": 12, "des": 12,
    }
)  # fmt: skip
