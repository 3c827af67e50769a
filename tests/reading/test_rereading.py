"""The pages of archives, looked up once more: the same bytes as were read, and none lost."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.ledger import Ledger, verify
from sayso.reading import hashes_in, read
from sayso.records import Article, Contents
from sayso.settings import Settings

from .archives import page, tarred, warc, zipped

LINES = b"\n".join(json.dumps({"html": page(name).decode()}).encode() for name in ("selm", "tarn"))
FILES = {"a.html": page("selm"), "sub/b.html.gz": gzip.compress(page("tarn"), mtime=0)}
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a.warc.gz": lambda: b"".join(warc("selm", "tarn")),
    "a.warc": lambda: gzip.decompress(b"".join(warc("selm", "tarn"))),
    "a.zip": lambda: zipped(FILES),
    "a.tar": lambda: tarred(FILES),
    "a.tar.xz": lambda: tarred(FILES, "w:xz"),
    "a.wacz": lambda: zipped({"archive/data.warc.gz": b"".join(warc("selm", "tarn"))}),
    "lines.zip": lambda: zipped({"pages.jsonl": LINES}),
    "pages.jsonl.gz": lambda: gzip.compress(LINES),
    "pages.json": lambda: b"[" + LINES.replace(b"\n", b",") + b"]",
    "page.html.gz": lambda: gzip.compress(page("selm")),
}


def _ledger(path: Path) -> Ledger:
    articles = tuple(sorted(read([path], Settings()), key=lambda item: item.path))
    assert articles
    assert all(isinstance(item, Article) for item in articles)
    return Ledger.of(Contents(articles, *([()] * 11)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(ARCHIVES))
def test_every_page_of_an_archive_is_found_again_by_its_path(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ARCHIVES[name]())
    with _ledger(path) as ledger:
        found = hashes_in(str(path))
        assert found is not None
        assert {article.path: article.sha256 for article in ledger.contents().articles}.items() <= found.items()
        assert verify(ledger, hashes_in) == ()


@pytest.mark.parametrize("name", ["a.warc.gz", "a.zip", "a.tar", "a.wacz", "pages.jsonl.gz"])
def test_a_page_that_changed_or_left_its_archive_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ARCHIVES[name]())
    with _ledger(path) as ledger:
        pages = [article.path for article in ledger.contents().articles]
        changed = {**FILES, "a.html": page("dorn")}
        others = {
            "a.warc.gz": b"".join(warc("dorn", "tarn")),
            "a.zip": zipped(changed),
            "a.tar": tarred(changed),
            "a.wacz": zipped({"archive/data.warc.gz": b"".join(warc("dorn", "tarn"))}),
            "pages.jsonl.gz": gzip.compress(LINES.replace(b"selm", b"dorn")),
        }
        path.write_bytes(others[name])
        (fault,) = verify(ledger, hashes_in)
        assert pages[0] in fault.found
        assert "no longer has the bytes" in fault.found
        path.write_bytes({"a.warc.gz": b"".join(warc("selm")), "a.zip": zipped({"z.html": b"x"})}.get(name, b""))
        gone = verify(ledger, hashes_in)
        assert all("no longer has the page" in fault.found for fault in gone)
        assert len(gone) == (1 if name == "a.warc.gz" else 2)
        path.unlink()
        assert verify(ledger, hashes_in) == ()


def test_a_file_that_is_no_archive_is_left_to_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("selm"))
    (tmp_path / "a.json").write_bytes(LINES.split(b"\n")[0])
    assert hashes_in(str(tmp_path / "a.html")) is None
    assert hashes_in(str(tmp_path / "a.json")) is None
    assert hashes_in(str(tmp_path / "gone.zip")) is None
