"""The tables of a ledger: one for each kind of record, with lists kept as JSON.

The columns carry the names of the records' fields, so that a row and a record are the same
thing written twice; only a field ``span`` becomes two columns, ``start`` and ``end``.  Rows are
read in the order of their primary key, which makes every export deterministic.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from sayso.ledger.texts import any_text
from sayso.records import Attribution, Name, Place, SharedPassage, Span, Tagging, Verdict

VERSION: Final = 4
"""The number of the schema that this release writes."""
READABLE: Final = 3
"""The oldest whose records are kept as now, so that it is read as it stands; version 4 added the vectors of meaning."""

Value = TypeVar("Value")
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class AsJson(TypeDecorator[Value], Generic[Value]):
    """A column whose value is kept as compact JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, flatten: Callable[[Value], object], restore: Callable[..., Value]) -> None:
        super().__init__()
        self.flatten = flatten
        self.restore = restore

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type of the text in one database; JSON writes the characters that databases refuse as escapes."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Value | None, dialect: Dialect) -> str | None:
        """Return the JSON text to keep."""
        return None if value is None else _JSON(self.flatten(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Value | None:
        """Return the value that was kept."""
        return None if value is None else self.restore(json.loads(value))


def _flat_span(span: Span) -> list[int]:
    return [span.start, span.end]


def _restored(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _flat_passage(passage: SharedPassage) -> list[object]:
    return [passage.article_a, _flat_span(passage.span_a), passage.article_b, _flat_span(passage.span_b)]


def _spans() -> AsJson[tuple[Span, ...]]:
    return AsJson(lambda spans: [_flat_span(span) for span in spans], _restored)


def _words() -> AsJson[tuple[str, ...]]:
    return AsJson(list, tuple)


def _verdict() -> AsJson[Verdict]:
    return AsJson(
        lambda verdict: [verdict.relation, verdict.score, list(verdict.reasons)],
        lambda row: Verdict(row[0], row[1], tuple(row[2])),
    )


def _passages() -> AsJson[tuple[SharedPassage, ...]]:
    return AsJson(
        lambda passages: [_flat_passage(passage) for passage in passages],
        lambda rows: tuple(SharedPassage(a, Span(*x), b, Span(*y)) for a, x, b, y in rows),
    )


def _places() -> AsJson[tuple[Place, ...]]:
    return AsJson(
        lambda places: [[place.article, _flat_span(place.span)] for place in places],
        lambda rows: tuple(Place(article, Span(*span)) for article, span in rows),
    )


def flat_tagging(tagging: Tagging) -> list[list[object]]:
    """Return a tagging as lists that JSON can hold; ``tagging_of`` undoes it."""
    attributions: list[object] = [
        [*([_flat_span(span) for span in part] for part in (one.source, one.cue, one.content)), one.kind, one.nested_in]
        for one in tagging.attributions
    ]
    return [attributions, [[*_flat_span(name.span), name.kind] for name in tagging.names]]


def tagging_of(stored: Sequence[Any]) -> Tagging:
    """Return the tagging that ``flat_tagging`` made lists of."""
    attributions, names = stored
    return Tagging(
        tuple(
            Attribution(_restored(source), _restored(cue), _restored(content), kind, nested)
            for source, cue, content, kind, nested in attributions
        ),
        tuple(Name(Span(start, end), kind) for start, end, kind in names),
    )


def _span() -> AsJson[Span]:
    return AsJson(_flat_span, lambda row: Span(*row))


def _key(name: str) -> Column[str]:
    return Column(name, any_text(), primary_key=True)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, any_text(), nullable=nullable)


def _place(*, key: bool) -> tuple[Column[int], Column[int]]:
    """Return the columns of the one span of a record: two numbers, which SQL can compare."""
    return Column("start", Integer, primary_key=key, nullable=False), Column(
        "end", Integer, primary_key=key, nullable=False
    )


metadata = MetaData()

about = Table("about", metadata, _key("name"), _text("value"))

article = Table(
    "article",
    metadata,
    _key("id"),
    _text("path"),
    *(_text(name, nullable=True) for name in ("url", "outlet", "title", "byline", "published", "published_from")),
    Column("credits", _words(), nullable=False),
    _text("language", nullable=True),
    _text("sha256"),
    Column("furniture", _spans(), nullable=False),
    _text("text"),
    _text("text_sha256"),
    _text("as_of", nullable=True),
    _text("canonical", nullable=True),
)

edition = Table(
    "edition",
    metadata,
    _key("id"),
    *(_text(name) for name in ("article", "relation", "path")),
    *(_text(name, nullable=True) for name in ("url", "as_of")),
    _text("sha256"),
    Column("reasons", _words(), nullable=False),
    _text("text", nullable=True),
    *(Column(name, _spans(), nullable=False) for name in ("gone", "new")),
)

tagging = Table(
    "tagging",
    metadata,
    _key("text"),
    _key("tagger"),
    Column("tagging", AsJson(flat_tagging, tagging_of), nullable=False),
)

entity = Table(
    "entity", metadata, _key("id"), _text("name"), _text("kind"), Column("aliases", _words(), nullable=False)
)

mention = Table("mention", metadata, _key("article"), *_place(key=True), _key("entity"))

report = Table(
    "report",
    metadata,
    _key("id"),
    _text("article"),
    *(Column(name, _spans(), nullable=False) for name in ("source", "cue", "content")),
    _text("kind"),
    _text("quote"),
    _text("speaker", nullable=True),
    _text("speaker_from"),
    Column("why_speaker", _verdict(), nullable=False),
    _text("act"),
    *(_text(name, nullable=True) for name in ("target", "said_on", "said_precision", "date_words")),
    Column("relay", _words(), nullable=False),
    _text("nested_in", nullable=True),
    Column("why_act", _verdict()),
    Column("relay_words", _spans(), nullable=False),
)

statement = Table(
    "statement",
    metadata,
    _key("id"),
    _text("speaker", nullable=True),
    _text("act"),
    _text("said_on", nullable=True),
    _text("gist"),
    *(Column(name, _words(), nullable=False) for name in ("attributions", "origins", "outlets", "recycled")),
)

origin = Table(
    "origin",
    metadata,
    _key("id"),
    _text("statement"),
    Column("attributions", _words(), nullable=False),
    Column("why", _words(), nullable=False),
    _text("first"),
    Column("passages", _passages(), nullable=False),
)

judgement = Table("judgement", metadata, _key("a"), _key("b"), Column("verdict", _verdict(), nullable=False))

link = Table(
    "link",
    metadata,
    _key("a"),
    _key("b"),
    _key("relation"),
    Column("score", Float, nullable=False),
    Column("reasons", _words(), nullable=False),
)

figure = Table(
    "figure",
    metadata,
    _key("id"),
    _text("article"),
    *_place(key=False),
    Column("low", Float, nullable=False),
    Column("high", Float),
    *(
        _text(name, nullable=True)
        for name in ("unit", "what", "place", "as_of", "according_to", "attribution", "part_of")
    ),
)

figure_link = Table(
    "figure_link",
    metadata,
    _key("a"),
    _key("b"),
    _text("relation"),
    Column("score", Float, nullable=False),
    Column("reasons", _words(), nullable=False),
)

naming = Table(
    "naming",
    metadata,
    _key("article"),
    *_place(key=True),
    _text("label"),
    _key("referent"),
    _text("voice"),
    Column("scare_quotes", Boolean, nullable=False),
)

event = Table("event", metadata, _key("id"), *(Column(name, _words(), nullable=False) for name in ("articles", "why")))

dependence = Table(
    "dependence",
    metadata,
    _key("a"),
    _key("b"),
    _text("relation"),
    *(Column(name, Float, nullable=False) for name in ("score", "share")),
    Column("reasons", _words(), nullable=False),
    Column("passages", _passages(), nullable=False),
    Column("shown", _places(), nullable=False),
)

drift = Table(
    "drift",
    metadata,
    _key("id"),
    _text("a"),
    Column("span_a", _span(), nullable=False),
    _text("b"),
    Column("span_b", _span(), nullable=False),
    _text("kind"),
    Column("score", Float, nullable=False),
    Column("reasons", _words(), nullable=False),
)

alias = Table(
    "alias",
    metadata,
    _key("name"),
    Column("aliases", _words(), nullable=False),
    *(_text(name, nullable=True) for name in ("kind", "notes")),
)

correction = Table(
    "correction",
    metadata,
    _key("id"),
    _text("kind"),
    Column("names", _words(), nullable=False),
    Column("places", _places(), nullable=False),
    *(_text(name, nullable=True) for name in ("undoes", "by")),
    _text("made"),
)

failure = Table("failure", metadata, _key("path"), _key("stage"), _text("reason"), _text("remedy"))

for _table in (alias, failure):
    # PostgreSQL refuses keys of more than 2.7 kB, which a name or an address can be.
    _table.primary_key.ddl_if(dialect="sqlite")
