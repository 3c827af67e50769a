"""Whom an act is aimed at: the party accused, answered, addressed or praised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sayso.records import Act, Attribution, Span
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import words_of
from sayso.resolution.party import Party
from sayso.resolution.relay import is_medium

_ADDRESSING: Final = words_of(
    "told tell tells telling asked ask asks asking urged urge urges urging thanked thank thanks warned warn warns "
    "warning reminded assured informed advised"
)
_TOWARDS: Final = re.compile(r"\s+(?:to|at|against|with|on)\s+(?:[\w.’'-]+\s+){0,3}$")
_PLACED: Final = re.compile(r"\b(?:in|near|around|across|inside|into|at|from)\s+(?:the\s+)?$")  # a place, not a party
_NARROWING: Final = re.compile(  # "the Arcadia conflict", "Arcadian civilians", "Arcadian rebels": not Arcadia
    r"(?:['’]s)?\s(?:[a-z]+\s)?(?:conflict|war|crisis|peace|talks|city|cities|town|village|district|region|province|"
    r"capital|people|civilians?|border|refugees?|territory|soil|north|south|east|west|skies|airspace|ceasefire|truce)\b|"
    r"\s(?:[a-z-]+\s){0,2}(?:rebels?|opposition|militants?|insurgents?|fighters|militias?|separatists?|activists?|"
    r"dissidents?|protesters?|demonstrators|exiles|migrants|journalists?|citizens?|nationals|residents|voters|workers|"
    r"families|groups)\b"
)
_TELLING: Final = re.compile(  # who "had information that the army shot" is not whom that blames
    r"\s(?:has|had|have|possess\w*|received|got)\s(?:\w+\s)?(?:information|evidence|proof|intelligence|reports?|word|"
    r"concerns?|doubts?|fears?)\s(?:that|about|of|over)\b|\s(?:knows?|knew|believes?d?|says?|said|thinks?|thought)\sthat\b"
)
_TOLD_IT: Final = re.compile(  # who only got to hear or read it: "said in a recording sent to | Pelagos"
    r"\b(?:sent|given|told|speaking|spoke|issued|released|statement|message|interview|comments?|remarks?|letter|recording)\s"
    r"(?:to|with)\s(?:the\s)?$"
)
_HANGING: Final = re.compile(
    r"\b(?:to|with|for|toward|towards|about|over|among|between|than|as|like|under|on|of|into)\s+"
    r"(?:the |all |an? |[A-Z]\w*\.? )?$"
)
_AIMED: Final[frozenset[Act]] = frozenset({"accuse", "praise", "demand", "warn", "deny", "ask", "request"})
_JUDGED: Final[frozenset[Act]] = frozenset({"accuse", "praise", "deny"})  # aimed at whom the words are about
_NO_PARTY: Final = frozenset({"place", "document"})
_BESIDE: Final = 4  # words between the cue and the party it is aimed at: an office and an article
_EARLY: Final = 90  # characters of the content in which its subject stands


def target_of(
    layout: Layout,
    attribution: Attribution,
    act: Act,
    speaker: Party | None,
    near: Iterable[tuple[Span, Party]],
) -> Party | None:
    """Return the party that an act is aimed at, or ``None`` when the passage names none.

    ``near`` are the parties that names and pronouns beside the cue and in the content mean, in order of place.
    First comes a name right behind the cue ("accused Moscow of", "told the Council"), then, for an
    act that needs one, the first name in the content.  Neither the speaker nor a place nor a document is ever
    the target, and a medium that was told something is a relay.
    """
    if not attribution.cue:
        return None
    end = _accused_end(layout, attribution)
    parties = [
        (span, party)
        for span, party in near
        if party is not speaker
        and span.start < end
        and party.kind not in _NO_PARTY
        and not _PLACED.search(layout.text[max(0, span.start - 12) : span.start])
        and not (party.kind == "government" and _NARROWING.match(layout.text, span.end))
        and not _TELLING.match(layout.text, span.end)
    ]
    return _behind_cue(layout, attribution, act, parties) or _in_content(layout, attribution, act, parties)


def _accused_end(layout: Layout, attribution: Attribution) -> int:
    """Return where the words for whom somebody accuses end: "accused the rebels | of shelling"."""
    cue = attribution.cue[-1]
    if not cue.of(layout.text).lower().startswith("accus"):
        return len(layout.text)
    found = re.compile(r"\sof\s").search(layout.text, cue.end)
    return found.start() if found else len(layout.text)


def _behind_cue(
    layout: Layout, attribution: Attribution, act: Act, parties: Sequence[tuple[Span, Party]]
) -> Party | None:
    end = attribution.cue[-1].end
    addressing = not _ADDRESSING.isdisjoint(attribution.cue[-1].of(layout.text).lower().split())
    begins = attribution.cue[-1].start  # "hailed Roe as" holds whom it is aimed at
    for span, party in _headed(layout, [item for item in parties if begins < item[0].start < end + _EARLY]):
        if _TOLD_IT.search(layout.text[begins : span.start]):
            continue
        between = layout.text[end : span.start]
        if re.search(r"[.;:“\"\n]", between):
            return None
        beside = len(between.split()) <= _BESIDE
        if addressing and beside and not is_medium(party) and act not in _JUDGED:
            return party
        if act in _AIMED and not addressing and (beside or _TOWARDS.fullmatch(between)):
            return party
    return None


def _in_content(
    layout: Layout, attribution: Attribution, act: Act, parties: Sequence[tuple[Span, Party]]
) -> Party | None:
    if act not in _AIMED or act == "ask" or not attribution.content:
        return None
    first = attribution.content[0].start
    inside = [
        item
        for item in parties
        if any(piece.contains(item[0]) for piece in attribution.content)
        and item[0].start < first + _EARLY
        and not _HANGING.search(layout.text[max(first, item[0].start - 16) : item[0].start])
    ]
    return next((party for _, party in _headed(layout, inside)), None)


def _headed(layout: Layout, parties: Sequence[tuple[Span, Party]]) -> Iterator[tuple[Span, Party]]:
    """Yield the parties, one that only owns or narrows the next ("Arcadia’s president Ivan Roe") left out."""
    for at, (span, party) in enumerate(parties):
        following = parties[at + 1] if at + 1 < len(parties) else None
        gap = layout.text[span.end : following[0].start] if following else ""
        narrows = following is not None and re.fullmatch(r"(?:['’]s?)?(?:\s[a-zA-Z.-]+){0,4}\s", gap) is not None
        joined = re.search(r"\b(?:and|or|of|for|in|to|with|is|was|has|had|as|by|against|on|over|that)\b|ed\b", gap)
        if not narrows or joined is not None:
            yield span, party
