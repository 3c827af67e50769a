from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from sayso.attribution import load_tagger
from sayso.comparison import Side, compare, load_encoder, make_sides
from sayso.reading import read
from sayso.records import Article
from sayso.resolution import resolve
from sayso.settings import Settings

HADRIN = Path(__file__).parents[2] / "examples" / "hadrin"


@pytest.fixture(scope="module")
def sides() -> tuple[Side, ...]:
    paths = sorted([*HADRIN.glob("03*"), *HADRIN.glob("04*")])  # one agency story in two papers
    pages = [page for page in read(paths, Settings()) if isinstance(page, Article)]
    tagger = load_tagger()
    resolution = resolve(pages, [tagger.tag(page.text, page.furniture) for page in pages])
    return make_sides(pages, resolution, load_encoder())


def test_neither_report_comes_first(sides: tuple[Side, ...]) -> None:
    for a, b in combinations(sides[:14], 2):
        assert compare(a, b) == compare(b, a)


def test_a_verdict_has_a_relation_a_score_and_reasons(sides: tuple[Side, ...]) -> None:
    verdicts = [compare(a, b) for a, b in combinations(sides, 2)]
    assert {"same_statement", "unrelated"} <= {verdict.relation for verdict in verdicts}
    assert all(0 <= verdict.score <= 1 for verdict in verdicts)
    assert all(verdict.reasons for verdict in verdicts if verdict.relation == "same_statement")
