"""The files of a zip archive, one after the other; a damaged one fails alone."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.containers.inflating import check_ratio
from sayso.reading.containers.members import Member, is_left_alone, member_failure, path_in
from sayso.reading.listing import failure
from sayso.records import Failure

# What zipfile raises for a file that is damaged, encrypted, or packed in a way that it does not know.
_UNREADABLE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, LookupError)
_ENCRYPTED: Final = 1
_MEND: Final = "Copy or download it anew"


def zip_members(stream: BinaryIO, archive: str) -> Iterator[Member | Failure]:
    """Yield the files of the zip archive in ``stream`` (which must be able to seek) that is known as ``archive``.

    Encrypted and damaged files are failures, and so are names that lead out of it; nothing is
    unpacked to the disk.  Raises `PageError` when the archive's own list is damaged.
    """
    try:
        held = zipfile.ZipFile(stream)
        entries = sorted(held.infolist(), key=lambda entry: entry.filename)
    except _UNREADABLE as error:
        raise PageError(archive, f"not a zip archive, or a damaged one ({error})", _MEND) from error
    with held:
        for entry in entries:
            if entry.filename.endswith("/") or is_left_alone(entry.filename):
                continue
            yield _member(held, entry, archive)


def _member(held: zipfile.ZipFile, entry: zipfile.ZipInfo, archive: str) -> Member | Failure:
    path = path_in(archive, entry.filename)
    if refused := member_failure(archive, entry.filename):
        return refused
    if entry.flag_bits & _ENCRYPTED:
        return failure(path, "it is encrypted", "Unpack the archive with its password and read the folder")
    try:
        stream = held.open(entry)
    except _UNREADABLE as error:
        return failure(path, f"it cannot be unpacked ({error})", _MEND)
    return Member(path, entry.filename, io.BufferedReader(_Checked(stream, path, entry.compress_size)))


class _Checked(io.RawIOBase):
    """A file in a zip archive, whose faults are those of a page."""

    def __init__(self, stream: IO[bytes], path: str, packed: int) -> None:
        self._stream, self._path, self._packed, self._given = stream, path, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the base says Buffer, which 3.11 lacks
        try:
            piece = self._stream.read(len(buffer))
        except (*_UNREADABLE, zlib.error, lzma.LZMAError) as error:
            raise PageError(self._path, f"it cannot be unpacked ({error})", _MEND) from error
        self._given += len(piece)
        check_ratio(self._packed, self._given, self._path)
        buffer[: len(piece)] = piece
        return len(piece)
