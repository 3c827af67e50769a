"""Fetching against a server that misbehaves: a page, or one failure that names the address, in bounded time and memory."""

from __future__ import annotations

import socket
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import PageError
from sayso.reading import read
from sayso.reading.fetching.asking import wire_url
from sayso.reading.fetching.contact import is_public
from sayso.reading.fetching.robots import Robots, parsed_robots
from sayso.records import Article, Failure
from sayso.settings import Fetching, Settings

from .bad_server import serving

OURS = Fetching(private=True, seconds=2.0, pause=0.0)


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    with serving() as running:
        yield running


def _fetch(server: ThreadingHTTPServer, path: str, fetching: Fetching = OURS) -> list[Article | Failure]:
    settings = Settings(largest_page=1_000_000, fetching=fetching)
    return list(read([f"{server.base}{path}"], settings))  # type: ignore[attr-defined]


def _asked(server: ThreadingHTTPServer, path: str) -> list[dict[str, str]]:
    return [headers for asked, headers in server.asked if asked == path]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/page/selm", "/moved/x", "/packed/x", "/long/x", "/charset/x", "/closed/open"])
def test_a_page_is_read(server: ThreadingHTTPServer, path: str) -> None:
    (found,) = _fetch(server, path)
    assert isinstance(found, Article), found
    assert "port authority said" in found.text
    assert found.path == f"{server.base}{path}"  # type: ignore[attr-defined]
    assert found.as_of is not None


def test_a_page_that_moved_bears_its_new_address(server: ThreadingHTTPServer) -> None:
    (found,) = _fetch(server, "/moved/y")
    assert isinstance(found, Article)
    assert found.url == f"{server.base}/page/moved"  # type: ignore[attr-defined]


def test_a_wrong_character_set_is_seen_through(server: ThreadingHTTPServer) -> None:
    (found,) = _fetch(server, "/charset/y")
    assert isinstance(found, Article)
    assert "Zoë Müller" in found.text


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/slow/x", "in the time allowed"),
        ("/drip/x", "in the time allowed"),
        ("/silent/x", "in the time allowed"),
        ("/endless/x", "more than 1.0 MB"),
        ("/bomb/x", "more than 1.0 MB"),
        ("/circle/a", "redirects in a circle"),
        ("/far/1", "redirects more than 5 times"),
        ("/away/file", "not an address of the web"),
        ("/away/half", "not an address of the web"),
        ("/short/x", "the connection failed"),
        ("/garbage/x", "the connection failed"),
        ("/forbidden/x", "answered 403"),
        ("/gone", "answered 404"),
        ("/closing/x", "asks to wait 86400 seconds"),
        ("/closed/x", "robots.txt"),
    ],
)
def test_what_goes_wrong_is_one_failure(server: ThreadingHTTPServer, path: str, reason: str) -> None:
    began = time.monotonic()
    tracemalloc.start()
    (found,) = _fetch(server, path, replace(OURS, seconds=1.0) if "time" in reason else replace(OURS, seconds=20.0))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Failure)
    assert reason in found.reason
    assert found.remedy
    assert found.path == f"{server.base}{path}"  # type: ignore[attr-defined]
    assert time.monotonic() - began < 15
    assert most < 30_000_000


@pytest.mark.parametrize("path", ["/away/meta", "/away/ten"])
def test_a_redirect_to_a_machine_inside_is_not_followed(
    server: ThreadingHTTPServer, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Loopback passes for the open web here, so that the first step may be made and the second is judged.
    monkeypatch.setattr(
        "sayso.reading.fetching.contact.is_public", lambda address: address == "127.0.0.1" or is_public(address)
    )
    (found,) = _fetch(server, path, replace(OURS, private=False))
    assert isinstance(found, Failure)
    assert "not on the open web" in found.reason


def test_loopback_is_refused_unless_allowed(server: ThreadingHTTPServer) -> None:
    before = len(server.asked)  # type: ignore[attr-defined]
    for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "127.1"):  # noqa: S104
        address = f"http://{host}:{server.server_port}/page/selm"
        (found,) = read([address], Settings(fetching=Fetching(pause=0.0)))
        assert isinstance(found, Failure), host
    assert len(server.asked) == before  # type: ignore[attr-defined]


