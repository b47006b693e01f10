"""The ordinal numbers that English texts print in words, as they count editions."""

from __future__ import annotations

from types import MappingProxyType

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
# Number (1 to 10) by word, lower case.
ORDINALS = MappingProxyType({word: number for number, word in enumerate(_WORDS, start=1)})
