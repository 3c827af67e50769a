"""Answers: which statement denies, confirms, retracts, contradicts or repeats which other one.

A report that shows in its words that it answers ("denied", "called it a fabrication", "declined to
comment") is aimed at the statement that the evidence singles out: whose claim it names, whom the claim is
aimed at, nearness in meaning and in the page.  Every answer has exactly one aim, or none: where two
statements are aimed at equally well, nothing is linked.  Other links come from the judge's verdicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.manner import Manner, manner
from sayso.comparison.sides import Side
from sayso.comparison.speakers import alike, standing
from sayso.records import Link, Relation, Statement, Verdict

# An answer needs this much evidence, and this much more than the next best aim.  Weighed so that a claim that
# names the answerer, stands right before it in the page and is near in meaning suffices, and no two of the three.
ENOUGH: Final = 0.6
AHEAD: Final = 0.04
# The judge's chance from which a link without words of answering is drawn: precision first.
SURE: Final = 0.6
# Characters of a page over which an answer can be heard as one to what was said before.
WITHIN: Final = 2500


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with the sides of its reports."""

    statement: Statement
    sides: tuple[Side, ...]

    @property
    def when(self) -> tuple[str, str]:
        """Return what orders statements in time: the day said, else the first day published; then the identifier."""
        published = sorted(side.published[:10] for side in self.sides if side.published)
        return (self.statement.said_on or (published or ["9999"])[0], self.statement.id)


@dataclass(frozen=True, slots=True)
class Aim:
    """How well an answer fits one statement: the evidence in sum, and in words."""

    score: float
    reasons: tuple[str, ...]


def find_answers(spoken: Sequence[Spoken], judged: Mapping[tuple[int, int], Verdict]) -> tuple[Link, ...]:
    """Return the links between statements, sorted.

    ``judged`` holds, for places in ``spoken``, the surest verdict on a pair of their reports.
    """
    near = _near(spoken, judged)
    links: dict[tuple[str, str], Link] = {}
    for at, answer in enumerate(spoken):
        for link in _aimed(answer, [spoken[other] for other in sorted(near[at])]):
            links.setdefault((link.a, link.b), link)
    for link in _judged_links(spoken, judged):
        if (link.a, link.b) not in links and (link.b, link.a) not in links:
            links[link.a, link.b] = link
    return tuple(sorted(links.values(), key=lambda link: (link.a, link.b, link.relation)))


def _near(spoken: Sequence[Spoken], judged: Iterable[tuple[int, int]]) -> Mapping[int, set[int]]:
    """Return for each statement those that share a page with it or were compared with it."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for at, one in enumerate(spoken):
        for side in one.sides:
            pages[side.report.article].add(at)
    near: defaultdict[int, set[int]] = defaultdict(set)
    for places in pages.values():
        for at in places:
            near[at] |= places - {at}
    for a, b in judged:
        near[a].add(b)
        near[b].add(a)
    return near


def _aimed(answer: Spoken, others: Sequence[Spoken]) -> Iterator[Link]:
    """Yield the one link that the statement's own words ask for, if the evidence singles out its aim."""
    manners = sorted({found for side in answer.sides if (found := manner(side) or _refutes(side))})
    for found in manners:
        asking = [side for side in answer.sides if (manner(side) or _refutes(side)) == found]
        aims = [(_best_aim(found, asking, other), other.statement.id) for other in others]
        ranked = sorted(((aim, other) for aim, other in aims if aim), key=lambda item: (-item[0].score, item[1]))
        if not ranked or ranked[0][0].score < ENOUGH:
            continue
        if len(ranked) > 1 and ranked[0][0].score - ranked[1][0].score < AHEAD:
            continue
        aim, other = ranked[0]
        yield Link(answer.statement.id, other, found, round(min(aim.score, 1.0), 4), aim.reasons)
        return


def _refutes(side: Side) -> Manner | None:
    """Return "denies" for a plain negation: evidence of a charge against its speaker must show that it is one."""
    return "denies" if side.negations and side.speaker else None


def _best_aim(found: Manner, asking: Sequence[Side], other: Spoken) -> Aim | None:
    aims = [aim for a in asking for b in other.sides if (aim := _aim(found, a, b))]
    return max(aims, key=lambda aim: (aim.score, aim.reasons), default=None)


