"""The pages in one source, whatever it is: a file, an archive, standard input, or what an address holds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.articles import from_html, from_json, from_plain
from sayso.reading.containers import Member, begins_packed, captures, headed, inflated, tar_members, zip_members
from sayso.reading.dates import Published
from sayso.reading.decoding import decode
from sayso.reading.json_pages import canonical, lines_of, page_of, parsed
from sayso.reading.kinds import ARCHIVES, HEAD, Kind, is_packed, kind_of, sniffed, suffix_of
from sayso.reading.listing import failure, shown
from sayso.reading.lists import PageList, addresses_in, json_feed, xml_list
from sayso.reading.page_dates import possible_by
from sayso.reading.page_tables import rows_of
from sayso.records import Article, Failure

Found = Iterator[Article | Failure | PageList]

_DEEPEST: Final = 2  # a WARC in a zip, as .wacz is made; an archive in that one is none that people make
_SAVE_AS: Final = "Save it as .txt, .html or .jsonl and read that"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: the path that it is known by, its kind, how many archives it lies in.

    ``url``, ``caught`` (the moment, ISO 8601) and ``charset`` are what a server or an archive said of it;
    ``largest`` is the most bytes that a page may have.
    """

    path: str
    kind: Kind
    largest: int
    depth: int = 0
    url: str | None = None
    caught: str | None = None
    charset: str | None = None


def pages_in_file(path: str, largest: int) -> Found:
    """Yield what the file at ``path`` holds; whatever goes wrong with it is a failure."""
    try:
        with open(path, "rb") as stream:
            yield from pages_in_object(stream, path, largest)
    except FileNotFoundError:
        yield failure(path, "the file is gone since the folder was listed", "Put it back, or build again without it")
    except PermissionError:
        yield failure(path, "the file may not be read", f"Allow it: chmod u+r {shown(path)}")
    except OSError as error:
        yield failure(
            path, f"the file cannot be read ({error.strerror or error})", "Check the disk, and copy the file anew"
        )


def pages_in_object(stream: BinaryIO, path: str, largest: int) -> Found:
    """Yield what a stream holds that is known as ``path``, by the ending of that name; what is wrong is a failure.

    Raises OSError where the stream cannot be read.
    """
    try:
        kind = kind_of(path)
        if kind is None:
            raise PageError(shown(path), f"not a page ({suffix_of(path) or 'no ending'})", _SAVE_AS)
        yield from pages_in_stream(opened(stream, shown(path)), Source(shown(path), kind, largest))
    except PageError as error:
        yield failure(path, error.found, error.remedy)


def pages_in_input(stream: BinaryIO, name: str, largest: int) -> Found:
    """Yield what an unnamed stream such as standard input holds; its kind is told by its first bytes."""
    try:
        packed_head, packed = headed(stream, HEAD)
        if begins_packed(packed_head, b"WARC/"):  # its reader unpacks it, since it can go on behind damage
            yield from pages_in_stream(packed, Source(name, Kind.WARC, largest))
            return
        head, whole = headed(inflated(packed, name), HEAD)
        kind = sniffed(head)
        if kind not in {Kind.ZIP, Kind.TABLE}:
            yield from pages_in_stream(whole, Source(name, kind, largest))
            return
        with tempfile.TemporaryFile() as copy:  # what a zip archive or a table holds is told at its end
            shutil.copyfileobj(whole, copy)
            copy.seek(0)
            yield from pages_in_stream(copy, Source(name, kind, largest))
    except PageError as error:
        yield failure(name, error.found, error.remedy)
    except OSError as error:
        yield failure(name, f"it cannot be read ({error.strerror or error})", "Save it as a file and read that")


def opened(stream: BinaryIO, name: str) -> BinaryIO:
    """Return the stream, unpacked where its name says that it is packed; web archives are unpacked by their reader."""
    return inflated(stream, name) if is_packed(name) and kind_of(name) is not Kind.WARC else stream


def pages_in_stream(stream: BinaryIO, source: Source) -> Found:
    """Yield the articles, failures and lists in a stream.  Raises `PageError` when it is damaged as a whole."""
    match source.kind:
        case Kind.WARC:
            yield from _captured(stream, source)
        case Kind.ZIP:
            for member in zip_members(stream, source.path):
                yield from _in_member(member, source)
        case Kind.TAR:
            for member in tar_members(stream, source.path):
                yield from _in_member(member, source)
        case Kind.LINES:
            yield from _json_lines(stream, source)
        case Kind.TABLE:
            for number, row in enumerate(rows_of(stream, source.path), 1):
                yield from _json_page(row, canonical(row), f"{source.path}!/{number}")
        case _:
            yield from pages_in_bytes(_whole(stream, source), source)


