"""Through whom and in what form a statement reached the page: "told RT", "citing AFP", "in a statement"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import Span
from sayso.resolution.layout import Layout
from sayso.resolution.party import Party

_TITLE = r"(?:[A-Za-z]\w*(?:[’']s)? ){0,4}"  # "the state news agency", "Arcadia's"
_RELAYS: Final = re.compile(
    rf"(?:\b(?:told|citing|cited|quoting|quoted by|as reported by|carried by|published (?:by|in)|speaking to|spoke to|"
    rf"(?:in |during )?an? (?:\w+ ){{0,2}}(?:interview|conversation) (?:with|to|on)|interview with|according to|"
    rf"reported by|"
    rf"wrote in|writing in|wrote on|on|in a (?:tweet|post|statement) (?:on|to|carried by)))\s+{_TITLE}$"
)
# What follows the name of one who passes words on behind the verb of saying: "…, the Arcadian agency reported".
_PASSES_ON: Final = re.compile(r"[^,.;\n]{0,30} (?:reports|reported)\b")
_MEDIA: Final = re.compile(
    r"(?:News|Times|Post|Journal|Press|Agency|Radio|TV|Television|Daily|Herald|Tribune|Guardian|Telegraph|Mail|Twitter|"
    r"Facebook|Reuters|Agence|Broadcasting|Network|Magazine|Today|Chronicle|Observer|Gazette|Review|Wire|Media)\b|^[A-Z]{2,5}$"
)


def is_medium(party: Party) -> bool:
    """Return whether a body's name is that of a newspaper, station or agency, as far as names tell."""
    return party.kind in {"organisation", "document"} and any(_MEDIA.search(form) for form in party.forms)


_MEDIUM: Final = re.compile(
    r"\b(?:in|on|at|during|via|by)\s+(?:(?:an?|the|his|her|its|their|[\w.-]+['’]s)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:statements?|interviews?|speech|address|letter|tweets?|posts?|briefing|(?:press|news) conference|e-?mail|"
    r"telegram|broadcast|message|communiqu[eé]|op-ed|column|memo|Twitter|Facebook|Telegram|Instagram|YouTube|television|TV|"
    r"radio)\b"
)


@dataclass(frozen=True, slots=True)
class Relayed:
    """A party through which an attribution came, and the words that show it ("citing AFP")."""

    party: Party
    words: Span


def medium_words(layout: Layout, cue: Sequence[Span], own: Sequence[Span]) -> Iterator[Span]:
    """Yield the words of the cue's sentence, outside the content, that name the form: "in a statement"."""
    if cue and layout.sentences:
        sentence = layout.sentences[layout.sentence(cue[0].start)]
        for match in _MEDIUM.finditer(layout.text, sentence.start, sentence.end):
            if not any(Span(*match.span()).overlaps(other) for other in own):
                yield Span(*match.span())


def relays(
    layout: Layout, cue: Sequence[Span], own: Sequence[Span], whose: Mapping[Span, Party], starts: Sequence[Span]
) -> list[Relayed]:
    """Return the parties through which an attribution came, from the page backwards, with the words that show each.

    Only names in the cue's sentence count that stand outside its content (``own``) behind words that
    name a passing on; after "told" and "on" only media do, since people tell people.
    """
    if not cue or not layout.sentences:
        return []
    sentence = layout.sentences[layout.sentence(cue[0].start)]
    found: dict[int, Relayed] = {}
    for span in starts:
        if not sentence.contains(span) or any(span.overlaps(other) for other in own):
            continue
        party = whose[span]
        words = _shown(layout, sentence, span, party, cue[-1].end)
        if words is not None:
            found.setdefault(party.number, Relayed(party, words))
    return list(found.values())


def _shown(layout: Layout, sentence: Span, span: Span, party: Party, said: int) -> Span | None:
    """Return the words that show that the party named at ``span`` passed the words on, or ``None``."""
    text = layout.text
    passes_on = _PASSES_ON.match(text, span.end) if span.start > said else None
    if passes_on is not None:
        return Span(span.start, passes_on.end())
    from_here = max(sentence.start, span.start - 80)
    lead = _RELAYS.search(text[from_here : span.start])
    if lead is None or party.kind not in {"organisation", "document"}:
        return None
    people_too = re.match(r"(?:told|on|according to)\b", lead.group())
    if people_too and not any(_MEDIA.search(form) for form in party.forms):
        return None
    return Span(from_here + lead.start(), span.end)
