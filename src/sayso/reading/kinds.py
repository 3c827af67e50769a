"""What kind of input a file is: by the ending of its name, or by its first bytes where it has none."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final


class Kind(StrEnum):
    """The kinds of input that are read."""

    TEXT = "text"
    HTML = "html"
    LINES = "JSON lines"
    JSON = "JSON"
    XML = "XML"
    ADDRESSES = "addresses"
    WARC = "web archive"
    ZIP = "zip"
    TAR = "tar"
    TABLE = "table"


ARCHIVES: Final = frozenset({Kind.WARC, Kind.ZIP, Kind.TAR})
_ENDINGS: Final = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML,
    ".jsonl": Kind.LINES, ".ndjson": Kind.LINES, ".json": Kind.JSON,
    ".xml": Kind.XML, ".rss": Kind.XML, ".atom": Kind.XML,
    ".urls": Kind.ADDRESSES,
    ".warc": Kind.WARC, ".zip": Kind.ZIP, ".wacz": Kind.ZIP,
    ".parquet": Kind.TABLE,
    ".tar": Kind.TAR, ".tgz": Kind.TAR, ".tbz2": Kind.TAR, ".txz": Kind.TAR,
}  # fmt: skip
_PACKED: Final = frozenset({".gz", ".bz2", ".xz"})
_PACKED_TARS: Final = frozenset({".tgz", ".tbz2", ".txz"})
_TAR_MARK: Final = slice(257, 262)  # POSIX.1-1988, ustar interchange format
_ARCHIVE_MARKS: Final = ((b"PK\x03\x04", Kind.ZIP), (b"WARC/", Kind.WARC), (b"PAR1", Kind.TABLE))
HEAD: Final = 4096
"""Bytes from the start of a stream that tell its kind."""
_XML_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]")


def suffix_of(path: str) -> str:
    """Return the ending of a file's name, in small letters, with its dot."""
    return PurePosixPath(path).suffix.lower()


def kind_of(name: str) -> Kind | None:
    """Return the kind of a file by its name, ``None`` when it is no kind that is read.

    >>> kind_of("crawl/a.warc.gz"), kind_of("a.tar.xz"), kind_of("page.HTML.gz"), kind_of("scan.pdf")
    (<Kind.WARC: 'web archive'>, <Kind.TAR: 'tar'>, <Kind.HTML: 'html'>, None)
    """
    suffix = suffix_of(name)
    return _ENDINGS.get(suffix_of(name[: -len(suffix)]) if suffix in _PACKED else suffix)


def holds_many(name: str) -> bool:
    """Return whether the name is that of a file that holds many pages.

    >>> holds_many("crawl/a.warc.gz"), holds_many("pages.parquet"), holds_many("page.html")
    (True, True, False)
    """
    return kind_of(name) in ARCHIVES | {Kind.LINES, Kind.TABLE}


def is_packed(name: str) -> bool:
    """Return whether the name says that the file is compressed as a whole (.gz, .bz2, .xz)."""
    return suffix_of(name) in _PACKED | _PACKED_TARS


def _archive(head: bytes) -> Kind | None:
    if head[_TAR_MARK] == b"ustar":
        return Kind.TAR
    return next((kind for mark, kind in _ARCHIVE_MARKS if head.startswith(mark)), None)


def sniffed(head: bytes) -> Kind:
    """Return the kind of what comes without a name, by its first bytes; text when nothing speaks for another.

    >>> sniffed(b'  <!doctype html><p>'), sniffed(b'{"text": "a"}'), sniffed(b"He said no.")
    (<Kind.HTML: 'html'>, <Kind.LINES: 'JSON lines'>, <Kind.TEXT: 'text'>)
    """
    if (archive := _archive(head)) is not None:
        return archive
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return Kind.XML if _XML_ROOT.search(head) else Kind.HTML
    if start.startswith(b"["):
        return Kind.JSON
    if start.startswith(b"{"):
        # A lone object with line ends inside is a file of JSON, else each line is an object.
        first = start.split(b"\n", 1)[0].rstrip()
        return Kind.LINES if first.endswith(b"}") or len(head) >= HEAD else Kind.JSON
    return Kind.TEXT
