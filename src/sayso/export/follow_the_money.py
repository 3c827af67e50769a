"""FollowTheMoney entities, one a line, for Aleph, OpenSanctions' tools and the like.

The model is that of https://followthemoney.tech: a page is an ``Article``, a speaker a ``Person`` or a body,
an attribution the ``Documentation`` of its speaker by its page, an act aimed at somebody an ``UnknownLink``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from sayso.records import Article, Contents, Entity, EntityKind, Report, identifier
from sayso.web import web_address
from sayso.web.phrases import VERBS

SCHEMATA: Final[dict[EntityKind, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "group": "LegalEntity",
    "place": "Address",
    "document": "Document",
    "unnamed": "LegalEntity",
}
# Languages are three letters there; those that sayso reads.
_LANGUAGES: Final = {"en": "eng"}
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T[\d:.+Z-]+)?")
_PRECISION: Final = {"year": 4, "month": 7}

Properties = dict[str, str | list[str] | None]


def follow_the_money(contents: Contents) -> Iterator[str]:
    """Yield one entity a line: the articles, the parties, the attributions, and the acts aimed at somebody."""
    articles = {article.id: article for article in contents.articles}
    for article in contents.articles:
        yield _entity(article.id, "Article", _article(article))
    for entity in contents.entities:
        yield _entity(entity.id, SCHEMATA[entity.kind], _party(entity))
    for report in contents.reports:
        yield from _report(report, articles[report.article])


def identity(name: str) -> str:
    """Return a record's identifier as the model takes it, which allows no underscore.

    >>> identity("att_0123456789ab")
    'att-0123456789ab'
    """
    return name.replace("_", "-")


def _entity(name: str, schema: str, properties: Properties) -> str:
    known = {key: value if isinstance(value, list) else [value] for key, value in properties.items() if value}
    return json.dumps({"id": identity(name), "schema": schema, "properties": known}, ensure_ascii=False)


def _article(article: Article) -> Properties:
    return {
        "title": article.title,
        "fileName": article.path.rsplit("/", 1)[-1],
        "sourceUrl": web_address(article.url),
        "publisher": article.outlet,
        "author": article.byline,
        "publishedAt": _told_day(article.published),
        "language": _LANGUAGES.get(article.language or ""),
        "bodyText": article.text,
        "keywords": [f"sha256:{article.sha256}", *(f"credit: {name}" for name in article.credits)],
    }


def _party(entity: Entity) -> Properties:
    if entity.kind == "place":
        return {"full": entity.name}
    if entity.kind == "document":
        return {"title": entity.name, "fileName": entity.name}
    if entity.kind == "unnamed":
        return {"name": entity.name, "description": "A source that the page describes and does not name"}
    return {"name": entity.name, "alias": [alias for alias in entity.aliases if alias != entity.name]}


def _report(report: Report, article: Article) -> Iterator[str]:
    if report.speaker is None:
        return  # a link needs both its ends; the attribution without a speaker is in the other forms
    shared: Properties = {
        "date": _date(report),
        "summary": report.quote,
        "sourceUrl": web_address(article.url),
        "publisher": article.outlet,
        "recordId": report.id,
    }
    ends: Properties = {
        "document": identity(article.id),
        "entity": identity(report.speaker),
        "role": f"{VERBS[report.act]} ({report.kind})",
    }
    yield _entity(report.id, "Documentation", ends | shared)
    if report.target is not None:
        ends = {
            "subject": identity(report.speaker),
            "object": identity(report.target),
            "role": report.act,
            "proof": identity(article.id),
        }
        yield _entity(identifier("lnk", report.id, report.target), "UnknownLink", ends | shared)


def _told_day(day: str | None) -> str | None:
    """Return a day as the model takes it; what is none, as a ledger made elsewhere may hold, is left out."""
    return day if day and _DAY.fullmatch(day) else None


def _date(report: Report) -> str | None:
    return report.said_on[: _PRECISION.get(report.said_precision or "", 10)] if report.said_on else None
