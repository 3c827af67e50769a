"""Who is who and who speaks: names, speakers, acts, targets, dates and relays, on one page and over all."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Article, Resolution, Tagging
from sayso.resolution.linking import link_pages
from sayso.resolution.page import PageResolution, resolve_page

__all__ = ["PageResolution", "link_pages", "resolve", "resolve_page"]


def resolve(articles: Sequence[Article], taggings: Sequence[Tagging]) -> Resolution:
    """Return the entities, mentions and reports of all articles, in whatever order they are given.

    ``taggings`` holds what the tagger found in each article, in the same order.
    """
    return link_pages([resolve_page(article, tagging) for article, tagging in zip(articles, taggings, strict=True)])
