"""Compressed data as a stream of plain bytes, a piece at a time, so that a bomb cannot fill the memory."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol

from sayso.errors import PageError

_CHUNK: Final = 1 << 16
_MOST_MEMORY: Final = 128 << 20  # bytes; an xz file may ask for a dictionary of 4 GB, and `xz -9` makes one of 64 MB
# Deflate cannot pack tighter than 1 to 1032; pages pack 1 to 5 or so, and a great many alike pages 1 to 100.
_MOST_RATIO: Final = 200
_FREE: Final = 1 << 30  # bytes that may come out before the ratio counts
_LONGEST_MAGIC: Final = 6
_MEMBER: Final = b"\x1f\x8b\x08"  # RFC 1952
_PEEK: Final = 1024  # bytes of a member that tell what it begins with; its header may hold a file's name
_KEPT: Final = 1 << 20  # bytes; damage shows within a few kilobytes of where it is
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
    """The pieces of a generator as a file that can be read; an error among them is raised, and what follows stays."""

    def __init__(self, pieces: Iterator[bytes | PageError]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base says Buffer, which 3.11 lacks
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            if isinstance(piece, PageError):
                raise piece
            self._rest = memoryview(piece)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def inflated(stream: BinaryIO, subject: str, *, mark: bytes | None = None) -> BinaryIO:
    """Return the plain bytes of a gzip, bzip2 or xz stream, or the stream as it is when it is none of these.

    Reading from it raises `PageError` when the data are damaged, break off, or unpack to more than any
    pages do.  With ``mark``, reading may go on after an error in gzip data: what follows then is the next
    gzip member whose plain bytes begin with the mark, or nothing.  No more than a few pieces of 64 KB are held, or
    with ``mark`` the last megabyte.
    """
    head, whole = headed(stream, _LONGEST_MAGIC)
    maker = next((maker for magic, maker in _MAKERS if head.startswith(magic)), None)
    if maker is None:
        return whole
    return io.BufferedReader(_Stream(_pieces(_Packed(whole), maker, subject, mark if maker is _Gzip else None)))


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


class _Packed:
    """Packed bytes as they come; the last of them are kept, to go over a damaged stretch again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept = deque[bytes]()
        self._size = 0
        self.taken = 0

    def next(self) -> bytes:
        """Return the next bytes, none at the end."""
        piece = _next(self._stream)
        self.taken += len(piece)
        self._kept.append(piece)
        self._size += len(piece)
        while self._size - len(self._kept[0]) > _KEPT:
            self._size -= len(self._kept.popleft())
        return piece

    def from_member(self, after: int, mark: bytes) -> bytes:
        """Return what is there from the first gzip member behind the byte ``after`` that begins with ``mark``."""
        held = b"".join(self._kept)
        place = max(0, after + 1 - (self.taken - len(held)))
        while True:
            place = held.find(_MEMBER, place)
            short = place < 0 or len(held) - place < _PEEK
            if short and (more := self.next()):
                held, place = (held[place:] if place >= 0 else held[-len(_MEMBER) :]) + more, 0
            elif place < 0:
                return b""
            elif begins_packed(held[place : place + _PEEK], mark):
                return held[place:]
            else:
                place += 1


def begins_packed(packed: bytes, mark: bytes) -> bool:
    """Return whether these are the first bytes of gzip data whose plain bytes begin with ``mark``."""
    try:
        return zlib.decompressobj(31).decompress(packed, len(mark)) == mark
    except zlib.error:
        return False


def _pieces(
    packed: _Packed, maker: Callable[[], _Decompressor], subject: str, mark: bytes | None
) -> Iterator[bytes | PageError]:
    given = 0
    data = packed.next()
    while data:
        start = packed.taken - len(data)
        member = _Member(maker(), packed, data)
        ready = b""  # handed on when what follows is sound too: the checksum of a member stands at its end
        try:
            for piece in member.pieces():
                given += len(piece)
                check_ratio(packed.taken, given, subject)
                yield ready
                ready = piece
            yield ready
        except _BrokenError as error:
            damage = PageError(subject, f"{error}, in what begins at byte {start}", _MEND)
            if mark is None:
                yield ready
                raise damage from error
            data = packed.from_member(start, mark)
            yield damage
        else:
            data = member.rest.lstrip(b"\x00") or packed.next().lstrip(b"\x00")


class _BrokenError(Exception):
    """Packed data cannot be unpacked; says why."""


class _Member:
    """One stretch of packed data that ends by itself, as an archive has one for each record."""

    def __init__(self, unpack: _Decompressor, packed: _Packed, data: bytes) -> None:
        self._unpack, self._packed, self._data = unpack, packed, data

    @property
    def rest(self) -> bytes:
        """Return what was taken beyond its end."""
        return self._unpack.unused_data

    def pieces(self) -> Iterator[bytes]:
        """Yield its plain bytes.  Raises `_BrokenError`."""
        data = self._data
        while not self._unpack.eof:
            if self._unpack.needs_input and not data and not (data := self._packed.next()):
                raise _BrokenError("it breaks off in the middle of its compressed data")
            try:
                piece = self._unpack.decompress(data, _CHUNK)
            except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
                raise _BrokenError(f"its compressed data are damaged ({error})") from error
            data = b""
            yield piece


def check_ratio(taken: int, given: int, subject: str) -> None:
    """Raise `PageError` when so many bytes came out of so many packed ones that it can only be a bomb."""
    if given > _FREE and given > _MOST_RATIO * max(1, taken):
        raise PageError(
            subject, f"it unpacks to more than {_MOST_RATIO} times its size, which no pages do", "Leave it out"
        )
