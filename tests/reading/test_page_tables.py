"""Pages in Parquet files."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from sayso.reading import read
from sayso.records import Article, Failure
from sayso.settings import Fetching, Settings

pa = pytest.importorskip("pyarrow", reason="needs the parquet extra")
pq = pytest.importorskip("pyarrow.parquet", reason="needs the parquet extra")

SETTINGS = Settings(fetching=Fetching(allowed=False))
TEXT = (
    "Harbour stays shut\n\nThe harbour of Vell stays shut for a third week, the port authority announced on Monday.\n\n"
    "“The cranes will not move before the inspectors have left,” said Ida Rune of the port authority.\n"
)


def test_rows_are_read_as_json_lines_are(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "url": f"https://a.example/{n}", "published": "2020-03-02", "byline": None} for n in (1, 2)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    table, lines = (
        [(one.text, one.url, one.published) for one in read([tmp_path / name], SETTINGS) if isinstance(one, Article)]
        for name in ("a.parquet", "a.jsonl")
    )
    assert len(table) == 2
    assert table == lines


def test_moments_and_bytes_are_read(tmp_path: Path) -> None:
    html = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    row = {"html": html.encode(), "url": "https://a.example/1", "published": datetime.datetime(2020, 3, 2, 10, 0)}
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "a.parquet")
    (found,) = read([tmp_path / "a.parquet"], SETTINGS)
    assert isinstance(found, Article)
    assert found.published == "2020-03-02"
    assert found.path.endswith("a.parquet!/1")
    assert "inspectors have left" in found.text


def test_a_row_without_a_page_and_a_damaged_file_are_failures(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([{"number": 1}]), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "b.parquet").write_bytes(whole[: len(whole) // 2])
    found = list(read([tmp_path], SETTINGS))
    assert all(isinstance(one, Failure) for one in found)
    assert [Path(one.path).name for one in found] == ["1", "b.parquet"]
    assert "no text" in found[0].reason
    assert "damaged" in found[1].reason
