"""Who accuses whom: a matrix of parties, and the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import Statement
from sayso.web.catalogue import Catalogue
from sayso.web.lines import Line, Party, line_of, party_of

# More columns than this do not fit a page, and more rows no glance; the list has all charges.
SIDE: Final = 10
ROWS: Final = 14


@dataclass(frozen=True, slots=True)
class Charge:
    """One party accusing another: the statements, and those that deny or contradict one of them."""

    accuser: Party
    accused: Party
    statements: tuple[Line, ...]
    denials: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Accusations:
    """The charges, and the same as a matrix of counts: rows accuse, columns are accused."""

    charges: tuple[Charge, ...]
    columns: tuple[Party, ...]
    rows: tuple[tuple[Party, tuple[Charge | None, ...]], ...]
    without_target: tuple[Line, ...]

    @property
    def crossed(self) -> bool:
        """Whether the matrix says more than the list."""
        return crossed([cells for _, cells in self.rows])


def crossed(rows: Sequence[Sequence[object]]) -> bool:
    """Return whether two rows and two columns at least have two cells and more; else a list says all of it.

    >>> crossed([["a", "b"], ["c", "d"]]), crossed([["a", "b"], ["c", None], ["d", None]])
    (True, False)
    """
    columns = zip(*rows, strict=True)
    return all(sum(sum(cell is not None for cell in line) > 1 for line in lines) > 1 for lines in (rows, columns))


def _denials(catalogue: Catalogue, statement: Statement) -> list[Line]:
    links = catalogue.links.get(statement.id, ())
    return [
        line_of(catalogue, catalogue.statements[link.a])
        for link in links
        if link.b == statement.id and link.relation in {"denies", "contradicts"} and link.a in catalogue.statements
    ]


def _charge(catalogue: Catalogue, accuser: str, accused: str, statements: list[Statement]) -> Charge:
    denials = {line.number: line for one in statements for line in _denials(catalogue, one)}
    return Charge(
        accuser=party_of(catalogue, accuser) or Party("", None, resolved=False),
        accused=party_of(catalogue, accused) or Party("", None, resolved=False),
        statements=tuple(line_of(catalogue, one) for one in statements),
        denials=tuple(denials[number] for number in sorted(denials)),
    )


def _most_first(seen: Counter[str]) -> list[str]:
    return sorted(seen, key=lambda name: (-seen[name], name))


def _matrix(
    catalogue: Catalogue, charges: dict[tuple[str, str], Charge]
) -> tuple[tuple[Party, ...], tuple[tuple[Party, tuple[Charge | None, ...]], ...]]:
    made, met = Counter[str](), Counter[str]()
    for (accuser, accused), charge in charges.items():
        made[accuser] += len(charge.statements)
        met[accused] += len(charge.statements)
    columns = [(name, party_of(catalogue, name)) for name in _most_first(met)[:SIDE]]
    rows = [(name, party_of(catalogue, name)) for name in _most_first(made)[:ROWS]]
    return (
        tuple(party for _, party in columns if party is not None),
        tuple(
            (party, tuple(charges.get((name, other)) for other, _ in columns))
            for name, party in rows
            if party is not None
        ),
    )


def accusations(catalogue: Catalogue) -> Accusations:
    """Return who accuses whom, the pair with most statements first."""
    pairs: dict[tuple[str, str], list[Statement]] = {}
    without: list[Line] = []
    for statement in catalogue.statements.values():
        if statement.act != "accuse":
            continue
        target = catalogue.target_of(statement)
        if statement.speaker is None or target is None:
            without.append(line_of(catalogue, statement))
        else:
            pairs.setdefault((statement.speaker, target), []).append(statement)
    charges = {pair: _charge(catalogue, *pair, found) for pair, found in pairs.items()}
    ordered = sorted(charges.values(), key=lambda one: (-len(one.statements), one.statements[0].number))
    columns, rows = _matrix(catalogue, charges)
    return Accusations(tuple(ordered), columns, rows, tuple(without))
