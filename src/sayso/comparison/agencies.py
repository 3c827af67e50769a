"""Whose copy a page carries, beyond its credits: what its own words give away.

"Abdel Rahman told AFP" and "an AFP correspondent saw" stand in that agency's copy, whether the page says
so or not; a name of an agency before the date at the head of a page, or before its first dash, is a credit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sayso.reading.credits import agency_of
from sayso.records import Article, Place, Span

HEAD: Final = 300  # characters: headline, credit and date of a page pasted into one line
_NAMED: Final = r"(?P<name>[A-Z][\w.]*(?: [A-Z][\w.-]*){0,3})"
_TOLD: Final = re.compile(
    rf"\b(?:told|tells|in an interview with|speaking to)\s+(?:the\s+)?{_NAMED}|"
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ur)\s+(?P<staff>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})\s+"
    r"(?:correspondents?|reporters?|journalists?|photographers?|videographers?|stringers?)\b|"
    rf"\bcontribut(?:or|ing|ed)\s+to\s+{_NAMED.replace('name', 'helped')}"
)
_WORD: Final = r"[^\W\d_][\w.]*"
_PHOTO: Final = re.compile(r"\b(?:photo|picture|image|file|video|getty)\w*", re.IGNORECASE)  # credits no words
_AT_HEAD: Final = re.compile(
    rf"(?P<dated>{_WORD}(?: {_WORD})?)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+\d{4}|"
    rf"\(\s*(?:[Tt]he\s+)?(?P<bracket>[A-Z]{_WORD}(?: {_WORD}){{0,4}})\s*[,)]|"
    rf"(?:^|[.\s])(?P<dash>{_WORD})\s+[-–—]\s+(?:The|A|An|At|[A-Z])"
)


def agencies_shown(article: Article) -> Mapping[str, Place | None]:
    """Return the agencies whose copy a page carries, each with the words that show it (``None`` for its credits).

    The page's own outlet is none of them.
    """
    found: dict[str, Place | None] = {}
    for pattern, end in ((_AT_HEAD, HEAD), (_TOLD, len(article.text))):
        for match in pattern.finditer(article.text, 0, min(end, len(article.text))):
            group = match.lastgroup or ""
            if agency := _agency(match[group]):
                found.setdefault(agency, Place(article.id, _span(match, group, pattern)))
    for credit in article.credits:
        found.setdefault(agency_of(credit) or credit, None)
    own = agency_of(article.outlet or "") or article.outlet
    return {name: found[name] for name in sorted(found) if name.casefold() != (own or "").casefold()}


def _span(match: re.Match[str], group: str, pattern: re.Pattern[str]) -> Span:
    return Span(*match.span(group)) if pattern is _AT_HEAD else Span(*match.span())


def _agency(words: str) -> str | None:
    """Return the agency that ``words`` are or begin or end with."""
    parts = words.split()
    if _PHOTO.search(words):
        return None
    for count in range(len(parts), 0, -1):
        if found := agency_of(" ".join(parts[:count])) or agency_of(" ".join(parts[-count:])):
            return None if found == "agencies" else found
    return None
