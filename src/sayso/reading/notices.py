"""Lines in which a page speaks to its reader of cookies or of money, and tells nothing."""

from __future__ import annotations

import re
from typing import Final

_WALL = re.compile(
    r"^\W*(?:already (?:a|have an?|an) (?:\w+ )?(?:subscriber|subscription|member|account)\b|"
    r"(?:please )?(?:subscribe|register|sign (?:in|up)|log ?in) (?:now |today |here |or \w+(?: in| up)? )?"
    r"(?:to|and) (?:continue|keep|read|unlock|finish|access|view)\b|"
    r"to (?:continue|keep) reading\b|"
    r"you(?:['’]ve| have) (?:now )?(?:read|reached|used|hit)\b.{0,60}\b(?:free|complimentary|article limit)\b|"
    r"(?:the rest of )?this (?:article|story|content|page) is (?:only |exclusively )?"
    r"(?:available |reserved |free )?(?:only )?(?:for|to) (?:our )?(?:\w+ ){0,2}(?:subscribers?|members?)\b|"
    r"you (?:need to|must) (?:be a (?:subscriber|member)|subscribe|register|log ?in|sign in)\b)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"^\W*(?:we (?:value|respect|care about) your privacy\b|(?:this|our) (?:web ?)?site uses cookies\b|"
    r"we (?:and our (?:\d[\d,.]* )?(?:trusted |third.party )?partners )?(?:use|store|process|collect|may use)\b"
    r".{0,120}\b(?:cookies|identifiers|personal data|device)\b|"
    r"with your permission we\b|"
    r"by (?:clicking|continuing|using|browsing|accepting)\b.{0,120}\byou (?:agree|consent|accept)\b|"
    r"before you continue to\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“”\"«»]")
_LONGEST: Final = 800  # characters; a longer line is a story that begins with such words


def is_notice(line: str) -> bool:
    """Return whether in a line the page asks its reader to subscribe, to sign in or to agree to cookies.

    >>> is_notice("You have read your three free articles this month. Subscribe now.")
    True
    >>> is_notice("“We value your privacy,” the minister said.")
    False
    """
    return len(line) <= _LONGEST and not _QUOTED.search(line) and bool(_WALL.match(line) or _CONSENT.match(line))
