"""What is a report of words, and what is only a name."""

from __future__ import annotations

import pytest

from sayso.records import Attribution, Span
from sayso.resolution.sayings import says_something


@pytest.mark.parametrize(
    ("cue", "content", "told"),
    [
        ("calls", "“patriots”", False),
        ("formerly known as", "the Harbour League", False),
        ("has long been supporting", "smugglers", False),
        ("calls", "the plan “a gift to nobody at all”", True),
        ("endorsed", "him", True),
        ("said", "“No”", True),
    ],
)
def test_a_naming_is_no_report(cue: str, content: str, told: bool) -> None:
    text = f"{cue} {content}"
    one = Attribution(
        source=(), cue=(Span(0, len(cue)),), content=(Span(len(cue) + 1, len(text)),), kind="indirect", nested_in=None
    )
    assert says_something(text, one) is told
