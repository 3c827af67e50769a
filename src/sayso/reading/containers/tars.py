"""The files of a tar archive, in the order in which they stand, read once from front to back.

`tarfile` reads headers of any size into memory, so that a small archive can fill it; here only the
512 bytes of a header are left to it (POSIX.1-2001, pax interchange format; GNU long names).
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.containers.members import Member, is_left_alone, member_failure, path_in
from sayso.reading.containers.parts import Part
from sayso.reading.listing import failure
from sayso.records import Failure

_BLOCK: Final = 512
_LONGEST_HEADER: Final = 1 << 20  # bytes; a name has 4,096 at most on any system
_LONG_NAME: Final = frozenset({tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE})
_SKIPPED: Final = frozenset({tarfile.GNUTYPE_LONGLINK, tarfile.XGLTYPE, tarfile.DIRTYPE})
_WITHOUT_DATA: Final = frozenset(
    {tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE}
)
_MEND: Final = "Copy or download it anew"


def _header(stream: BinaryIO, archive: str) -> tarfile.TarInfo | None:
    block = stream.read(_BLOCK)
    if not block.strip(b"\x00"):
        return None
    try:
        if len(block) < _BLOCK:
            raise tarfile.HeaderError("it breaks off")
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise PageError(archive, f"not a tar archive, or a damaged one ({error})", _MEND) from error
    if header.size < 0:
        raise PageError(archive, "a damaged tar archive (a file of negative size)", _MEND)
    return header


def _said(stream: BinaryIO, header: tarfile.TarInfo, archive: str) -> tuple[str | None, int | None]:
    """Return the name and the size that a header of the extended kinds says of the file after it."""
    if header.size > _LONGEST_HEADER:
        raise PageError(archive, f"a damaged tar archive (a header of {header.size} bytes)", "Leave it out")
    data = stream.read(header.size)
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\x00").decode("utf-8", "backslashreplace"), None
    name, size = None, None
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or not 0 < int(length[:9]) <= len(data):
            break
        key, _, value = data[len(length) + 1 : int(length[:9]) - 1].partition(b"=")
        if key == b"path":
            name = value.decode("utf-8", "backslashreplace")
        elif key == b"size" and value.isdigit():
            size = int(value[:18])
        data = data[int(length[:9]) :]
    return name, size


def _member(header: tarfile.TarInfo, archive: str, name: str, part: Part) -> Member | Failure | None:
    path = path_in(archive, name)
    if header.type in _SKIPPED or name.endswith("/") or is_left_alone(name):
        return None
    if refused := member_failure(archive, name):
        return refused
    if not header.isreg() or header.type == tarfile.GNUTYPE_SPARSE:
        return failure(path, "a link, a device or a sparse file, not a page", "Leave it out")
    return Member(path, name, io.BufferedReader(part))


def tar_members(stream: BinaryIO, archive: str) -> Iterator[Member | Failure]:
    """Yield the files of the tar archive in ``stream`` that is known as ``archive``.

    Links and devices are failures, and so are names that lead out of it; nothing is unpacked to
    the disk.  Raises `PageError` where the archive is damaged or breaks off.
    """
    told: tuple[str | None, int | None] = (None, None)
    while (header := _header(stream, archive)) is not None:
        if header.type in _LONG_NAME:
            name, size = _said(stream, header, archive)
            told = (name or told[0], size if size is not None else told[1])
            stream.read(-header.size % _BLOCK)
            continue
        plain = header.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        length = header.size if told[1] is None else told[1]
        part = Part(stream, 0 if header.type in _WITHOUT_DATA else length, archive)
        found = _member(header, archive, told[0] or plain, part)
        if found is not None:
            yield found
        part.drain()
        stream.read(-part.size % _BLOCK)
        told = (None, None)
