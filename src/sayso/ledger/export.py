"""The ledger as JSON lines: one object a line, each with a ``record`` field that names its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields

from sayso.records import Contents, Origin, SharedPassage, Span, Statement, Verdict


def json_lines(contents: Contents) -> Iterator[str]:
    """Yield the lines of the export, without line ends, in the order of kinds and identifiers.

    Spans become ``[start, end]``, tuples lists, absent values null.  The same ledger gives the
    same lines, byte for byte.
    """
    for row in _objects(contents):
        yield json.dumps(row, ensure_ascii=False)


def _objects(contents: Contents) -> Iterator[dict[str, object]]:
    yield from _plain("article", contents.articles)
    yield from _attributions(contents)
    yield from _plain("entity", contents.entities)
    yield from _plain("statement", contents.statements)
    yield from _plain("origin", contents.origins)
    yield from _plain("link", contents.links)
    yield from _plain("figure", contents.figures)
    yield from _plain("figure_link", contents.figure_links)
    yield from _plain("naming", contents.namings)
    yield from _plain("mention", contents.mentions)
    yield from _plain("judgement", contents.judgements)
    yield from _plain("failure", contents.failures)


def _plain(kind: str, records: Sequence[object]) -> Iterator[dict[str, object]]:
    for record in records:
        yield {"record": kind} | {
            field.name: _value(getattr(record, field.name))
            for field in fields(record)  # type: ignore[arg-type]  # records all
        }


def _attributions(contents: Contents) -> Iterator[dict[str, object]]:
    statement_of = _owner(contents.statements)
    origin_of = _owner(contents.origins)
    for report, row in zip(contents.reports, _plain("attribution", contents.reports), strict=True):
        yield row | {"statement": statement_of.get(report.id), "origin": origin_of.get(report.id)}


def _owner(owners: Sequence[Statement] | Sequence[Origin]) -> dict[str, str]:
    return {attribution: owner.id for owner in owners for attribution in owner.attributions}


def _value(value: object) -> object:
    match value:
        case Span():
            return [value.start, value.end]
        case Verdict():
            return {"relation": value.relation, "score": value.score, "reasons": list(value.reasons)}
        case SharedPassage():
            return [value.article_a, _value(value.span_a), value.article_b, _value(value.span_b)]
        case tuple():
            return [_value(item) for item in value]
        case float() if value.is_integer():
            return int(value)
    return value
