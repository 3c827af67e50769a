"""Two wordings side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.web.wording import LONGEST, compare_wordings


def only(text_runs: tuple[object, ...]) -> list[str]:
    return [run.text.strip() for run in text_runs if run.state == "only"]  # type: ignore[attr-defined]


def test_quotation_marks_and_case_are_no_difference() -> None:
    assert compare_wordings('"No gate was opened," he said', "“no gate was opened” he said").alike


def test_the_words_that_differ_are_found() -> None:
    found = compare_wordings("peace talks are put off indefinitely", "peace talks were put off for good")
    assert only(found.left) == ["are", "indefinitely"]
    assert only(found.right) == ["were", "for good"]


def test_a_long_wording_is_cut_and_says_so() -> None:
    long = "word " * (LONGEST + 7)
    found = compare_wordings(long, "word")
    assert (found.words, found.cut, found.alike) == (LONGEST, 7, False)


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_no_word_is_lost(left: str, right: str) -> None:
    found = compare_wordings(left, right)
    assert "".join(run.text for run in found.left).split() == left.split()
    assert "".join(run.text for run in found.right).split() == right.split()
