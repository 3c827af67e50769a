from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.resolution.pages import page, speakers

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "cases" / "resolution").glob("*/expected.json"))


def test_there_are_cases():
    assert CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_speakers_of_a_page(case):
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    names = tuple((name, kind) for name, kind in expected["names"])
    marked = (case / "page.txt").read_text(encoding="utf-8")
    assert speakers(page(marked, names=names)) == expected["speakers"]
