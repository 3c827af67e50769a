"""What the example story holds for and against claims: `tests/cases/claims/hadrin/claims.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sayso.cli.check import as_object, lines_of
from sayso.comparison import check_claim
from tests.examples.conftest import Story

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "claims" / "hadrin" / "claims.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["claim"])
def test_claim(story: Story, case: Mapping[str, object]) -> None:
    found = check_claim(story.contents, str(case["claim"]))
    if "finding_not" in case:
        assert found.finding != case["finding_not"]
    else:
        assert found.finding == case["finding"]
    for side, bearers in (("for", found.asserts), ("against", found.denies)):
        speakers = {bearer.speaker for bearer in bearers}
        for name in case.get(side, ()):  # type: ignore[attr-defined]  # the case file is ours
            assert name in speakers


def test_every_place_holds_the_words_and_the_answer_can_be_read(story: Story) -> None:
    found = check_claim(story.contents, "The shells were fired from Ostrenian soil")
    texts = {article.id: article.text for article in story.contents.articles}
    for bearer in (*found.asserts, *found.denies):
        assert bearer.verdict.reasons
        for source in bearer.sources:
            for report in source.reports:
                assert " … ".join(span.of(texts[report.article]) for span in report.spans) == report.quote
    assert found.origins("asserts") < sum(len(s.reports) for b in found.asserts for s in b.sources)
    assert "disputed: " in "\n".join(lines_of(found))
    assert json.loads(json.dumps(as_object(found)))["independent_for"] == found.origins("asserts")
