"""Headlines that attribute by a mark alone: “Talks have failed: ministry”, “Army: Rebels shelled school”.

The network has next to none of them to learn from: PolNeAR's headlines say "says".  A rule reads them,
which asks for a line at the head of the page and for somebody who can speak on the other side of the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sayso.attribution.marks import DIRECT_SHARE, INSIDE_DOUBLE, INSIDE_SINGLE, quoted
from sayso.records import Attribution, Name, Span
from sayso.text import paragraphs

# A line of more words than this is prose; no headline of PolNeAR is longer.
LONGEST: Final = 24
MOST_LINES: Final = 6
LEAST_SAID: Final = 3
MOST_SPEAKER: Final = 6
_BEHIND: Final = re.compile(r"(?P<said>\S.*?)\s*(?P<mark>:|(?<=\s)[-–—])\s+(?P<who>[^:–—]+?)\s*")
_BEFORE: Final = re.compile(r"(?P<who>[^:–—]+?)(?P<mark>:)\s+(?P<said>\S.*?)\s*")
_LAST_WORD: Final = re.compile(r"[\w.]+$")
# Heads of what speaks in headlines: offices, bodies, people at the spot, and documents.
_SPEAKERS: Final = re.compile(
    r"activists?|agenc(?:y|ies)|ambassador|analysts?|army|authorities|charity|chief|commander|commissioner|"
    r"committee|council|court|critics|defen[cs]e|diplomats?|doctors?|envoy|experts?|FM|general|governor|government|"
    r"group|hospital|inquiry|investigators?|judge|king|lawyers?|leader|lawmakers?|mayor|media|medics?|military|"
    r"minister|ministry|mission|monitors?|NGO|observers?|officers?|officials?|opposition|parliament|PM|police|poll|"
    r"president|prosecutors?|radio|rebels?|report|rescuers?|residents?|researchers?|scientists?|secretary|senators?|"
    r"sources?|spokes(?:man|woman|person)|stud(?:y|ies)|survey|survivors?|TV|U\.?N\.?|union|watchdog|witness(?:es)?",
    re.IGNORECASE,
)


def headline_attributions(
    text: str, names: Sequence[Name], found: Sequence[Attribution], skip: Sequence[Span]
) -> list[Attribution]:
    """Return what the lines at the head of ``text`` attribute by a colon or a dash.

    The head ends with the first line of more than ``LONGEST`` words.  A line in which the network found
    an attribution is left to it; one that touches a passage in ``skip`` is none.  A person before a colon
    speaks, and behind one a person, a body or a place; behind a dash, where outlets put their names, only
    what an office or the like names.
    """
    taken = [*skip, *(span for one in found for span in one.source + one.cue + one.content)]
    read: list[Attribution] = []
    for line in _head(text, skip):
        if not any(span.overlaps(line) for span in taken):
            read += _attribution(text, line, names)
    return read


def _head(text: str, skip: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines before the first that is prose, at most ``MOST_LINES`` of them."""
    yielded = 0
    for line in paragraphs(text):
        if any(passage.overlaps(line) for passage in skip):
            continue
        if len(line.of(text).split()) > LONGEST or yielded == MOST_LINES:
            return
        yielded += 1
        if text[line.end - 1] not in ".?!":
            yield line


def _attribution(text: str, line: Span, names: Sequence[Name]) -> list[Attribution]:
    for pattern in (_BEHIND, _BEFORE):
        match = pattern.fullmatch(text, line.start, line.end)
        if match is None:
            continue
        who, said, mark = (Span(*match.span(group)) for group in ("who", "said", "mark"))
        if len(said.of(text).split()) >= LEAST_SAID and _speaks(text, who, names, _kinds(pattern, mark.of(text))):
            states = quoted(text[line.start : line.end])[said.start - line.start : said.end - line.start]
            inside = ((states == INSIDE_DOUBLE) | (states == INSIDE_SINGLE)).mean()
            return [Attribution((who,), (mark,), (said,), "direct" if inside >= DIRECT_SHARE else "indirect")]
    return []


def _kinds(pattern: re.Pattern[str], mark: str) -> frozenset[str]:
    """Return the kinds of names that can be the speaker on that side of that mark."""
    if mark != ":":
        return frozenset()
    return frozenset({"person"}) if pattern is _BEFORE else frozenset({"person", "organisation", "place"})


def _speaks(text: str, who: Span, names: Sequence[Name], kinds: frozenset[str]) -> bool:
    words = who.of(text)
    last = _LAST_WORD.search(words)
    if len(words.split()) > MOST_SPEAKER or last is None:
        return False
    named = any(name.kind in kinds and name.span.end == who.end and who.contains(name.span) for name in names)
    return named or _SPEAKERS.fullmatch(last.group()) is not None
