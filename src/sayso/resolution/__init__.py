"""Who is who and who speaks: names, speakers, acts, targets, dates and relays, on one page and over all."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.memory import Memory
from sayso.records import Alias, Article, Correction, Resolution, Tagging
from sayso.resolution.aliases import read_aliases
from sayso.resolution.corrections import as_published, corrected
from sayso.resolution.linking import link_pages
from sayso.resolution.page import PageResolution, Said, resolve_page
from sayso.resolution.party import Party

__all__ = ["PageResolution", "as_published", "corrected", "link_pages", "read_aliases", "resolve", "resolve_page"]


def resolve(
    articles: Sequence[Article],
    taggings: Sequence[Tagging],
    aliases: Sequence[Alias] = (),
    corrections: Sequence[Correction] = (),
    memory: Memory | None = None,
) -> Resolution:
    """Return the entities, mentions and reports of all articles, in whatever order they are given.

    ``taggings`` holds what the tagger found in each article, in the same order; ``aliases`` are the parties of a
    user's file and ``corrections`` what persons corrected, both of which go before what the pages show.  A page that
    ``memory`` knows is not resolved again by itself; what it is among the others is.
    """
    memory = memory or Memory()
    pages = (_page(article, tagging, memory) for article, tagging in zip(articles, taggings, strict=True))
    return corrected(link_pages(pages, aliases), corrections)


def _page(article: Article, tagging: Tagging, memory: Memory) -> PageResolution:
    return PageResolution(article, *memory.recall(_found, article, tagging))


def _found(article: Article, tagging: Tagging) -> tuple[tuple[Party, ...], tuple[Said, ...]]:
    page = resolve_page(article, tagging)
    return page.parties, page.said
