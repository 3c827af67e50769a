"""From paths to articles: each page is read, and each that cannot be is a recorded failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.errors import PageError
from sayso.reading.articles import from_html, from_json, from_plain
from sayso.reading.json_pages import canonical, lines_of, page_of, parsed
from sayso.reading.listing import HTML, JSON, LINES, failure, list_pages, shown, suffix_of
from sayso.records import Article, Failure
from sayso.settings import Settings


def read(paths: Sequence[Path | str], settings: Settings) -> Iterator[Article | Failure]:
    """Yield an article for each page that ``paths`` name, or a failure with its reason and remedy, sorted by path.

    Files (.txt, .html, .htm, .xhtml, .jsonl, .ndjson, .json), folders with all below them and patterns
    are read.  In folders, names that begin with a dot, notes (``*.md``) and ledgers (``*.sayso``) are
    left alone; any other kind of file is a failure.  The same bytes given twice are one article, that of
    the smallest path.  A line of a JSON lines file is a page called ``file.jsonl#12``.

    Raises `InputError`, before anything is read, when there is no page at all.
    """
    listing = list_pages(paths)
    return _read(listing.files, listing.failures, settings)


def _read(files: Sequence[str], failures: Sequence[Failure], settings: Settings) -> Iterator[Article | Failure]:
    seen: set[str] = set()
    waiting = list(reversed(failures))
    for path in files:
        while waiting and waiting[-1].path <= shown(path):
            yield waiting.pop()
        for item in _pages_in(path, settings):
            if isinstance(item, Failure):
                yield item
            elif item.sha256 not in seen:
                seen.add(item.sha256)
                yield item
    yield from reversed(waiting)


def _pages_in(path: str, settings: Settings) -> Iterator[Article | Failure]:
    """Yield the pages of one file; the one place where what goes wrong with a page becomes a failure."""
    try:
        if suffix_of(path) in LINES:
            yield from _json_lines(path, settings)
            return
        data = _bytes(path, settings.largest_page)
        if suffix_of(path) in JSON:
            yield from _json_file(data, path)
            return
        make = from_html if suffix_of(path) in HTML else from_plain
        yield make(data, shown(path))
    except PageError as error:
        yield failure(path, error.found, error.remedy)
    except FileNotFoundError:
        yield failure(path, "the file is gone since the folder was listed", "Put it back, or build again without it")
    except PermissionError:
        yield failure(path, "the file may not be read", f"Allow it: chmod u+r {shown(path)}")
    except OSError as error:
        yield failure(
            path, f"the file cannot be read ({error.strerror or error})", "Check the disk, and copy the file anew"
        )


def _bytes(path: str, largest: int) -> bytes:
    with open(path, "rb") as stream:
        data = stream.read(largest + 1)
        if len(data) > largest:
            size = max(Path(path).stat().st_size, len(data))
            raise PageError(
                shown(path),
                f"{size / 1e6:.1f} MB, and a page may have {largest / 1e6:.1f} MB at most",
                "Split it into pages, or into JSON lines with a page a line",
            )
    return data


def _json_page(value: object, data: bytes, subject: str) -> Iterator[Article | Failure]:
    try:
        page = page_of(value, subject)
        if page is not None:
            yield from_json(page, data, subject)
    except PageError as error:
        yield failure(subject, error.found, error.remedy)


def _json_lines(path: str, settings: Settings) -> Iterator[Article | Failure]:
    found = False
    with open(path, "rb") as stream:
        for number, line in lines_of(stream, settings.largest_page):
            found = True
            subject = f"{shown(path)}#{number}"
            if line is None:
                most = f"a page may have {settings.largest_page / 1e6:.1f} MB at most"
                yield failure(subject, f"the line is too long, {most}", "Split the file into one page a line")
                continue
            try:
                value = parsed(line, subject)
            except PageError as error:
                yield failure(subject, error.found, error.remedy)
                continue
            yield from _json_page(value, line, subject)
    if not found:
        yield failure(path, "an empty file", "Write it again, or remove it")


def _json_file(data: bytes, path: str) -> Iterator[Article | Failure]:
    value = parsed(data, shown(path)) if data.strip() else None
    if value is None:
        raise PageError(shown(path), "an empty file", "Write it again, or remove it")
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _json_page(item, canonical(item), f"{shown(path)}#{number}")
    else:
        yield from _json_page(value, data, shown(path))