def _aim(found: Manner, answer: Side, claim: Side) -> Aim | None:
    """Return how well one report answers another in this manner, or ``None`` where it cannot."""
    stands = standing(answer.speaker, claim.speaker)
    own = found == "retracts"
    if (stands != "same") if own else (stands != "different"):
        return None
    if answer.report.nested_in == claim.report.id or claim.report.nested_in == answer.report.id:
        return None
    parts = [*_of_parties(answer, claim), *_of_place(answer, claim), *_of_meaning(answer, claim)]
    spoken_of = own or any(weight for weight, reason in parts if reason in _PARTY_REASONS)
    shown = manner(answer) is not None or (_ACCUSED in {reason for _, reason in parts} and claim.report.act == "accuse")
    if not spoken_of or not shown:
        return None
    return Aim(sum(weight for weight, _ in parts), (_words_of(answer), *(reason for _, reason in parts)))


_ACCUSED: Final = "The claim is aimed at the one who answers"
_NAMED: Final = "The claim names the party that answers"
_NAMES: Final = "The answer names the party whose claim it is"
_PARTY_REASONS: Final = frozenset({_ACCUSED, _NAMED, _NAMES})


def _words_of(answer: Side) -> str:
    return f"It answers in the words “{answer.cue.strip()}”" if answer.cue.strip() else "Its words negate"


def _of_parties(answer: Side, claim: Side) -> Iterator[tuple[float, str]]:
    if answer.speaker is None or claim.speaker is None:
        return
    ours = answer.speaker.parties - claim.speaker.parties
    theirs = claim.speaker.parties - answer.speaker.parties
    if claim.target and alike(claim.target.named, answer.speaker.parties):
        yield 0.3, _ACCUSED
    elif alike(ours, claim.mentioned):
        yield 0.2, _NAMED
    if alike(theirs, answer.mentioned):
        yield 0.25, _NAMES
    if claim.report.act == "accuse":
        yield 0.15, "What it answers is an accusation"


def _of_place(answer: Side, claim: Side) -> Iterator[tuple[float, str]]:
    if answer.report.article != claim.report.article:
        return
    gap = _start(answer) - _start(claim)
    if 0 < gap <= WITHIN:
        yield 0.2 * (1 - gap / WITHIN / 2), "It follows in the same page"
    elif -WITHIN <= gap < 0:
        yield 0.05, "It stands in the same page"


def _start(side: Side) -> int:
    return min((span.start for span in (*side.report.source, *side.report.cue, *side.report.content)), default=0)


def _of_meaning(answer: Side, claim: Side) -> Iterator[tuple[float, str]]:
    near = float((answer.parts @ claim.parts.T).max())
    if near >= 0.3:
        yield 0.5 * (near - 0.2), f"Both speak of the same matter ({near:.2f})"
    shared = answer.stems & claim.stems
    if shared:
        share = len(shared) / min(len(answer.stems), len(claim.stems))
        yield 0.2 * share, "They share the words " + ", ".join(sorted(shared)[:5])


def _judged_links(spoken: Sequence[Spoken], judged: Mapping[tuple[int, int], Verdict]) -> Iterator[Link]:
    """Yield the links that the judge's verdicts on pairs give: each later statement to the best earlier one."""
    best: dict[tuple[str, Relation], Link] = {}
    for (a, b), verdict in sorted(judged.items()):
        if verdict.score < SURE:
            continue
        later, earlier = sorted((spoken[a], spoken[b]), key=lambda one: one.when, reverse=True)
        relation = _relation(later, earlier, verdict)
        if relation is None:
            continue
        link = Link(later.statement.id, earlier.statement.id, relation, verdict.score, verdict.reasons)
        known = best.get((link.a, relation))
        if known is None or (-link.score, link.b) < (-known.score, known.b):
            best[link.a, relation] = link
    yield from (best[key] for key in sorted(best))


def _relation(later: Spoken, earlier: Spoken, verdict: Verdict) -> Relation | None:
    manners = {manner(side) for side in later.sides}
    stands = {standing(a.speaker, b.speaker) for a in later.sides for b in earlier.sides}
    if verdict.relation in {"same_statement", "same_claim"}:
        if "confirms" in manners and stands == {"different"}:
            return "confirms"
        return "repeats" if stands <= {"same", "speaks_for", "different"} else None
    if verdict.relation == "contradict" and stands == {"different"}:
        return "denies" if "denies" in manners else "contradicts"
    return None
