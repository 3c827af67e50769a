"""Tables for programs: Parquet, one file a kind of record, with every character as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sayso.errors import InputError
from sayso.export.tables import Type, columns_of, rows_of
from sayso.ledger.interchange import KINDS
from sayso.records import Contents

if TYPE_CHECKING:
    import pyarrow as pa

# Rows that are held at once: a group of this size is what readers take at a time, too.
_GROUP: Final = 20_000


def write_parquet(contents: Contents, folder: Path) -> None:
    """Write one file a kind of record, such as ``attribution.parquet``, empty kinds too.

    Lists stay lists and a verdict a structure; lists of records are JSON text.
    Raise InputError when pyarrow is not installed.
    """
    try:
        from pyarrow import RecordBatch  # noqa: PLC0415  # an extra: all else works without it
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "Parquet", "pyarrow is not installed", 'Install it with: pip install "sayso[parquet]"'
        ) from error
    for kind in KINDS:
        schema = _schema(kind)
        with ParquetWriter(folder / f"{kind}.parquet", schema) as writer:
            rows = [_row(row, kind) for row in rows_of(contents, kind)]
            for start in range(0, len(rows), _GROUP):
                writer.write_batch(RecordBatch.from_pylist(rows[start : start + _GROUP], schema=schema))


def _row(row: dict[str, object], kind: str) -> dict[str, object]:
    texts = {column.name for column in columns_of(kind) if column.type == "json"}
    return row | {name: json.dumps(row[name], ensure_ascii=False) for name in texts}


def _schema(kind: str) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415

    place = pa.list_(pa.int32())
    types: dict[Type, pa.DataType] = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole": pa.int32(),
        "truth": pa.bool_(),
        "words": pa.list_(pa.string()),
        "place": place,
        "places": pa.list_(place),
        "verdict": pa.struct({"relation": pa.string(), "score": pa.float64(), "reasons": pa.list_(pa.string())}),
        "json": pa.string(),
    }
    return pa.schema([(column.name, types[column.type]) for column in columns_of(kind)])
