"""One page resolved: its parties, and for each attribution who speaks, to whom, what for, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.records import Act, Article, Attribution, Span, SpeakerFrom, Tagging, Verdict
from sayso.resolution.acts import Voice, act_of
from sayso.resolution.date_words import Dated
from sayso.resolution.dates import date_near
from sayso.resolution.layout import Layout, lay_out
from sayso.resolution.lexicon import singular, words_of
from sayso.resolution.names import Naming, find_names
from sayso.resolution.occasions import Passage, carry_dates
from sayso.resolution.parties import gather_parties
from sayso.resolution.party import Party
from sayso.resolution.relay import medium_words, relays
from sayso.resolution.renamings import join_renamed
from sayso.resolution.retold import retold
from sayso.resolution.sources import Source
from sayso.resolution.speakers import Spoken, find_speakers
from sayso.resolution.targets import target_of

_COMING: Final = re.compile(r"\b(?:will|would|shall|until)\b")
_BESIDE: Final = 600  # characters: within a sentence or two
_OBJECTED: Final[frozenset[Act]] = frozenset({"accuse", "praise", "demand", "ask", "warn", "request"})
_SPOKEN: Final = words_of("statement letter speech message tweet email post communique petition")


@dataclass(frozen=True, slots=True)
class Said:
    """What is resolved of one attribution; parties by their number on the page.

    ``source`` is the reading of its source, ``came_from`` what the speaker is read from.
    """

    attribution: Attribution
    source: Source
    speaker: int | None
    came_from: SpeakerFrom
    why_speaker: Verdict
    act: Act
    why_act: Verdict
    target: int | None
    dated: Dated
    relay: tuple[int, ...]
    relay_words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PageResolution:
    """One article with its parties and what is resolved of each of its attributions, in order."""

    article: Article
    parties: tuple[Party, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """What is known of a page once its speakers are found."""

    layout: Layout
    article: Article
    attributions: Sequence[Attribution]
    names: Sequence[Naming]
    whose: dict[Span, Party]


def resolve_page(article: Article, tagging: Tagging) -> PageResolution:
    """Return who is who on one page and who speaks in each attribution, from this page alone."""
    layout = lay_out(article.text, article.furniture)
    attributions = retold(layout, tagging.attributions)
    sources = [span for attribution in attributions for span in attribution.source]
    names = find_names(layout, tagging.names, sources)
    parties, whose = gather_parties(layout, names)
    join_renamed(layout, names, whose)
    spoken = find_speakers(layout, attributions, names, parties, whose)
    page = _Page(layout, article, attributions, names, whose)
    said = tuple(_said(page, attribution, one) for attribution, one in zip(attributions, spoken, strict=True))
    return PageResolution(article, tuple(parties), _with_dates(layout, said))


def _with_dates(layout: Layout, said: Sequence[Said]) -> tuple[Said, ...]:
    """Return the same with dates carried on within one speaker's occasion."""
    passages = [
        Passage(
            place=_place(one),
            paragraph=layout.paragraph(_place(one)),
            speaker=one.speaker,
            dated=one.dated,
            source=" ".join(span.of(layout.text) for span in one.attribution.source),
            cue=" ".join(span.of(layout.text) for span in one.attribution.cue),
        )
        for one in said
    ]
    return tuple(replace(one, dated=dated) for one, dated in zip(said, carry_dates(passages), strict=True))


def _place(one: Said) -> int:
    spans = one.attribution.cue or one.attribution.source or one.attribution.content
    return spans[0].start if spans else 0


def _said(page: _Page, attribution: Attribution, spoken: Spoken) -> Said:
    layout, whose = page.layout, page.whose
    near = _nearby(layout, attribution, whose, page.names)
    cue = " ".join(span.of(layout.text) for span in attribution.cue)
    content = " ".join(span.of(layout.text) for span in attribution.content)
    party = spoken.party
    spoken_words = singular(spoken.source.head) in _SPOKEN
    document = (party is not None and party.kind == "document") or spoken.source.head_kind == "document"
    voice = Voice(party.kind if party else None, party.name if party else "", document and not spoken_words)
    act, why_act = act_of(cue, content, voice)
    beside = sorted([(span, whose[span]) for span in near] + list(spoken.meant), key=lambda item: item[0])
    target = target_of(layout, attribution, act, party, beside)
    chain = [
        one
        for one in relays(layout, attribution.cue, attribution.content, whose, near)
        if one.party is not party and not _is_outlet(one.party, page.article)
    ]
    if target is not None and _is_outlet(target, page.article):
        target = None  # told to the page's own reporters
    return Said(
        attribution=attribution,
        source=spoken.source,
        speaker=party.number if party else None,
        came_from=spoken.came_from,
        why_speaker=spoken.verdict,
        act=act,
        why_act=why_act,
        target=target.number if target else None,
        dated=date_near(
            layout,
            attribution.cue,
            (
                *_words_said(layout, attribution, act),
                *_others_words(page, attribution),
            ),
            page.article.published,
            (*attribution.source, *attribution.content),
        ),
        relay=tuple(one.party.number for one in chain),
        relay_words=tuple(
            sorted({one.words for one in chain} | set(medium_words(layout, attribution.cue, attribution.content)))
        ),
    )


def _is_outlet(party: Party, article: Article) -> bool:
    """Return whether a party is the outlet of the page itself."""
    own = (article.outlet or "").removeprefix("The ").lower()
    return bool(own) and own in {form.removeprefix("The ").lower() for form in party.forms}


def _others_words(page: _Page, own: Attribution) -> list[Span]:
    """Return what the attributions beside foretell (its dates are to come), unless this one stands in their words."""
    if not own.cue:
        return []
    here = own.cue[0].start
    return [
        span
        for other in page.attributions
        if other is not own and other.kind != "direct"
        for span in other.content
        if abs(span.start - here) < _BESIDE
        and not span.start <= here < span.end
        and _COMING.search(span.of(page.layout.text))
    ]


def _words_said(layout: Layout, attribution: Attribution, act: Act) -> Sequence[Span]:
    """Return the spans in which no date of speaking stands; "grilled the banker on Tuesday" swallows its own date."""
    content = attribution.content
    if act not in _OBJECTED or attribution.kind == "direct" or not content:
        return content
    begins = layout.text[content[0].start : content[0].start + 12].lower()
    clause = begins.startswith(("that ", "he ", "she ", "it ", "they ", "to "))
    if clause:
        return content
    first = bisect_left(layout.quotations, content[0].start, key=lambda span: span.start)
    last = bisect_left(layout.quotations, content[-1].end, key=lambda span: span.start)
    return layout.quotations[first:last]


def _nearby(layout: Layout, attribution: Attribution, whose: dict[Span, Party], names: Sequence[Naming]) -> list[Span]:
    """Return the names from the start of the cue's sentence to the end of the content."""
    spans = [*attribution.cue, *attribution.content]
    if not spans or not layout.sentences:
        return []
    first = layout.sentences[layout.sentence(min(span.start for span in spans))].start
    last = layout.sentences[layout.sentence(max(span.end for span in spans) - 1)].end
    at = bisect_left(names, first, key=lambda name: name.span.start)
    end = bisect_left(names, last, key=lambda name: name.span.start)
    return [name.span for name in names[at:end] if name.span in whose]
