"""Bylines and credits as pages print them."""

import pytest

from sayso.reading.credits import Byline, credit_on, read_byline


@pytest.mark.parametrize(
    ("line", "name", "credits"),
    [
        ("By\xa0Lena Moor with\xa0Reuters", "Lena Moor", ("Reuters",)),
        ("By AFP", None, ("AFP",)),
        ("By Reuters Staff", None, ("Reuters",)),
        ("By The Associated Press", None, ("AP",)),
        ("By Lena Moor and Carl Roe, AP", "Lena Moor and Carl Roe", ("AP",)),
        ("By Lena Moor, Carl Roe and Eve Doe", "Lena Moor, Carl Roe and Eve Doe", ()),
        ("By Lena Moor | AP November 2, 2016", "Lena Moor", ("AP",)),
        ("By Lena Moor in Selm and agencies", "Lena Moor", ("agencies",)),
        ("By Lena Moor, Gazette News", "Lena Moor", ()),
        ("By Petra Lund", "Petra Lund", ()),
        ("By Tomas Wiel with Pelagos", "Tomas Wiel", ("Pelagos",)),
        ("Pelagos News Agency", None, ("Pelagos",)),
        ("Staff and agencies", None, ("agencies",)),
        ("Reuters, AFP", None, ("Reuters", "AFP")),
    ],
)
def test_bylines(line: str, name: str | None, credits: tuple[str, ...]) -> None:
    assert read_byline(line) == Byline(name, credits)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the talks had failed.",
        "By the end of the day, Selm had answered.",
        "By and large it went well.",
        "He told AFP on Monday.",
        "Lena Moor",
        "",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("GENEVA (Reuters) - Talks ended on Friday.", ("Reuters",)),
        ("SELM, Saravel, March 15 (Pelagos) — The toll rose.", ("Pelagos",)),
        ("MOSCOW, October 4. /TASS/. Talks ended.", ("TASS",)),
        ("AFP - The army said so.", ("AFP",)),
        ("That was all, he said. (AFP)", ("AFP",)),
        ("That was all, he said. – Reuters", ("Reuters",)),
        ("Source: Reuters/AFP", ("Reuters", "AFP")),
        ("The Associated Press contributed to this report.", ("AP",)),
        ("© 2016 The Associated Press. All rights reserved.", ("AP",)),
        ("Rebels pose for a picture. (Photo by AFP)", ()),
        ("A street in Selm. (File photo: Reuters)", ()),
        ("He told AFP on Monday that it was over.", ()),
        ("Source: the ministry of works", ()),
    ],
)
def test_credits(line: str, credits: tuple[str, ...]) -> None:
    assert credit_on(line, edge=True) == credits
