"""The verdicts on pairs of reports: the judge's, less what cannot be whatever the words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np

from sayso.comparison.features import FEATURES, WEIGHED, Pair, unweighed, weighed_all, weight
from sayso.comparison.judge import RELATIONS, Judge
from sayso.comparison.meetings import together
from sayso.comparison.opinions import Judgements, Opinion, Opinions, Place
from sayso.comparison.rulings import ruled_another, ruled_apart, ruled_in
from sayso.comparison.sides import Side, articles_of, names_of
from sayso.comparison.speakers import Speaker, Standing, standing
from sayso.comparison.statements import JOINED, JOINED_IN_ONE_PAGE
from sayso.memory import Memory
from sayso.records import Verdict

SAME: Final = RELATIONS.index("same_statement")
CLAIM: Final = RELATIONS.index("same_claim")
TOPIC: Final = RELATIONS.index("same_topic")
# Verdicts are kept, also the rejected ones, from this chance of one statement or claim on; below it little speaks
# for a pair.
KEPT: Final = 0.3
# The chance given to what is ruled in: words that a page put under a wrong name still come out otherwise.
SURE: Final = 0.9

# Pairs that are judged at once: more take memory and no less time.
_AT_ONCE: Final = 4096
# Pairs of speakers of which is remembered how they stand to each other.
_STANDINGS: Final = 20_000
_SIZE: Final = 8 * (len(FEATURES) - len(WEIGHED))


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


class Bench:
    """Judges pairs of ``sides`` by their places, each once."""

    def __init__(
        self, sides: Sequence[Side], rarity: Mapping[str, float], judge: Judge, memory: Memory | None = None
    ) -> None:
        self.sides, self.rarity, self.judge, self.memory = sides, rarity, judge, memory or Memory()
        self.known = Opinions()
        # Of each side how much its words weigh (not yet known: -1), and its name for the memory.
        self._weights = array("d", [-1.0]) * len(sides)
        self._names = np.zeros(len(sides), dtype="S32")
        self._standings: dict[tuple[str | None, str | None], Standing] = {}

    def opine(self, places: Iterable[Place]) -> None:
        """Judge many pairs, sorted, some thousands at once, those of one first place together."""
        for some in together(places, _AT_ONCE):
            self._opine(some)

    def _opine(self, places: Sequence[Place]) -> None:
        sides = {place: self.sides[place] for place in {place for two in places for place in two}}
        bare = {place: self._bare(place, side) for place, side in sides.items()}
        pairs = [self._pair(place, (sides[place[0]], sides[place[1]])) for place in places]
        given = [
            (bare[a][1], f"{bare[b][1]} {pair.standing}", (bare[a][0], bare[b][0], pair.standing))
            for (a, b), pair in zip(places, pairs, strict=True)
        ]
        self._judge_pairs(places, pairs, self.memory.recall_beside(see, given))

    def opinion(self, a: int, b: int) -> Opinion:
        """Return the opinion on two places, judged now if it was not before."""
        place = (min(a, b), max(a, b))
        if place not in self.known:
            sides = self.sides[place[0]], self.sides[place[1]]
            pair = self._pair(place, sides)
            (one, name), (other, others_name) = map(self._bare, place, sides)
            named = (name, others_name, pair.standing)
            self._judge_pairs([place], [pair], [self.memory.recall(see, one, other, pair.standing, named=named)])
        return self.known[place]

    def _pair(self, place: Place, sides: tuple[Side, Side]) -> Pair:
        """Return the pair of the sides at two places, whose order is that of the reports' identifiers."""
        one, other = sides
        parties = (_entity(one.speaker), _entity(other.speaker))
        if parties not in self._standings:
            if len(self._standings) >= _STANDINGS:
                self._standings.clear()
            self._standings[parties] = standing(one.speaker, other.speaker)
        each = self._weight(place[0], one), self._weight(place[1], other)
        return Pair(one, other, self._standings[parties], (*each, weight(one.stems & other.stems, self.rarity)))

    def _weight(self, place: int, side: Side) -> float:
        if self._weights[place] < 0:
            self._weights[place] = weight(side.stems, self.rarity)
        return self._weights[place]

    def _judge_pairs(self, places: Sequence[Place], pairs: Sequence[Pair], seen: Sequence[Seen]) -> None:
        others = np.frombuffer(b"".join(one.values for one in seen)).reshape(len(pairs), -1)
        values = weighed_all(pairs, others)
        chances = self.judge.chances(values)
        verdicts = self.judge.verdicts(values, chances)
        of_two = chances[:, [SAME, CLAIM]].tolist()
        for place, one, verdict, (same, claim) in zip(places, seen, verdicts, of_two, strict=True):
            self.known.put(place, _opinion(one, verdict, same, same + claim))

    def _bare(self, place: int, side: Side) -> tuple[Side, str]:
        """Return a side without what introduces its parties on other pages, of which ``standing`` tells; and its name.

        Each page that names a party anew introduces it, and would have all that it ever said be looked at again.
        """
        bare = replace(side, speaker=_unintroduced(side.speaker), target=_unintroduced(side.target))
        if not self._names[place]:
            self._names[place] = self.memory.named(bare)
        return bare, self._names[place].decode()

    def same(self, a: int, b: int) -> float:
        """Return the chance that the reports at two places are of one statement."""
        known = self.known.same((min(a, b), max(a, b)))
        return self.opinion(a, b).same if known is None else known

    def joins(self) -> Mapping[Place, float]:
        """Return the pairs that are held to be of one statement, each with the chance of it."""
        of = articles_of(self.sides)
        return {
            (a, b): same
            for (a, b), same in self.known.chances()
            if same >= (JOINED_IN_ONE_PAGE if of[a] == of[b] else JOINED)
        }

    def judgements(self) -> Judgements:
        """Return what was judged, kept or rejected, where anything speaks for a link; sorted, as the sides are."""
        return self.known.judgements(names_of(self.sides), KEPT)


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


def _entity(party: Speaker | None) -> str | None:
    return party.entity if party is not None else None


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
