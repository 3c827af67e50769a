"""The tables of a job's results: their columns, and records as rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

import pyarrow as pa

from sayso.ledger.schema import flat_tagging, tagging_of
from sayso.records import Article, Entity, Failure, KeptTagging, Report, Resolution, Span

_PLACES: Final = pa.list_(pa.list_(pa.int32()))
_WORDS: Final = pa.list_(pa.string())
_OTHER: Final = {"credits": _WORDS, "furniture": _PLACES}

ARTICLES: Final = pa.schema([(field.name, _OTHER.get(field.name, pa.string())) for field in fields(Article)])
FAILURES: Final = pa.schema([(field.name, pa.string()) for field in fields(Failure)])
TAGGINGS: Final = pa.schema([(name, pa.string()) for name in ("article", "path", "text", "tagger", "tagging")])
REPORTS: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "article", "path")),
        *((name, _PLACES) for name in ("source", "cue", "content")),
        *((name, pa.string()) for name in ("kind", "quote", "speaker", "speaker_kind", "speaker_from")),
        *((name, pa.string()) for name in ("act", "target", "said_on", "said_precision", "date_words")),
        ("relay", _WORDS),
        ("nested_in", pa.string()),
    ]
)


def article_row(article: Article) -> dict[str, object]:
    """Return an article as a row of ``ARTICLES``."""
    row: dict[str, object] = {field.name: getattr(article, field.name) for field in fields(Article)}
    return row | {"furniture": _places(article.furniture)}


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article of a row."""
    spans = tuple(Span(start, end) for start, end in row["furniture"])
    return Article(**{**row, "credits": tuple(row["credits"]), "furniture": spans})


def failure_row(failure: Failure) -> dict[str, object]:
    """Return a failure as a row of ``FAILURES``."""
    return {field.name: getattr(failure, field.name) for field in fields(Failure)}


def failure_of(row: Mapping[str, Any]) -> Failure:
    """Return the failure of a row."""
    return Failure(**row)


def tagging_row(article: Article, kept: KeptTagging) -> dict[str, object]:
    """Return what the tagger found in an article as a row of ``TAGGINGS``."""
    flat = json.dumps(flat_tagging(kept.tagging), separators=(",", ":"))
    return {"article": article.id, "path": article.path, "text": kept.text, "tagger": kept.tagger, "tagging": flat}


def kept_of(row: Mapping[str, Any]) -> KeptTagging:
    """Return what is kept of a row of ``TAGGINGS``."""
    return KeptTagging(row["text"], row["tagger"], tagging_of(json.loads(row["tagging"])))


def report_rows(article: Article, resolution: Resolution) -> list[dict[str, object]]:
    """Return the reports of one page as rows of ``REPORTS``; its parties by the names that they have on this page."""
    entities = {entity.id: entity for entity in resolution.entities}
    return [_report_row(article, report, entities) for report in resolution.reports]


def _report_row(article: Article, report: Report, entities: Mapping[str, Entity]) -> dict[str, object]:
    speaker = entities[report.speaker] if report.speaker else None
    return {
        **{name: getattr(report, name) for name in _AS_THEY_ARE},
        **{name: _places(getattr(report, name)) for name in ("source", "cue", "content")},
        "path": article.path,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "target": entities[report.target].name if report.target else None,
        "relay": [entities[one].name for one in report.relay],
    }


_AS_THEY_ARE: Final = (
    "id", "article", "kind", "quote", "speaker_from", "act", "said_on", "said_precision", "date_words", "nested_in",
)  # fmt: skip


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
