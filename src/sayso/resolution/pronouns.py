"""Whom a pronoun means: candidates weighed by agreement, recency, grammatical place and speech.

The weights are of the kind that Lappin and Leass (1994) used for salience, set for news and swept on the
development articles of the speakers data; agreement with "he" and "she" is a condition, not a weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.records import Span
from sayso.resolution.gazetteer import is_given_name
from sayso.resolution.history import Event, History
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS, Gender
from sayso.resolution.party import Party

REACH: Final = 2500  # characters looked back on: some ten paragraphs of news
SAME_SENTENCE: Final = 2.0
PER_SENTENCE: Final = 0.75  # what each sentence in between takes off
PER_PARAGRAPH: Final = 0.6  # and each paragraph, on top
SPEAKER: Final = 1.6
SUBJECT: Final = 0.9
QUOTED: Final = -1.6
LOCATION: Final = -1.5  # "in Arcadia": a place there, nobody who does anything
CONFIRMED: Final = 0.9  # its gender is told by a title, a given name or a role
FREQUENT: Final = 0.35  # times the logarithm of its mentions
NEAREST: Final = 0.5
INTERRUPTED: Final = -4.5  # a paragraph in between has another speaker: the thread is cut
SPOKEN_OF: Final = 2  # mentions
SOMEBODY_ELSE: Final = -0.5  # the standing of somebody whom the page does not name
# Swept from 0.4 to 0.8 on the speakers data and on GUM's news: at 0.6 the names given are right half a point more
# often (91.3 to 90.8), and three pronouns in a hundred more stay unresolved; below 0.5 nothing is gained.
SURE: Final = 0.5
PLURAL: Final = frozenset(["they", "them", "their", "themselves"])
NEUTER: Final = frozenset(["it", "its", "itself"])


@dataclass(frozen=True, slots=True)
class Choice:
    """The party chosen, or ``None``, with how sure and why."""

    party: Party | None
    score: float
    reasons: tuple[str, ...]
    rivals: int = 0  # how many of that gender could be meant, when none is chosen


def pronoun_gender(pronoun: str) -> Gender | None:
    """Return the gender that a pronoun (lower case) tells.

    >>> pronoun_gender("herself"), pronoun_gender("they")
    ('female', None)
    """
    if pronoun in MALE_PRONOUNS:
        return "male"
    return "female" if pronoun in FEMALE_PRONOUNS else None


def may_mean(pronoun: str, party: Party) -> bool:
    """Return whether a pronoun agrees in number, gender and animacy with a party."""
    gender = pronoun_gender(pronoun)
    if gender is not None:
        return party.person and party.gender in {None, gender} and not party.plural
    if pronoun in PLURAL:
        return party.plural or party.kind in {"organisation", "government", "group"} or _of_unclear_kind(party)
    if pronoun in NEUTER:
        return not party.plural and party.kind in {"organisation", "government", "group", "document"}
    return party.person or party.plural


def _of_unclear_kind(party: Party) -> bool:
    """Return whether nothing but the tagger says that a name of one word is a person's: it may be a body's."""
    named_once = all(" " not in form and not is_given_name(form) for form in party.forms)
    return party.kind == "person" and party.named and named_once and not party.genders and not party.roles


def choose(  # noqa: PLR0913 - the two that are optional narrow the candidates
    layout: Layout,
    history: History,
    parties: Sequence[Party],
    pronoun: str,
    place: int,
    *,
    own: Sequence[Span] = (),
    usable: Callable[[Party], bool] = lambda party: True,
) -> Choice:
    """Return whom a pronoun at ``place`` means.

    ``own`` are spans whose mentions do not count: the words that the pronoun's owner speaks.
    """
    best: dict[int, _Standing] = {}
    for event, interrupted in _in_reach(layout, history, place):
        party = parties[event.party]
        spoken = any(span.start <= event.start < span.end for span in own)
        if spoken or not may_mean(pronoun, party) or not usable(party):
            continue
        score, reasons = _weigh(layout, event, party, pronoun, place)
        score += (NEAREST if not best else 0.0) + (INTERRUPTED if interrupted else 0.0)
        if party.number not in best or best[party.number].score < score:
            best[party.number] = _Standing(score, reasons, interrupted)
    if len(best) == 1:  # with nobody else to mean, the thread of somebody much spoken of holds
        ((number, one),) = best.items()
        if one.cut and len(parties[number].mentions) > SPOKEN_OF:
            best = {number: replace(one, score=one.score - INTERRUPTED)}
    return _ranked(best, parties, pronoun)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How well a party stands as the one meant, by its best mention, and whether another speaker cuts it off."""

    score: float
    reasons: tuple[str, ...]
    cut: bool


def _in_reach(layout: Layout, history: History, place: int) -> Iterator[tuple[Event, bool]]:
    """Yield the mentions before ``place``, nearest first, and whether somebody else speaks in a paragraph between."""
    speaking: dict[int, int] = {}  # party -> the last paragraph in which it speaks
    here = layout.paragraph(place)
    for event in history.before(place, reach=REACH):
        paragraph = layout.paragraph(event.start)
        yield event, any(paragraph < other < here and who != event.party for who, other in speaking.items())
        if event.place == "source":
            speaking.setdefault(event.party, paragraph)


def _ranked(best: dict[int, _Standing], parties: Sequence[Party], pronoun: str) -> Choice:
    if not best:
        return Choice(None, 0.0, (f"no one on the page before “{pronoun}” agrees with it",))
    ranked = sorted(best.items(), key=lambda item: (-item[1].score, item[0]))
    number, first = ranked[0]
    total = sum(math.exp(other.score) for _, other in ranked) + math.exp(SOMEBODY_ELSE)
    sure = math.exp(first.score) / total
    if sure >= SURE:
        return Choice(parties[number], sure, first.reasons)
    rivals = " or ".join(parties[n].name for n, _ in ranked[:2])
    told = pronoun_gender(pronoun)
    confirmed = sum(told is not None and parties[n].gender == told for n, _ in ranked)
    return Choice(None, sure, (f"“{pronoun}” may mean {rivals}",), confirmed)


def _weigh(layout: Layout, event: Event, party: Party, pronoun: str, place: int) -> tuple[float, tuple[str, ...]]:
    sentences = layout.sentence(place) - layout.sentence(event.start)
    between = layout.paragraph(place) - layout.paragraph(event.start)
    score = SAME_SENTENCE - PER_SENTENCE * min(sentences, 6) - PER_PARAGRAPH * min(between, 6)
    reasons = [_distance(sentences)]
    if event.place == "source":
        score += SPEAKER
        reasons.append("was speaking last")
    elif event.place == "subject":
        score += SUBJECT
        reasons.append("is the subject of that sentence")
    elif event.place == "location" and pronoun in PLURAL | NEUTER:
        score += LOCATION
        reasons.append("is only a place there")
    if event.quoted:
        score += QUOTED
        reasons.append("is mentioned only inside a quotation there")
    gender = pronoun_gender(pronoun)
    if gender is not None and party.gender == gender:
        score += CONFIRMED
        reasons.append(f"agrees with “{pronoun}”")
    score += FREQUENT * math.log(1 + len(party.mentions))
    return score, tuple(reasons)


def _distance(sentences: int) -> str:
    if sentences <= 0:
        return "is mentioned in the same sentence"
    return (
        "is mentioned in the sentence before" if sentences == 1 else f"is last mentioned {sentences} sentences before"
    )