def test_the_connection_goes_to_the_address_that_was_checked(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *rest: object, **more: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "name.example" else host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    (found,) = read([f"http://name.example:{server.server_port}/page/selm"], Settings(fetching=OURS))
    assert isinstance(found, Article)
    # One look-up for robots.txt and one for the page; what is connected to is the number that it gave.
    assert [host for host in asked if host == "name.example"] == ["name.example"] * 2


def test_a_busy_server_is_asked_again_when_it_says(server: ThreadingHTTPServer) -> None:
    began = time.monotonic()
    (found,) = _fetch(server, "/busy/x")
    assert isinstance(found, Article)
    assert time.monotonic() - began >= 1


def test_a_site_is_given_its_pause(server: ThreadingHTTPServer) -> None:
    began = time.monotonic()
    found = _fetch(server, "/feed/x", replace(OURS, pause=0.3))
    assert len(found) == 2
    assert time.monotonic() - began >= 0.9  # robots.txt, the feed and two pages


def test_a_page_in_the_cache_is_asked_for_only_if_it_changed(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    kept = replace(OURS, cache=tmp_path / "cache")
    (first,) = _fetch(server, "/fresh/x", kept)
    (second,) = _fetch(server, "/fresh/x", kept)
    assert first == second
    assert [headers.get("If-None-Match") for headers in _asked(server, "/fresh/x")] == [None, '"a1"']
    (offline,) = _fetch(server, "/fresh/x", replace(kept, allowed=False))
    assert offline == first
    assert len(_asked(server, "/fresh/x")) == 2
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(file.read_bytes()[:-5])  # a damaged file is no page
    (failure,) = _fetch(server, "/fresh/x", replace(kept, allowed=False))
    assert isinstance(failure, Failure)
    assert "nothing is fetched" in failure.reason


@pytest.mark.parametrize(
    ("path", "titles"),
    [("/feed/x", ["one", "two"]), ("/sitemap/x", ["s0", "s1", "s2"]), ("/index/x", ["s0", "s1", "s2"])],
)
def test_lists_are_followed(server: ThreadingHTTPServer, path: str, titles: list[str]) -> None:
    found = _fetch(server, path)
    assert [item.title for item in found if isinstance(item, Article)] == [
        f"Harbour of {title} opens" for title in titles
    ]


def test_a_list_is_followed_so_far_and_the_rest_is_told(server: ThreadingHTTPServer) -> None:
    first, last = _fetch(server, "/sitemap/y", replace(OURS, most_pages=1))
    assert isinstance(first, Article)
    assert isinstance(last, Failure)
    assert "2 pages more" in last.reason


def test_a_list_in_a_file_is_followed(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"# to read\n{server.base}/page/one\n\n{server.base}/gone\n")  # type: ignore[attr-defined]
    found = list(read([tmp_path / "list.txt"], Settings(fetching=OURS)))
    assert [type(item) for item in found] == [Article, Failure]


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://a b/",
        "http://[::1/",
        "http://user:secret@example.org/",
        "http://example.org:99999/",
        "https://" + "a" * 300 + ".org/",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(PageError):
        wire_url(address, address)


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1%eth0",  # noqa: S104
     "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "255.255.255.255", "nonsense"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_open_web(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Sayso/1.0\nAllow: /", "/a", True),
        ("User-agent: other\nUser-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        ("\ufeffUser-agent: * # all\r\nDisallow: /a # no", "/a/b", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/a/b", True),
    ],
)
def test_robots(robots: str, path: str, allowed: bool) -> None:
    assert parsed_robots(robots.encode()).allow(path) is allowed


@given(st.binary(), st.text())
def test_any_robots_file_is_read(data: bytes, path: str) -> None:
    assert parsed_robots(data).allow(path) in {True, False}


def test_a_hostile_pattern_costs_little() -> None:
    began = time.monotonic()
    assert not Robots((("/*a" * 2000 + "$", False),), 0.0).allow("/" + "a" * 1000) or True
    assert time.monotonic() - began < 1
