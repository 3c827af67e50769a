from __future__ import annotations

import pytest

from tests.resolution.pages import page, resolved

NAMES = (
    ("Ann Poe", "person"), ("Daily Gull", "organisation"), ("Pelagos News Agency", "organisation"),
    ("Harbour Council", "organisation"),
)  # fmt: skip


def told(text: str) -> tuple[list[str], list[str]]:
    """Return the names of the relays of the last report, and the words that show them."""
    one, tagging = page(text, names=NAMES)
    found = resolved((one, tagging))
    names = {entity.id: entity.name for entity in found.entities}
    report = found.reports[-1]
    return [names[other] for other in report.relay], [span.of(one.text) for span in report.relay_words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[S1:Ann Poe] [C1:told] the Daily Gull [Q1:that the dam would hold].", (["Daily Gull"], ["told the Daily Gull"])),
        (
            "[S1:Ann Poe] [C1:said] [Q1:the dam would hold], citing the Harbour Council.",
            (["Harbour Council"], ["citing the Harbour Council"]),
        ),
        ("[S1:Ann Poe] [C1:said] in a statement [Q1:that the dam would hold].", ([], ["in a statement"])),
        ("[S1:Ann Poe] [C1:said] [Q1:the dam would hold], in a speech on television.", ([], ["in a speech", "on television"])),
        ("[S1:Ann Poe] [C1:said] [Q1:the ministry lied in a statement].", ([], [])),
        ("[S1:Ann Poe] [C1:said] [Q1:the dam would hold].", ([], [])),
    ],
)  # fmt: skip
def test_the_words_show_through_whom_and_in_what_form(text: str, expected: tuple[list[str], list[str]]) -> None:
    assert told(text) == expected
