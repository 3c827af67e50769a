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

from sayso.comparison.manner import Answering, read_manners
from sayso.comparison.opinions import Surest
from sayso.comparison.rulings import days_apart
from sayso.comparison.sides import Side, articles_of, names_of
from sayso.comparison.speakers import Speaker, alike, standing
from sayso.records import Link, Relation, Statement, Verdict
from sayso.spilled import MadeWhenAsked

# An answer needs this much evidence, and this much more than the next best aim.  Weighed so that a claim that
# names the answerer, stands right before it in the page and is near in meaning suffices, and no two of the three.
ENOUGH: Final = 0.6
AHEAD: Final = 0.04
# The judge's chance from which a link without words of answering is drawn: precision first.
SURE: Final = 0.6
# Contradictions that no words of answering show are drawn from here on: of five from 0.6 to 0.75 in 790 press reports
# none was one.
SURE_OF_CONTRADICTION: Final = 0.75
# A bare negation is meant for a charge only if it is this near in meaning and shares two telling words: "we are not
# sure who they are" denies nothing.
PLAINLY: Final = 0.5
# Days between the pages of a claim and of its answer: later denials answer what was said since.
LATELY: Final = 14
# Characters of a page over which an answer can be heard as one to what was said before.
WITHIN: Final = 2500
# Statements with their sides that are held: those that stand near some answers.
_NEAR: Final = 256


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement with the sides of its reports, its day and at whom it is aimed.

    ``day`` is the day said, else the first one published; ``aimed_at`` holds the stems of the names of those at whom
    it is aimed, ``speakers`` who speaks, and ``articles`` where, by its reports.
    """

    statement: Statement
    sides: Sequence[Side]
    day: str
    aimed_at: frozenset[str]
    speakers: tuple[Speaker | None, ...]
    articles: frozenset[str]

    @classmethod
    def of(cls, statement: Statement, sides: Sequence[Side]) -> Spoken:
        """Return the statement whose reports these are."""
        published = min((side.published[:10] for side in sides if side.published), default="9999")
        aimed_at = frozenset(stem for side in sides if side.target for stem in side.target.named)
        speakers = tuple({side.report.speaker: side.speaker for side in sides}.values())
        articles = frozenset(side.report.article for side in sides)
        return cls(statement, sides, statement.said_on or published, aimed_at, speakers, articles)

    @property
    def when(self) -> tuple[str, str]:
        """Return what orders statements in time: the day, then the identifier."""
        return (self.day, self.statement.id)

    @property
    def charges(self) -> bool:
        """Return whether the statement accuses, in whichever of its reports this is told."""
        return self.statement.act == "accuse"


@dataclass(frozen=True, slots=True)
class Aim:
    """How well an answer fits one statement: the evidence in sum, and in words."""

    score: float
    reasons: tuple[str, ...]


class _All(MadeWhenAsked[Spoken]):
    """Statements with the sides of their reports, put together when they are asked for."""

    def __init__(self, statements: Sequence[Statement], groups: Sequence[Sequence[int]], sides: Sequence[Side]) -> None:
        super().__init__(near=_NEAR)
        self._statements, self._groups, self._sides = statements, groups, sides

    def __len__(self) -> int:
        return len(self._statements)

    def made(self, at: int) -> Spoken:
        """Return the statement at a place."""
        return Spoken.of(self._statements[at], [self._sides[place] for place in self._groups[at]])


def find_answers(
    statements: Sequence[Statement], groups: Sequence[Sequence[int]], sides: Sequence[Side], judged: Surest
) -> tuple[Link, ...]:
    """Return the links between statements, sorted.

    ``groups`` has the places among ``sides`` of the reports of each statement; ``judged`` holds, for places in
    ``statements``, the surest verdict on a pair of their reports.
    """
    manners = read_manners(sides)
    spoken = _All(statements, groups, sides)
    links: dict[tuple[str, str], Link] = {}
    for at, others in sorted(_near(groups, sides, judged, manners).items()):
        link = _aimed(spoken[at], [spoken[other] for other in sorted(others)], manners)
        if link is not None and (link.b, link.a) not in links:
            links[link.a, link.b] = link
    for link in _judged_links(spoken, judged, manners):
        if (link.a, link.b) not in links and (link.b, link.a) not in links:
            links[link.a, link.b] = link
    return tuple(sorted(links.values(), key=lambda link: (link.a, link.b, link.relation)))


def _near(
    groups: Sequence[Sequence[int]],
    sides: Sequence[Side],
    judged: Iterable[tuple[int, int]],
    manners: Mapping[str, Answering],
) -> Mapping[int, set[int]]:
    """Return for each statement that answers those that share a page with it or were compared with it."""
    names, articles = names_of(sides), articles_of(sides)
    near: dict[int, set[int]] = {
        at: set() for at, places in enumerate(groups) if any(names[place] in manners for place in places)
    }
    answering: defaultdict[str, set[int]] = defaultdict(set)
    for at in near:
        for place in groups[at]:
            answering[articles[place]].add(at)
    for at, places in enumerate(groups):
        for page in {articles[place] for place in places}:
            for answer in answering.get(page, ()):
                near[answer].add(at)
    for answer, others in near.items():
        others.discard(answer)
    for pair in judged:
        for answer, other in (pair, pair[::-1]):
            if answer in near:
                near[answer].add(other)
    return near


def _aimed(answer: Spoken, others: Sequence[Spoken], manners: Mapping[str, Answering]) -> Link | None:
    """Return the link that the statement's own words ask for, if the evidence singles out one aim."""
    asking = [(side, manners[side.report.id]) for side in answer.sides if side.report.id in manners]
    aims = [
        (aim, answering.manner, other.statement.id)
        for other in others
        for side, answering in asking
        for claim in other.sides
        for spoken in (side, answering.carries)
        if spoken is not None and (aim := _aim(answering, spoken, claim, other))
    ]
    if not aims:
        return None
    aim, found, aimed_at = min(aims, key=lambda item: (-item[0].score, item[1], item[2], item[0].reasons))
    rivals = [rival.score for rival, _, other in aims if other != aimed_at]
    if aim.score < ENOUGH or aim.score - max(rivals, default=0.0) < AHEAD:
        return None
    return Link(answer.statement.id, aimed_at, found, round(min(aim.score, 1.0), 4), aim.reasons)


