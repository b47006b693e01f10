"""The words and signs by which the parts of a title page are told, and its bounds."""

from __future__ import annotations

import re

# The front matter ends with the first section, and no later than this: title page, imprint and a letter to the reader.
MOST_FRONT_BLOCKS = 40
LONGEST_TITLE = 400
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
YEAR = r"(?:19|20)\d\d"
# A date as publications print it. Match: `12 March 2021`, `March 12, 2021`, `April 2017`, `2021-03-12`, `2017`; near
# miss: `1800`, `2017-2019`.
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{MONTH}),?\s(?P<year>{YEAR})"
    rf"|(?P<month2>{MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>{YEAR})"
    rf"|(?P<month3>{MONTH}),?\s(?P<year3>{YEAR})"
    rf"|(?P<year4>{YEAR})-(?P<month4>\d\d)-(?P<day4>\d\d)"
    rf"|(?P<year5>{YEAR}))(?![\d–-])",
    re.IGNORECASE,
)
# A line that is a date and little else: `April 2017`, `This version: August 13, 2015`.
DATE_LINE = re.compile(
    rf"(?:(?:this|current)?\s?version:?\s|dated?:?\s|report,?\s)?{DATE.pattern}[\s.]{{0,3}}(?:\[[^\[\]]{{1,30}}\])?",
    re.IGNORECASE,
)
# Match: `© 2017`, `Copyright © 2017`, `(c) 2017`; near miss: `copyright law`.
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s?(?:copyright\s?|©\s?|\(c\)\s?|by\s)?(?P<rest>.{0,160})", re.IGNORECASE)
# A line of a postal address, a telephone or a web site. Match: `First Floor 30-32 Westgate Buildings`, `Bath BA1 1EF`,
# `Rockville, MD 20857`; near miss: `Street-level bureaucrats`.
ADDRESS = re.compile(
    r"\b(?:\d{1,4}(?:-\d{1,4})?\s(?:[A-Z]\w{1,30}\s){1,3}(?:Street|Road|Lane|Avenue|Buildings?|House|Square|Place|Court|Drive|Way|Park)"
    r"|(?:First|Second|Third|Ground|\d{1,2}(?:st|nd|rd|th))\s[Ff]loor|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]{2}\s\d{5}"
    r"|P\.?O\.?\sBox|(?:Tel|T|Phone|Telephone):\s?[+\d(])"
)
WEB_SITE = re.compile(r"(?:https?://|www\.)\S{3,80}", re.IGNORECASE)
# The journal line at the head or foot of a first page: name, then year, volume and pages in any of their orders. Match:
# `Healthcare 2022, 10, 2454`, `The Journal of Systems & Software 201 (2023) 111682`; near miss: `Table 2 (2023)`.
JOURNAL_LINE = re.compile(
    rf"(?P<name>(?!(?:Table|Figure|Section|Page|Article|Preprint|This|Version|Received|Accepted|Published|Volume|{MONTH})\b)"
    r"[A-Z][A-Za-z&:,\s-]{4,90}?)[,.]?\s"
    r"(?:\(?(?:19|20)\d\d\)?[,;:]\s?(?:vol\.?\s?)?\d{1,4}"
    r"|(?:volume\s|vol\.?\s)?\d{1,4}\s?(?:\(\d{1,3}\))?[,\s]{1,2}\(?(?:19|20)\d\d\)?|volume\s\d{1,4}\b)",
)
BULLET = re.compile(r"\s{0,9}(?:[-*+•‣▪◦·–]|\d{1,3}[.)])\s+")
# A title that ends so goes on in the next line.
OPEN_END = re.compile(r"(?::|–|—|\b(?:and|or|of|the|for|to|in|on|a|an|with|from|by|between|among))$", re.IGNORECASE)
