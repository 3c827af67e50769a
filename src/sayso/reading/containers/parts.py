"""A stretch of a stream, read as a file of its own: the files in a tar, the records in a WARC."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from sayso.errors import PageError

_CHUNK: Final = 1 << 16
_MEND: Final = "Copy or download it anew; what stands before this place is read"


class Part(io.RawIOBase):
    """The next ``left`` bytes of a stream.

    Reading raises `PageError`, with the archive as its subject, where the stream ends before.
    """

    def __init__(self, stream: BinaryIO, left: int, archive: str) -> None:
        self._stream, self._left, self._archive, self.size = stream, left, archive, left

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base says Buffer, which 3.11 lacks
        """Fill ``buffer`` with the next bytes and return how many there were."""
        count = min(len(buffer), self._left)
        piece = self._stream.read(count)
        if len(piece) < count:
            raise PageError(self._archive, "it breaks off in the middle of a file", _MEND)
        buffer[:count] = piece
        self._left -= count
        return count

    def drain(self) -> None:
        """Read on to the end of the stretch, whatever of it was read before."""
        while self.read(_CHUNK):
            pass
