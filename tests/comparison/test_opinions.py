"""Opinions in columns are what they would be in a dictionary."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.judge import REASONS, RELATIONS
from sayso.comparison.opinions import Opinion, Opinions, Place
from sayso.records import Judgement, Verdict

COUNT = 6
PLACES = st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda two: two[0] < two[1])
CHANCES = st.sampled_from([0.0, 0.1, 0.3, 0.6, 0.9])
REASONS_GIVEN = st.lists(st.sampled_from(["near", "same day", "one name"]), max_size=REASONS + 1).map(tuple)
OPINIONS = st.builds(Opinion, st.builds(Verdict, st.sampled_from(RELATIONS), CHANCES, REASONS_GIVEN), CHANCES, CHANCES)
PUTS = st.lists(st.tuples(PLACES, OPINIONS), max_size=25)
LINKING = frozenset({"same_claim", "contradict"})


def both(puts: list[tuple[Place, Opinion]]) -> tuple[Opinions, dict[Place, Opinion]]:
    opinions, known = Opinions(), {}
    for place, opinion in puts:
        opinions.put(place, opinion)
        known[place] = opinion
    return opinions, known


@settings(deadline=None)
@given(PUTS)
def test_what_was_put_is_there_in_its_order(puts: list[tuple[Place, Opinion]]) -> None:
    opinions, known = both(puts)
    assert list(opinions.items()) == list(known.items())
    assert list(opinions.chances()) == [(place, opinion.same) for place, opinion in known.items()]
    assert (COUNT, COUNT + 1) not in opinions
    assert opinions.get((COUNT, COUNT + 1)) is None
    assert opinions.same((COUNT, COUNT + 1)) is None
    assert [opinions.same(place) for place in known] == [opinion.same for opinion in known.values()]


@settings(deadline=None)
@given(PUTS)
def test_judgements_are_those_for_which_anything_speaks(puts: list[tuple[Place, Opinion]]) -> None:
    opinions, known = both(puts)
    names = [f"att_{place}" for place in range(COUNT)]
    kept = opinions.judgements(names, 0.3)
    assert list(kept) == [
        Judgement(names[a], names[b], opinion.verdict)
        for (a, b), opinion in sorted(known.items())
        if max(opinion.same, opinion.likeness) >= 0.3 or opinion.verdict.relation == "contradict"
    ]
    assert kept == tuple(kept)


@settings(deadline=None)
@given(PUTS, st.lists(st.integers(0, 2), min_size=COUNT, max_size=COUNT))
def test_the_surest_verdict_on_two_groups(puts: list[tuple[Place, Opinion]], home: list[int]) -> None:
    opinions, known = both(puts)

    def rank(verdict: Verdict) -> tuple[bool, float, tuple[str, ...]]:
        return verdict.relation in LINKING, verdict.score, verdict.reasons

    between: dict[Place, list[Verdict]] = {}
    for (a, b), opinion in known.items():
        if home[a] != home[b]:
            between.setdefault((min(home[a], home[b]), max(home[a], home[b])), []).append(opinion.verdict)
    surest = opinions.surest(home, LINKING)
    assert list(surest) == sorted(between)
    for two, verdict in surest.verdicts():
        assert rank(verdict) == max(map(rank, between[two]))
