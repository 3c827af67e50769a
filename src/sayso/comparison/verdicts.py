"""The verdicts on pairs of reports: the judge's, less what cannot be whatever the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np

from sayso.comparison.features import FEATURES, WEIGHED, Pair, unweighed, weighed_all, weight
from sayso.comparison.judge import RELATIONS, Judge
from sayso.comparison.rulings import ruled_another, ruled_apart, ruled_in
from sayso.comparison.sides import Side
from sayso.comparison.speakers import Speaker, Standing, standing
from sayso.comparison.statements import JOINED, JOINED_IN_ONE_PAGE
from sayso.memory import Memory
from sayso.records import Judgement, Verdict

SAME: Final = RELATIONS.index("same_statement")
CLAIM: Final = RELATIONS.index("same_claim")
TOPIC: Final = RELATIONS.index("same_topic")
# Verdicts are kept, also the rejected ones, from this chance of one statement or claim on; below it little speaks
# for a pair.
KEPT: Final = 0.3
# The chance given to what is ruled in: words that a page put under a wrong name still come out otherwise.
SURE: Final = 0.9

Place = tuple[int, int]
# Pairs that are judged at once: more take memory and no less time.
_AT_ONCE: Final = 4096
_SIZE: Final = 8 * (len(FEATURES) - len(WEIGHED))


@dataclass(frozen=True, slots=True)
class Opinion:
    """The verdict on a pair, and the chance that both report one statement (0 where that cannot be).

    ``likeness`` is the judge's chance of one statement or claim by the words alone, before any ruling.
    """

    verdict: Verdict
    same: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What two reports show whatever the other pages hold.

    ``values`` are those of the features that do not look at how rare words are, eight bytes each as in memory; of the
    rulings the first that holds.
    """

    values: bytes
    apart: str | None
    another: str | None
    within: str | None

    def __post_init__(self) -> None:
        """Raise ValueError for values that are not one for each of these features."""
        if len(self.values) != _SIZE:
            raise ValueError("these are values of other features")


_UNWEIGHED: Final = (0.0, 0.0, 0.0)


def see(a: Side, b: Side, stands: Standing) -> Seen:
    """Return what two sides show, the first in the order of their reports' identifiers."""
    values = np.array(unweighed(Pair(a, b, stands, _UNWEIGHED)), dtype=np.float64).tobytes()
    apart = ruled_apart(a, b, stands)
    another = ruled_another(a, b, stands) if apart is None else None
    within = ruled_in(a, b, stands) if apart is None and another is None else None
    return Seen(values, apart, another, within)


