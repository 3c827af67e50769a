"""Short words in quotation marks that keep the page at a distance from them: “moderate”, a “big battle”.

They quote nobody: at most three words, and either words by which parties are called, or what
somebody "calls" something.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.comparison.party_words import HEADS, MODIFIERS
from sayso.records import Span
from sayso.text import quotations

_LONGEST: Final = 3  # words
_CALLING: Final = re.compile(
    r"(?:\b(?:call|calls|called|calling|dub|dubbed|term|termed|terms|label|labelled|labeled|deem|deems|deemed|brand|"
    r"branded|describes?|described as)(?: (?:them|it|him|her))* (?:a|an|the|their)|\bso-called) $",
    re.IGNORECASE,
)
_EDGE: Final = re.compile(r"[.,;:!?]+$")


def scare_quoted(text: str) -> list[tuple[Span, bool]]:
    """Return the short words in scare quotes, each with whether they are words for a party.

    >>> text = "It backs “moderate” groups in what it called a “big battle.” He said “no way.”"
    >>> [(span.of(text), party) for span, party in scare_quoted(text)]
    [('moderate', True), ('big battle', False)]
    """
    found: list[tuple[Span, bool]] = []
    for span in quotations(text):
        inner = span.of(text)
        kept = Span(span.start, span.end - (len(inner) - len(_EDGE.sub("", inner))))
        words = kept.of(text).lower().split()
        if not 0 < len(words) <= _LONGEST:
            continue
        party = all(word in MODIFIERS or word in HEADS or word.removesuffix("s") in MODIFIERS for word in words)
        if party or _CALLING.search(text[max(0, span.start - 40) : span.start - 1]):
            found.append((kept, party))
    return found
