"""The files of a job, on a disk or in an object store: listed, read, and written whole or not at all.

A disk's file is written beside its name and renamed; an object store shows an object only when all of it has
arrived.  What is written twice under one name is there once.
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, cast
from urllib.parse import quote

import pyarrow as pa
from pyarrow.fs import FileInfo, FileSelector, FileSystem, FileType, LocalFileSystem
from pyarrow.parquet import ParquetFile, write_table

from sayso.errors import InputError
from sayso.reading import names_a_scheme

_HALF: Final = ".half-"
# What may stand in an address as it is, beside letters and digits; spaces and the like are written as %20.
_PLAIN: Final = "/:?#%&=+,;@!$'()*~"
# Bytes asked of an object store at once.
_AHEAD: Final = 1 << 20
# What is told of a job when it begins, and of what counts when it has finished.
JOB: Final = "fleet-job"
DONE: Final = "fleet-done"


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a store: its address, its bytes, and when it was last changed, in nanoseconds."""

    address: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Storage:
    """A folder: a path on a disk, or an address such as ``s3://bucket/job``."""

    address: str

    def names(self, folder: str) -> frozenset[str]:
        """Return the names, without their endings, of the files in a folder; none where it is not there."""
        system, path = located(under(self.address, folder))
        infos = cast("list[FileInfo]", system.get_file_info(FileSelector(path, allow_not_found=True)))
        return frozenset(info.base_name.partition(".")[0] for info in infos if not info.base_name.startswith(_HALF))

    def write_rows(self, name: str, rows: Sequence[Mapping[str, object]], schema: pa.Schema) -> None:
        """Write a Parquet file, whole or not at all."""
        held = pa.BufferOutputStream()
        write_table(pa.Table.from_pylist(list(rows), schema=schema), held, compression="zstd")
        self._write(f"{name}.parquet", held.getvalue())

    def read_rows(self, name: str) -> Iterator[dict[str, object]]:
        """Yield the rows of a Parquet file, few of them in memory at once."""
        system, path = located(under(self.address, f"{name}.parquet"))
        with system.open_input_file(path) as stream:
            for group in ParquetFile(stream).iter_batches(batch_size=256):
                yield from group.to_pylist()

    def write_json(self, name: str, value: object) -> None:
        """Write a JSON file, whole or not at all."""
        self._write(f"{name}.json", (json.dumps(value, indent=1) + "\n").encode())

    def read_json(self, name: str) -> object:
        """Return what a JSON file holds, ``None`` where there is none."""
        system, path = located(under(self.address, f"{name}.json"))
        try:
            with system.open_input_stream(path) as stream:
                return cast(object, json.loads(stream.read()))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def sweep(self) -> None:
        """Remove what workers that were killed left half written."""
        system, path = located(self.address)
        for info in cast("list[FileInfo]", system.get_file_info(FileSelector(path, recursive=True))):
            if info.base_name.startswith(_HALF):
                system.delete_file(info.path)

    def _write(self, name: str, data: pa.Buffer | bytes) -> None:
        system, path = located(under(self.address, name))
        folder, _, last = path.rpartition("/")
        local = isinstance(system, LocalFileSystem)
        if local:
            system.create_dir(folder, recursive=True)
        written = f"{folder}/{_HALF}{uuid.uuid4().hex}-{last}" if local else path
        with system.open_output_stream(written) as stream:
            stream.write(data)
        if local:
            system.move(written, path)


def located(address: str) -> tuple[FileSystem, str]:
    """Return the store that an address is in and the path there.  Raises InputError where there is no such store."""
    if not names_a_scheme(address):
        return LocalFileSystem(), address
    try:
        system, path = FileSystem.from_uri(quote(address, safe=_PLAIN))
    except (pa.ArrowException, ValueError) as error:
        raise InputError(address, f"no store that is known ({error})", "Name a folder, or s3:// or gs://") from error
    return system, path


def under(address: str, name: str) -> str:
    """Return the address of something in a folder; what is asked of the store stays behind it.

    >>> under("s3://bucket/job?region=x", "articles"), under("/tmp/job", "articles")
    ('s3://bucket/job/articles?region=x', '/tmp/job/articles')
    """
    place, mark, asked = address.partition("?") if names_a_scheme(address) else (address, "", "")
    return f"{place.rstrip('/')}/{name}{mark}{asked}"


def named(address: str) -> str:
    """Return the address without who asks and what is asked of the store: what a page in it is known by.

    >>> named("s3://bucket/a.warc.gz?region=x"), named("gs://anonymous@bucket/a@b.txt"), named("pages/what?.txt")
    ('s3://bucket/a.warc.gz', 'gs://bucket/a@b.txt', 'pages/what?.txt')
    """
    if not names_a_scheme(address):
        return address
    return address.partition("?")[0].replace(f"://{_asker(address)}", "://", 1)


def _asker(address: str) -> str:
    """Return who asks a store, as the address has it before the bucket; "anonymous" asks without credentials.

    >>> _asker("gs://anonymous@bucket/a@b.txt"), _asker("s3://bucket?endpoint_override=a@b/c")
    ('anonymous@', '')
    """
    user, mark, _ = address.partition("?")[0].partition("://")[2].partition("/")[0].rpartition("@")
    return user + mark


def files_below(address: str) -> list[Found]:
    """Return the files that an address of an object store means: itself, or all below it, by name.

    What has a meaning in addresses is escaped in the names: ``50% off.txt`` is ``50%25%20off.txt``.
    """
    system, path = located(address)
    try:
        (info,) = system.get_file_info([path])
        infos = [info] if info.type is FileType.File else system.get_file_info(FileSelector(path, recursive=True))
    except OSError as error:
        raise InputError(address, f"it cannot be listed ({error})", "Check the address and the credentials") from error
    scheme, mark, asked = address.partition("://")[0], *address.partition("?")[1:]
    found = [
        Found(f"{scheme}://{_asker(address)}{quote(info.path)}{mark}{asked}", info.size, info.mtime_ns or 0)
        for info in infos
        if info.type is FileType.File
    ]
    return sorted(found, key=lambda file: file.address)


def opened(address: str) -> BinaryIO:
    """Return a file of an object store, open for reading from any place in it.  Raises OSError."""
    system, path = located(address)
    # Arrow's own streams have no lines.
    return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, system.open_input_file(path)), _AHEAD))
