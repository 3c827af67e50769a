"""Through whom a statement reached the page: "told RT", "citing AFP", "in an interview with the BBC"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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


def relays(
    layout: Layout, cue: Sequence[Span], own: Sequence[Span], whose: Mapping[Span, Party], starts: Sequence[Span]
) -> list[Party]:
    """Return the parties through which an attribution came, from the page backwards.

    Only names in the cue's sentence count that stand outside its content (``own``) behind words that
    name a passing on; after "told" and "on" only media do, since people tell people.
    """
    if not cue or not layout.sentences:
        return []
    sentence = layout.sentences[layout.sentence(cue[0].start)]
    found: list[Party] = []
    for span in starts:
        if not sentence.contains(span) or any(span.overlaps(other) for other in own):
            continue
        lead = _RELAYS.search(layout.text[max(sentence.start, span.start - 80) : span.start])
        party = whose[span]
        passes_on = span.start > cue[-1].end and _PASSES_ON.match(layout.text, span.end) is not None
        if passes_on and party not in found:
            found.append(party)
        if lead is None or party.kind not in {"organisation", "document"}:
            continue
        if re.match(r"(?:told|on|according to)\b", lead.group()) and not any(
            _MEDIA.search(form) for form in party.forms
        ):
            continue
        if party not in found:
            found.append(party)
    return found
