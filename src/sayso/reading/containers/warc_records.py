"""The records of a WARC stream, one by one; behind a damaged stretch reading goes on at the next record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.containers.inflating import inflated

WITH_CONTENT: Final = frozenset({"response", "resource", "conversion"})
_CHUNK: Final = 1 << 16
_LONGEST_LINE: Final = 1 << 16  # bytes of one header; addresses have 2,000 or so
_MOST_LINES: Final = 200
# What a record of the wrong length swallowed is read once more, but an archive made to harm could have that go on
# for ever: so many bytes of one archive, and no more.
_AGAIN: Final = 64 << 20
_VERSION = re.compile(rb"WARC/\d+\.\d+\s*$")
_INSIDE = re.compile(rb"WARC/\d+\.\d+\r?\n[\w-]+:")
_MEND: Final = "Copy or download it anew; what stands before and behind this place is read"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its type, its headers with names in small letters, and the first bytes of its content."""

    kind: str
    headers: Mapping[str, str]
    data: bytes


def warc_records(stream: BinaryIO, archive: str, most: int) -> Iterator[Record | PageError]:
    """Yield the records in the WARC ``stream``, plain or packed in any way, that is known as ``archive``.

    Of a record that can hold a page up to ``most`` bytes are kept, of any other none.  A damaged stretch is a
    `PageError` with its place; what can be found behind it follows.
    """
    reader = _Reader(inflated(stream, archive, mark=b"WARC/"), archive, most)
    broken = False
    while True:
        try:
            if broken:
                reader.find()
                broken = False
            record = reader.record()
        except PageError as error:
            broken = True
            yield error
            continue
        if record is None:
            return
        yield record


class _Reader:
    """Reads one record after the other; after an error, `find` looks for the next one."""

    def __init__(self, stream: BinaryIO, archive: str, most: int) -> None:
        self._stream, self._archive, self._most = stream, archive, most
        self._held = io.BytesIO()  # what is read once more
        self._again = _AGAIN
        self._place = 0
        self._waiting = b""  # the first line of the next record
        self._damage: PageError | None = None  # met while looking for it

    def record(self) -> Record | None:
        """Return the next record, ``None`` at the end.  Raises `PageError` where the archive is damaged."""
        start = self._place - len(self._waiting)
        headers = self._headers()
        if headers is None:
            return None
        length = headers.get("content-length", "")
        if not length.isdigit():
            raise self._damaged("a record without its length", start)
        kind = headers.get("warc-type", "").lower()
        data, left = self._content(int(length[:18]), self._most if kind in WITH_CONTENT else 0)
        self._close(data, start, missing=left > 0)
        return Record(kind, headers, data)

    def find(self) -> None:
        """Read on to the first line of a record, or to the end."""
        while not self._waiting and (line := self._line()):
            if _VERSION.match(line):
                self._waiting = line

    def _damaged(self, found: str, place: int) -> PageError:
        return PageError(self._archive, f"a damaged WARC file ({found}, at byte {place} of its plain data)", _MEND)

    def _take(self, size: int) -> bytes:
        piece = self._held.read(size) or self._stream.read(size)
        self._place += len(piece)
        return piece

    def _line(self) -> bytes:
        line = self._held.readline(_LONGEST_LINE)
        if not line.endswith(b"\n") and len(line) < _LONGEST_LINE:
            line += self._stream.readline(_LONGEST_LINE - len(line))
        self._place += len(line)
        return line

    def _first_line(self) -> bytes:
        line, self._waiting = self._waiting, b""
        while not line.strip() and (line := self._line()):
            pass
        return line

    def _headers(self) -> dict[str, str] | None:
        if self._damage:
            damage, self._damage = self._damage, None
            raise damage
        start = self._place - len(self._waiting)
        line = self._first_line()
        if not line:
            return None
        if not _VERSION.match(line):
            raise PageError(
                self._archive,
                f"not a WARC file, or a damaged one (no record where one must begin, at byte {start})",
                _MEND,
            )
        headers: dict[str, str] = {}
        for _ in range(_MOST_LINES):
            line = self._line()
            if not line.strip():
                return headers
            name, _, value = line.decode("utf-8", "replace").partition(":")
            headers.setdefault(name.strip().lower(), value.strip())
        raise self._damaged("headers without an end", start)

    def _content(self, length: int, most: int) -> tuple[bytes, int]:
        """Return the first ``most`` bytes of the next ``length``, and how many of these the archive lacks."""
        kept: list[bytes] = []
        room = most
        while length and (piece := self._take(min(length, _CHUNK))):
            length -= len(piece)
            if room > 0:
                kept.append(piece[:room])
                room -= len(piece)
        return b"".join(kept), length

    def _close(self, data: bytes, start: int, *, missing: bool) -> None:
        """Look for the next record.  Raises `PageError` when this one does not end where it says."""
        between = line = b""
        try:
            while (line := self._line()) and not line.strip():
                between = (between + line)[:_LONGEST_LINE]
        except PageError as error:
            self._damage, line = error, b""
        if missing or (line and not _VERSION.match(line)):
            self._put_back(data + between + line)
            found = "it breaks off in the middle of a record" if missing else "a record of another length than it says"
            raise self._damaged(found, start)
        self._waiting = line

    def _put_back(self, data: bytes) -> None:
        """Have what a record swallowed read again: a crawler that broke off and went on leaves such records."""
        inside = _INSIDE.search(data) if len(data) < self._most else None
        if inside is None:
            return
        again = data[inside.start() :]
        left = self._held.getbuffer().nbytes - self._held.tell()
        if len(again) + left > self._again:
            return
        self._again -= len(again) + left
        self._place -= len(again)
        self._held = io.BytesIO(again + self._held.read())
