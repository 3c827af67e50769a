"""Bylines and credits: who wrote a page, and whose copy it says it carries.

A credit is a claim of the page: "By Ann Poe with Reuters", "GENEVA (AFP) -", "Source: AP".  The
name under a photograph credits the photograph and is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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
# Longer forms are known in any case; "spa" or "pa" in small letters is no agency.
_ANY_CASE: Final = {form.casefold(): name for form, name in _FORMS.items() if len(form) > 5}
_BY_KIND = re.compile(
    r"^(?P<name>[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+(?:(?:News|Press|Wire)\s+(?:Agency|Service)|Newswire)$"
)
_RUN = re.compile(r"\w+")
# A line without any of these names no agency, which is quickly told of most lines.
_LAST_WORDS: Final = frozenset(
    {_RUN.findall(form.casefold())[-1] for form in _FORMS} | {"agency", "service", "newswire"}
)
_AROUND = re.compile(
    r"^(?:the|by|from|via)\s+|\s+(?:staff|writers?|correspondents?|reporters?|desk|newsroom|in\s+[A-Z]\w+)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,/&+;|]|\s[–—-]\s|\b(?:and|with)\b)\s*")
_CAPITALISED = re.compile(r"^[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}$")

_BYLINE = re.compile(
    r"^(?:(?:written|reported|posted|published|edited|story|report|text|words)\s+)?by:?\s+(?P<who>\S.*)$", re.IGNORECASE
)
_WITH = re.compile(
    r"[\s,|/;–—-]*\b(?:with|in\s+association\s+with)\s+(?:additional\s+)?"
    r"(?:reporting\s+(?:from|by)\s+|material\s+from\s+|files?\s+from\s+|inputs?\s+from\s+)?(?P<helpers>.+)$"
)
_AFTER_NAME = re.compile(
    r"\s*(?:\||/|;|[–—]|\s-\s|\b(?:for|in|at|on|of)\b|\(|\bUpdated?\b|\bPublished\b|\bPosted\b).*$"
)
_DATED = re.compile(
    r"[\s,|–-]*\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"\s+\d{1,4}\b.*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:news|times|post|correspondent|editor|media|tv|television|radio|press|magazine|daily)$", re.IGNORECASE
)
_STAFF = re.compile(r"\b(?:staff|desk|correspondents?|reporters?|newsroom|editor(?:ial)?s?|writers?)\b", re.IGNORECASE)
_SMALL: Final = frozenset({"de", "van", "von", "al", "bin", "der", "la", "el", "da", "di", "ben", "ibn", "du"})
_CALENDAR = re.compile(
    r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|^(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*$",
    re.IGNORECASE,
)
_LONGEST_BYLINE: Final = 160

# "GENEVA (Reuters) -", "MOSCOW, Nov 1 (AFP) —": a place, an agency in brackets, a dash (Reuters Handbook, "Datelines").
_DATELINE = re.compile(
    r"^\W{0,3}(?P<place>[A-Z][^\n()]{1,60}?)\s*\(\s*(?P<credit>[^()]{2,60}?)\s*\)\s*(?P<mark>[-–—:]|$|[A-Z“\"])"
)
_DATELINE_SLASHED = re.compile(r"^\W{0,3}[A-Z][^\n/()]{1,60}/(?P<credit>[^/]{2,30})/")
_DATELINE_FIRST = re.compile(r"^\(?(?P<credit>[A-Z][^()–—:-]{1,40}?)\)?\s*[-–—:]\s*[A-Z“\"]")
_SOURCE = re.compile(
    r"^\W{0,3}(?:sources?|credits?|via|agency|originally\s+from|with\s+(?:inputs?|reporting|files|information)\s+from)"
    r"\s*[:–—-]?\s+(?P<credit>\S.{1,80})$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?:[.!?”\"]\s*[–—/-]{1,2}\s*|[.!?”\"]?\s*\()(?P<credit>[A-Z][^().]{1,60}?)\s*\)?[.\s]*$")
_HELPED = re.compile(
    r"(?P<first>[^.!?]{2,120}?)\s+contributed\s+to\s+this\s+(?:report|story|article)|"
    r"\b(?:reporting|material|inputs?|information|files?)\s+(?:by|from)\s+(?P<second>[^.()]{2,60})|"
    r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4},?\s*)?(?:by\s+)?(?P<third>[^.()]{2,40})|"
    r"\b(?:published|provided|supplied)\s+by\s+(?P<fourth>[^.()]{2,40})",
    re.IGNORECASE,
)
# One of these stands in whatever `_HELPED` and `_PHOTO` find, and looking for them first costs next to nothing.
_HELPS: Final = ("contributed", "by", "from", "copyright", "©", "(c)")
_PHOTOS: Final = (
    "photo", "image", "pic", "video", "footage", "file", "getty", "handout", "illustration", "graphic",
    "caption",
)  # fmt: skip
_PHOTO = re.compile(
    r"\b(?:photo(?:graph)?s?|photographer|image|picture|pic|video|footage|file|getty|handout|illustration|graphic|caption)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a page says wrote it (``None`` when it names agencies only) and whose copy it says it carries."""

    name: str | None
    credits: tuple[str, ...]


def agency_of(words: str) -> str | None:
    """Return the usual short name of the news agency that ``words`` are the name of, and nothing else.

    Agencies of the world are known by name; any other by what it calls itself.

    >>> agency_of("the Associated Press"), agency_of("Pelagos News Agency"), agency_of("Petra Lund")
    ('AP', 'Pelagos', None)
    """
    words = " ".join(words.split()).strip(" .,:;()[]*")
    bare = _AROUND.sub("", words)
    for form in (words,) if bare == words else (words, bare, _AROUND.sub("", bare)):
        if known := _FORMS.get(form) or _ANY_CASE.get(form.casefold()):
            return known
    by_kind = _BY_KIND.match(bare)
    return by_kind["name"].removeprefix("The ") if by_kind else None