@dataclass(frozen=True, slots=True)
class Bench:
    """Judges pairs of ``sides`` by their places, each once."""

    sides: Sequence[Side]
    rarity: Mapping[str, float]
    judge: Judge
    memory: Memory = field(default_factory=Memory)
    known: dict[Place, Opinion] = field(default_factory=dict)
    _named: dict[int, tuple[Side, str]] = field(default_factory=dict)
    _weights: dict[int, float] = field(default_factory=dict)
    _standings: dict[tuple[int, int], Standing] = field(default_factory=dict)

    def opine(self, places: Sequence[Place]) -> None:
        """Judge many pairs, some thousands at once, those of one first place together."""
        some: list[Place] = []
        for _, beside in groupby(places, key=itemgetter(0)):
            some += beside
            if len(some) >= _AT_ONCE:
                self._opine(some)
                some = []
        if some:
            self._opine(some)

    def _opine(self, places: Sequence[Place]) -> None:
        pairs = [self._pair(a, b) for a, b in places]
        given = [(*self._bare(a), *self._bare(b), pair.standing) for (a, b), pair in zip(places, pairs, strict=True)]
        together = [(name, f"{other} {stands}", (a, b, stands)) for a, name, b, other, stands in given]
        self._judge_pairs(places, pairs, self.memory.recall_beside(see, together))

    def opinion(self, a: int, b: int) -> Opinion:
        """Return the opinion on two places, judged now if it was not before."""
        place = (min(a, b), max(a, b))
        if place not in self.known:
            pair = self._pair(*place)
            (one, name), (other, others_name) = map(self._bare, place)
            named = (name, others_name, pair.standing)
            self._judge_pairs([place], [pair], [self.memory.recall(see, one, other, pair.standing, named=named)])
        return self.known[place]

    def _pair(self, a: int, b: int) -> Pair:
        """Return the pair at two places, whose order is that of the reports' identifiers."""
        one, other = self.sides[a], self.sides[b]
        parties = (id(one.speaker), id(other.speaker))  # those of the sides, which outlive the bench
        if parties not in self._standings:
            self._standings[parties] = standing(one.speaker, other.speaker)
        weights = (self._weight(a), self._weight(b), weight(one.stems & other.stems, self.rarity))
        return Pair(one, other, self._standings[parties], weights)

    def _weight(self, place: int) -> float:
        if place not in self._weights:
            self._weights[place] = weight(self.sides[place].stems, self.rarity)
        return self._weights[place]

    def _judge_pairs(self, places: Sequence[Place], pairs: Sequence[Pair], seen: Sequence[Seen]) -> None:
        others = np.frombuffer(b"".join(one.values for one in seen)).reshape(len(pairs), -1)
        values = weighed_all(pairs, others)
        chances = self.judge.chances(values)
        verdicts = self.judge.verdicts(values, chances)
        of_two = chances[:, [SAME, CLAIM]].tolist()
        for place, one, verdict, (same, claim) in zip(places, seen, verdicts, of_two, strict=True):
            self.known[place] = _opinion(one, verdict, same, same + claim)

    def _bare(self, place: int) -> tuple[Side, str]:
        """Return a side without what introduces its parties on other pages, of which ``standing`` tells; and its name.

        Each page that names a party anew introduces it, and would have all that it ever said be looked at again.
        """
        if place not in self._named:
            side = self.sides[place]
            bare = replace(side, speaker=_unintroduced(side.speaker), target=_unintroduced(side.target))
            self._named[place] = bare, self.memory.named(bare)
        return self._named[place]

    def same(self, a: int, b: int) -> float:
        """Return the chance that the reports at two places are of one statement."""
        return self.opinion(a, b).same

    def joined(self, a: int, b: int) -> bool:
        """Return whether the reports at two places are held to be of one statement."""
        one_page = self.sides[a].report.article == self.sides[b].report.article
        return self.same(a, b) >= (JOINED_IN_ONE_PAGE if one_page else JOINED)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what was judged, kept or rejected, where anything speaks for a link; sorted, as the sides are."""
        kept = (
            Judgement(self.sides[a].report.id, self.sides[b].report.id, opinion.verdict)
            for (a, b), opinion in self.known.items()
            if max(opinion.same, opinion.likeness) >= KEPT or opinion.verdict.relation == "contradict"
        )
        return tuple(sorted(kept, key=lambda judgement: (judgement.a, judgement.b)))


def _opinion(seen: Seen, verdict: Verdict, same: float, likeness: float) -> Opinion:
    """Return the opinion on a pair by the judge's verdict and chances, and by the ruling that holds, if any."""
    agree = verdict.relation in RELATIONS[: CLAIM + 1]
    if why := seen.apart:
        kept = Verdict(RELATIONS[TOPIC], verdict.score, (why, *verdict.reasons)) if agree else verdict
        return Opinion(kept, 0.0, likeness)
    if why := seen.another:
        claim = Verdict(RELATIONS[CLAIM], round(likeness, 4), (why, *verdict.reasons))
        return Opinion(claim if agree else verdict, 0.0, likeness)
    if why := seen.within:
        sure = max(SURE, same)
        return Opinion(Verdict(RELATIONS[SAME], round(sure, 4), (why, *verdict.reasons)), sure, likeness)
    return Opinion(verdict, same, likeness)


def _unintroduced(party: Speaker | None) -> Speaker | None:
    return replace(party, introduced=frozenset(), parties=frozenset()) if party is not None else None


def compare(a: Side, b: Side, *, rarity: Mapping[str, float] | None = None) -> Verdict:
    """Return what two reports are to one another, with the score and the reasons; neither comes first.

    ``rarity`` weighs the words by how rare they are in the pages at hand; without it all weigh alike.
    """
    sides = sorted((a, b), key=lambda side: side.report.id)
    return Bench(sides, rarity or {}, _judge()).opinion(0, 1).verdict


@cache
def _judge() -> Judge:
    """Return the shipped judge, read from its file once a process."""
    return Judge.load()
