"""What a list names: pages by their addresses, some with their text, and further lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sayso.reading.json_pages import JsonPage

# A feed that carries its articles has hundreds of words an entry, one that announces them a sentence or two.
FULL_TEXT: Final = 150


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a list: its address, and the page itself where the list carries its full text."""

    url: str | None
    page: JsonPage | None


@dataclass(frozen=True, slots=True)
class PageList:
    """The pages that a list names, in its order, and the further lists (of a sitemap index)."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...] = ()

    @classmethod
    def of(cls, addresses: Iterable[str]) -> PageList:
        """Return the list of the pages at ``addresses``."""
        return cls(tuple(Entry(url, None) for url in addresses))


def feed_page(
    *, html: str, url: str | None, title: str | None, published: str | None, byline: str | None, outlet: str | None
) -> JsonPage | None:
    """Return the page that a feed's entry carries, or ``None`` when it carries a teaser only."""
    if len(html.split()) < FULL_TEXT:
        return None
    return JsonPage(
        text=None, html=f"<html><body><article>{html}</article></body></html>", title=title, url=url,
        published=published, published_from=None, byline=byline, outlet=outlet, credits=(), language=None,
        furniture=None,
    )  # fmt: skip
