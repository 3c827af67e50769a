"""Archives made for the tests: pages of our own in WARC, zip and tar."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

PAGE_HEADERS = "Content-Type: text/html; charset=utf-8\r\n"


def page(name: str) -> bytes:
    """Return an HTML page about a harbour of this name."""
    return (
        f"<html><head><title>Harbour of {name} opens</title></head><body><article><h1>Harbour of {name} opens</h1>"
        f"<p>The harbour of {name} opened on Monday, the port authority said, after three weeks in which no ship came in.</p>"
        f"<p>“The cranes of {name} move again,” said Ida Rune, who heads the authority, and thanked the crews.</p>"
        "</article></body></html>"
    ).encode()


def record(
    url: str, block: bytes, *, kind: str = "response", length: int | None = None, date: str = "2020-03-01"
) -> bytes:
    """Return one WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:11111111-1111-1111-1111-111111111111>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, headers: str = PAGE_HEADERS, status: str = "200 OK") -> bytes:
    """Return what a server sends."""
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body


def warc(*names: str) -> list[bytes]:
    """Return the records of a web archive with one page a name, each packed by itself as crawlers do."""
    return [gzip.compress(record(f"https://{name}.example/a", answer(page(name))), mtime=0) for name in names]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a tar archive."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return held.getvalue()
