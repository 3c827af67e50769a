"""Where fuzzing starts: a small whole input of each kind."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import Final

PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour opens</title>
<link rel="canonical" href="https://example.org/a">
<meta property="article:published_time" content="2020-03-01">
<script type="application/ld+json">{"dateModified": "2020-03-02T10:00:00Z"}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Harbour opens</h1><p>By Lena Moor with Reuters</p>
<figure><figcaption>Cranes. (Photo by AFP)</figcaption></figure>
<p>The harbour of Selm opened on Monday, the port authority said, after three weeks in which no ship came.</p>
<p>“The cranes move again,” said Ida Rune, who heads the authority.</p></article></body></html>""".encode()
SHELL: Final = b"""<!-- saved from url=(0021)https://example.org/a --><html><head><title>Print - Harbour opens</title>
<script type="application/ld+json">{"@graph": [{"@id": "#l", "@type": "Person", "name": "Lena Moor"}, {"@type":
"NewsArticle", "author": [{"@id": "#l"}, "Courier"], "publisher": {"name": "Courier"}, "articleBody":
"The harbour of Selm opened on Monday, the port authority said, after three weeks.\\n\\n\\u201cThe cranes move
again,\\u201d said Ida Rune, who heads the authority."}]}</script>
</head><body><div id="root"></div><p>\xa9 2020 Selm Courier</p></body></html>"""
TEXT: Final = (
    "Harbour opens\n\nBy Lena Moor with Reuters\n\nShare this article\n\nThe harbour of Selm opened on Monday, the "
    "port authority said, after three weeks.\n\n“The cranes move again,” said Ida Rune. (AFP)\n\n© 2020 Selm Courier\n"
).encode()
ANSWER: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
RSS: Final = (
    b'<rss version="2.0"><channel><title>Courier</title><item><title>One</title><link>https://example.org/1</link>'
    b"<pubDate>Sun, 01 Mar 2020 10:00:00 GMT</pubDate></item></channel></rss>"
)


def _warc() -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
        "WARC-Date: 2020-03-01T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("b.txt", TEXT)
    return held.getvalue()


def _tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name in ("a.html", "b" * 120 + ".txt"):
            header = tarfile.TarInfo(name)
            header.size = len(TEXT)
            archive.addfile(header, io.BytesIO(TEXT))
    return held.getvalue()


def seeds(target: str) -> list[bytes]:
    """Return the inputs that a target starts from."""
    line = json.dumps({"text": TEXT.decode(), "title": "Harbour opens", "date": "2020-03-01"}).encode()
    version = "https://jsonfeed.org/version/1.1"
    feed = json.dumps({"version": version, "items": [{"url": "https://example.org/1"}]}).encode()
    robots = b"User-agent: *\nDisallow: /a*b$\nAllow: /a\nCrawl-delay: 2\n"
    known = {
        "html": [PAGE, SHELL],
        "plain": [TEXT],
        "warc": [_warc(), gzip.compress(_warc())],
        "zip": [_zip()],
        "tar": [_tar(), gzip.compress(_tar())],
        "json": [line],
        "packed": [gzip.compress(TEXT)[4:]],
        "lists": [RSS, feed],
        "web": [
            robots,
            b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
            ANSWER[17:] + b"3\r\nabc\r\n0\r\n\r\n",
        ],
    }
    return known.get(target) or [data for held in known.values() for data in held]
