"""Leave one out: which statements lose all support if one source is wrong.

An origin rests on whom its first report names as where it has the words from, else on the agency whose
copy its page carries, else on the page's outlet.  A statement whose origins all rest on one source has
no other support.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.records import Article, Contents, Origin, Report


@dataclass(frozen=True, slots=True)
class Reliance:
    """A source, and the statements that have no other, those with most reports first.

    ``spread`` are those of them that several outlets carry, which look better supported than they are.
    """

    source: str
    statements: tuple[str, ...]
    spread: tuple[str, ...]


def reliances(contents: Contents) -> tuple[Reliance, ...]:
    """Return each source with the statements that stand or fall with it, most widely carried ones first."""
    source_of = _sources(contents)
    alone: defaultdict[str, list[str]] = defaultdict(list)
    spread: defaultdict[str, list[str]] = defaultdict(list)
    order = sorted(contents.statements, key=lambda one: (-len(one.outlets), -len(one.attributions), one.id))
    for statement in order:
        sources = {source_of[origin] for origin in statement.origins if origin in source_of}
        if len(sources) == 1:
            source = next(iter(sources))
            alone[source].append(statement.id)
            if len(statement.outlets) > 1:
                spread[source].append(statement.id)
    names = sorted(alone, key=lambda name: (-len(spread[name]), -len(alone[name]), name))
    return tuple(Reliance(name, tuple(alone[name]), tuple(spread[name])) for name in names)


def _sources(contents: Contents) -> Mapping[str, str]:
    articles = {article.id: article for article in contents.articles}
    reports = {report.id: report for report in contents.reports}
    names = {entity.id: entity.name for entity in contents.entities}
    return {origin.id: _source(origin, reports, articles, names) for origin in contents.origins}


def _source(
    origin: Origin, reports: Mapping[str, Report], articles: Mapping[str, Article], names: Mapping[str, str]
) -> str:
    first = reports[origin.first]
    relayed = next((reports[name] for name in (origin.first, *origin.attributions) if reports[name].relay), None)
    if relayed is not None:
        return names.get(relayed.relay[-1], relayed.relay[-1])
    article = articles[first.article]
    return next(iter(article.credits), article.outlet_or_file)
