from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.attribution.labels import FORBIDDEN, Stretch, best_paths, constraints, stretches

LABELS = 5
scores = arrays(np.float32, st.tuples(st.integers(1, 5), st.just(LABELS)), elements=st.floats(-5, 5, width=16))


def worth(path: tuple[int, ...], given_scores: np.ndarray, transitions: np.ndarray) -> float:
    total = transitions[0, path[0]] + sum(given_scores[i, label] for i, label in enumerate(path))
    return float(total + sum(transitions[a, b] for a, b in itertools.pairwise(path)))


@settings(deadline=None)
@given(scores)
def test_no_path_is_worth_more_than_the_best(given_scores: np.ndarray) -> None:
    transitions = constraints(LABELS)
    found = tuple(best_paths([given_scores], [transitions])[0].tolist())
    best = max(
        worth(path, given_scores, transitions) for path in itertools.product(range(LABELS), repeat=len(given_scores))
    )
    assert abs(worth(found, given_scores, transitions) - best) < 1e-2


@settings(deadline=None)
@given(scores)
def test_an_inside_label_follows_its_own_kind(given_scores: np.ndarray) -> None:
    path = best_paths([given_scores], [constraints(LABELS)])[0].tolist()
    for before, label in itertools.pairwise([0, *path]):
        assert label == 0 or label % 2 == 1 or before in {label, label - 1}


def test_an_inside_label_is_forbidden_at_the_start() -> None:
    assert constraints(LABELS)[0, 2] == FORBIDDEN
    lone = np.array([[0, 0, 9, 0, 0]], dtype=np.float32)
    assert best_paths([lone], [constraints(LABELS)])[0].tolist() != [2]


def test_no_pieces_make_no_path() -> None:
    assert best_paths([np.zeros((0, LABELS), dtype=np.float32)], [constraints(LABELS)])[0].tolist() == []
    assert stretches(np.zeros(0, dtype=np.int64)) == []


def test_stretches_that_touch_stay_apart() -> None:
    assert stretches(np.array([1, 2, 1, 3])) == [Stretch(0, 2, 0), Stretch(2, 3, 0), Stretch(3, 4, 1)]


@settings(deadline=None)
@given(scores, scores)
def test_a_path_does_not_depend_on_what_is_walked_beside_it(one: np.ndarray, other: np.ndarray) -> None:
    steps = np.linspace(-1, 1, LABELS * LABELS, dtype=np.float32).reshape(LABELS, LABELS)
    transitions = constraints(LABELS) + steps
    together = best_paths([one, other], [transitions] * 2)
    assert together[0].tolist() == best_paths([one], [transitions])[0].tolist()
    assert together[1].tolist() == best_paths([other], [transitions])[0].tolist()
