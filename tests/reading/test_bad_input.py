"""Whatever is given: an article, or a failure that says why and what mends it."""

import json
import os
import sys
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.reading import gather, read
from sayso.records import Article, Failure
from sayso.settings import Settings

GOOD = (
    "Minister says the road will open in May\n\n"
    "The minister of works, Olga Brandt, said on Monday that the coast road would open in May.\n\n"
    "“I have driven on it myself,” she told reporters in the port of Selm, and showed them the dust on her shoes.\n"
)
HTML = f"<html><head><title>x</title></head><body><article>{''.join(f'<p>{line}</p>' for line in GOOD.split(chr(10)) if line)}</article></body></html>"


def _read(*paths: Path | str, settings: Settings | None = None) -> list[Article | Failure]:
    return list(read(paths, settings or Settings()))


def _failure(path: Path, settings: Settings | None = None) -> Failure:
    (found,) = _read(path, settings=settings)
    assert isinstance(found, Failure)
    assert found.stage == "read"
    assert found.remedy
    return found


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\n", "only white space"),
        (b"\xef\xbb\xbf \n", "only white space"),
        (b"%PDF-1.4 \x00\x01", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (bytes(range(256)) * 20, "binary data"),
        (b"abc\x00\x01\x02\x03" * 400, "binary data"),
    ],
)
def test_what_is_no_page_says_what_it_is(tmp_path: Path, data: bytes, reason: str) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(data)
    assert reason in _failure(page).reason


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_the_decoded_file(tmp_path: Path, charset: str) -> None:
    page = tmp_path / "page.txt"
    text = GOOD.replace("\n", "\r\n")
    page.write_bytes(text.encode(charset))
    (found,) = _read(page)
    assert isinstance(found, Article)
    assert found.text == text


@pytest.mark.parametrize(
    ("written", "declared"),
    [("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("utf-8", "utf-16"), ("cp1252", "no-such-set")],
)
def test_a_page_that_declares_another_character_set(tmp_path: Path, written: str, declared: str) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(HTML.replace("<head>", f'<head><meta charset="{declared}">').encode(written))
    (found,) = _read(page)
    assert isinstance(found, Article)
    assert "“I have driven on it myself,” she told" in found.text


def test_a_page_over_the_limit_is_not_read(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    with page.open("wb") as stream:
        stream.truncate(200_000_000)
    found = _failure(page)
    assert "200.0 MB" in found.reason
    assert "20.0 MB" in found.reason


def test_a_line_over_the_limit_fails_alone(tmp_path: Path) -> None:
    page = tmp_path / "pages.jsonl"
    good = json.dumps({"text": GOOD, "url": "https://example.org/a"})
    page.write_text(
        "\n".join([good, json.dumps({"text": "x" * 3000}), "", "{broken", json.dumps({"text": GOOD + "!"})])
    )
    first, second, third, fourth = _read(page, settings=Settings(largest_page=2000))
    assert isinstance(first, Article)
    assert first.path.endswith("pages.jsonl#1")
    assert isinstance(second, Failure)
    assert second.path.endswith("#2")
    assert "too long" in second.reason
    assert isinstance(third, Failure)
    assert "broken JSON" in third.reason
    assert isinstance(fourth, Article)
    assert fourth.path.endswith("#5")


def test_nothing_at_all_is_an_error_before_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no page in it"):
        read([tmp_path], Settings())
    with pytest.raises(InputError, match="no such file"):
        read([tmp_path / "gone"], Settings())
    with pytest.raises(InputError, match="not an address of the web"):
        read(["ftp://example.org/a.html"], Settings())


def test_a_folder_is_read_in_order_and_nothing_in_it_is_lost(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "notes.md", "old.sayso", "scan.pdf", "sub/c.html", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(HTML if name.endswith("html") else GOOD + name)
    (tmp_path / "empty.txt").touch()
    found = _read(tmp_path)
    names = [Path(item.path).relative_to(tmp_path).as_posix() for item in found]
    assert names == ["a.txt", "b.txt", "empty.txt", "scan.pdf", "sub/c.html"]
    assert [type(item) for item in found] == [Article, Article, Failure, Failure, Article]
    assert "not a page (.pdf)" in found[3].reason  # type: ignore[union-attr]


def test_the_same_bytes_twice_are_one_article(tmp_path: Path) -> None:
    for name in ("z.txt", "m.txt", "a/q.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD)
    (found,) = gather([item for item in _read(tmp_path / "z.txt", tmp_path) if isinstance(item, Article)]).articles
    assert found.path == (tmp_path / "a/q.txt").as_posix()


def test_a_file_that_vanishes_after_listing(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD + name)
    reading = read([tmp_path], Settings())
    next(reading)
    (tmp_path / "b.txt").unlink()
    (found,) = reading
    assert isinstance(found, Failure)
    assert "gone" in found.reason


@pytest.mark.skipif(sys.platform == "win32", reason="links and permissions of POSIX")
def test_links_that_lead_nowhere_or_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = _read(tmp_path)
    assert [type(item) for item in found] == [Article, Failure, Failure, Failure]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(GOOD)
    page.chmod(0)
    assert "may not be read" in _failure(page).reason


def test_a_name_that_is_no_text_is_shown_as_bytes(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(name).write_text(GOOD)
    except OSError:
        pytest.skip("this file system takes no such names")
    (found,) = _read(tmp_path)
    assert found.path.endswith("caf\\xe9.txt")
    found.path.encode("utf-8")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + GOOD,
        "<div>" * 100_000 + GOOD,
        "<b>" * 3000 + GOOD + "</b>" * 3000,
        f'<p class="{"a" * 500_000}">{GOOD}',
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + f">{GOOD}",
        "<table><tr>" * 2000 + GOOD,
        "<!--" * 5000 + GOOD,
        "&#" * 50_000,
        "<script>" * 5000 + GOOD,
        '<script type="application/ld+json">' + '{"a":[' * 20_000 + "</script>" + GOOD,
        "<?xml version='1.0' encoding='utf-7'?><html>" + GOOD,
        "<html><meta charset='no-such-set'>" + GOOD,
        "".join(f"<a href='/{n}'>link {n}</a>" for n in range(60_000)),
    ],
    ids=range(13),
)
def test_hostile_html_ends_and_raises_nothing(tmp_path: Path, html: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(html)
    (found,) = _read(page)
    assert isinstance(found, Article | Failure)


def test_a_report_of_ours_is_not_a_page(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(HTML.replace("<title>", '<meta name="generator" content="sayso 0.1.0"><title>'))
    assert "made by sayso" in _failure(page).reason
