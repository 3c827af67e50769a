"""Bylines and credits: who wrote a page, and whose copy it says it carries.

A credit is a claim of the page: "By Ann Poe with Reuters", "GENEVA (AFP) -", "Source: AP".  The
name under a photograph credits the photograph and is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# News agencies of the world by the name they go by, with the other forms that pages print.
_AGENCIES: Final = {
    "AAP": ("Australian Associated Press",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansi"),
    "ANI": ("Asian News International",),
    "ANSA": (),
    "Antara": (),
    "AP": ("The Associated Press", "Associated Press"),
    "Belga": (),
    "BelTA": (),
    "Bernama": (),
    "Bloomberg": ("Bloomberg News",),
    "Canadian Press": ("The Canadian Press",),
    "CNS": ("Catholic News Service",),
    "DPA": ("dpa", "Deutsche Presse-Agentur"),
    "EFE": (),
    "Fars": ("Fars News Agency", "FNA"),
    "IANS": (),
    "Interfax": (),
    "IRNA": ("Islamic Republic News Agency",),
    "KUNA": ("Kuwait News Agency",),
    "Kyodo": ("Kyodo News",),
    "MENA": ("Middle East News Agency",),
    "Mehr": ("Mehr News Agency",),
    "NNA": ("National News Agency",),
    "PA": ("Press Association", "PA Media"),
    "Petra": (),
    "PTI": ("Press Trust of India",),
    "Reuters": ("Thomson Reuters", "Reuters News Agency"),
    "RIA Novosti": ("RIA", "Novosti"),
    "SANA": ("Syrian Arab News Agency",),
    "SPA": ("Saudi Press Agency",),
    "Sputnik": (),
    "TASS": ("ITAR-TASS",),
    "Tasnim": ("Tasnim News Agency",),
    "UNIAN": (),
    "Ukrinform": (),
    "UPI": ("United Press International",),
    "WAM": (),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
    "agencies": ("Agencies", "news agencies", "wires", "wire services", "wire reports"),
}
_FORMS: Final = {form: name for name, others in _AGENCIES.items() for form in (name, name.upper(), *others)}
_NAME: Final = "|".join(re.escape(form) for form in sorted(_FORMS, key=lambda form: (-len(form), form)))
_AGENCY = re.compile(rf"(?<![\w/@-])(?:{_NAME})(?![\w@])(?!\.\w)")
_LIST: Final = rf"(?:the\s+)?(?:{_NAME})(?:(?:\s*[,/&+|–—-]\s*|\s+and\s+|,\s+and\s+|\s+with\s+)(?:the\s+)?(?:{_NAME}))*"

_BYLINE = re.compile(
    r"^(?:(?:written|reported|posted|published|edited|story|report|text|words)\s+)?by:?\s+(?P<who>\S.*)$", re.IGNORECASE
)
_WITH = re.compile(
    r"\s*(?:,|\||/|;|\band\b|[–—-])?\s*\b(?:with|in association with|and)\s+(?:additional\s+)?"
    rf"(?:reporting\s+(?:from|by)\s+|material\s+from\s+)?(?P<credit>{_LIST})\b.*$"
)
_AFTER_NAME = re.compile(r"\s*(?:,|\||/|;|[–—-]|\bfor\b|\bin\b|\bat\b|\bon\b|\()\s*(?=\S).*$")
_STAFF = re.compile(r"\b(?:staff|desk|correspondents?|reporters?|newsroom|editor(?:ial)?s?|writers?)\b", re.IGNORECASE)
_LONGEST_BYLINE: Final = 160

# "GENEVA (Reuters) -", "MOSCOW, Nov 1 (AFP) —": a place in capitals or title case, an agency, a dash.
_DATELINE = re.compile(rf"^\W{{0,3}}[A-Z][^\n()]{{1,60}}\(\s*(?P<credit>{_LIST})\s*\)\s*(?:[-–—:]|$|[A-Z“\"])")
_DATELINE_DASH = re.compile(rf"^\(?(?P<credit>{_LIST})\)?\s*[-–—:]\s*[A-Z“\"]")
_SOURCE = re.compile(
    rf"^\W{{0,3}}(?:sources?|credits?|via|agency|originally\s+from|with\s+(?:inputs|reporting|files|information)\s+from)\s*[:\-–—]?\s*"
    rf"(?P<credit>{_LIST})\W*$",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"^\W{{0,3}}(?:by\s+)?(?P<credit>{_LIST})(?:\s+(?:staff|news|writers?|in\s+\w+))?\W*$")
_CLOSING = re.compile(rf"(?:[.!?”\"]\s*[-–—/]{{1,2}}\s*|[.!?”\"]?\s*\()(?P<credit>{_LIST})\s*\)?[.\s]*$")
_HELPED = re.compile(
    rf"(?P<credit>{_LIST})(?:\s+(?:and|,)\s+[\w\s]{{1,40}})?\s+contributed\s+to\s+this\s+(?:report|story|article)|"
    rf"(?:additional\s+)?(?:reporting|material|inputs?|information|files?)\s+(?:by|from)\s+(?P<second>{_LIST})\b|"
    rf"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{{4}},?\s*)?(?:by\s+)?(?P<third>{_LIST})\b|"
    rf"(?:published|provided|supplied)\s+by\s+(?P<fourth>{_LIST})\b",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"\b(?:photo(?:graph)?s?|photographer|image|picture|pic|video|footage|file|getty|handout|illustration|graphic|caption|credit)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a page says wrote it (``None`` when it names agencies only) and whose copy it says it carries."""

    name: str | None
    credits: tuple[str, ...]


