"""Pages of our own in every form that a fleet reads, and what a job made of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the fleet extra")

ROOT = Path(__file__).parents[2]


def page(number: int, more: str = "") -> str:
    return (
        f"Harbour {number} stays shut\n\nThe harbour of Vell {number} stays shut for a third week, the port authority "
        f"announced on Monday.\n\n“The cranes of pier {number} will not move before the inspectors have left,” said Ida "
        f"Rune of the port authority.{more}\n\nAt least {number + 2} boats have been waiting outside the harbour since "
        "Monday, and 40 more are on their way.\n"
    )


def line(number: int, more: str = "") -> str:
    row = {"text": page(number, more), "url": f"https://a.example/{number}", "published": "2020-03-02"}
    return json.dumps(row) + "\n"


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pages, which the tests and their workers stand in."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from tests.reading.archives import warc

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "crawl"
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(line(n) for n in range(6)) + "broken\n", encoding="utf-8")
    (folder / "b.warc.gz").write_bytes(b"".join(warc("vell", "thorn", "marsk")))
    rows = [{"text": page(n), "url": f"https://b.example/{n}", "published": "2020-03-02"} for n in (20, 21)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "c.parquet")
    (folder / "d.txt").write_text(page(30), encoding="utf-8")
    (folder / "e.txt").write_bytes(b"")
    (folder / "f.pdf").write_bytes(b"%PDF")
    return folder


def rows_in(output: Path) -> dict[str, list[str]]:
    """Return every row of a job's results by its table, sorted; how they are parted into files is left aside."""
    import pyarrow.parquet as pq

    def found(table: str) -> Iterator[str]:
        for file in sorted((output / table).glob("*.parquet")):
            yield from (json.dumps(row, sort_keys=True) for row in pq.read_table(file).to_pylist())

    return {table: sorted(found(table)) for table in ("articles", "taggings", "reports", "failures")}
