"""Pages whose dates contradict one another: one is believed, and the others are told; or none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.reading import read
from sayso.records import Article
from sayso.settings import Settings

from .archives import answer, record

URL = "https://gazette.example{path}/port-of-selm"


def _page(published: str | None, modified: str | None = None, path: str = "") -> bytes:
    stated = f'<meta property="article:published_time" content="{published}">' if published else ""
    stated += f'<meta property="article:modified_time" content="{modified}">' if modified else ""
    return (
        f'<html><head><title>Port of Selm opens</title><link rel="canonical" href="{URL.format(path=path)}">{stated}</head>'
        "<body><article><h1>Port of Selm opens</h1><p>The port of Selm opened in the morning after dockers and owners "
        "agreed on a new rota, both sides said, and nine ships that had waited outside came in.</p><p>“We have what we "
        "asked for,” said Jonas Werth, who speaks for the dockers of the port.</p></article></body></html>"
    ).encode()


def _read(path: Path, data: bytes) -> Article:
    path.write_bytes(data)
    (found,) = read([path], Settings())
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("page", "day", "where"),
    [
        (_page("2018-05-14", "2018-05-20"), "2018-05-14", "metadata"),
        (_page("2024-02-01", path="/2018/05/14"), "2018-05-14", "path; the metadata says 2024-02-01"),
        (_page("2018-05-14", path="/2024/02/01"), "2018-05-14", "metadata; the path says 2024-02-01"),
        (
            _page("2018-05-14", "2018-05-01T08:00:00Z"),
            "2018-05-14",
            "metadata; the page says that it was last changed before that, on 2018-05-01",
        ),
        (_page("2099-01-01"), None, "the page states no date of publication"),
        (_page("1066-10-14"), None, "the page states no date of publication"),
        (_page("2018-02-31"), None, "the page states no date of publication"),
        (_page("yesterday"), None, "the page states no date of publication"),
    ],
)
def test_a_page_that_contradicts_itself(tmp_path: Path, page: bytes, day: str | None, where: str) -> None:
    found = _read(tmp_path / "page.html", page)
    assert (found.published, found.published_from) == (day, where)


@pytest.mark.parametrize(
    ("published", "day", "where"),
    [
        ("2020-02-28", "2020-02-28", "metadata"),
        ("2020-03-02", "2020-03-02", "metadata"),  # the outlet's own day may be the next
        ("2021-02-28", None, "the metadata says 2021-02-28, which is after the page was caught, on 2020-03-01"),
    ],
)
def test_no_page_is_published_after_it_was_caught(tmp_path: Path, published: str, day: str | None, where: str) -> None:
    found = _read(tmp_path / "a.warc", record(URL.format(path=""), answer(_page(published))))
    assert (found.published, found.published_from, found.as_of) == (day, where, "2020-03-01T10:00:00Z")
