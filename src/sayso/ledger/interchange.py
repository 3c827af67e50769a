"""The ledger as JSON lines, and back: one object a line, each with a ``record`` field that names its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Final, cast, get_type_hints

from sayso.errors import LedgerError
from sayso.records import (
    Alias,
    Article,
    Contents,
    Correction,
    Dependence,
    Drift,
    Edition,
    Entity,
    Event,
    Failure,
    Figure,
    FigureLink,
    Judgement,
    Link,
    Mention,
    Naming,
    Origin,
    Place,
    Report,
    SharedPassage,
    Span,
    Statement,
    Verdict,
)

# The names of the kinds in the export, in its order, and where a ledger's contents hold them.
KINDS: Final[dict[str, tuple[str, type]]] = {
    "article": ("articles", Article),
    "attribution": ("reports", Report),
    "entity": ("entities", Entity),
    "statement": ("statements", Statement),
    "origin": ("origins", Origin),
    "link": ("links", Link),
    "figure": ("figures", Figure),
    "figure_link": ("figure_links", FigureLink),
    "naming": ("namings", Naming),
    "event": ("events", Event),
    "dependence": ("dependences", Dependence),
    "drift": ("drifts", Drift),
    "mention": ("mentions", Mention),
    "judgement": ("judgements", Judgement),
    "edition": ("editions", Edition),
    "failure": ("failures", Failure),
    "alias": ("aliases", Alias),
    "correction": ("corrections", Correction),
}


def json_lines(contents: Contents) -> Iterator[str]:
    """Yield the lines of the export, without line ends, in the order of kinds and identifiers.

    Spans become ``[start, end]``, tuples lists, absent values null.  The same ledger gives the
    same lines, byte for byte.
    """
    for kind in KINDS:
        for row in record_rows(contents, kind):
            yield json.dumps({"record": kind} | row, ensure_ascii=False)


def record_rows(contents: Contents, kind: str) -> Iterator[dict[str, object]]:
    """Yield the records of one kind of ``KINDS`` as they are exported, without the field ``record``.

    An attribution is given its statement and its origin, which the tables hold on the other side.
    """
    rows = map(_row, getattr(contents, KINDS[kind][0]))
    if kind != "attribution":
        yield from rows
        return
    statement_of, origin_of = _owner(contents.statements), _owner(contents.origins)
    for report, row in zip(contents.reports, rows, strict=True):
        yield row | {"statement": statement_of.get(report.id), "origin": origin_of.get(report.id)}


def read_json_lines(lines: Iterable[str], subject: str = "the export") -> Contents:
    """Return the contents of a ledger from the lines of its export; ``json_lines`` undone.

    ``subject`` names where the lines are from, for the error.  Raise LedgerError, with the number of
    the line, for a line that is no record of an export of this release.
    """
    found: dict[str, list[object]] = {place: [] for place, _ in KINDS.values()}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place, record = _read_line(line, f"{subject}, line {number}")
            found[place].append(record)
    return Contents(**cast("dict[str, tuple[()]]", {place: tuple(records) for place, records in found.items()}))


def _read_line(line: str, subject: str) -> tuple[str, object]:
    remedy = "Give a file that `sayso export --format jsonl` of this release wrote"
    try:
        row = json.loads(line)
        place, kind = KINDS[row.pop("record")]
        readers = _readers(kind)
        # A field that later releases added has a default, and an older export lacks it.
        return place, kind(**{name: read(row[name]) for name, read in readers.items() if name in row})
    except KeyError as error:
        raise LedgerError(subject, f"it lacks {error}, or that kind is unknown", remedy) from error
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise LedgerError(subject, f"it is no record of an export ({error})", remedy) from error


def _row(record: object) -> dict[str, object]:
    return {field.name: _value(getattr(record, field.name)) for field in fields(record)}  # type: ignore[arg-type]  # records all


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
        case tuple() | Place():
            parts = (value.article, value.span) if isinstance(value, Place) else value
            return [_value(part) for part in parts]
        case float() if value.is_integer():
            return int(value)
    return value


def _spans(rows: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(_span(row) for row in rows)


def _span(row: Sequence[int]) -> Span:
    start, end = row
    if not isinstance(start, int) or not isinstance(end, int):
        raise ValueError("a place is two whole numbers")
    return Span(start, end)


def _verdict(row: Mapping[str, object]) -> Verdict:
    reasons = cast("Sequence[str]", row["reasons"])
    return Verdict(_text(row["relation"]), _number(row["score"]), tuple(map(_text, reasons)))


def _passages(rows: Iterable[tuple[str, Sequence[int], str, Sequence[int]]]) -> tuple[SharedPassage, ...]:
    return tuple(SharedPassage(_text(a), _span(x), _text(b), _span(y)) for a, x, b, y in rows)


def _places(rows: Iterable[tuple[str, Sequence[int]]]) -> tuple[Place, ...]:
    return tuple(Place(_text(article), _span(span)) for article, span in rows)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


_READERS: Final[dict[object, Callable[..., object]]] = {
    Span: _span,
    Verdict: _verdict,
    Verdict | None: lambda row: None if row is None else _verdict(row),
    float: _number,
    bool: _truth,
    tuple[Span, ...]: _spans,
    tuple[str, ...]: lambda values: tuple(map(_text, values)),
    tuple[SharedPassage, ...]: _passages,
    tuple[Place, ...]: _places,
}


@cache
def _readers(kind: type) -> dict[str, Callable[..., object]]:
    """Return, for each field of a record, the function that makes its value of the exported one."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: object) -> Callable[..., object]:
    if hint == float | None:
        return lambda value: None if value is None else _number(value)
    # All else is words of one kind or another, absent or not.
    absent = type(None) in getattr(hint, "__args__", ())
    return _READERS.get(hint) or ((lambda value: None if value is None else _text(value)) if absent else _text)
