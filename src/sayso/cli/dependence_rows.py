"""The rows of what `sayso show` tells of whole pages: events, copies, drift, reliance, answers left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sayso.ledger.omissions import omissions, unanswered
from sayso.ledger.support import reliances
from sayso.records import Article, Contents
from sayso.web.lines import file_name

Part = tuple[str, tuple[str, ...], list[tuple[str, ...]]]
"""The title of a table, its columns, and its rows."""

# Rows shown of a long list; how many more there are is said, and the export has them all.
SHOWN: Final = 25


def of_origins(contents: Contents) -> Iterator[Part]:
    """Yield which pages tell of one event, which depend on which, what drifted, and what rests on one source."""
    pages = {article.id: _page(article) for article in contents.articles}
    texts = {article.id: article.text for article in contents.articles}
    gists = {statement.id: statement.gist for statement in contents.statements}
    yield (
        "Pages that tell of one event",
        ("pages", "gist", "why"),
        _cut(
            [
                (str(len(event.articles)), "; ".join(pages[name] for name in event.articles), "; ".join(event.why))
                for event in sorted(contents.events, key=lambda event: (-len(event.articles), event.id))
            ]
        ),
    )
    yield (
        "Pages that depend on one another",
        ("page", "and", "how", "why"),
        _cut([(pages[one.a], pages[one.b], one.relation, "; ".join(one.reasons)) for one in contents.dependences]),
    )
    yield (
        "What changed along a copy",
        ("from", "to", "kind", "gist", "why"),
        _cut(
            [
                (
                    pages[one.a],
                    pages[one.b],
                    one.kind.replace("_", " "),
                    f"{one.span_a.of(texts[one.a])} ⟶ {one.span_b.of(texts[one.b])}",
                    "; ".join(one.reasons),
                )
                for one in contents.drifts
            ]
        ),
    )
    yield (
        "If one source is wrong: statements that lose all support",
        ("source", "statements", "by several outlets", "gist"),
        _cut(
            [
                (
                    one.source,
                    str(len(one.statements)),
                    str(len(one.spread)),
                    "; ".join(gists[name] for name in one.spread[:3]),
                )
                for one in reliances(contents)
            ]
        ),
    )


def of_conflicts(contents: Contents) -> Iterator[Part]:
    """Yield the accusations that no page answers, and the pages that leave an answer out."""
    names = {entity.id: entity.name for entity in contents.entities}
    statements = {statement.id: statement for statement in contents.statements}
    pages = {article.id: _page(article) for article in contents.articles}
    yield (
        "Pages that carry an accusation without the answer that others carry",
        ("page", "accusation", "answer", "why"),
        _cut(
            [
                (pages[one.article], statements[one.accusation].gist, statements[one.answer].gist, one.reason)
                for one in omissions(contents)
            ]
        ),
    )
    yield (
        "Accusations that no page answers",
        ("who", "outlets", "gist"),
        _cut(
            [
                (
                    names.get(statements[name].speaker or "", "unresolved"),
                    ", ".join(statements[name].outlets),
                    statements[name].gist,
                )
                for name in unanswered(contents)
            ]
        ),
    )


def _page(article: Article) -> str:
    return f"{article.outlet or file_name(article.path)} {(article.published or '')[:10]}".strip()


def _cut(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the first rows, and one that says how many more there are."""
    if len(rows) <= SHOWN:
        return rows
    width = len(rows[0])
    return [*rows[:SHOWN], (f"and {len(rows) - SHOWN} more", *[""] * (width - 1))]
