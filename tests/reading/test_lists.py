"""Feeds, sitemaps and lists of addresses: what they name, and what they carry themselves."""

from __future__ import annotations

import html
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import PageError
from sayso.reading import read
from sayso.reading.lists import PageList, addresses_in, json_feed, xml_list
from sayso.records import Article, Failure
from sayso.settings import Fetching, Settings

OFFLINE = Settings(fetching=Fetching(allowed=False))
STORY = "".join(
    f"<p>The harbour of Selm stays shut for week number {number}, the port authority said on Monday, and “nothing will "
    f"move before the inspectors have left,” said Ida Rune, who heads it and spoke to reporters at pier {number}.</p>"
    for number in range(6)
)


def _urls(found: PageList | None) -> list[str | None]:
    assert found is not None
    return [entry.url for entry in found.entries]


def test_rss_of_every_kind() -> None:
    two = b"<rss version='2.0'><channel><title>T</title><item><link> https://a.example/1 </link></item><item><guid>https://a.example/2</guid></item><item><title>no address</title></item></channel></rss>"
    one = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>'
        b'<item rdf:about="https://a.example/1"><title>x</title></item></rdf:RDF>'
    )
    assert _urls(xml_list(two, "a.xml")) == ["https://a.example/1", "https://a.example/2"]
    assert _urls(xml_list(one, "a.xml")) == ["https://a.example/1"]


def test_atom_takes_the_alternate_link_and_relative_ones() -> None:
    feed = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><link rel="self" href="https://a.example/feed/1"/>'
        b'<link rel="alternate" href="/2020/1"/></entry><entry><link href="2"/></entry></feed>'
    )
    assert _urls(xml_list(feed, "a.xml", base="https://a.example/x/")) == [
        "https://a.example/2020/1",
        "https://a.example/x/2",
    ]


def test_sitemaps_and_their_indexes() -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    places = (
        f"<urlset {space}><url><loc>https://a.example/1</loc></url><url><loc>javascript:alert(1)</loc></url></urlset>"
    )
    index = f"<sitemapindex {space}><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>"
    assert _urls(xml_list(places.encode(), "a.xml")) == ["https://a.example/1"]
    found = xml_list(index.encode(), "a.xml")
    assert found is not None
    assert found.further == ("https://a.example/s1.xml",)


def test_no_entity_is_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://secret.example/")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    feed = (
        f'<!DOCTYPE rss [<!ENTITY a0 "https://a.example/">{bomb}<!ENTITY f SYSTEM "file://{tmp_path}/secret">]>'
        "<rss><channel><item><link>&a11;</link></item><item><link>&f;</link></item><item><link>https://a.example/1</link></item></channel></rss>"
    )
    assert set(_urls(xml_list(feed.encode(), "a.xml"))) <= {"https://a.example/1"}
    without_bomb = feed.replace(bomb, "").replace("&a11;", "")
    assert _urls(xml_list(without_bomb.encode(), "a.xml")) == ["https://a.example/1"]


def test_an_entry_with_its_full_text_is_read_without_fetching(tmp_path: Path) -> None:
    item = (
        "<item><title>Harbour stays shut</title><link>https://a.example/1</link><dc:creator>Lena Moor</dc:creator>"
        f"<pubDate>Mon, 02 Mar 2020 10:00:00 GMT</pubDate><content:encoded>{html.escape(STORY)}</content:encoded></item>"
        "<item><title>Teaser</title><link>https://a.example/2</link><description>Read it there.</description></item>"
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    (tmp_path / "feed.xml").write_text(
        f'<rss version="2.0" {spaces}><channel><title>Selm Gazette</title>{item}</channel></rss>', encoding="utf-8"
    )
    full, teaser = read([tmp_path / "feed.xml"], OFFLINE)
    assert isinstance(full, Article)
    assert (full.title, full.outlet, full.byline, full.published, full.url) == (
        "Harbour stays shut",
        "Selm Gazette",
        "Lena Moor",
        "2020-03-02",
        "https://a.example/1",
    )
    assert full.path == f"{tmp_path}/feed.xml!/1"
    assert isinstance(teaser, Failure)
    assert (teaser.path, "nothing is fetched" in teaser.reason) == ("https://a.example/2", True)


def test_a_json_feed_is_read_like_any_other(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Selm Gazette",
        "items": [
            {"url": "https://a.example/1", "title": "Harbour", "content_html": STORY, "date_published": "2020-03-02T10:00:00Z", "authors": [{"name": "Lena Moor"}]},
            {"url": "https://a.example/2", "content_text": "Read it there."},
            "no item",
        ],
    }  # fmt: skip
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    full, teaser = read([tmp_path / "feed.json"], OFFLINE)
    assert isinstance(full, Article)
    assert (full.outlet, full.byline, full.published) == ("Selm Gazette", "Lena Moor", "2020-03-02")
    assert isinstance(teaser, Failure)


def test_xml_that_is_no_list_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_text(
        f"<html><head><title>Harbour</title></head><body><article>{STORY}</article></body></html>"
    )
    (found,) = read([tmp_path / "page.xml"], OFFLINE)
    assert isinstance(found, Article)


@pytest.mark.parametrize("text", ["", "# only a note", "https://a.example/\nand a word", "a.html", "ftp://a.example/"])
def test_texts_that_are_no_lists(text: str) -> None:
    assert addresses_in(text) is None


def test_a_list_with_a_line_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text("https://a.example/\nand a word\n")
    (found,) = read([tmp_path / "a.urls"], OFFLINE)
    assert isinstance(found, Failure)
    assert "no addresses" in found.reason


def test_an_address_named_twice_is_fetched_once(tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text("https://a.example/1\nhttps://a.example/1\n")
    (tmp_path / "b.urls").write_text("https://a.example/1\n")
    (found,) = read([tmp_path], OFFLINE)
    assert isinstance(found, Failure)


@given(st.binary())
def test_any_bytes_are_a_list_or_none_or_a_page_error(data: bytes) -> None:
    with suppress(PageError):
        xml_list(data, "a.xml")


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["items", "authors", "url", "title", "content_html"]), inner)
        ),
    )
)
def test_any_json_feed_is_a_list(value: object) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": value}
    assert json_feed(feed) is not None
