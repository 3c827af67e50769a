"""Pages for the tests, with the attributions that their marks give.

In a page, ``[S:…]`` marks a source, ``[C:…]`` a cue and ``[Q:…]`` a content; marks of one attribution carry one
number: ``[S1:Ann Poe] [C1:said] [Q1:no]``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.records import Article, Attribution, Entity, Name, NameKind, Report, Resolution, Span, Tagging
from sayso.resolution import resolve

_MARK = re.compile(r"\[([SCQ])(\d+):([^\]]*)\]")


def page(
    marked: str, *, name: str = "a", published: str | None = "2031-05-14", names: tuple[tuple[str, str], ...] = ()
):
    """Return the article and the tagging of a marked text; ``names`` are names with their kinds, wherever they stand."""
    text, found, at = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[3]))
        found.setdefault(int(match[2]), {}).setdefault(match[1], []).append(span)
        text += match[3]
        at = match.end()
    text += marked[at:]
    article = Article(name, name, None, name, None, None, published, None, (), "en", name, (), text)
    attributions = tuple(_attribution(found[number], text) for number in sorted(found))
    named = [Name(Span(m.start(), m.end()), kind) for one, kind in names for m in re.finditer(re.escape(one), text)]
    return article, Tagging(attributions, tuple(sorted(named, key=lambda one: one.span)))


def named(article: Article, tagging: Tagging, name: str, kinds: tuple[NameKind, ...]) -> tuple[Article, Tagging]:
    """Return a page with the kind of each mention of ``name``, in order, as told."""
    left = iter(kinds)
    names = [replace(one, kind=next(left)) if one.span.of(article.text) == name else one for one in tagging.names]
    return article, replace(tagging, names=tuple(names))


def _attribution(spans: dict[str, list[Span]], text: str) -> Attribution:
    content = tuple(spans.get("Q", ()))
    quoted = bool(content) and text[content[0].start] in '“"'
    return Attribution(
        tuple(spans.get("S", ())), tuple(spans.get("C", ())), content, "direct" if quoted else "indirect"
    )


def resolved(*pages) -> Resolution:
    """Return what resolution finds on these pages."""
    return resolve([article for article, _ in pages], [tagging for _, tagging in pages])


def speakers(*pages) -> list[str | None]:
    """Return the names of the speakers of all attributions, in order."""
    found = resolved(*pages)
    names = {entity.id: entity.name for entity in found.entities}
    return [names.get(report.speaker or "") for report in found.reports]


def only_report(marked: str, **given) -> Report:
    """Return the report of a page with one attribution."""
    return resolved(page(marked, **given)).reports[0]


def entity_named(found: Resolution, name: str) -> Entity:
    """Return the one entity that has a name among its forms."""
    (entity,) = [one for one in found.entities if name in {one.name, *one.aliases}]
    return entity
