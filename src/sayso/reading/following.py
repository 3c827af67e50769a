"""From lists to pages: each address that a list names is fetched once, and each page that a feed carries is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from sayso.errors import PageError
from sayso.reading.articles import from_json
from sayso.reading.containers import inflated
from sayso.reading.fetching import Fetched, Fetcher
from sayso.reading.json_pages import JsonPage
from sayso.reading.kinds import ARCHIVES, HEAD, Kind, sniffed
from sayso.reading.listing import failure
from sayso.reading.lists import Entry, PageList
from sayso.reading.sources import Found, Source, pages_in_bytes
from sayso.reading.web_addresses import is_address
from sayso.records import Article, Failure
from sayso.settings import Settings

_KINDS: Final = {"text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "application/feed+json": Kind.JSON}
_MOST_LISTS: Final = 50  # sitemaps of one index; a larger index is that of a whole archive, not of a story


@dataclass(frozen=True, slots=True)
class Follower:
    """What fetches the pages of one run, each address once."""

    settings: Settings
    fetcher: Fetcher
    visited: set[str] = field(default_factory=set)

    def pages(self, found: Found, path: str) -> Iterator[Article | Failure]:
        """Yield the articles and failures that were found, and in place of a list the pages it names."""
        for item in found:
            if isinstance(item, PageList):
                yield from self._named(item, path)
            else:
                yield item

    def page(self, url: str) -> Iterator[Article | Failure]:
        """Yield the page at ``url``, or the pages that the feed, sitemap or list there names."""
        for item in self._fetched(url):
            if isinstance(item, PageList):
                yield from self._named(item, url)
            else:
                yield item

    def _fetched(self, url: str) -> Found:
        if url in self.visited:
            return
        self.visited.add(url)
        try:
            answer = self.fetcher.fetch(url)
            yield from pages_in_bytes(*_as_source(url, answer, self.settings.largest_page))
        except PageError as error:
            yield failure(url, error.found, error.remedy)

    def _named(self, held: PageList, path: str) -> Iterator[Article | Failure]:
        entries = list(held.entries)
        for url in held.further[:_MOST_LISTS]:
            for item in self._fetched(url):
                if isinstance(item, PageList):
                    entries += item.entries
                elif isinstance(item, Failure):
                    yield item
        most = self.settings.fetching.most_pages
        for number, entry in enumerate(entries[:most], 1):
            # In a feed of the web an entry moves down as others come, so that its number names nothing.
            name = entry.url if entry.url and is_address(path) else str(number)
            yield from self._entry(entry, f"{path}!/{name}")
        if more := _left_out(entries[most:], held.further[_MOST_LISTS:]):
            yield failure(path, f"it names {more} more than are followed", "Split the list into parts")
        elif not entries:
            yield failure(path, "it names no page", "Check the list")

    def _entry(self, entry: Entry, path: str) -> Iterator[Article | Failure]:
        if entry.page is not None:
            yield _carried(entry.page, path)
        elif entry.url is not None:
            for item in self._fetched(entry.url):
                yield (
                    failure(entry.url, "a list in place of a page", "Name it by itself")
                    if isinstance(item, PageList)
                    else item
                )


def _left_out(entries: Sequence[Entry], lists: Sequence[str]) -> str:
    counts = ((len(entries), "pages"), (len(lists), "lists"))
    return " and ".join(f"{count} {what}" for count, what in counts if count)


def _carried(page: JsonPage, path: str) -> Article | Failure:
    try:
        return from_json(page, (page.html or "").encode("utf-8", "replace"), path)
    except PageError as error:
        return failure(path, error.found, error.remedy)


def _as_source(url: str, answer: Fetched, largest: int) -> tuple[bytes, Source]:
    """Return the bytes that were fetched and what they are, by the server's word or by their look."""
    data = inflated(BytesIO(answer.data), url).read(largest + 1)
    kind = _KINDS.get(answer.media_type) or sniffed(data[:HEAD])
    if kind in ARCHIVES or len(data) > largest:
        raise PageError(url, "an archive, or more than a page", "Download it and name the file")
    kind = Kind.JSON if kind is Kind.LINES else kind
    return data, Source(url, kind, largest, 0, answer.url, answer.caught, answer.charset)
