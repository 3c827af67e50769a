"""Web Annotations: each attribution, figure and naming as an annotation of the page it stands in.

The form is that of the W3C's Web Annotation Data Model (Recommendation, 23 February 2017): every
place has a TextQuoteSelector, which finds the words in the page wherever they stand, and a
TextPositionSelector, which counts code points of the stored text.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Final

from sayso.records import Article, Contents, Figure, Naming, Report, Span
from sayso.web import visible, web_address
from sayso.web.phrases import VERBS, VOICES, amount

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
# Enough to find a passage of one word; Hypothesis, which made the selector, takes 32 as well.
AROUND: Final = 32

Node = dict[str, object]


def identity(name: str) -> str:
    """Return the address of a record of the ledger, a URN (RFC 8141).

    >>> identity("att_0123456789ab")
    'urn:sayso:att_0123456789ab'
    """
    return f"urn:sayso:{name}"


def page_address(article: Article) -> str:
    """Return the page's web address or, where it has none, the name of its bytes by their hash (RFC 6920)."""
    address = web_address(article.url)
    if address is not None:
        return address
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def web_annotations(contents: Contents) -> Iterator[str]:
    """Yield the lines of one annotation collection in JSON-LD, one annotation a line."""
    items = [json.dumps(node, ensure_ascii=False) for node in _annotations(contents)]
    head: Node = {
        "@context": CONTEXT,
        "id": identity("annotations"),
        "type": "AnnotationCollection",
        "label": "Who said what: attributions, figures and namings of a sayso ledger",
        "total": len(items),
    }
    if not items:
        yield json.dumps(head, ensure_ascii=False)
        return
    page: Node = {"id": identity("annotations:1"), "type": "AnnotationPage", "startIndex": 0}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "first": {json.dumps(page)[:-1]}, "items": ['
    for place, item in enumerate(items, start=1):
        yield item + ("," if place < len(items) else "")
    yield "]}}"


def _annotations(contents: Contents) -> Iterator[Node]:
    articles = {article.id: article for article in contents.articles}
    names = {entity.id: entity.name for entity in contents.entities}
    for report in contents.reports:
        yield from _attribution(report, articles[report.article], names)
    for figure in contents.figures:
        yield _figure(figure, articles[figure.article])
    for naming in contents.namings:
        yield _naming(naming, articles[naming.article], names)


def _attribution(report: Report, article: Article, names: dict[str, str]) -> Iterator[Node]:
    """Yield up to three annotations: the words spoken, who is said to speak, and the words for speaking."""
    speaker = names.get(report.speaker or "", "unresolved")
    said = f"{speaker} {VERBS[report.act]}" + (f", {report.said_on}" if report.said_on else "")
    who = [_entity(report.speaker)] if report.speaker else []
    parts: tuple[tuple[str, tuple[Span, ...], str, list[Node]], ...] = (
        ("content", report.content, "describing", [_words(said, "describing"), *who]),
        ("source", report.source, "identifying", who or [_words("unresolved", "commenting")]),
        ("cue", report.cue, "classifying", [_words(report.act, "classifying")]),
    )
    for part, spans, motivation, body in parts:
        if spans:
            yield _annotation(f"{report.id}:{part}", motivation, body, _targets(article, spans))


def _figure(figure: Figure, article: Article) -> Node:
    counted = " ".join(part for part in (figure.unit, figure.what, figure.place, figure.as_of) if part)
    words = f"{amount(figure.low, figure.high)} {counted}".rstrip()
    return _annotation(figure.id, "describing", [_words(words, "describing")], _targets(article, (figure.span,)))


def _naming(naming: Naming, article: Article, names: dict[str, str]) -> Node:
    how = VOICES[naming.voice] + (", in scare quotes" if naming.scare_quotes else "")
    words = f"names {names.get(naming.referent, 'unresolved')} {how}"
    body = [_entity(naming.referent), _words(words, "describing")]
    name = f"naming:{naming.article}:{naming.span.start}:{naming.span.end}:{naming.referent}"
    return _annotation(name, "identifying", body, _targets(article, (naming.span,)))


def _annotation(name: str, motivation: str, body: list[Node], targets: list[Node]) -> Node:
    return {
        "id": identity(name),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _words(value: str, purpose: str) -> Node:
    return {
        "type": "TextualBody",
        "value": visible(value),
        "format": "text/plain",
        "language": "en",
        "purpose": purpose,
    }


def _entity(name: str) -> Node:
    return {"type": "SpecificResource", "source": identity(name), "purpose": "identifying"}


def _targets(article: Article, spans: Iterable[Span]) -> list[Node]:
    source: Node = {"id": page_address(article), "type": "Text"}
    source |= {"language": article.language} if article.language else {}
    source["schema:sha256"] = article.sha256
    return [
        {"type": "SpecificResource", "source": source, "selector": list(_selectors(article.text, span))}
        for span in spans
    ]


def _selectors(text: str, span: Span) -> Iterator[Node]:
    yield {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}
