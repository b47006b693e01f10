"""What a claim is, and the sentence that it is read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.claims.counts import Count, Token
from extract.claims.wording import ADVERBS, LONGEST_CLAUSE
from extract.sentences import Citation

# How much a sentence must say before it is believed. `lead`: abstract, summary, head of the results; `body`: the rest
# of the results; `strict`: elsewhere, where a review speaks of itself only now and then.
Zone = Literal["lead", "body", "strict"]


@dataclass(frozen=True)
class Claim:
    """A count that the review states about itself.

    Attributes:
        claim: stable code: `studies-total`, `interventions-total`, `reports-total`, `participants-total`,
            `countries-count`, `category-count`, `meta-analysis-studies`, `records-identified` (`-screened`,
            `-excluded`, `-assessed`, `-sought`), `family:<family>`, `design:<design>` (several that one study has are
            joined by `+`), `country:<alpha-3>`, `category:<name as printed>`.
        stated: the number printed.
        quote: the sentence or list item, without its bullet.
        page: 1-based; None for a text that shows no page ends.
        place: of the block, as the column `place` of `evidence` prints it.
        subject: the words counted, as printed.
        within: code of the count that this one is a part of (`Nine reviews including four systematic reviews`), or
            None.
    """

    claim: str
    stated: int
    quote: str
    page: int | None
    place: str
    subject: str
    within: str | None


@dataclass(frozen=True)
class Draft:
    """A claim found in a sentence.

    Attributes:
        at: the token of its number.
        is_whole: the sentence says that the review includes it.
    """

    code: str
    value: int
    at: int
    subject: str
    within: str | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class Sentence:
    """One sentence or list item, its tokens and counts; the tokens of citations are left out.

    Attributes:
        is_first_total: no total of studies or interventions was stated before it.
        parent: code of the total that the same block stated before it, or None.
    """

    text: str
    tokens: tuple[Token, ...]
    counts: tuple[Count, ...]
    citations: tuple[Citation, ...]
    zone: Zone
    is_item: bool
    is_first_total: bool
    parent: str | None

    def word(self, at: int) -> str:
        """The word at a token, or an empty one outside the sentence."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def words(self, start: int, end: int) -> list[str]:
        """The words of the tokens from `start` up to `end`."""
        return [token.word for token in self.tokens[max(0, start) : max(0, end)]]

    def subject(self, first: int, last: int) -> str:
        """The words from token `first` to token `last`, as printed."""
        if first > last or first < 0 or last >= len(self.tokens):
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last].end].split())

    def clause(self, at: int) -> list[str]:
        """The words from `at` to the next comma, semicolon or stop."""
        words: list[str] = []
        for end in range(at, min(len(self.tokens), at + LONGEST_CLAUSE)):
            if self.word(end) in {",", ";", ".", ":"}:
                break
            words.append(self.word(end))
        return words

    def after_adverbs(self, at: int) -> int:
        """The token after adverbs: `were then finally`, `have been`."""
        while self.word(at).endswith("ly") or self.word(at) in ADVERBS:
            at += 1
        return at

    def after_brackets(self, at: int) -> int:
        """The token after brackets that begin at `at` and end within 30 tokens; `at` itself when none do."""
        if self.word(at) == "(":
            for end in range(at + 1, min(len(self.tokens), at + 31)):
                if self.word(end) == ")":
                    return end + 1
        return at

    def bracket_before(self, count: Count) -> int:
        """The token of the bracket that opens before a bracketed count."""
        return next(at for at in range(count.first, -1, -1) if self.word(at) == "(")