def _aim(answering: Answering, answer: Side, claim: Side, claimed: Spoken) -> Aim | None:
    """Return how well one report answers another, which is of the statement ``claimed``, or ``None`` where it cannot.

    At whom the claim is aimed may be told by another report of it.
    """
    own = answering.manner == "retracts"
    if standing(answer.speaker, claim.speaker) != ("same" if own else "different"):
        return None
    if _nested(answer, claim) or (days_apart(answer.published, claim.published) or 0) > LATELY:
        return None
    if answering.manner == "declines" and not 0 < _gap(answer, claim) <= WITHIN:
        return None
    parts = [*_of_parties(answer, claim, claimed), *_of_place(answer, claim), *_of_meaning(answer, claim)]
    reasons = {reason for _, reason in parts}
    if not own and not reasons & _PARTY_REASONS:
        return None
    if not answering.outright and not (_ACCUSED in reasons and claimed.charges and _speaks_of(answer, claim)):
        return None
    return Aim(sum(weight for weight, _ in parts), (answering.words, *(reason for _, reason in parts)))


def _nested(a: Side, b: Side) -> bool:
    """Return whether one report stands inside the other's content."""
    return a.report.nested_in == b.report.id or b.report.nested_in == a.report.id


_ACCUSED: Final = "The claim is aimed at the one who answers"
_NAMED: Final = "The claim names the party that answers"
_NAMES: Final = "The answer names the party whose claim it is"
_PARTY_REASONS: Final = frozenset({_ACCUSED, _NAMED, _NAMES})


def _speaks_of(answer: Side, charge: Side) -> bool:
    """Return whether what negates without saying that it denies can be meant for this charge."""
    near = float((answer.parts @ charge.parts.T).max()) >= PLAINLY and len(answer.stems & charge.stems) > 1
    return _gap(answer, charge) >= 0 and near


def _of_parties(answer: Side, claim: Side, claimed: Spoken) -> Iterator[tuple[float, str]]:
    if answer.speaker is None or claim.speaker is None:
        return
    ours = answer.speaker.parties - claim.speaker.parties
    theirs = claim.speaker.parties - answer.speaker.parties
    if alike(claimed.aimed_at, answer.speaker.parties):
        yield 0.3, _ACCUSED
    elif alike(ours, claim.mentioned):
        yield 0.2, _NAMED
    if alike(theirs, answer.mentioned) or (answer.target and alike(answer.target.named, claim.speaker.parties)):
        yield 0.25, _NAMES
    if claimed.charges:
        yield 0.25, "What it answers is an accusation"


def _of_place(answer: Side, claim: Side) -> Iterator[tuple[float, str]]:
    gap = _gap(answer, claim)
    if 0 < gap <= WITHIN:
        yield 0.2 * (1 - gap / WITHIN / 2), "It follows in the same page"
    elif -WITHIN <= gap < 0:
        yield 0.05, "It stands in the same page"


def _gap(answer: Side, claim: Side) -> int:
    """Return how many characters behind the claim the answer stands, or 0 where they are in two pages."""
    return _start(answer) - _start(claim) if answer.report.article == claim.report.article else 0


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


def _judged_links(spoken: Sequence[Spoken], judged: Surest, manners: Mapping[str, Answering]) -> Iterator[Link]:
    """Yield the links that the judge's verdicts on pairs give: each later statement to the best earlier one."""
    best: dict[tuple[str, Relation], Link] = {}
    for (a, b), verdict in judged.verdicts():
        if verdict.score < SURE:
            continue
        later, earlier = sorted((spoken[a], spoken[b]), key=lambda one: one.when, reverse=True)
        relation = _relation(later, earlier, verdict, manners)
        if relation is None:
            continue
        link = Link(later.statement.id, earlier.statement.id, relation, verdict.score, verdict.reasons)
        known = best.get((link.a, relation))
        if known is None or (-link.score, link.b) < (-known.score, known.b):
            best[link.a, relation] = link
    yield from (best[key] for key in sorted(best))


def _relation(later: Spoken, earlier: Spoken, verdict: Verdict, manners: Mapping[str, Answering]) -> Relation | None:
    shown = {manners[name].manner for name in later.statement.attributions if name in manners}
    stands = {standing(a, b) for a in later.speakers for b in earlier.speakers}
    if verdict.relation in {"same_statement", "same_claim"}:
        if "confirms" in shown and stands == {"different"}:
            return "confirms"
        one_page = later.articles & earlier.articles
        return None if "unclear" in stands or (one_page and stands != {"different"}) else "repeats"
    if verdict.relation == "contradict" and stands == {"different"}:
        if "denies" in shown:
            return "denies"
        return "contradicts" if verdict.score >= SURE_OF_CONTRADICTION else None
    return None