def agencies_in(words: str) -> tuple[str, ...]:
    """Return the news agencies that ``words`` name, by their usual short names, in order, each once.

    >>> agencies_in("with The Associated Press and Reuters")
    ('AP', 'Reuters')
    """
    return tuple(dict.fromkeys(_FORMS[match.group()] for match in _AGENCY.finditer(words)))


def read_byline(line: str) -> Byline | None:
    """Return what a byline says, or ``None`` when ``line`` is none.

    >>> read_byline("By Ann Poe with Reuters")
    Byline(name='Ann Poe', credits=('Reuters',))
    >>> read_byline("By AFP")
    Byline(name=None, credits=('AFP',))
    >>> read_byline("By Friday, the talks had failed.") is None
    True
    """
    line = " ".join(line.split())
    match = _BYLINE.match(line)
    if match is None or len(line) > _LONGEST_BYLINE:
        alone = _ALONE.match(line)
        return Byline(None, agencies_in(alone["credit"])) if alone else None
    who = match["who"]
    shared = _WITH.search(who)
    name = _person(who[: shared.start()] if shared else who)
    credits = agencies_in(who)
    return Byline(name, credits) if name or credits else None


def _person(words: str) -> str | None:
    """Return the name or names at the start of ``words``, without the office, place or agency after them."""
    name = _AFTER_NAME.sub("", words).strip(" ,.;:|")
    name = name.removeprefix("the ").removeprefix("The ")
    parts = name.split()
    if not 1 <= len(parts) <= 8 or agencies_in(name) or any(character.isdigit() for character in name):
        return None
    capitals = sum(part[:1].isupper() for part in parts)
    small = sum(part in {"and", "de", "van", "von", "al", "bin", "der", "la", "el", "&"} for part in parts)
    if name.endswith((".", "!", "?")) or capitals + small < len(parts) or not capitals:
        return name if _STAFF.search(name) and len(parts) <= 4 else None
    return name if len(parts) > 1 or _STAFF.search(name) else None


def credit_on(line: str, *, edge: bool) -> tuple[str, ...]:
    """Return whose copy ``line`` says the page carries; ``edge`` when it is the first or last of the article.

    >>> credit_on("GENEVA (Reuters) - Talks ended on Friday.", edge=True)
    ('Reuters',)
    >>> credit_on("Rebels pose for a picture. (Photo by AFP)", edge=True)
    ()
    """
    flat = " ".join(line.split())
    for pattern in (_SOURCE, _ALONE):
        if match := pattern.match(flat):
            return agencies_in(match["credit"])
    if edge and (match := _DATELINE.match(flat) or _DATELINE_DASH.match(flat)):
        return agencies_in(match["credit"])
    if _PHOTO.search(flat[-120:]):
        return ()
    if edge and (match := _CLOSING.search(flat)):
        return agencies_in(match["credit"])
    if match := _HELPED.search(flat):
        return agencies_in(next(group for group in match.groups() if group))
    return ()


def credits_of(lines: Sequence[str], body: range) -> tuple[str, ...]:
    """Return the credits that the lines of a page show, in order, each once.

    ``body`` is the range of indices from the first to the last line of the article proper: a
    dateline counts at its start, a closing "(AFP)" at its end, "Source: AP" anywhere.
    """
    found: dict[str, None] = {}
    for index, line in enumerate(lines):
        edge = index in {body.start, body.start + 1, body.stop - 1}
        byline = read_byline(line) if index <= body.start + 1 else None
        found.update(dict.fromkeys(byline.credits if byline else ()))
        found.update(dict.fromkeys(credit_on(line, edge=edge)))
    return tuple(found)
