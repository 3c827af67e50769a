"""Namings: what each outlet calls the same party, in whose voice, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sayso.comparison.naming_odds import Odds, distinctive_labels
from sayso.records import Naming, Voice
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Party, called, party_of
from sayso.web.marking import anchor

VOICE_ORDER: Final[tuple[Voice, ...]] = ("outlet", "quoted", "paraphrased")


@dataclass(frozen=True, slots=True)
class Label:
    """An expression, whether it stands in scare quotes, and its places."""

    words: str
    scare_quotes: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet's labels for a party, by voice in the order of ``VOICE_ORDER``; a page of none counts as one."""

    outlet: str
    voices: tuple[tuple[Label, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party and what it is called; ``labels`` counts the different expressions.

    ``apart`` are the labels that set an outlet apart from the others.
    """

    party: Party
    labels: int
    namings: int
    rows: tuple[OutletRow, ...]
    apart: tuple[Odds, ...]


def _label_key(naming: Naming) -> tuple[str, bool]:
    return (" ".join(naming.label.casefold().split()), naming.scare_quotes)


def _labels(namings: list[Naming]) -> tuple[Label, ...]:
    found: dict[tuple[str, bool], list[Naming]] = {}
    for naming in sorted(namings, key=lambda one: (one.article, one.span)):
        found.setdefault(_label_key(naming), []).append(naming)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        Label(_commonest(rows), scare, tuple(f"#{anchor(row.article, row.span)}" for row in rows))
        for (_, scare), rows in ordered
    )


def _commonest(namings: list[Naming]) -> str:
    seen = Counter(naming.label for naming in namings)
    return min(seen, key=lambda label: (-seen[label], label))


def _row(catalogue: Catalogue, namings: list[Naming]) -> OutletRow:
    voices = (_labels([naming for naming in namings if naming.voice == voice]) for voice in VOICE_ORDER)
    return OutletRow(called(catalogue.articles[namings[0].article]), tuple(voices))


def _outlet(catalogue: Catalogue, naming: Naming) -> tuple[bool, str]:
    article = catalogue.articles[naming.article]
    return (article.outlet is None, article.outlet_or_file)


def _party(catalogue: Catalogue, referent: str, namings: list[Naming], apart: tuple[Odds, ...]) -> NamedParty:
    outlets: dict[tuple[bool, str], list[Naming]] = {}
    for naming in namings:
        outlets.setdefault(_outlet(catalogue, naming), []).append(naming)
    return NamedParty(
        party=party_of(catalogue, referent) or Party(referent, None, resolved=True),
        labels=len({_label_key(naming)[0] for naming in namings}),
        namings=len(namings),
        rows=tuple(_row(catalogue, outlets[outlet]) for outlet in sorted(outlets)),
        apart=apart,
    )


def named_parties(catalogue: Catalogue) -> tuple[NamedParty, ...]:
    """Return the parties and what they are called, the one with most different labels first."""
    referents: dict[str, list[Naming]] = {}
    for naming in catalogue.contents.namings:
        referents.setdefault(naming.referent, []).append(naming)
    apart: dict[str, list[Odds]] = {}
    for odds in distinctive_labels(catalogue.contents):
        apart.setdefault(odds.referent, []).append(odds)
    parties = (
        _party(catalogue, referent, namings, tuple(apart.get(referent, ()))) for referent, namings in referents.items()
    )
    return tuple(sorted(parties, key=lambda one: (-one.labels, -one.namings, one.party.name, one.party.href or "")))
