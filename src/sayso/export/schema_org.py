"""Linked data in the words of schema.org: ``Quotation`` for verbatim words, ``Claim`` for indirect ones.

A claim says who made it and where it appears.  There is never a ``ClaimReview`` and never a rating:
the ledger says who said what, and not what is true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final

from sayso.export.web_annotations import Node, identity
from sayso.records import Article, Contents, Entity, EntityKind, Report
from sayso.web import web_address

CONTEXT: Final = "https://schema.org"
TYPES: Final[dict[EntityKind, str]] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "GovernmentOrganization",
    "group": "Organization",
    "place": "Place",
    "document": "CreativeWork",
    "unnamed": "Thing",
}
# What schema.org lets speak or author; the words of a place or a document stay without a speaker here.
SPEAKS: Final = frozenset({"person", "organisation", "government", "group"})


def schema_org(contents: Contents) -> Iterator[str]:
    """Yield the lines of one JSON-LD document, one node of its graph a line."""
    nodes = [json.dumps(node, ensure_ascii=False) for node in _nodes(contents)]
    yield f'{{"@context": "{CONTEXT}", "@graph": ['
    for place, node in enumerate(nodes, start=1):
        yield node + ("," if place < len(nodes) else "")
    yield "]}"


def _nodes(contents: Contents) -> Iterator[Node]:
    yield from (_article(article) for article in contents.articles)
    entities = {entity.id: entity for entity in contents.entities}
    yield from (_entity(entity) for entity in contents.entities)
    articles = {article.id: article for article in contents.articles}
    reports = {report.id: report for report in contents.reports}
    for statement in contents.statements:
        told = [reports[name] for name in statement.attributions if reports[name].quote]
        indirect = [report for report in told if report.kind != "direct"]
        claim = statement.id if indirect else None
        if claim:
            yield _claim(claim, indirect, articles, entities)
        for report in told:
            if report.kind == "direct":
                yield _quotation(report, claim, entities)


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [])}


def _article(article: Article) -> Node:
    outlet = {"@type": "Organization", "name": article.outlet} if article.outlet else None
    return _known(
        {
            "@id": identity(article.id),
            "@type": "NewsArticle",
            "headline": article.title,
            "url": web_address(article.url),
            "publisher": outlet,
            "datePublished": article.published,
            "inLanguage": article.language,
            "sourceOrganization": [{"@type": "Organization", "name": name} for name in article.credits],
            "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": article.sha256},
        }
    )


def _entity(entity: Entity) -> Node:
    aliases = list(entity.aliases)
    about = "a source that the page describes and does not name" if entity.kind == "unnamed" else None
    return _known(
        {
            "@id": identity(entity.id),
            "@type": TYPES[entity.kind],
            "name": entity.name,
            "alternateName": aliases,
            "description": about,
        }
    )


def _speaker(report: Report, entities: dict[str, Entity]) -> Node | None:
    if report.speaker not in entities or entities[report.speaker].kind not in SPEAKS:
        return None
    return {"@id": identity(report.speaker)}


def _quotation(report: Report, claim: str | None, entities: dict[str, Entity]) -> Node:
    return _known(
        {
            "@id": identity(report.id),
            "@type": "Quotation",
            "text": report.quote,
            "spokenByCharacter": _speaker(report, entities),
            "isPartOf": {"@id": identity(report.article)},
            "dateCreated": report.said_on if report.said_precision == "day" else None,
            "exampleOfWork": {"@id": identity(claim)} if claim else None,
        }
    )


def _claim(name: str, reports: Sequence[Report], articles: dict[str, Article], entities: dict[str, Entity]) -> Node:
    fullest = max(reports, key=lambda report: (len(report.quote), report.id))
    where = sorted({report.article for report in reports}, key=lambda one: (articles[one].published or "9999", one))
    dated = all(articles[one].published for one in where)
    return _known(
        {
            "@id": identity(name),
            "@type": "Claim",
            "text": fullest.quote,
            "author": _speaker(fullest, entities),
            "appearance": [{"@id": identity(one)} for one in where],
            # Which page was first can be told only where all bear a date.
            "firstAppearance": {"@id": identity(where[0])} if dated else None,
            "dateCreated": fullest.said_on if fullest.said_precision == "day" else None,
        }
    )
