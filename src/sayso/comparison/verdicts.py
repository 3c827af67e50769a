"""The verdicts on pairs of reports: the judge's, less what cannot be whatever the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

import numpy as np

from sayso.comparison.features import Pair, unweighed, weighed
from sayso.comparison.judge import RELATIONS, Judge, Numbers
from sayso.comparison.rulings import ruled_another, ruled_apart, ruled_in
from sayso.comparison.sides import Side
from sayso.comparison.speakers import Speaker, Standing
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

    ``values`` are those of the features that do not look at how rare words are; of the rulings the first that holds.
    """

    values: tuple[float, ...]
    apart: str | None
    another: str | None
    within: str | None


def see(a: Side, b: Side, standing: Standing) -> Seen:
    """Return what two sides show, the first in the order of their reports' identifiers."""
    values = unweighed(Pair(a, b, standing, {}))
    apart = ruled_apart(a, b, standing)
    another = ruled_another(a, b, standing) if apart is None else None
    within = ruled_in(a, b, standing) if apart is None and another is None else None
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

    def opine(self, places: Sequence[Place]) -> None:
        """Judge many pairs at once."""
        pairs = [Pair.of(self.sides[a], self.sides[b], self.rarity) for a, b in places]
        if not pairs:
            return
        seen = self._seen(places, [pair.standing for pair in pairs])
        values = np.array([weighed(pair, one.values) for pair, one in zip(pairs, seen, strict=True)])
        for place, one, row, chances in zip(places, seen, values, self.judge.chances(values), strict=True):
            self.known[place] = self._opinion(one, row, chances)

    def _seen(self, places: Sequence[Place], standings: Sequence[Standing]) -> list[Seen]:
        """Return what the sides at each two places show; sides lie in the order of their reports' identifiers."""
        pairs = [(self._bare(a), self._bare(b), stands) for (a, b), stands in zip(places, standings, strict=True)]
        given = [(a, b, stands) for (a, _), (b, _), stands in pairs]
        return self.memory.recall_each(see, given, [(a, b, stands) for (_, a), (_, b), stands in pairs])

    def _bare(self, place: int) -> tuple[Side, str]:
        """Return a side without what introduces its parties on other pages, of which ``standing`` tells; and its name.

        Each page that names a party anew introduces it, and would have all that it ever said be looked at again.
        """
        if place not in self._named:
            side = self.sides[place]
            bare = replace(side, speaker=_unintroduced(side.speaker), target=_unintroduced(side.target))
            self._named[place] = bare, self.memory.named(bare)
        return self._named[place]

    def opinion(self, a: int, b: int) -> Opinion:
        """Return the opinion on two places, judged now if it was not before."""
        place = (min(a, b), max(a, b))
        if place not in self.known:
            self.opine([place])
        return self.known[place]

    def same(self, a: int, b: int) -> float:
        """Return the chance that the reports at two places are of one statement."""
        return self.opinion(a, b).same

    def joined(self, a: int, b: int) -> bool:
        """Return whether the reports at two places are held to be of one statement."""
        one_page = self.sides[a].report.article == self.sides[b].report.article
        return self.same(a, b) >= (JOINED_IN_ONE_PAGE if one_page else JOINED)

    def _opinion(self, seen: Seen, values: Numbers, chances: Numbers) -> Opinion:
        verdict = self.judge.verdict(values, chances)
        likeness = float(chances[SAME] + chances[CLAIM])
        agree = verdict.relation in RELATIONS[: CLAIM + 1]
        if why := seen.apart:
            kept = Verdict(RELATIONS[TOPIC], verdict.score, (why, *verdict.reasons)) if agree else verdict
            return Opinion(kept, 0.0, likeness)
        if why := seen.another:
            claim = Verdict(RELATIONS[CLAIM], round(likeness, 4), (why, *verdict.reasons))
            return Opinion(claim if agree else verdict, 0.0, likeness)
        if why := seen.within:
            sure = max(SURE, float(chances[SAME]))
            return Opinion(Verdict(RELATIONS[SAME], round(sure, 4), (why, *verdict.reasons)), sure, likeness)
        return Opinion(verdict, float(chances[SAME]), likeness)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what was judged, kept or rejected, where anything speaks for a link; sorted, as the sides are."""
        kept = (
            Judgement(self.sides[a].report.id, self.sides[b].report.id, opinion.verdict)
            for (a, b), opinion in self.known.items()
            if max(opinion.same, opinion.likeness) >= KEPT or opinion.verdict.relation == "contradict"
        )
        return tuple(sorted(kept, key=lambda judgement: (judgement.a, judgement.b)))


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
