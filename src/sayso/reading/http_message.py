"""A server's answer as bytes: its status, its headers, and the page without chunks and compression (RFC 9112)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import brotli

from sayso.errors import PageError

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b[^\r\n]*\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,15})\s*(?:;[^\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MEND: Final = "Leave it out, or catch the page anew"


@dataclass(frozen=True, slots=True)
class Message:
    """A server's answer: headers with names in small letters, and the body as sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def parsed_message(data: bytes, subject: str) -> Message:
    """Return the answer that ``data`` holds.  Raises `PageError` when it is none."""
    status = _STATUS.match(data)
    end = _END.search(data, status.end() - 2) if status else None
    if status is None or end is None:
        raise PageError(subject, "not the answer of a server (no HTTP status line and headers)", _MEND)
    headers: dict[str, str] = {}
    for line in data[status.end() : end.start()].decode("latin-1").split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return Message(int(status[1]), headers, data[end.end() :])


def media_type(held: str | None) -> tuple[str, str | None]:
    """Return the media type of a Content-Type header, in small letters, and the character set it names.

    >>> media_type('Text/HTML; charset="UTF-8"')
    ('text/html', 'UTF-8')
    """
    charset = _CHARSET.search(held or "")
    return (held or "").partition(";")[0].strip().lower(), charset[1] if charset else None


def plain_body(message: Message, subject: str, largest: int) -> bytes:
    """Return the body without chunks and compression, at most one byte more than ``largest``.

    Raises `PageError` when its coding is unknown or damaged.
    """
    body = _unchunked(message.body) if "chunked" in message.headers.get("transfer-encoding", "").lower() else None
    return uncompressed(message.body if body is None else body, message.headers, subject, largest)


def uncompressed(body: bytes, headers: Mapping[str, str], subject: str, largest: int) -> bytes:
    """Return the body without its content coding, at most one byte more than ``largest``."""
    for coding in reversed([part.strip().lower() for part in headers.get("content-encoding", "").split(",")]):
        try:
            if coding in {"gzip", "x-gzip", "deflate"}:
                # Crawlers that unpack a page may leave the header as it was.
                body = _deflated(body, coding, largest + 1) if not _is_markup(body) else body
            elif coding == "br":
                body = _unbrotlied(body, largest + 1) if not _is_markup(body) else body
            elif coding not in {"", "identity"}:
                raise PageError(subject, f"packed in a way that is not read ({coding[:40]})", _MEND)
        except (ValueError, brotli.error) as error:
            raise PageError(subject, f"its compressed data are damaged ({error})", _MEND) from error
    return body[: largest + 1]


def _is_markup(body: bytes) -> bool:
    return body[:64].lstrip().startswith(b"<")


def _unbrotlied(data: bytes, most: int) -> bytes:
    unpack = brotli.Decompressor()
    found = unpack.process(data, output_buffer_limit=most)
    return bytes(found[:most])


def _unchunked(body: bytes) -> bytes | None:
    """Return the body of its chunks, or ``None`` when it has none: crawlers may have joined them already."""
    pieces: list[bytes] = []
    place = 0
    while size := _SIZE.match(body, place):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        place = size.end() + length
        if body[place : place + 2] == b"\r\n":
            place += 2
    return b"".join(pieces) if pieces and place >= len(body) else None


def _deflated(data: bytes, coding: str, most: int) -> bytes:
    """Return at most ``most`` bytes of a page packed with gzip or deflate; of one that breaks off, what was sent."""
    windows = (31,) if coding in {"gzip", "x-gzip"} else (15, -15)  # servers send "deflate" with and without a header
    for window in windows:
        try:
            return zlib.decompressobj(window).decompress(data, most)
        except zlib.error as error:
            found = str(error)
    raise ValueError(found)
