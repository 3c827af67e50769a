"""When somebody spoke: the words near the cue that tell a date, set against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sayso.records import Span
from sayso.resolution.date_words import OCCASION, UNDATED, Dated, anchored, expressions
from sayso.resolution.layout import Layout

FAR: Final = 16  # words between cue and date; swept from 6 to 30 on the development articles
_OTHERWISE_BEFORE: Final = re.compile(
    r"\b(?:(?:since|after|before|until|till|by|from|following|through|ahead of|for|next|coming|up to|end of|"
    r"beginning of)(?: the| late| early)?|"
    r"(?:since|after|before|until|till|following|despite)(?: [\w-]+){1,4}? (?:in|on|of)(?: the)?)\s+$",
    re.I,
)
_AFTER_SOME: Final = re.compile(r"\b(?:since|after|before|until|till|following|despite)(?: [\w-]+){1,4}?\s+$", re.I)
_DATELINE: Final = re.compile(r"\s*(?:\([\w ]+\)\s*)?[-–—]")
_OTHERWISE_AFTER: Final = re.compile(
    r"\s+(?:\w+\s+)?(?:attacks?|bombings?|massacre|memorial|elections?|anniversary)\b", re.I
)
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_OF: Final = re.compile(r"\bof\s+$")
_RELATIVE: Final = re.compile(r"[,–—_]\s+(?:which|who|whose|whom|where)\b")
_TO_COME: Final = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:to|due to|set to|expected to|scheduled to|slated to|planning to)|"
    r"plans? to)"
    r"(?:\s+\w+ly)?\s+$"
)


_AWAITED: Final = re.compile(r"\b(?:is|are) (?:\w+ly )?(?:expected|scheduled|due|set|slated|planned|awaited)\b")
# Who did something on Thursday mostly spoke there and then; who did it in March did not.
_LONG: Final = frozenset({"month", "year", "this month", "last month", "this year", "last year", "ago"})


def date_near(
    layout: Layout, cue: Sequence[Span], outside: Sequence[Span], published: str | None, bridged: Sequence[Span] = ()
) -> Dated:
    """Return the date told in the sentence of the cue, outside the spans that are somebody's words.

    Of several, the one nearest to the cue counts; one that dates another happening ("since Monday",
    "after Monday's talks"), stands in another clause (behind a semicolon, in a "which" or "who" of its own) or
    more than ``FAR`` words away does not; the words of ``bridged``, which is what is said, do not count.
    What will be said has no date yet.
    """
    if not cue or not layout.sentences:
        return UNDATED
    sentence = layout.sentences[layout.sentence(cue[0].start)]
    ahead = layout.text[max(sentence.start, cue[0].start - 40) : cue[0].start]
    if _TO_COME.search(ahead) or any(_AWAITED.search(part.of(layout.text)) for part in cue):
        return UNDATED
    if (same := _that_day(layout, sentence, outside, published)) is not None:
        return same
    best: tuple[int, int, Dated] | None = None
    for order, (name, match) in enumerate(expressions(layout.text, sentence.start, sentence.end)):
        span = Span(*match.span())
        if _said_within(layout.text, span, outside) or _dates_another(layout.text, span):
            continue
        between = Span(min(cue[-1].end, span.end), max(cue[0].start, span.start))
        own = _own_words(layout.text, between, bridged)
        if ";" in own or (name in _LONG and _set_off(layout.text, between.start, own, cue[0].start < span.start)):
            continue
        words = layout.words_in(between) if between.start < between.end else ()
        gap = sum(not any(part.contains(word.span) for part in bridged) for word in words)
        found = anchored(name, match, published) if gap <= FAR else None
        if found is not None and (best is None or (gap, order) < best[:2]):
            best = (gap, order, found)
    return best[2] if best else UNDATED


_THAT_DAY: Final = re.compile(r"\b(?:[Tt]hat|[Tt]he same) (?:day|morning|afternoon|evening|night)\b")
_DAYS: Final = frozenset({"day", "weekday", "yesterday", "today"})


def _own_words(text: str, between: Span, bridged: Sequence[Span]) -> str:
    """Return the characters between cue and date, those of ``bridged`` made "_"."""
    own = list(between.of(text)) if between.start < between.end else []
    for part in bridged:
        for place in range(max(part.start, between.start), min(part.end, between.end)):
            own[place - between.start] = "_"
    return "".join(own)


def _set_off(text: str, start: int, own: str, behind: bool) -> bool:
    """Return whether the date stands in a "which" or "who" of its own; ``behind`` says that it follows the cue."""
    if behind:
        return _RELATIVE.search(own) is not None
    # The date stands first: in a clause of its own that a comma ends before the cue.
    opened = _RELATIVE.search(text, max(0, start - 60), start)
    return opened is not None and "," in own and "," not in text[opened.end() : start]


def _said_within(text: str, span: Span, outside: Sequence[Span]) -> bool:
    """Return whether a date belongs to what is said, not to its saying: "said | on Monday that" dates the saying."""
    leads = text.startswith(" that ", span.end)
    return any(span.overlaps(other) and not (leads and span.start == other.start) for other in outside)


def _that_day(layout: Layout, sentence: Span, outside: Sequence[Span], published: str | None) -> Dated | None:
    """Return the day that "that day" takes up: the last one told before it in its paragraph."""
    text = layout.text
    for match in _THAT_DAY.finditer(text, sentence.start, sentence.end):
        if _said_within(text, Span(*match.span()), outside):
            continue
        start = layout.paragraphs[layout.paragraph(match.start())].start
        told = [
            (m.start(), -order, name, m)
            for order, (name, m) in enumerate(expressions(text, start, match.start()))
            if name in _DAYS
        ]
        if told:
            _, _, name, last = max(told, key=lambda item: item[:2])
            found = anchored(name, last, published)
            return Dated(found.on, found.precision, match.group()) if found else None
    return None


def _dates_another(text: str, span: Span) -> bool:
    """Return whether a date is that of another happening than the saying, by the words beside it."""
    ahead, behind = text[max(0, span.start - 48) : span.start], text[span.end : span.end + 60]
    if _DATELINE.match(behind) and "\n" in text[max(0, span.start - 40) : span.start]:
        return True
    if _AFTER_SOME.search(ahead) and span.of(text).lower().startswith("in "):
        return True  # "after a flood in March"; "after a meeting on Tuesday" does tell the day
    if _OTHERWISE_BEFORE.search(ahead) or _OTHERWISE_AFTER.match(behind):
        return True
    owns = _POSSESSIVE.match(behind)
    return owns is not None and (OCCASION.match(behind, owns.end()) is None or _OF.search(ahead) is not None)
