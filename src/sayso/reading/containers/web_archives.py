"""The pages that a WARC file holds (ISO 28500), read in a stream record by record.

The format is read here and not by fastwarc, which needs a stream that can seek (version 2.0 panics on a
pipe), so that an archive on standard input or in another archive would have to be copied first.
Nearly all time goes to the pages anyway (`python -m benchmarks.read`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.containers.warc_records import WITH_CONTENT, Record, warc_records
from sayso.reading.http_message import media_type, parsed_message, plain_body
from sayso.reading.listing import failure
from sayso.reading.page_dates import utc_moment
from sayso.records import Failure

PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_HEADERS: Final = 1 << 18  # bytes of a server's answer before the page
_REDIRECT: Final = range(300, 400)
_FOUND: Final = 200
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
    no pages.  A damaged stretch is a failure with its place, and what follows it is read.  An archive without
    any page is one failure.
    """
    left_alone = Counter[str]()
    found = False
    number = 0
    for number, record in enumerate(warc_records(stream, archive, largest + _HEADERS), 1):
        path = f"{archive}!/{number}"
        if isinstance(record, PageError):
            item: Capture | Failure | str = failure(path, record.found, record.remedy)
        elif record.kind in WITH_CONTENT:
            item = _read(record, path, largest)
        else:
            continue
        if isinstance(item, str):
            left_alone[item] += 1
        else:
            found = True
            yield item
    if not found:
        yield failure(archive, f"no page in its {number} records{_told(left_alone)}", "Name another archive")


def _told(left_alone: Mapping[str, int]) -> str:
    kinds = sorted(left_alone, key=lambda kind: (-left_alone[kind], kind))[:5]
    return f" ({', '.join(f'{left_alone[kind]} {kind}' for kind in kinds)})" if kinds else ""


def _read(record: Record, path: str, largest: int) -> Capture | Failure | str:
    """Return the page, why it is none, or, of what is no page at all, its kind."""
    data = record.data
    url = record.headers.get("warc-target-uri")
    moment = record.headers.get("warc-date", "")
    caught = utc_moment(f"{moment[:19]}Z") if _MOMENT.match(moment) else None
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
