"""What the source of an attribution is made of: a name, a nominal, a pronoun, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.records import Span
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import DEFINITE, DETERMINERS, PRONOUNS, RELATIVE, HeadKind, head_kind, words_of
from sayso.resolution.lost_commas import leading_name, run_together
from sayso.resolution.names import Naming

SourceKind = Literal["name", "names", "nominal", "pronoun", "implicit"]
_PREPOSITIONS: Final = words_of(
    "of in for at on from with to by like including as about against among within near between behind during "
    "after before released published conducted representing led run based familiar close speaking who which that "
    "whose there here inside across throughout outside"
)
_PARTICIPLES: Final = words_of(
    "released published conducted filed issued written posted obtained representing being to there here taken "
    "based made who"
)
_WIDEST: Final = 200  # characters from the first to the last piece of a source in pieces
_LEADING: Final = words_of("from by to according in as for of with via per and but even not so-called")
_ONE_OF: Final = words_of("a an one another every each no some")  # "one Republican" is no party
_POSSESSIVES: Final = words_of("his her their its our my your whose")


@dataclass(frozen=True, slots=True)
class Source:
    """The reading of one source.

    ``names`` are the names that speak (several when coordinated); ``head`` is the head noun or the
    pronoun in lower case; ``words`` the words up to the head, ``after`` those of the phrase behind it;
    ``owner`` a name or possessive pronoun that it belongs to; ``text`` the words that describe it.
    """

    kind: SourceKind
    span: Span | None
    text: str = ""
    head: str = ""
    head_kind: HeadKind | None = None
    words: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    names: tuple[Naming, ...] = ()
    owner: Naming | None = None
    owner_pronoun: str | None = None
    definite: bool = False


class NamesAt:
    """The names of a page, looked up by place."""

    def __init__(self, names: Sequence[Naming]) -> None:
        self._names = sorted(names, key=lambda name: name.span)
        self._starts = [name.span.start for name in self._names]

    def inside(self, span: Span) -> list[Naming]:
        """Return the names that start inside ``span``."""
        return self._names[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


def read_source(layout: Layout, spans: Sequence[Span], names: NamesAt) -> Source:
    """Return the reading of the source that ``spans`` mark (implicit when there is none)."""
    if not spans:
        return Source("implicit", None)
    words = _words_of_source(layout, spans)
    if not words:
        return Source("implicit", None)
    first = words[0].lower
    if _is_pronoun(words):
        return Source("pronoun", words[0].span, words[0].text, first)
    whole = Span(words[0].span.start, max(words[-1].span.end, spans[0].end))
    segment = _first_segment(layout, words)
    inside = [name for name in names.inside(whole) if not _bracketed(layout, name.span, whole)]
    leading = leading_name(layout, words, inside)
    several = [] if leading is not None else _coordinated(layout, inside, whole)
    if len(several) > 1:
        return Source("names", whole, whole.of(layout.text), names=tuple(several))
    speaking = leading or _speaking_name(layout, segment, inside) or _named_in_front(layout, words[0], names)
    if speaking is not None:
        said_of = tuple(word.text for word in segment)
        return Source("name", speaking.span, speaking.text, names=(speaking,), words=said_of)
    return _nominal(layout, words, segment, inside, whole)


def _words_of_source(layout: Layout, spans: Sequence[Span]) -> list[Word]:
    """Return the words of a source, without a preposition in front and within one paragraph."""
    near = len(spans) > 1 and spans[-1].end - spans[0].start < _WIDEST
    words = list(layout.words_in(Span(spans[0].start, spans[-1].end) if near else spans[0]))
    for at in range(len(words) - 1, 0, -1):
        if "\n" in layout.text[words[at - 1].span.end : words[at].span.start]:
            words = words[at:]
            break
    while len(words) > 1 and words[0].lower in _LEADING:
        words.pop(0)
    return words


def _is_pronoun(words: Sequence[Word]) -> bool:
    first = words[0].lower
    if len(words) == 1:
        return first in PRONOUNS
    shouted = len(words[0].text) > 1 and words[0].text.isupper()  # "US officials", not "us"
    return first in PRONOUNS - _POSSESSIVES - {"that"} and not shouted


def _named_in_front(layout: Layout, first: Word, names: NamesAt) -> Naming | None:
    """Return the person named right before a source that is but the apposition: "Ann Poe, | the envoy"."""
    if first.lower not in {"the", "a", "an"}:
        return None
    before = names.inside(Span(max(0, first.span.start - 60), first.span.start))
    if not before or before[-1].kind != "person" or layout.text[before[-1].span.end : first.span.start] != ", ":
        return None
    return before[-1]


def _bracketed(layout: Layout, span: Span, whole: Span) -> bool:
    opened = layout.text.rfind("(", whole.start, span.start)
    return opened > layout.text.rfind(")", whole.start, span.start)


def _first_segment(layout: Layout, words: Sequence[Word]) -> list[Word]:
    """Return the words up to the first comma, bracket, dash or relative pronoun."""
    segment = [words[0]]
    for word in words[1:]:
        if _bracketed(layout, word.span, Span(words[0].span.start, word.span.end)):
            continue
        gap = layout.text[segment[-1].span.end : word.span.start]
        gap = re.sub(r"\([^()]*\)(?:['’]s)?", "", gap)
        if any(mark in gap for mark in ",(;:—–\n") or word.lower in RELATIVE:
            break
        segment.append(word)
    return segment


def _coordinated(layout: Layout, inside: list[Naming], whole: Span) -> list[Naming]:
    """Return the names of "A, B and C", or none when the names are not joined so."""
    people = [name for name in inside if name.kind == "person" and not name.modifies]
    people = (
        people
        if len(people) > 1
        else [name for name in inside if (name.kind != "place" or name.known) and not name.modifies]
    )
    if len(people) < 2:
        return []
    last = layout.text[people[-2].span.end : people[-1].span.start]
    joined = re.fullmatch(r"(?:['’]s)?(?:\s*\([^)]*\))?(?:,[^,]*,)?,?\s+(?:and|&)\s+(?:[\w.]+\s+){0,5}", last)
    tail = layout.text[people[-1].span.end : whole.end]
    if not joined or (re.match(r"['’]?s?\s+[a-z]{3,}", tail) and not re.match(r"['’]?s?\s+(?:both|all|who)\b", tail)):
        return []
    listed = [people[-2], people[-1]]
    for before, name in zip(people[-3::-1], people[-2::-1], strict=False):
        gap = layout.text[before.span.end : name.span.start]
        if not re.fullmatch(r"(?:\s*\([^)]*\))?,\s+(?:[\w.]+\s+){0,4}", gap) and not run_together(before, name, gap):
            break
        listed.insert(0, before)
    start = layout.text[whole.start : listed[0].span.start]
    return (
        listed
        if not re.search(r"\b(?:of|for|at|in|by|from|like|including|between)\s+(?:[\w.]+\s+){0,3}$", start)
        else []
    )


def _speaking_name(layout: Layout, segment: Sequence[Word], inside: Sequence[Naming]) -> Naming | None:
    """Return the name that ends the first segment, not hanging on a preposition, nor followed by a noun."""
    end = segment[-1].span.end
    for name in reversed(inside):
        if name.span.end < end - 1 or name.span.start > segment[-1].span.start:
            continue
        at = layout.word_at(name.span.start) - len(name.titles) - 1
        while at > 0 and layout.words[at].lower in {"the", "a", "an"}:
            at -= 1
        if name.kind == "place" or name.known is not None:
            at = _over_adjectives(layout, at, segment[0])
        before = layout.words[at] if at >= 0 and layout.words[at].span.start >= segment[0].span.start else None
        if before is not None and before.lower in _PREPOSITIONS:
            return None
        if segment[0].lower in _ONE_OF and name.kind == "other" and len(name.words) == 1:
            return None
        return name
    return None


def _over_adjectives(layout: Layout, at: int, first: Word) -> int:
    """Return where the preposition stands before the adjectives that end at ``at``: "in rebel-held eastern"."""
    for before in range(at, max(at - 4, -1), -1):
        word = layout.words[before]
        if word.span.start < first.span.start or word.capital:
            break
        if word.lower in _PREPOSITIONS:
            return before
    return at


def _nominal(layout: Layout, words: list[Word], segment: list[Word], inside: list[Naming], whole: Span) -> Source:
    inner = {place for name in inside for place in range(name.span.start, name.span.end)}
    cut = next(
        (at for at, word in enumerate(segment) if at and _hangs(layout, word) and word.span.start not in inner),
        len(segment),
    )
    body = segment[:cut]
    determiner = body[0].lower if body[0].lower in DETERMINERS else ""
    head = body[-1].lower
    named = [name for name in inside if name.span.end >= body[-1].span.end and name.span.start <= body[-1].span.start]
    if named and not (determiner in _ONE_OF and named[0].kind == "other"):
        return Source("name", named[0].span, named[0].text, names=(named[0],), words=tuple(word.text for word in body))
    apposed = _apposed(layout, segment, inside, head)
    if apposed is not None:
        return Source("name", apposed.span, apposed.text, names=(apposed,), words=tuple(word.text for word in body))
    owner = next(
        (name for name in inside if name.span.end <= body[-1].span.start and (name.possessive or name.modifies)), None
    )
    return Source(
        kind="nominal",
        span=Span(body[0].span.start, segment[-1].span.end),
        text=_including(layout, segment, inside, whole) or _description(layout, segment, determiner),
        head=head,
        head_kind=head_kind(head),
        words=tuple(word.text for word in body),
        after=tuple(word.text for word in segment[cut : cut + 10]),
        owner=owner,
        owner_pronoun=determiner if determiner in _POSSESSIVES else None,
        definite=determiner in DEFINITE or owner is not None or (not determiner and head_kind(head) in {"person"}),
    )


def _hangs(layout: Layout, word: Word) -> bool:
    """Return whether a phrase hangs on a word: "the bloc **led** by Iran", but not "the U.S.-**led** bloc"."""
    return word.lower in _PREPOSITIONS and layout.text[word.span.start - 1] != "-"


def _apposed(layout: Layout, segment: Sequence[Word], inside: Sequence[Naming], head: str) -> Naming | None:
    """Return the person named right behind a role: "Apple's chief executive, Tim Cook"."""
    if head_kind(head) != "person":
        return None
    for name in inside:
        gap = layout.text[segment[-1].span.end : name.span.start]
        if name.kind == "person" and re.fullmatch(r"['’]?s?,\s+(?:[A-Z][\w.]*\s+){0,4}", gap):
            return name
    return None


def _including(layout: Layout, segment: Sequence[Word], inside: Sequence[Naming], whole: Span) -> str | None:
    """Return the whole of "other unions, including the Harbour Union and NATO", whose names say who is meant."""
    end = segment[-1].span.end
    listed = [name for name in inside if name.span.start > end]
    if not listed or head_kind(segment[-1].lower) != "people" or len(segment) > 6:
        return None
    if not re.match(r", (?:including|such as|among them) ", layout.text[end : whole.end]):
        return None
    start = segment[1] if segment[0].lower in {"the", "a", "an"} and len(segment) > 1 else segment[0]
    return " ".join(layout.text[start.span.start : listed[-1].span.end].split())


def _description(layout: Layout, segment: Sequence[Word], determiner: str) -> str:
    start = (
        segment[1]
        if determiner in {"the", "a", "an", "one", "another"} and len(segment) > 1 and segment[1].lower != "of"
        else segment[0]
    )
    end = next((at for at, word in enumerate(segment) if at > 1 and word.lower in _PARTICIPLES), len(segment))
    last = segment[min(end, 14) - 1]
    return " ".join(layout.text[start.span.start : last.span.end].split())