def agencies_in(words: str) -> tuple[str, ...]:
    """Return the news agencies in a list of names such as a credit line, in order, each once.

    >>> agencies_in("The Associated Press and Reuters")
    ('AP', 'Reuters')
    """
    found = (agency_of(part) for part in _SPLIT.split(words))
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=1 << 12)  # the model of furniture, the headline, the byline and the credits ask of the same lines
def _only_agencies(words: str) -> tuple[str, ...]:
    if _LAST_WORDS.isdisjoint(_RUN.findall(words.casefold())):
        return ()
    parts = [part for part in _SPLIT.split(words) if part.strip(" .") and part.casefold() != "staff"]
    return agencies_in(words) if parts and all(agency_of(part) for part in parts) else ()


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
    if len(line) > _LONGEST_BYLINE:
        return None
    match = _BYLINE.match(line)
    if match is None:
        alone = _only_agencies(line)
        return Byline(None, alone) if alone else None
    return author_of(match["who"])


def author_of(who: str) -> Byline | None:
    """Return the names and the agencies in the words after "By", or in a page's author field.

    >>> author_of("Petra Lund in Hadrin"), author_of("Pelagos News Agency")
    (Byline(name='Petra Lund', credits=()), Byline(name=None, credits=('Pelagos',)))
    """
    who = _DATED.sub("", " ".join(who.split()))
    shared = _WITH.search(who)
    names, credits = _names(_SPLIT.split(who[: shared.start()] if shared else who))
    if shared:
        more, helpers = _names(_SPLIT.split(shared["helpers"]), helping=True)
        names, credits = names + more, credits + helpers
    if not names and not credits:
        return None
    name = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
    return Byline(name or None, tuple(dict.fromkeys(credits)))


def _names(parts: Sequence[str], *, helping: bool = False) -> tuple[list[str], list[str]]:
    """Return the persons and the agencies among ``parts``; a helper of one word is an agency ("with Pelagos")."""
    persons: list[str] = []
    agencies: list[str] = []
    for part in parts:
        words = _AFTER_NAME.sub("", part).strip(" ,.;:|")
        if agency := agency_of(part) or agency_of(words):
            agencies.append(agency)
        elif helping and _CAPITALISED.match(words) and " " not in words:
            agencies.append(words)
        elif _is_person(words) and not (persons and _OFFICE.search(words)):
            persons.append(words)
        elif not persons:
            break  # "By the end of the day, Ann Poe ..." is a sentence
    return persons, agencies


def _is_person(words: str) -> bool:
    parts = words.split()
    if not 1 <= len(parts) <= 6 or _CALENDAR.match(words) or any(character.isdigit() for character in words):
        return False
    named = all(part[0].isupper() or part in _SMALL for part in parts)
    return (named and len(parts) > 1) or (bool(_STAFF.search(words)) and len(parts) <= 4)


def _dateline(line: str) -> tuple[str, ...]:
    match = _DATELINE.match(line)
    if match is None:
        first = _DATELINE_SLASHED.match(line) or _DATELINE_FIRST.match(line)
        return _only_agencies(first["credit"]) if first else ()
    known = _only_agencies(match["credit"])
    first_word = re.split(r"[\s,]", match["place"])[0]
    place = first_word.isupper() and len(first_word) > 2 and match["mark"] in {"-", "–", "—"}
    if known or not place or not _CAPITALISED.match(match["credit"]):
        return known
    return (match["credit"],)


def credit_on(line: str, *, edge: bool) -> tuple[str, ...]:
    """Return whose copy ``line`` says the page carries; ``edge`` when it is the first or last of the article.

    >>> credit_on("GENEVA (Reuters) - Talks ended on Friday.", edge=True)
    ('Reuters',)
    >>> credit_on("Rebels pose for a picture. (Photo by AFP)", edge=True)
    ()
    """
    flat = " ".join((line[:4000] if len(line) < 8000 else line[:2000] + line[-2000:]).split())
    if match := _SOURCE.match(flat):
        return agencies_in(match["credit"])
    if found := (_only_agencies(flat) if len(flat) < _LONGEST_BYLINE else ()) or (_dateline(flat) if edge else ()):
        return found
    end = flat[-160:]
    small = end.lower()
    if any(map(small.__contains__, _PHOTOS)) and _PHOTO.search(end):
        return ()
    if edge and (match := _CLOSING.search(end)) and (found := _only_agencies(match["credit"])):
        return found
    if not any(map(small.__contains__, _HELPS)):
        return ()
    groups = (next(group for group in match.groups() if group) for match in _HELPED.finditer(end))
    return tuple(dict.fromkeys(name for group in groups for name in agencies_in(group)))


def credits_of(lines: Sequence[str], body: range) -> tuple[str, ...]:
    """Return the credits that the lines of a page show, in order, each once.

    ``body`` is the range of indices from the first to the last line of the article proper: a
    dateline counts at its start, a closing "(AFP)" at its end, "Source: AP" anywhere.
    """
    found: dict[str, None] = {}
    for index, line in enumerate(lines):
        edge = index in {body.start, body.start + 1, body.stop - 1}
        byline = read_byline(line) if index <= body.start + 1 or index >= body.stop - 1 else None
        found.update(dict.fromkeys(byline.credits if byline else ()))
        found.update(dict.fromkeys(credit_on(line, edge=edge)))
    return tuple(found)
