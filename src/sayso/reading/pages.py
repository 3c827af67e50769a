"""From paths to articles: each page is read, and each that cannot be is a recorded failure."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from sayso.reading.decoding import decode
from sayso.reading.fetching import Fetcher
from sayso.reading.following import Follower
from sayso.reading.html import parse
from sayso.reading.kinds import Kind, kind_of
from sayso.reading.listing import STANDARD_INPUT, Listing, list_pages, shown
from sayso.reading.sources import pages_in_file, pages_in_input, pages_in_object
from sayso.reading.strip import strip_tags
from sayso.reading.web_addresses import is_address, names_a_scheme
from sayso.records import Article, Failure
from sayso.settings import Settings

Read = tuple[str, str]
"""A page that was read: the path that it is known by, and the sha256 of its bytes."""


def read(
    paths: Sequence[Path | str], settings: Settings, *, standard_input: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """Yield an article for each page that ``paths`` name, or a failure with its reason and remedy.

    Read are files (.txt, .html, .htm, .xhtml, .jsonl, .ndjson, .json, also packed as .gz, .bz2 or .xz),
    archives (.warc, .zip, .wacz, .tar), tables (.parquet), lists (.urls, feeds and sitemaps in .xml or .json),
    folders with all below them, patterns, addresses (http, https), and standard input (``-``).  In folders, names
    that begin with a dot, notes (``*.md``) and ledgers (``*.sayso``) are left alone; any other kind of
    file is a failure.  All is streamed, in the order of the paths' names and of what they hold: a page of
    a JSON lines file is called ``file.jsonl#12`` by its line, one of an archive ``pages.zip!/a.html``.  A page
    that is there twice comes twice; `gather` makes one of them.

    Raises `InputError`, before anything is read, when there is no page at all.
    """
    listing = list_pages(paths)
    follower = Follower(settings, Fetcher(settings.fetching, settings.largest_page))
    return _read(listing, follower, standard_input or sys.stdin.buffer)


def _read(listing: Listing, follower: Follower, standard_input: BinaryIO) -> Iterator[Article | Failure]:
    waiting = list(reversed(listing.failures))
    for path in listing.files:
        while waiting and waiting[-1].path <= shown(path):
            yield waiting.pop()
        yield from _pages_in(path, follower, standard_input)
    yield from reversed(waiting)


def _pages_in(path: str, follower: Follower, standard_input: BinaryIO) -> Iterator[Article | Failure]:
    largest = follower.settings.largest_page
    if is_address(path):
        return follower.page(path)
    if path == STANDARD_INPUT:
        return follower.pages(pages_in_input(standard_input, path, largest), path)
    return follower.pages(pages_in_file(path, largest), shown(path))


def read_object(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Article | Failure]:
    """Yield what an object of a store holds, read from ``stream`` and known as ``path``, as `read` does of a file.

    Pages that it only names by their addresses are fetched where ``settings`` allow it.  Raises OSError where the
    stream cannot be read.
    """
    follower = Follower(settings, Fetcher(settings.fetching, settings.largest_page))
    return follower.pages(pages_in_object(stream, path, settings.largest_page), path)


def read_again(pages: Collection[Read], settings: Settings) -> Mapping[Read, Article]:
    """Return those of the pages that still lie on the disk as they were read, each file read once; none is fetched."""
    wanted: defaultdict[str, set[Read]] = defaultdict(set)
    for path, sha256 in pages:
        if file := _file_of(path):
            wanted[file].add((path, sha256))
    found: dict[Read, Article] = {}
    for file, left in sorted(wanted.items()):
        for page in pages_in_file(file, settings.largest_page):
            if isinstance(page, Article) and (page.path, page.sha256) in left:
                found[page.path, page.sha256] = page
                left.remove((page.path, page.sha256))
                if not left:
                    break
    return found


def _file_of(path: str) -> str | None:
    """Return the file on the disk that a page is, or lies in as ``file!/page`` or ``file#line``."""
    if names_a_scheme(path):
        return None
    files = (path, path.partition("!/")[0], path.rpartition("#")[0])
    return next((file for file in files if file and Path(file).is_file()), None)


def plain_text_of(path: Path) -> str:
    """Return the text of a page on the disk as a browser would copy it: an HTML page without its tags.

    Raises `PageError` when it is no page of its own, and OSError when it cannot be read.
    """
    data = path.read_bytes()
    if kind_of(path.name) is Kind.HTML:
        return strip_tags(parse(data, str(path)))
    return decode(data, str(path)).text
