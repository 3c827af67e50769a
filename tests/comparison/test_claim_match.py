from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sayso.claims import check
from sayso.comparison.claim_match import Match, judge_claim
from sayso.comparison.claim_wording import told, worded
from sayso.comparison.meaning import Vectors
from sayso.comparison.wording import content_stems
from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.records import Act, Contents, Kind, Report, Span, Verdict


class WordCounts:
    """An encoder in which texts of the same words lie near each other."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for stem in content_stems(text):
                row[sum(map(ord, stem)) % 512] += 1
            row[511] += 0.001
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def verdict(claim: str, said: str, *, cue: str = "said", act: Act = "say", kind: Kind = "indirect") -> Verdict:
    text = f"{cue} {said}"
    content = Span(len(cue) + 1, len(text))
    report = Report("att_1", "art_1", (), (Span(0, len(cue)),), (content,), kind, said, None, "none",
                    Verdict("unresolved", 0.0, ()), act, None, None, None, None, (), None)  # fmt: skip
    ours, theirs = worded([claim, said], WordCounts())
    return judge_claim(Match(ours, told(report, theirs, cue, "", said), {}))


SIEGE = "half a million people are besieged in Orsk"


@pytest.mark.parametrize(
    ("claim", "said", "expected"),
    [
        (SIEGE, "that some 500,000 people are besieged in Orsk", "asserts"),
        (SIEGE, "that half a million people are dead in Orsk", "silent"),
        (SIEGE, "that 200,000 people are besieged in Orsk", "denies"),
        (SIEGE, "that at least 40,000 people are besieged in Orsk", "silent"),
        (SIEGE, "that hundreds of thousands of people are besieged in Orsk", "asserts"),
        ("More than 20 people were killed in Orsk", "that 31 people were killed in Orsk", "asserts"),
        ("31 people were killed in Orsk", "that more than 40 people were killed in Orsk", "denies"),
        ("the army fired on the market", "that the army never fired on the market", "denies"),
        ("the army never fired on the market", "that the army never fired on the market", "asserts"),
        ("the army never fired on the market", "that the army fired on the market", "denies"),
        ("wheat prices rose in Orsk", "that wheat prices fell in Orsk", "denies"),
        ("the army fired on the market", "that harvests were good in the valley", "silent"),
    ],
)
def test_which_way_a_report_speaks(claim: str, said: str, expected: str) -> None:
    found = verdict(claim, said)
    assert found.relation == expected
    assert found.reasons
    assert 0 <= found.score <= 1


def test_a_verb_of_denying_turns_what_is_said() -> None:
    claim, said = "the army fired on the market", "that the army fired on the market"
    assert verdict(claim, said, cue="denied", act="deny").relation == "denies"
    assert verdict(claim, said, cue="did not deny").relation == "asserts"
    assert verdict("the army did not fire on the market", said, cue="denied", act="deny").relation == "asserts"


def test_a_quoted_denial_is_turned_by_its_own_words_alone() -> None:
    found = verdict(
        "the army fired on the market", "the army never fired on the market", cue="denied it", kind="direct"
    )
    assert found.relation == "denies"


def test_a_demand_tells_nothing() -> None:
    found = verdict("the army leaves Orsk", "that the army leaves Orsk", cue="demanded", act="demand")
    assert found.relation == "silent"
    assert "demands" in found.reasons[0]


def test_an_empty_ledger_measures_nothing_and_an_empty_claim_is_refused() -> None:
    with Ledger.of(Contents()) as ledger:
        assert check(ledger, "the army fired on the market").finding == "unmeasured"
        with pytest.raises(InputError, match="holds no words"):
            check(ledger, " … ")
