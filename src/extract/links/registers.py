"""Numbers under which registers of trials list what a record is about."""

from __future__ import annotations

import re

from extract.links.plain_text import plain

# ClinicalTrials.gov and the primary registers of the WHO's International Clinical Trials Registry Platform: ISRCTN,
# Australia and New Zealand, Germany, Japan (three), China, India, Iran, Korea, Africa, Brazil, Cuba, Lebanon, Thailand,
# Sri Lanka, and the European Union, whose entries end in a country. Shorter numbers (NTR, NL, PER) could be anything.
# Match: "NCT01234567", "ISRCTN 12345678", "IRCT201205159757N1", "EUCTR2008-006952-23-DE"; near misses: "2008-2009",
# "NTR1234".
_REGISTRATION = re.compile(
    r"(?<![0-9])(?:nct ?\d{8}|isrctn ?\d{8}|actrn ?\d{14}|drks ?\d{8}|umin ?\d{9}|jrcts? ?\d{9,10}|japiccti-?\d{6}|"
    r"chictr[-a-z]{0,6}\d{8,10}|ctri/\d{4}/\d{2,3}/\d{6}|irct ?\d{8,16}n\d{1,3}|kct ?\d{7}|pactr ?\d{15,16}|"
    r"rbr-[0-9a-z]{6,8}|rpcec ?\d{8}|lbctr ?\d{10}|slctr/\d{4}/\d{3}|tctr ?\d{11}|"
    r"(?:19|20)\d{2}-\d{6}-\d{2}(?:-[a-z]{2}\b)?)(?![0-9])"
)
# Most texts have neither these figures nor the letters of the registers that have fewer.
_SIX_FIGURES = re.compile(r"\d{6}")
_WITHOUT_SIX_FIGURES = ("rbr-", "slctr")
# The country of an entry in the register of the European Union: one trial has an entry in each.
_COUNTRY = re.compile(r"(?<=-\d\d)-[a-z]{2}$")


def registrations(text: str) -> frozenset[str]:
    """Numbers of trials: "NCT 01234567" -> {nct01234567}, "EUCTR2008-006952-23-DE" -> {2008-006952-23}."""
    return frozenset(_COUNTRY.sub("", entry) for entry in register_entries(text))


def register_entries(text: str) -> frozenset[str]:
    """The same, with the country of the entry: "EUCTR2008-006952-23-DE" -> {2008-006952-23-de}."""
    if _SIX_FIGURES.search(text) is None:
        letters = text.casefold()
        if not any(register in letters for register in _WITHOUT_SIX_FIGURES):
            return frozenset()
    return frozenset(found.replace(" ", "") for found in _REGISTRATION.findall(plain(text)))
