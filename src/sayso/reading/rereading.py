"""The pages of an archive once more, by their bytes alone, so that a ledger can be held against them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.articles import digest
from sayso.reading.containers import Capture, Member, captures, tar_members, zip_members
from sayso.reading.json_pages import canonical, lines_of, parsed
from sayso.reading.kinds import ARCHIVES, Kind, is_packed, kind_of
from sayso.reading.sources import Source, opened
from sayso.records import Failure
from sayso.settings import Settings

_PAGES: Final = frozenset({Kind.HTML, Kind.TEXT, Kind.LINES})


def hashes_in(path: str, *, largest: int = Settings().largest_page) -> dict[str, str] | None:
    """Return the sha256 of the bytes of each page in the archive at ``path``, by the path that the page is known by.

    Archives are WARC, zip and tar files, lists in JSON, and pages that are packed.  ``None`` when it is
    none of these, or not there; what is damaged has the pages that can still be unpacked.
    """
    kind = kind_of(path)
    if kind is None or not (kind in ARCHIVES or kind is Kind.JSON or (kind in _PAGES and is_packed(path))):
        return None
    found: dict[str, str] = {}
    try:
        with open(path, "rb") as stream, suppress(PageError):
            found.update(_hashes(opened(stream, path), Source(path, kind, largest)))
    except (OSError, ValueError):
        return None
    return None if kind is Kind.JSON and path in found else found


def _hashes(stream: BinaryIO, source: Source) -> Iterator[tuple[str, str]]:
    match source.kind:
        case Kind.WARC:
            for capture in captures(stream, source.path, source.largest):
                if isinstance(capture, Capture):
                    yield capture.path, digest(capture.data)
        case Kind.ZIP:
            for member in zip_members(stream, source.path):
                yield from _inside(member, source)
        case Kind.TAR:
            for member in tar_members(stream, source.path):
                yield from _inside(member, source)
        case Kind.LINES:
            for number, line in lines_of(stream, source.largest):
                yield f"{source.path}!/{number}", digest(line or b"")
        case _:
            data = stream.read(source.largest + 1)
            value = parsed(data, source.path) if source.kind is Kind.JSON else None
            if not isinstance(value, list):
                yield source.path, digest(data)
            for number, item in enumerate(value if isinstance(value, list) else (), 1):
                yield f"{source.path}!/{number}", digest(canonical(item))


def _inside(member: Member | Failure, archive: Source) -> Iterator[tuple[str, str]]:
    if isinstance(member, Failure) or (kind := kind_of(member.name)) is None or kind is Kind.ZIP:
        return
    with suppress(PageError):
        yield from _hashes(opened(member.stream, member.path), Source(member.path, kind, archive.largest))
