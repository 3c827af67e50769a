"""The pages that a WARC file holds (ISO 28500), read in a stream record by record.

The format is read here and not by fastwarc, which needs a stream that can seek (version 2.0 panics on a
pipe), so that an archive on standard input or in another archive would have to be copied first.
Nearly all time goes to the pages anyway (`python -m benchmarks.read`).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.containers.inflating import inflated
from sayso.reading.containers.parts import Part
from sayso.reading.http_message import media_type, parsed_message, plain_body
from sayso.reading.listing import failure
from sayso.records import Failure

PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_WITH_CONTENT: Final = frozenset({"response", "resource", "conversion"})
_HEADERS: Final = 1 << 18  # bytes of a server's answer before the page
_LONGEST_LINE: Final = 1 << 16  # bytes of one header; addresses have 2,000 or so
_MOST_LINES: Final = 200
_REDIRECT: Final = range(300, 400)
_FOUND: Final = 200
_MEND: Final = "Copy or download it anew; the pages before this place are read"
_VERSION = re.compile(rb"^WARC/\d")
_MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as a web archive caught it: its address, its moment (ISO 8601, UTC), its kind and its bytes."""

    path: str
    url: str | None
    caught: str | None
    plain: bool
    charset: str | None
    data: bytes


def captures(stream: BinaryIO, archive: str, largest: int) -> Iterator[Capture | Failure]:
    """Yield the pages in the WARC ``stream``, plain or packed in any way, that is known as ``archive``.

    A page is known as the archive, ``!/`` and the number of its record.  Pages that the server refused
    and pages of more than ``largest`` bytes are failures; pictures, scripts, redirects and the like are
    no pages.  An archive without any page is one failure.  Raises `PageError` where the archive is
    damaged or breaks off.
    """
    left_alone = Counter[str]()
    found = False
    number = 0
    for number, record in enumerate(_records(inflated(stream, archive), archive), 1):
        item = _read(record, f"{archive}!/{number}", largest) if record.kind in _WITH_CONTENT else None
        if isinstance(item, str):
            left_alone[item] += 1
        elif item is not None:
            found = True
            yield item
    if not found:
        yield failure(archive, f"no page in its {number} records{_told(left_alone)}", "Name another archive")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its type, its headers with names in small letters, and its content, to be read before the next."""

    kind: str
    headers: Mapping[str, str]
    content: Part


def _records(stream: BinaryIO, archive: str) -> Iterator[_Record]:
    while (headers := _headers(stream, archive)) is not None:
        length = headers.get("content-length", "")
        if not length.isdigit():
            raise PageError(archive, "a damaged WARC file (a record without its length)", _MEND)
        part = Part(stream, int(length[:18]), archive)
        yield _Record(headers.get("warc-type", "").lower(), headers, part)
        part.drain()


def _headers(stream: BinaryIO, archive: str) -> dict[str, str] | None:
    """Return the headers of the next record, ``None`` at the end of the archive."""
    line = stream.readline(_LONGEST_LINE)
    while line and not line.strip():  # two line ends close a record
        line = stream.readline(_LONGEST_LINE)
    if not line:
        return None
    if not _VERSION.match(line):
        raise PageError(archive, "not a WARC file, or a damaged one (no record where one must begin)", _MEND)
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise PageError(archive, "a damaged WARC file (headers without an end)", _MEND)


def _told(left_alone: Mapping[str, int]) -> str:
    kinds = sorted(left_alone, key=lambda kind: (-left_alone[kind], kind))[:5]
    return f" ({', '.join(f'{left_alone[kind]} {kind}' for kind in kinds)})" if kinds else ""


def _read(record: _Record, path: str, largest: int) -> Capture | Failure | str:
    """Return the page, why it is none, or, of what is no page at all, its kind."""
    data = io.BufferedReader(record.content).read(largest + _HEADERS)
    url = record.headers.get("warc-target-uri")
    moment = record.headers.get("warc-date", "")
    caught = f"{moment[:19]}Z" if _MOMENT.match(moment) else None
    kind, charset = media_type(record.headers.get("content-type"))
    try:
        if kind == "application/http":
            message = parsed_message(data, path)
            kind, charset = media_type(message.headers.get("content-type"))
            if message.status in _REDIRECT:
                return "redirects"
            if kind in PAGES and message.status != _FOUND:
                return failure(path, f"the server answered {message.status} for {url}", "Leave it out")
            data = plain_body(message, path, largest) if kind in PAGES else b""
    except PageError as error:
        return failure(path, error.found, error.remedy)
    if kind not in PAGES:
        return kind or "records of no stated kind"
    if len(data) > largest:
        return failure(path, f"more than {largest / 1e6:.1f} MB, the most that a page may have", "Leave it out")
    return Capture(path, url.strip("<> ") if url else None, caught, kind == "text/plain", charset, data)
