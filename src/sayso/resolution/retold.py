"""Words told twice over: “…,” the minister said on Monday, the state news agency reported.

The tagger finds one attribution in such a sentence and gives it to the agency, whose verb comes last.
The words are the minister's; the agency is the relay through which they came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.records import Attribution, Span
from sayso.resolution.layout import Layout

_MARKS: Final = '“”"«»'
# From the end of the quotation to the agency: who, the verb, when or where, a comma.  No further quotation
# stands between, and 120 characters hold a person with role and country.
_TELLER: Final = re.compile(
    rf"[”\"»]\s*(?P<who>[^{_MARKS}\n]{{2,120}}?),?\s+(?P<cue>said|says|added|told)\b[^{_MARKS},\n]{{0,60}},\s*(?:the\s+)?$"
)
_PASSED_ON: Final = frozenset({"report", "reports", "reported"})


def retold(layout: Layout, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions in the same order, each retold quotation given to the one who spoke it."""
    return tuple(_as_spoken(layout.text, attribution) for attribution in attributions)


def _as_spoken(text: str, attribution: Attribution) -> Attribution:
    source, content = attribution.source, attribution.content
    verbs = {span.of(text).lower() for span in attribution.cue}
    if len(source) != 1 or not content or not verbs & _PASSED_ON or content[0].start > source[0].start:
        return attribution
    found = _TELLER.search(text, content[0].start, source[0].start)
    if found is None:
        return attribution
    quoted = Span(content[0].start, found.start() + 1)
    return replace(
        attribution,
        source=(Span(*found.span("who")),),
        cue=(Span(*found.span("cue")),),
        content=(quoted,),
        kind="direct" if text[quoted.start] in _MARKS else attribution.kind,
    )
