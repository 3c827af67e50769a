"""Other names that a page itself gives: "formerly known as", "renamed", "which changed its name to"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sayso.records import Span
from sayso.resolution.layout import Layout
from sayso.resolution.names import Naming
from sayso.resolution.party import Party

_RENAMED: Final = re.compile(
    r"[\s,(–—-]*(?:(?:which|who|that|has|have|had|was|is|been|were|since|also|later|recently|now|then|once|previously|formerly|"
    r"earlier|group|an?|the|militants?)\s+)*"
    r"(?:[a-z-]+\s+){0,3}?"
    r"(?:(?:formerly|previously|better|also|once|otherwise|popularly|commonly|widely)\s+(?:known\s+as|called)|renamed(?:\s+itself)?|"
    r"(?:changed|changing)\s+(?:its|their)\s+name\s+to|known\s+(?:previously|formerly|earlier)\s+as|a\.?k\.?a\.?|now\s+(?:called|known\s+as)|"
    r"rebranded(?:\s+itself)?(?:\s+as)?|acronym|or)\s+(?:as\s+)?(?:the\s+)?",
)


def join_renamed(layout: Layout, names: Sequence[Naming], whose: dict[Span, Party]) -> None:
    """Make one party of two names that the page says are names of one body; people are left alone."""
    for one, other in pairwise(names):
        first, second = whose.get(one.span), whose.get(other.span)
        if first is None or second is None or first is second:
            continue
        if (
            "person" in {first.kind, second.kind}
            or "place" in {first.kind, second.kind}
            or "government" in {first.kind, second.kind}
        ):
            continue
        gap = layout.text[one.span.end : other.span.start]
        if len(gap) < 80 and _RENAMED.fullmatch(gap) and gap.strip() != "or":
            _join(first, second, whose)


def _join(kept: Party, gone: Party, whose: dict[Span, Party]) -> None:
    kept.forms.update(gone.forms)
    kept.mentions = sorted({*kept.mentions, *gone.mentions})
    for span in gone.mentions:
        whose[span] = kept
    gone.mentions = []
    gone.forms.clear()
