"""The views of `sayso show --json`: each topic as plain rows, one JSON object a line, nothing shortened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from sayso.cli.topics import Topic
from sayso.ledger import accusations_of, statement_views, summarise
from sayso.ledger.views import StatementView
from sayso.records import Contents, Span

Row = dict[str, object]
_CONTESTED: Final = frozenset({"denies", "contradicts", "retracts"})


def rows(contents: Contents, topic: Topic | None) -> Iterator[Row]:
    """Yield the rows of a topic, or the counts of the ledger as one row; spans are ``[start, end]``."""
    if topic is None:
        yield _plain(summarise(contents))
        return
    yield from _ROWS[topic](contents)


def _who(contents: Contents) -> Iterator[Row]:
    spoken: dict[str | None, list[StatementView]] = defaultdict(list)
    for view in statement_views(contents):
        spoken[view.speaker.id if view.speaker else None].append(view)
    entities = {entity.id: entity for entity in contents.entities}
    for speaker in sorted(spoken, key=lambda one: (one is None, -len(spoken[one]), one or "")):
        views = spoken[speaker]
        yield {
            "speaker": _value(entities[speaker]) if speaker else None,
            "statements": [view.id for view in views],
            "origins": sum(len(view.origins) for view in views),
            "outlets": sorted({outlet for view in views for outlet in view.outlets}),
        }


def _what(contents: Contents) -> Iterator[Row]:
    yield from map(_plain, statement_views(contents))


def _conflicts(contents: Contents) -> Iterator[Row]:
    views = {view.id: view for view in statement_views(contents)}
    for link in contents.links:
        if link.relation in _CONTESTED:
            yield _plain(link) | {"a": _value(views[link.a]), "b": _value(views[link.b])}
    figures = {figure.id: row for figure, row in zip(contents.figures, _figures(contents), strict=True)}
    for figure_link in contents.figure_links:
        if figure_link.relation != "same":
            yield _plain(figure_link) | {"a": figures[figure_link.a], "b": figures[figure_link.b]}


def _figures(contents: Contents) -> Iterator[Row]:
    articles = {article.id: article for article in contents.articles}
    names = {entity.id: entity.name for entity in contents.entities}
    for figure in contents.figures:
        article = articles[figure.article]
        yield _plain(figure) | {
            "words": figure.span.of(article.text),
            "path": article.path,
            "outlet": article.outlet,
            "according_to": names.get(figure.according_to or ""),
        }


def _names(contents: Contents) -> Iterator[Row]:
    articles = {article.id: article for article in contents.articles}
    names = {entity.id: entity.name for entity in contents.entities}
    for naming in contents.namings:
        article = articles[naming.article]
        yield _plain(naming) | {"party": names[naming.referent], "path": article.path, "outlet": article.outlet}


def _origins(contents: Contents) -> Iterator[Row]:
    views = {view.id: view for view in statement_views(contents)}
    for origin in contents.origins:
        if len(origin.attributions) > 1:
            yield _plain(origin) | {"statement": _value(views[origin.statement])}


def _accusations(contents: Contents) -> Iterator[Row]:
    yield from map(_plain, accusations_of(contents))


_ROWS: Final[dict[Topic, Callable[[Contents], Iterator[Row]]]] = {
    Topic.WHO: _who,
    Topic.WHAT: _what,
    Topic.CONFLICTS: _conflicts,
    Topic.FIGURES: _figures,
    Topic.NAMES: _names,
    Topic.ORIGINS: _origins,
    Topic.ACCUSATIONS: _accusations,
}


def _plain(record: object) -> Row:
    return {field.name: _value(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]  # records all


def _value(value: object) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return _plain(value) if is_dataclass(value) else value
