"""The webhook against a server that misbehaves, and the feed against its standard (RFC 4287)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sayso.errors import DeliveryError, PageError
from sayso.reading.lists import xml_list
from sayso.watching import Telling, Webhook
from sayso.watching.atom import feed_of

from .newsroom import newsroom

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    with newsroom() as running:
        yield running


@pytest.mark.parametrize(
    ("path", "found", "again"),
    [
        ("/silent", "in the time allowed", 0),
        ("/moved", "redirects are not followed", 0),
        ("/garbage", "the connection failed", 0),
        ("/busy", "it answered 429", 7),
    ],
)
def test_a_webhook_that_does_not_take_the_news_says_why(
    server: ThreadingHTTPServer, path: str, found: str, again: float
) -> None:
    before, began = len(server.posts), time.monotonic()  # type: ignore[attr-defined]
    with pytest.raises(DeliveryError, match=found) as caught:
        Webhook(f"{server.base}{path}", private=True, seconds=1.0).send("new_1", "{}")  # type: ignore[attr-defined]
    assert caught.value.again == again
    assert len(server.posts) == before + 1  # type: ignore[attr-defined]
    assert time.monotonic() - began < 10


def test_of_an_endless_answer_only_the_head_is_read(server: ThreadingHTTPServer) -> None:
    began = time.monotonic()
    Webhook(f"{server.base}/endless", private=True, seconds=5.0).send("new_1", "{}")  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5


def test_a_machine_that_is_not_on_the_open_web_is_not_contacted(server: ThreadingHTTPServer) -> None:
    before = len(server.posts)  # type: ignore[attr-defined]
    for host in ("127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1"):
        with pytest.raises(DeliveryError, match="not on the open web"):
            Webhook(f"http://{host}:{server.server_port}/hook").send("new_1", "{}")
    assert len(server.posts) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "hook", "https://user:word@example.org/"])
def test_a_webhook_is_an_address_of_the_web(url: str) -> None:
    with pytest.raises(PageError):
        Webhook(url).check()


def telling(name: str, words: str, moment: str = "2031-05-04T12:00:00Z") -> Telling:
    return Telling(name, words, f"{words}\n    in The Quay", "{}", moment, ())


def checked(feed: bytes) -> etree._Element:
    """The feed, after the rules of RFC 4287, sections 4.1.1 and 4.1.2, that it can break."""
    root = etree.fromstring(feed)
    assert root.tag == f"{ATOM}feed"
    for element, once in (
        (root, ("id", "title", "updated")),
        *((e, ("id", "title", "updated")) for e in root.iter(f"{ATOM}entry")),
    ):
        for name in once:
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        content = element.find(f"{ATOM}content")
        assert content is None or (content.get("type") == "text" and len(content) == 0)
    # The feed has an author, so that its entries need none; they have content, so that they need no link.
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    return root


def test_the_feed_is_valid_newest_first_and_the_same_twice() -> None:
    tellings = [telling("new_1", "First"), telling("new_2", "Second", "2031-05-04T13:00:00Z")]
    feed = feed_of(tellings, "/a/story.sayso")
    root = checked(feed)
    assert [one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")] == ["Second", "First"]
    assert root.findtext(f"{ATOM}updated") == "2031-05-04T13:00:00Z"
    assert feed == feed_of(tellings, "/a/story.sayso")
    # An entry keeps its identifier when others come; the feeds of two ledgers are two.
    ids = {one.findtext(f"{ATOM}id") for one in checked(feed_of(tellings[:1], "/a/story.sayso")).iter(f"{ATOM}entry")}
    assert ids < {one.findtext(f"{ATOM}id") for one in root.iter(f"{ATOM}entry")}
    assert root.findtext(f"{ATOM}id") != checked(feed_of([], "/b/story.sayso")).findtext(f"{ATOM}id")


@given(st.text(st.characters()), st.text(st.characters()))
def test_whatever_a_page_says_the_feed_is_sound(title: str, ledger: str) -> None:
    root = checked(feed_of([telling("new_1", f"<b>&amp;]]>\x00\ufffe{title}")], ledger))
    assert not list(root.iter(f"{ATOM}b"))


def test_our_own_reader_takes_it_for_a_feed() -> None:
    assert xml_list(feed_of([telling("new_1", "First")], "s.sayso"), "news.atom") is not None
