"""Compressed data as a stream of plain bytes, a piece at a time, so that a bomb cannot fill the memory."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol

from sayso.errors import PageError

_CHUNK: Final = 1 << 16
_MOST_MEMORY: Final = 128 << 20  # bytes; an xz file may ask for a dictionary of 4 GB, and `xz -9` makes one of 64 MB
# Deflate cannot pack tighter than 1 to 1032; pages pack 1 to 5 or so, and a great many alike pages 1 to 100.
_MOST_RATIO: Final = 200
_FREE: Final = 1 << 30  # bytes that may come out before the ratio counts
_LONGEST_MAGIC: Final = 6
_MEND: Final = "Copy or download it anew"


class _Decompressor(Protocol):
    """What `bz2` and `lzma` offer."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib with the interface of the other two."""

    def __init__(self, window: int = 31) -> None:
        self._zlib = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        found = self._zlib.decompress(self._zlib.unconsumed_tail + data, max(0, max_length))
        self.needs_input = not self._zlib.unconsumed_tail and len(found) < max_length
        return found


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


_MAKERS: Final[tuple[tuple[bytes, Callable[[], _Decompressor]], ...]] = (
    (b"\x1f\x8b", _Gzip),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", _xz),
)


class _Stream(io.RawIOBase):
    """The pieces of a generator as a file that can be read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base says Buffer, which 3.11 lacks
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def inflated(stream: BinaryIO, subject: str) -> BinaryIO:
    """Return the plain bytes of a gzip, bzip2 or xz stream, or the stream as it is when it is none of these.

    Reading from it raises `PageError` when the data are damaged, break off, or unpack to more than any
    pages do.  No more than a few pieces of 64 KB are held.
    """
    head, whole = headed(stream, _LONGEST_MAGIC)
    maker = next((maker for magic, maker in _MAKERS if head.startswith(magic)), None)
    return io.BufferedReader(_Stream(_pieces(whole, maker, subject))) if maker else whole


def headed(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Return the first ``size`` bytes of a stream (fewer where it is shorter), and the whole stream again."""
    head = b""
    while len(head) < size and (piece := stream.read(size - len(head))):
        head += piece
    return head, io.BufferedReader(_Stream(_after(head, stream)))


def _after(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield head
    while piece := _next(stream):
        yield piece


def _next(stream: BinaryIO) -> bytes:
    """Return what is there; asking for more would lose it where the stream turns out to be damaged after it."""
    return stream.read1(_CHUNK) if isinstance(stream, io.BufferedReader) else stream.read(_CHUNK)


def _pieces(stream: BinaryIO, maker: Callable[[], _Decompressor], subject: str) -> Iterator[bytes]:
    taken = given = 0
    data = _next(stream)
    while data:
        unpack = maker()
        while not unpack.eof:
            if unpack.needs_input and not data and not (data := _next(stream)):
                raise PageError(subject, "it breaks off in the middle of its compressed data", _MEND)
            try:
                piece = unpack.decompress(data, _CHUNK)
            except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
                raise PageError(subject, f"its compressed data are damaged ({error})", _MEND) from error
            taken, given, data = taken + len(data), given + len(piece), b""
            check_ratio(taken, given, subject)
            yield piece
        data = unpack.unused_data.lstrip(b"\x00") or _next(stream).lstrip(b"\x00")


def check_ratio(taken: int, given: int, subject: str) -> None:
    """Raise `PageError` when so many bytes came out of so many packed ones that it can only be a bomb."""
    if given > _FREE and given > _MOST_RATIO * max(1, taken):
        raise PageError(
            subject, f"it unpacks to more than {_MOST_RATIO} times its size, which no pages do", "Leave it out"
        )
