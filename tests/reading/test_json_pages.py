"""Pages out of other tools' JSON, and out of sayso's own export."""

import json
from pathlib import Path

import trafilatura

from sayso.reading import read
from sayso.records import Article, Failure, identifier
from sayso.settings import Settings

TEXT = (
    "The minister of works, Olga Brandt, said on Monday that the coast road would open in May.\n\n"
    "“I have driven on it myself,” she told reporters in the port of Selm."
)


def _articles(tmp_path: Path, *objects: object, name: str = "pages.jsonl") -> list[Article | Failure]:
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(item) for item in objects))
    return list(read([path], Settings()))


def test_the_fields_of_news_please(tmp_path: Path) -> None:
    (found,) = _articles(
        tmp_path,
        {
            "maintext": TEXT,
            "title": "Coast road to open in May",
            "url": "https://gazette.example/road",
            "date_publish": "2019-04-01 08:00:00",
            "date_download": "2019-04-02 09:30:00",
            "authors": ["Ruth Adler", "Pelagos News Agency"],
            "source_domain": "gazette.example",
        },
    )
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.published, found.published_from) == (
        "Coast road to open in May",
        "gazette.example",
        "2019-04-01",
        "metadata",
    )
    assert found.byline == "Ruth Adler"
    assert found.as_of == "2019-04-02T09:30:00Z"
    assert found.credits == ("Pelagos",)
    assert found.text == TEXT


def test_the_fields_of_trafilatura(tmp_path: Path) -> None:
    (found,) = _articles(
        tmp_path, {"text": TEXT, "title": "Road", "author": "Ruth Adler", "sitename": "Gazette", "date": "2019-04-01"}
    )
    assert isinstance(found, Article)
    assert (found.outlet, found.byline, found.published) == ("Gazette", "Ruth Adler", "2019-04-01")


def test_what_trafilatura_writes_is_read(tmp_path: Path) -> None:
    html = (
        '<html><head><title>Road</title><meta property="og:site_name" content="Selm Gazette"><meta name="author" content='
        f'"Ruth Adler"></head><body><article><h1>Road</h1>{"".join(f"<p>{line}</p>" for line in TEXT.split(chr(10)) * 3)}</article></body></html>'
    )
    url = "https://gazette.example/2019/04/01/road"
    written = trafilatura.extract(html, url=url, output_format="json", with_metadata=True)
    assert written is not None
    (found,) = _articles(tmp_path, json.loads(written))
    assert isinstance(found, Article)
    assert (found.url, found.outlet, found.byline) == (url, "Selm Gazette", "Ruth Adler")


def test_the_fields_of_newspaper4k(tmp_path: Path) -> None:
    page = {
        "url": "https://gazette.example/road?utm=1",
        "canonical_link": "https://gazette.example/road",
        "source_url": "https://gazette.example",
        "title": "Coast road to open in May",
        "authors": ["Ruth Adler"],
        "publish_date": "2019-04-01T08:00:00",
        "meta_site_name": "Selm Gazette",
        "text": TEXT,
    }
    (found,) = _articles(tmp_path, page)
    assert isinstance(found, Article)
    assert (found.outlet, found.url, found.published) == ("Selm Gazette", page["url"], "2019-04-01")
    assert found.canonical == "https://gazette.example/road"


def test_a_page_of_html_in_a_line_is_extracted(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    (found,) = _articles(tmp_path, {"html": f"<html><body><article><h1>Road</h1>{paragraphs}</article></body></html>"})
    assert isinstance(found, Article)
    assert "“I have driven on it myself,”" in found.text


def test_our_own_export_gives_its_articles_again(tmp_path: Path) -> None:
    article = {
        "record": "article",
        "id": "art_1",
        "path": "a.txt",
        "text": TEXT,
        "outlet": "Gazette",
        "furniture": [[0, 3]],
    }
    (found,) = _articles(tmp_path, {"record": "statement", "id": "sta_1"}, article, {"record": "origin", "id": "ori_1"})
    assert isinstance(found, Article)
    assert found.path.endswith("#2")
    assert [(span.start, span.end) for span in found.furniture] == [(0, 3)]
    line = json.dumps(article).encode()
    assert found.id == identifier("art", found.sha256)
    assert found.sha256 == __import__("hashlib").sha256(line).hexdigest()


def test_lines_that_are_no_pages_say_so(tmp_path: Path) -> None:
    found = _articles(tmp_path, [1, 2], {"title": "no text"}, {"text": 5}, "text", None)
    assert all(isinstance(item, Failure) for item in found)
    assert [item.path.rsplit("#", 1)[1] for item in found] == ["1", "2", "3", "4", "5"]


def test_a_file_of_one_page_and_a_file_of_a_list(tmp_path: Path) -> None:
    (one,) = _articles(tmp_path, {"text": TEXT}, name="one.json")
    assert one.path.endswith("one.json")
    (tmp_path / "one.json").unlink()
    first, second = _articles(tmp_path, [{"text": TEXT}, {"text": TEXT + " She laughed."}], name="two.json")
    assert (first.path[-7:], second.path[-7:]) == ("json!/1", "json!/2")
