from __future__ import annotations

import pytest

from sayso.comparison.figures import read_figures
from sayso.records import Entity, Mention, Resolution, Span
from tests.comparison.pages import NOTHING_RESOLVED, article


def places(text: str) -> list[str | None]:
    return [figure.place for figure in read_figures([article(text)], NOTHING_RESOLVED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A blast in Orsk killed 31 people, the Varn-based monitor said.", "Orsk"),
        ("A blast in Orsk killed 31 people near the market of Tolm.", "Tolm"),
        ("A blast in northern Syria killed 31 people.", "Syria"),
        ("A blast in the town of Orsk, in Syria, killed 31 people.", "Orsk"),
        ("A bomb went off in Orsk. It killed 31 people.", "Orsk"),
        ("A bomb killed 31 people.", None),
        ("A bomb killed 31 people in March.", None),
    ],
)
def test_place(text: str, expected: str | None) -> None:
    assert places(text)[0] == expected


def test_the_name_of_a_body_is_no_place() -> None:
    text = "Fighters of Tolm killed 31 people in Orsk."
    page = article(text)
    entity = Entity("ent_1", "Tolm", "group", ())
    resolution = Resolution((entity,), (Mention(page.id, Span(12, 16), "ent_1"),), ())
    assert [figure.place for figure in read_figures([page], resolution)] == ["Orsk"]
    assert places(text) == ["Orsk"]
    assert places("Fighters of Tolm killed 31 people.") == ["Tolm"]
