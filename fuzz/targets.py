"""What is fuzzed: each reader as a function of bytes, which may raise nothing but `PageError`."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from sayso.errors import PageError
from sayso.reading import gather, read
from sayso.reading.articles import from_html, from_plain
from sayso.reading.editions import changes
from sayso.reading.fetching.asking import wire_url
from sayso.reading.fetching.robots import parsed_robots
from sayso.reading.http_message import parsed_message, plain_body
from sayso.reading.json_pages import parsed
from sayso.reading.kinds import Kind
from sayso.reading.lists import json_feed, xml_list
from sayso.reading.sources import Source, pages_in_input, pages_in_stream
from sayso.reading.web_addresses import joined, page_key, same_site
from sayso.records import Article
from sayso.settings import Fetching, Settings

LARGEST: Final = 1_000_000
_OFFLINE: Final = Settings(largest_page=LARGEST, fetching=Fetching(allowed=False))


def _checked(article: Article) -> None:
    ends = [end for span in article.furniture for end in (span.start, span.end)]
    if ends != sorted(ends) or (ends and ends[-1] > len(article.text)):
        raise AssertionError("furniture out of order or outside the text")
    article.text.encode("utf-8")
    page = gather([article, article])
    if len(page.articles) != 1:
        raise AssertionError("one page became two articles")


def html(data: bytes) -> None:
    """Read the bytes as a page of HTML."""
    _checked(from_html(data, "page.html", url="https://example.org/a"))


def plain(data: bytes) -> None:
    """Read the bytes as a page of text."""
    _checked(from_plain(data, "page.txt"))


def standard_input(data: bytes) -> None:
    """Read the bytes as whatever they look like, and follow nothing."""
    for item in read(["-"], _OFFLINE, standard_input=io.BytesIO(data)):
        if isinstance(item, Article):
            _checked(item)


def _container(kind: Kind) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        for _ in pages_in_stream(io.BytesIO(data), Source("archive", kind, LARGEST)):
            pass

    return target


def packed(data: bytes) -> None:
    """Read the bytes as packed ones."""
    for head in (b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\x00"):
        list(pages_in_input(io.BytesIO(head + data), "-", LARGEST))


def lists(data: bytes) -> None:
    """Read the bytes as a feed or sitemap, in XML and in JSON."""
    xml_list(data, "feed.xml", base="https://example.org/")
    json_feed(parsed(data, "feed.json"))


def web(data: bytes) -> None:
    """Read the bytes as robots.txt, as a server's answer, and as an address."""
    words = data.decode("utf-8", "replace")
    parsed_robots(data).allow(words[:200])
    page_key(words)
    same_site(words, "https://example.org")
    changes(words[: len(words) // 2], words[len(words) // 2 :])
    with suppress(PageError):
        plain_body(parsed_message(b"HTTP/1.1 200 OK\r\n" + data, "page"), "page", LARGEST)
    wire_url(joined("https://example.org/", words), "page")


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "html": html,
    "plain": plain,
    "standard_input": standard_input,
    "warc": _container(Kind.WARC),
    "zip": _container(Kind.ZIP),
    "tar": _container(Kind.TAR),
    "json": _container(Kind.LINES),
    "packed": packed,
    "lists": lists,
    "web": web,
}


def run(name: str, data: bytes) -> None:
    """Give ``data`` to a target; anything but `PageError` is a find."""
    try:
        TARGETS[name](data)
    except PageError:
        return
