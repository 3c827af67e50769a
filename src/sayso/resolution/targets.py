"""Whom an act is aimed at: the party accused, answered, addressed or praised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from sayso.records import Act, Attribution, Span
from sayso.resolution.layout import Layout
from sayso.resolution.party import Party

_ADDRESSED: Final = re.compile(
    r"\b(?:told|telling|tells|asked|asking|asks|urged|urges|urging|thanked|warned|warns|thanks|to|with)\s+[^,.;]{0,50}$"
)
_PLACED: Final = re.compile(r"\b(?:in|near|around|across|inside|into|at)\s+(?:the\s+)?$")  # a place, not a party
_AIMED: Final[frozenset[Act]] = frozenset({"accuse", "praise", "demand", "warn", "deny", "ask", "request"})


def target_of(
    layout: Layout,
    attribution: Attribution,
    act: Act,
    speaker: Party | None,
    whose: Mapping[Span, Party],
    names: Sequence[Span],
) -> Party | None:
    """Return the party that an act is aimed at, or ``None`` when the passage names none.

    First comes a name right behind the cue ("accused Moscow of", "told the Council"), then, for an
    act that needs one, the first name in the content.  The speaker is never the target.
    """
    if not attribution.cue:
        return None
    cue_end = attribution.cue[-1].end
    names = [span for span in names if not _PLACED.search(layout.text[max(0, span.start - 10) : span.start])]
    near = [span for span in names if cue_end - 1 <= span.start < cue_end + 90]
    for span in near:
        gap = layout.text[attribution.cue[0].start : span.start]
        if re.search(r"[.;:“\"\n]", layout.text[cue_end : span.start]):
            break
        direct = len(layout.text[cue_end : span.start].split()) <= 4
        if whose[span] is not speaker and ((direct and act in _AIMED) or _ADDRESSED.search(gap)):
            return whose[span]
    if act not in _AIMED:
        return None
    inside = [span for span in names if any(piece.contains(span) for piece in attribution.content)]
    return next((whose[span] for span in inside if whose[span] is not speaker and whose[span].kind != "place"), None)
