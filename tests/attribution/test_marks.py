from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribution.marks import LONGEST_DOUBLE, quoted

SIGN = {0: ".", 1: "d", 2: "s", 3: "m"}


def drawn(text: str) -> str:
    return "".join(SIGN[state] for state in quoted(text).tolist())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b” c", "..mdm.."),
        ('a "b" c', "..mdm.."),
        ("a „b“ c", "..mdm.."),
        ("a «b» c", "..mdm.."),
        ("a ‘b’ c", "..msm.."),
        ("it’s ok", "......."),
        ("“a\n“b”", "md.mdm"),
        ("“a ‘b’ c”", "mddmdmddm"),
    ],
)
def test_states(text: str, expected: str) -> None:
    assert drawn(text) == expected


def test_a_mark_never_closed_does_not_colour_the_whole_text() -> None:
    states = quoted("“" + "a" * (2 * LONGEST_DOUBLE))
    assert states[LONGEST_DOUBLE - 1] == 1
    assert states[-1] == 0


@given(st.text(alphabet="ab \n\"'“”„«»‘’", max_size=60))
def test_every_character_has_a_state(text: str) -> None:
    assert len(quoted(text)) == len(text)
