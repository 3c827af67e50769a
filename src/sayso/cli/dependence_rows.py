"""The rows of what `sayso show` tells of whole pages: events, copies, drift, reliance, answers left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sayso.ledger.omissions import omissions, unanswered
from sayso.ledger.support import reliances
from sayso.records import Article, Contents

Row = tuple[str, ...]
Part = tuple[str, tuple[str, ...], list[Row]]
"""The title of a table, its columns, and its rows."""

# Rows shown of a long list; how many more there are is said, and the export has them all.
SHOWN: Final = 25


def of_origins(contents: Contents) -> Iterator[Part]:
    """Yield which pages tell of one event, which depend on which, what drifted, and what rests on one source."""
    yield "Pages that tell of one event", ("pages", "outlets", "why"), _cut(_events(contents))
    yield "Pages that depend on one another", ("page", "and", "how", "why"), _cut(_dependences(contents))
    yield "What changed along a copy", ("from", "to", "kind", "gist", "why"), _cut(_drifts(contents))
    columns = ("source", "statements", "by several outlets", "gist")
    yield "If one source is wrong: statements that lose all support", columns, _cut(_reliances(contents))


def of_conflicts(contents: Contents) -> Iterator[Part]:
    """Yield the accusations that no page answers, and the pages that leave an answer out."""
    columns = ("page", "accusation", "answer", "why")
    yield "Pages that carry an accusation without the answer that others carry", columns, _cut(_omissions(contents))
    yield "Accusations that no page answers", ("who", "outlets", "gist"), _cut(_unanswered(contents))


def _events(contents: Contents) -> list[Row]:
    pages = _pages(contents)
    largest = sorted(contents.events, key=lambda event: (-len(event.articles), event.id))
    return [(str(len(one.articles)), "; ".join(pages[n] for n in one.articles), "; ".join(one.why)) for one in largest]


def _dependences(contents: Contents) -> list[Row]:
    pages = _pages(contents)
    return [
        (pages[one.a], pages[one.b], one.relation.replace("_", " "), "; ".join(one.reasons))
        for one in contents.dependences
    ]


def _drifts(contents: Contents) -> list[Row]:
    pages = _pages(contents)
    texts = {article.id: article.text for article in contents.articles}
    return [
        (
            pages[one.a],
            pages[one.b],
            one.kind.replace("_", " "),
            f"{one.span_a.of(texts[one.a])} ⟶ {one.span_b.of(texts[one.b])}",
            "; ".join(one.reasons),
        )
        for one in contents.drifts
    ]


def _reliances(contents: Contents) -> list[Row]:
    gists = {statement.id: statement.gist for statement in contents.statements}
    return [
        (one.source, str(len(one.statements)), str(len(one.spread)), "; ".join(gists[name] for name in one.spread[:3]))
        for one in reliances(contents)
    ]


def _omissions(contents: Contents) -> list[Row]:
    gists = {statement.id: statement.gist for statement in contents.statements}
    pages = _pages(contents)
    return [(pages[one.article], gists[one.accusation], gists[one.answer], one.reason) for one in omissions(contents)]


def _unanswered(contents: Contents) -> list[Row]:
    names = {entity.id: entity.name for entity in contents.entities}
    statements = {statement.id: statement for statement in contents.statements}
    found = (statements[name] for name in unanswered(contents))
    return [(names.get(one.speaker or "", "unresolved"), ", ".join(one.outlets), one.gist) for one in found]


def _pages(contents: Contents) -> Mapping[str, str]:
    return {article.id: _page(article) for article in contents.articles}


def _page(article: Article) -> str:
    return f"{article.outlet_or_file} {(article.published or '')[:10]}".strip()


def _cut(rows: list[Row]) -> list[Row]:
    """Return the first rows, and one that says how many more there are."""
    if len(rows) <= SHOWN:
        return rows
    width = len(rows[0])
    return [*rows[:SHOWN], (f"and {len(rows) - SHOWN} more", *[""] * (width - 1))]