def pages_in_bytes(data: bytes, source: Source) -> Found:
    """Yield what the bytes of a page or list hold.  Raises `PageError` when it is no page."""
    match source.kind:
        case Kind.JSON:
            yield from _json_file(data, source)
        case Kind.XML:
            yield xml_list(data, source.path, base=source.url) or _html(data, source)
        case Kind.HTML:
            yield _html(data, source)
        case Kind.LINES:
            raise PageError(source.path, "a list in place of a page", "Download it and name the file")
        case _:
            yield _plain_or_addresses(data, source)


def _html(data: bytes, source: Source) -> Article:
    return _caught(from_html(data, source.path, url=source.url, charset=source.charset), source)


def _caught(article: Article, source: Source) -> Article:
    if source.caught is None:
        return article
    published = possible_by(Published(article.published, article.published_from or ""), source.caught)
    return replace(article, as_of=source.caught, published=published.day, published_from=published.where)


def _plain_or_addresses(data: bytes, source: Source) -> Article | PageList:
    addresses = addresses_in(decode(data, source.path, source.charset).text)
    if addresses is not None:
        return PageList.of(addresses)
    if source.kind is Kind.ADDRESSES:
        raise PageError(source.path, "lines that are no addresses of the web", "Write one address a line")
    return _caught(replace(from_plain(data, source.path, charset=source.charset), url=source.url), source)


def _captured(stream: BinaryIO, source: Source) -> Found:
    for capture in captures(stream, source.path, source.largest):
        if isinstance(capture, Failure):
            yield capture
            continue
        kind = Kind.TEXT if capture.plain else Kind.HTML
        page = Source(capture.path, kind, source.largest, 1, capture.url, capture.caught, capture.charset)
        yield from _alone(pages_in_bytes(capture.data, page), page)


def _in_member(member: Member | Failure, archive: Source) -> Found:
    if isinstance(member, Failure):
        yield member
        return
    kind = kind_of(member.name)
    if kind is None:
        yield failure(member.path, f"not a page ({suffix_of(member.name) or 'no ending'})", _SAVE_AS)
        return
    page = Source(member.path, kind, archive.largest, archive.depth + 1)
    if kind is Kind.TABLE:
        yield failure(member.path, "a table in an archive", "Unpack the archive and read the folder")
        return
    if kind is Kind.ZIP or (kind in ARCHIVES and page.depth >= _DEEPEST):
        yield failure(member.path, "an archive in an archive", "Unpack the outer one and read the folder")
        return
    yield from _alone(pages_in_stream(opened(member.stream, member.path), page), page)


def _alone(found: Found, page: Source) -> Found:
    """Yield what is found in one part of an archive; what is wrong with this part alone is a failure."""
    try:
        for item in found:
            if isinstance(item, PageList):
                yield failure(page.path, "a list of addresses in an archive", "Unpack it and name the list")
            else:
                yield item
    except PageError as error:
        if error.subject != page.path:
            raise  # of the archive around it
        yield failure(page.path, error.found, error.remedy)


def _whole(stream: BinaryIO, source: Source) -> bytes:
    data = stream.read(source.largest + 1)
    if len(data) > source.largest:
        size = Path(source.path).stat().st_size if Path(source.path).is_file() else 0
        found = f"{size / 1e6:.1f} MB" if size > source.largest else f"more than {source.largest / 1e6:.1f} MB"
        raise PageError(
            source.path,
            f"{found}, and a page may have {source.largest / 1e6:.1f} MB at most",
            "Split it into pages, or into JSON lines with a page a line",
        )
    return data


def _json_page(value: object, data: bytes, path: str) -> Found:
    try:
        page = page_of(value, path)
        if page is not None:
            yield from_json(page, data, path)
    except PageError as error:
        yield failure(path, error.found, error.remedy)


def _json_lines(stream: BinaryIO, source: Source) -> Found:
    found = False
    # Only of a plain file on the disk is the number that of a line which `sayso verify` can look up.
    mark = "#" if Path(source.path).is_file() and not is_packed(source.path) else "!/"
    for number, line in lines_of(stream, source.largest):
        found = True
        path = f"{source.path}{mark}{number}"
        if line is None:
            most = f"a page may have {source.largest / 1e6:.1f} MB at most"
            yield failure(path, f"the line is too long, {most}", "Split the file into one page a line")
            continue
        try:
            value = parsed(line, path)
        except PageError as error:
            yield failure(path, error.found, error.remedy)
            continue
        yield from _json_page(value, line, path)
    if not found:
        raise PageError(source.path, "an empty file", "Write it again, or remove it")


def _json_file(data: bytes, source: Source) -> Found:
    value = parsed(data, source.path) if data.strip() else None
    if value is None:
        raise PageError(source.path, "an empty file", "Write it again, or remove it")
    if feed := json_feed(value):
        yield feed
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _json_page(item, canonical(item), f"{source.path}!/{number}")
    else:
        yield from _json_page(value, data, source.path)
