from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.candidates import NEAREST, _met, _Table, candidates
from sayso.comparison.features import FEATURES, Pair, measure, reason
from sayso.comparison.judge import RELATIONS, Judge
from sayso.comparison.meaning import WIDTH
from sayso.comparison.meetings import each_two, tallied
from sayso.comparison.sides import make_sides
from sayso.comparison.speakers import alike
from sayso.comparison.statements import group
from sayso.comparison.verdicts import Bench
from sayso.errors import ModelError
from sayso.records import Report, Resolution, Span, Verdict, identifier
from tests.comparison.pages import article

WORDS = [
    "harbour",
    "wreck",
    "ferry",
    "salt",
    "pilot",
    "dusk",
    "council",
    "sluice",
    "survey",
    "denied",
    "nobody",
    "12",
    "40",
    "Oss",
    "Brandt",
    "“",
    "”",
    "the",
    "was",
    "not",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=2, max_size=4)


class WordCounts:
    """A fake encoder: the vector of a text is the count of its words, at places that depend on the words alone."""

    def vectors(self, texts):
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(identifier("word", word)[5:], 16) % WIDTH] += 1
        return rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))


def sides_of(texts):
    pages = [article(text, outlet=f"Outlet {number}") for number, text in enumerate(texts)]
    reports = tuple(
        Report(
            id=identifier("att", page.id, 0), article=page.id, source=(), cue=(), content=(Span(0, len(page.text)),),
            kind="indirect", quote=page.text, speaker=None, speaker_from="none",
            why_speaker=Verdict("unresolved", 0.0, ()), act="say", target=None, said_on=None, said_precision=None,
            date_words=None, relay=(), nested_in=None,
        )
        for page in pages
    )  # fmt: skip
    return make_sides(pages, Resolution((), (), reports), WordCounts())


@settings(deadline=None, max_examples=15)
@given(TEXTS)
def test_a_pair_is_judged_the_same_both_ways(texts) -> None:
    sides, judge = sides_of(texts), Judge.load()
    for a in sides:
        for b in sides:
            values = measure(Pair.of(a, b, {}))
            assert values == measure(Pair.of(b, a, {}))
            assert all(0 <= value <= 1.000001 for value in values), dict(zip(FEATURES, values, strict=True))
            opinion = Bench((a, b), {}, judge).opinion(0, 1)
            assert opinion == Bench((b, a), {}, judge).opinion(0, 1)
            assert opinion.verdict.relation in RELATIONS


@settings(deadline=None, max_examples=15)
@given(TEXTS)
def test_candidates_do_not_depend_on_the_order(texts) -> None:
    sides = sides_of(texts)
    found = {(sides[a].report.id, sides[b].report.id) for a, b in candidates(sides)}
    turned = sides[::-1]
    again = {tuple(sorted((turned[a].report.id, turned[b].report.id))) for a, b in candidates(turned)}
    assert {tuple(sorted(pair)) for pair in found} == again


@settings(deadline=None, max_examples=30)
@given(TEXTS)
def test_reports_meet_under_the_keys_that_they_share(texts) -> None:
    sides = sides_of(texts)
    met: Counter[tuple[int, int]] = Counter()
    for a, b in combinations(range(len(sides)), 2):
        for keys_of in (stems, two_long_words, runs_of_four):
            met[a, b] += len(keys_of(sides[a]) & keys_of(sides[b]))
    kinds = [keys for _, keys in zip(range(4), _Table(sides).kinds(), strict=False)]  # without the cells
    found = {
        pair: often
        for pairs, times in tallied(_met(kinds, len(sides)), len(sides))
        for pair, often in zip(each_two(pairs, len(sides)), times.tolist(), strict=True)
    }
    assert found == +met


def stems(side):
    return side.stems


def two_long_words(side):
    return {frozenset(two) for two in pairwise(word for word in side.words if len(word) > 3)}


def runs_of_four(side):
    return {side.words[at : at + 4] for at in range(len(side.words) - 3)}


def test_sides_lie_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.comparison.sides._NEAR", 8)
    monkeypatch.setattr("sayso.comparison.sides._PAGES", 8)
    monkeypatch.setattr("sayso.spilled._SMALL", 1000)
    texts = [f"{' '.join(WORDS)} {number}. And the pilot of ferry {number} denied it." for number in range(400)]
    sides_of(texts)  # what is made once, and a place for each word in Python's table of them
    tracemalloc.start()
    sides = sides_of(texts)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len({side.report.id for side in sides}) == len(sides) == 400
    assert held / len(sides) < 2500  # the page and its report; a vector alone is 1,536 bytes, and a side has some


def test_equal_reports_meet_in_a_crowd() -> None:
    crowd = [f"{a} {b} {number} boats" for number, (a, b) in enumerate(zip(WORDS * 10, WORDS[1:] * 10, strict=False))]
    remark = "the wreck will not be lifted before the salt has been washed out of the sluice"
    sides = sides_of([*crowd, remark, f"well, {remark}"])
    at = [place for place, side in enumerate(sides) if remark in side.report.quote]
    found = list(candidates(sides))
    assert tuple(at) in found
    assert len(found) <= NEAREST * len(sides)


def test_groups_do_not_chain() -> None:
    near = {(0, 1): 0.9, (1, 2): 0.8, (3, 4): 0.7}
    assert group(5, near, lambda a, b: near.get((min(a, b), max(a, b)), 0.0)) == ((0, 1), (2,), (3, 4))


def test_every_feature_has_a_reason() -> None:
    for feature in FEATURES:
        assert reason(feature)[0].isupper()
        assert not reason(feature).endswith(".")


def test_a_judge_for_other_features_is_refused(tmp_path: Path) -> None:
    stored = tmp_path / "judge.json"
    Judge.load().write(stored)
    assert np.allclose(Judge.load(stored).weights, Judge.load().weights)
    told = json.loads(stored.read_text())
    del told["features"]["same_meaning"]
    stored.write_text(json.dumps(told))
    with pytest.raises(ModelError, match="same_meaning"):
        Judge.load(stored)


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("saravel", "saraveli", True),
        ("ostrenia", "ostrenian", True),
        ("dam", "damage", False),
        ("oman", "omani", False),
    ],
)
def test_names_and_their_adjectives_are_alike(one: str, other: str, met: bool) -> None:
    assert bool(alike({one}, {other})) == met
