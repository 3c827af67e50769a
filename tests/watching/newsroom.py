"""A newsroom on loopback: feeds whose pages change as a test goes on, and webhooks that misbehave."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from http.server import ThreadingHTTPServer

from tests.reading.bad_server import Handler, serving

STORIES = {
    "shut": (
        "Harbour stays shut",
        "The harbour of Vell stays shut for a third week, the port authority announced.",
        "“The cranes will not move before the inspectors have left,” said Ida Rune of the port authority.",
        "At least 12 boats have been waiting outside the harbour since Monday, and 40 more are on their way.",
    ),
    "stay": (
        "Inspectors to stay in Vell",
        "Inspectors will remain in the harbour of Vell, their head announced after a meeting on the quay.",
        "“We leave when the work is done,” said Tomas Hale. He spoke to reporters on Tuesday afternoon.",
        "“The cranes will not move before the inspectors have left,” said Ida Rune, who heads the port authority.",
    ),
    "boats": (
        "Fishermen lose patience",
        "Fishermen in the harbour of Vell are losing patience with both sides in the long dispute.",
        "“Nobody has asked us anything,” said Joan Pike, who has not been at sea for weeks. She owns two boats.",
    ),
}
LONG = (
    "The morning was grey, and people on the quay spoke of little else than of the weather and of the price of fish. "
)


def html(name: str, more: str = "") -> str:
    title, *paragraphs = STORIES[name]
    body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article>{more}</body></html>"
    )


def text(name: str) -> str:
    return "\n\n".join(STORIES[name]) + "\n"


class Newsroom(Handler):
    """Its server's ``listed`` are the stories of the feed, ``refusals`` how many posts are refused at first."""

    def on_live(self) -> None:
        base, listed = self.server.base, self.server.listed  # type: ignore[attr-defined]
        items = "".join(f"<item><title>{name}</title><link>{base}/story/{name}</link></item>" for name in listed)
        self.send(f"<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>".encode(), "text/xml")

    def on_full(self) -> None:
        base, listed = self.server.base, self.server.listed  # type: ignore[attr-defined]
        items = "".join(
            f"<item><link>{base}/never/{name}</link><description>{escape(html(name, f'<p>{LONG * 9}</p>'))}</description></item>"
            for name in listed
        )
        self.send(f"<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>".encode(), "text/xml")

    def on_story(self) -> None:
        # Every answer has other bytes, as pages with advertisements have.
        self.send(html(self.path.rsplit("/", 1)[1], f"<!-- {time.monotonic_ns()} -->").encode())

    def do_POST(self) -> None:  # noqa: N802  # the name that the server calls
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posts.append((self.path, dict(self.headers), body))  # type: ignore[attr-defined]
        refused = len(self.server.posts) <= self.server.refusals  # type: ignore[attr-defined]
        with suppress(OSError):
            self._answer(refused)

    def _answer(self, refused: bool) -> None:
        match self.path.split("/")[1]:
            case "silent":
                time.sleep(3)
            case "moved":
                self.send(b"", status=307, Location="/hook")
            case "endless":
                self.on_endless()
            case "garbage":
                self.on_garbage()
            case "busy":
                self.send(b"", status=429, Retry_After="7")
            case _ if refused:
                self.send(b"not now", status=500)
            case _:
                self.send(b"", status=204)


@contextmanager
def newsroom(*listed: str) -> Iterator[ThreadingHTTPServer]:
    with serving(Newsroom) as server:
        server.listed = list(listed)  # type: ignore[attr-defined]
        server.posts = []  # type: ignore[attr-defined]
        server.refusals = 0  # type: ignore[attr-defined]
        yield server
