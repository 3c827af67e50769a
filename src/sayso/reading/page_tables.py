"""The pages that a Parquet file holds, a page a row, in columns named as the fields of JSON pages are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import BinaryIO, Final

from sayso.errors import PageError

# Rows held at once: a row may hold a page of many megabytes.
_ROWS: Final = 64
_MEND: Final = "Write the table anew, with a page's text or HTML in a column “text” or “html”"


def rows_of(stream: BinaryIO, path: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a Parquet file in order, each as a JSON object would be; absent values are left out.

    Raises `PageError` when it is none, is damaged, or pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException  # noqa: PLC0415  # an extra: all else works without it
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415
    except ImportError as error:
        raise PageError(
            path, "a Parquet file, and pyarrow is not installed", 'Install it with: pip install "sayso[parquet]"'
        ) from error
    try:
        for batch in ParquetFile(stream).iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                yield {str(name): _plain(value) for name, value in row.items() if value is not None}
    except (
        ArrowException,
        OSError,
        ValueError,
        OverflowError,
    ) as error:  # text or moments that Python cannot hold, too
        why = next(iter(str(error).splitlines()), type(error).__name__)
        raise PageError(path, f"not a Parquet file, or a damaged one ({why})", _MEND) from error


def _plain(value: object) -> object:
    """Return a value as JSON has it: moments and days as ISO 8601, bytes as text, all else that is none as words."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return value.decode("utf-8", "replace")
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {str(name): _plain(item) for name, item in value.items()}
    return str(value)
