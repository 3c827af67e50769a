"""Archives of pages: what is whole is read, what is not is one failure that says why, and memory stays flat."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest

from sayso.reading import read
from sayso.records import Article, Failure
from sayso.settings import Settings

from .archives import PAGE_HEADERS, answer, page, record, tarred, warc, zipped


def _read(path: Path, settings: Settings | None = None) -> list[Article | Failure]:
    return list(read([path], settings or Settings()))


def _written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def _split(found: list[Article | Failure]) -> tuple[list[Article], list[Failure]]:
    articles = [item for item in found if isinstance(item, Article)]
    failures = [item for item in found if isinstance(item, Failure)]
    assert all(failure.reason and failure.remedy for failure in failures)
    return articles, failures


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.warc.bz2"])
def test_a_web_archive_gives_its_pages_with_address_and_moment(tmp_path: Path, name: str) -> None:
    records = warc("selm", "tarn")
    plain = b"".join(gzip.decompress(item) for item in records)
    data = {"gz": b"".join(records), "bz2": bz2.compress(plain)}.get(name.rpartition(".")[2], plain)
    first, second = _read(_written(tmp_path, name, data))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, first.as_of, first.path) == (
        "https://selm.example/a",
        "2020-03-01T10:00:00Z",
        f"{tmp_path}/{name}!/1",
    )
    assert "cranes of tarn" in second.text


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: br\r\n", brotli.compress),
        ("Content-Encoding: gzip\r\n", bytes),
        ("Transfer-Encoding: chunked\r\n", lambda data: b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)),
        ("Transfer-Encoding: chunked\r\n", bytes),
    ],
)
def test_what_servers_do_to_a_page_is_undone(tmp_path: Path, headers: str, pack: object) -> None:
    block = answer(pack(page("selm")), PAGE_HEADERS + headers)  # type: ignore[operator]
    (found,) = _read(_written(tmp_path, "a.warc", record("https://selm.example/", block)))
    assert isinstance(found, Article)
    assert "cranes of selm" in found.text


def test_what_is_no_page_in_a_web_archive(tmp_path: Path) -> None:
    records = [
        record("https://a.example/1", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://a.example/1", answer(b"", "Location: /2\r\n", "302 Found")),
        record("https://a.example/x.png", answer(b"\x89PNG", "Content-Type: image/png\r\n")),
        record("https://a.example/gone", answer(page("gone"), status="404 Not Found")),
        record("https://a.example/odd", b"no answer at all"),
        record("https://a.example/2", answer(page("selm"))),
    ]
    articles, failures = _split(_read(_written(tmp_path, "a.warc", b"".join(records))))
    assert [article.url for article in articles] == ["https://a.example/2"]
    assert ["404" in failures[0].reason, "not the answer" in failures[1].reason] == [True, True]
    (failure,) = _read(_written(tmp_path, "b.warc", b"".join(records[:3])))
    assert isinstance(failure, Failure)
    assert "no page in its 3 records (1 image/png, 1 redirects)" in failure.reason


def _cut(data: bytes) -> bytes:
    return data[: len(data) - 150]


@pytest.mark.parametrize(
    ("name", "data", "read_before"),
    [
        ("cut.warc.gz", _cut(b"".join(warc("selm", "tarn"))), 1),
        (
            "cut.warc",
            _cut(
                record("https://a.example/", answer(page("selm"))) + record("https://b.example/", answer(page("tarn")))
            ),
            1,
        ),
        ("harm.warc.gz", warc("selm")[0] + b"\x1f\x8b\x08" + b"\xff" * 300, 1),
        ("none.warc", b"He said no. " * 50, 0),
        ("none.warc.gz", gzip.compress(b"He said no. " * 50), 0),
        ("endless.warc", record("https://a.example/", answer(page("selm")), length=10**15), 0),
        ("cut.zip", _cut(zipped({"a.html": page("selm")})), 0),
        ("none.zip", b"PK\x03\x04" + b"\x00" * 100, 0),
        ("cut.tar", tarred({"a.html": page("selm"), "b.html": page("tarn")})[: 512 * 3 + 100], 1),
        ("cut.tar.gz", gzip.compress(tarred({"a.html": page("selm")}))[:-160], 0),
        ("cut.tar.xz", lzma.compress(tarred({"a.html": page("selm")}))[:-200], 0),
        ("none.tar", b"He said no. " * 100, 0),
        ("none.tar.gz", b"\x1f\x8b\x08 no", 0),
        ("none.txt.bz2", b"BZh9 no", 0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_damaged_archive_is_one_failure(tmp_path: Path, name: str, data: bytes, read_before: int) -> None:
    (tmp_path / "zz.html").write_bytes(page("after"))
    _written(tmp_path, name, data)
    articles, failures = _split(_read(tmp_path))
    assert len(articles) == read_before + 1
    (failure,) = failures
    assert name in failure.path


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_tar_archives_of_every_kind(tmp_path: Path, mode: str, form: int) -> None:
    long = "a/" * 60 + "é.html" if form != tarfile.USTAR_FORMAT else "a/b.html"
    files = {long: page("selm"), "b/": b"", "b/.hidden.html": b"x", "notes.md": b"x", "c.txt": b"", "d.pdf": b"%PDF"}
    name = "pages.tar" + mode[1:].replace(":", ".")
    articles, failures = _split(_read(_written(tmp_path, name, tarred(files, mode, form))))
    assert [article.path for article in articles] == [f"{tmp_path}/{name}!/{long}"]
    assert [failure.path.rsplit("!/")[1] for failure in failures] == ["c.txt", "d.pdf"]


def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path) -> None:
    files = {
        name: page(str(place))
        for place, name in enumerate(["../up.html", "/root.html", "C:\\win.html", "a/../../b.html", "ok.html"])
    }
    for name, data in (("a.zip", zipped(files)), ("b.tar", tarred(files))):
        articles, failures = _split(_read(_written(tmp_path, name, data)))
        assert [article.path.rsplit("!/")[1] for article in articles] == ["ok.html"]
        assert [failure.reason for failure in failures] == ["its name leads out of the archive"] * 4


def test_links_in_a_tar_archive_are_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "a.html"), (tarfile.CHRTYPE, "b.html")):
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
    _, failures = _split(_read(_written(tmp_path, "a.tar", held.getvalue())))
    assert ["a link" in failure.reason for failure in failures] == [True, True]


def test_a_damaged_file_in_a_zip_fails_alone(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": page("selm"), "b.html": page("tarn")}))
    data[60] ^= 0xFF
    articles, failures = _split(_read(_written(tmp_path, "a.zip", bytes(data))))
    assert [article.title for article in articles] == ["Harbour of tarn opens"]
    assert "cannot be unpacked" in failures[0].reason


def test_an_encrypted_file_in_a_zip_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.html": page("selm")}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (failure,) = _read(_written(tmp_path, "a.zip", bytes(data)))
    assert isinstance(failure, Failure)
    assert "encrypted" in failure.reason


def test_a_web_archive_in_a_zip_is_read_and_deeper_ones_are_not(tmp_path: Path) -> None:
    crawl = b"".join(warc("selm"))
    inner = zipped({"archive/data.warc.gz": crawl})
    (article,) = _read(_written(tmp_path, "crawl.wacz", inner))
    assert isinstance(article, Article)
    assert article.path.endswith("crawl.wacz!/archive/data.warc.gz!/1")
    (failure,) = _read(_written(tmp_path, "deep.zip", zipped({"a.zip": inner})))
    assert isinstance(failure, Failure)
    assert "archive in an archive" in failure.reason


def _zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.html", "w") as file:
        for _ in range(200):
            file.write(bytes(1 << 20))
    return held.getvalue()


def _gzip_bomb() -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(pack.compress(bytes(1 << 20)) for _ in range(200)), pack.flush()])


def _long_header() -> bytes:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 150 << 20
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([pack.compress(header.tobuf()), *(pack.compress(bytes(1 << 20)) for _ in range(160)), pack.flush()])


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.zip", _zip_bomb),
        ("a.html.gz", _gzip_bomb),
        ("a.jsonl.gz", _gzip_bomb),
        ("a.tar.gz", _long_header),
        (
            "a.warc",
            lambda: record("https://a.example/", answer(_gzip_bomb(), PAGE_HEADERS + "Content-Encoding: gzip\r\n")),
        ),
        ("b.warc.gz", lambda: gzip.compress(record("https://a.example/", answer(bytes(100 << 20))))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bomb_is_one_failure_and_fills_no_memory(tmp_path: Path, name: str, make: object) -> None:
    path = _written(tmp_path, name, make())  # type: ignore[operator]
    settings = Settings(largest_page=2_000_000)
    tracemalloc.start()
    (failure,) = _read(path, settings)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert most < 20_000_000


def test_a_bomb_of_many_lines_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sayso.reading.containers.inflating._FREE", 1 << 22)
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join([*(pack.compress(b"\n" * (1 << 20)) for _ in range(20)), pack.flush()])
    (failure,) = _read(_written(tmp_path, "a.jsonl.gz", data))
    assert isinstance(failure, Failure)
    assert "200 times its size" in failure.reason


def test_packed_files_are_read_as_what_they_hold(tmp_path: Path) -> None:
    _written(tmp_path, "a.html.gz", gzip.compress(page("selm")))
    _written(tmp_path, "b.jsonl.xz", lzma.compress(json.dumps({"html": page("tarn").decode()}).encode() + b"\n"))
    _written(tmp_path, "c.html.bz2", bz2.compress(page("lund")[:200]) + bz2.compress(page("lund")[200:]))
    articles, failures = _split(_read(tmp_path))
    assert not failures
    assert [article.path.removeprefix(f"{tmp_path}/") for article in articles] == [
        "a.html.gz",
        "b.jsonl.xz!/1",
        "c.html.bz2",
    ]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (page("selm"), "-"),
        (
            b"Harbour of selm opens\n\nThe cranes of selm move again, said Ida Rune, who heads the port authority.\n",
            "-",
        ),
        (json.dumps({"html": page("selm").decode()}).encode() + b"\n", "-!/1"),
        (json.dumps([{"html": page("selm").decode()}]).encode(), "-!/1"),
        (json.dumps({"html": page("selm").decode()}, indent=1).encode(), "-"),
        (b"".join(warc("selm")), "-!/1"),
        (zipped({"a.html": page("selm")}), "-!/a.html"),
        (tarred({"a.html": page("selm")}, "w:gz"), "-!/a.html"),
        (gzip.compress(page("selm")), "-"),
    ],
    ids=["html", "text", "lines", "list", "object", "warc", "zip", "tar", "gz"],
)
def test_standard_input_is_told_by_its_look(data: bytes, path: str) -> None:
    (found,) = read(["-"], Settings(), standard_input=io.BytesIO(data))
    assert isinstance(found, Article), found
    assert found.path == path
    assert "cranes of selm" in found.text


def test_everything_mixed_in_one_call(tmp_path: Path) -> None:
    _written(tmp_path, "b.warc.gz", b"".join(warc("b1", "b2")))
    _written(tmp_path, "c.zip", zipped({"c1.html": page("c1")}))
    _written(tmp_path, "a.html", page("a"))
    found = read([tmp_path, "-"], Settings(), standard_input=io.BytesIO(page("in")))
    titles = [item.title for item in found if isinstance(item, Article)]
    assert titles == [f"Harbour of {name} opens" for name in ("in", "a", "b1", "b2", "c1")]
