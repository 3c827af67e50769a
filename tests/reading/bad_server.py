"""A real server on loopback that misbehaves in every way that the tests ask for."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .archives import page

RSS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY file SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>Selm Gazette</title>
<item><title>One</title><link>{base}/page/one</link></item>
<item><title>&file;&a;</title><guid>{base}/page/two</guid></item>
<item><title>One again</title><link>{base}/page/one</link></item></channel></rss>"""


class Handler(BaseHTTPRequestHandler):
    """Answers by the first part of the path."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer one request."""
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        kind = self.path.split("/")[1]
        with suppress(OSError):
            getattr(self, f"on_{kind.replace('.', '_')}", self.on_nothing)()

    def send(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_nothing(self) -> None:
        self.send(b"no", status=404)

    def on_robots_txt(self) -> None:
        self.send(b"User-agent: *\nDisallow: /closed\nAllow: /closed/open\n", "text/plain")

    def on_page(self) -> None:
        self.send(page(self.path.rsplit("/", 1)[1]))

    on_closed = on_page

    def on_fresh(self) -> None:
        if self.headers.get("If-None-Match") == '"a1"':
            self.send(b"", status=304)
        else:
            self.send(page("fresh"), ETag='"a1"')

    def on_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"<p>")
            time.sleep(0.1)

    def on_drip(self) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 500:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)

    def on_silent(self) -> None:
        time.sleep(3)

    def on_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(1000):
            self.wfile.write(b"<p>more</p>" * 10_000)

    def on_circle(self) -> None:
        there = "a" if self.path.endswith("b") else "b"
        self.send(b"", status=302, Location=f"/circle/{there}")

    def on_far(self) -> None:
        self.send(b"", status=301, Location=f"/far/{int(self.path.rsplit('/', 1)[1]) + 1}")

    def on_moved(self) -> None:
        self.send(b"", status=301, Location="/page/moved")

    def on_away(self) -> None:
        target = {
            "file": "file:///etc/passwd",
            "meta": "http://169.254.169.254/latest",
            "ten": "http://10.0.0.1/",
            "half": "https://[half",
        }
        self.send(b"", status=302, Location=target[self.path.rsplit("/", 1)[1]])

    def on_short(self) -> None:
        self.send(page("short"), Content_Length="100000")

    def on_long(self) -> None:
        self.send(page("long") + b"<p>and more", Content_Length=str(len(page("long"))))

    def on_charset(self) -> None:
        text = page("charset").decode().replace("Ida Rune", "Zoë Müller")
        self.send(text.encode("cp1252"), "text/html; charset=utf-8")

    def on_forbidden(self) -> None:
        self.send(b"no", status=403)

    def on_busy(self) -> None:
        if len([path for path, _ in self.server.asked if path == self.path]) > 1:  # type: ignore[attr-defined]
            self.send(page("busy"))
        else:
            self.send(b"", status=429, Retry_After="1")

    def on_closing(self) -> None:
        self.send(b"", status=503, Retry_After="86400")

    def on_bomb(self) -> None:
        pack = zlib.compressobj(9, zlib.DEFLATED, 31)
        data = b"".join([*(pack.compress(bytes(1 << 20)) for _ in range(100)), pack.flush()])
        self.send(data, Content_Encoding="gzip")

    def on_packed(self) -> None:
        self.send(gzip.compress(page("packed")), Content_Encoding="gzip")

    def on_garbage(self) -> None:
        self.wfile.write(b"\x00\xff\x00 no server\r\n\r\n")

    def on_feed(self) -> None:
        self.send(RSS.replace("{base}", self.server.base).encode(), "application/rss+xml")  # type: ignore[attr-defined]

    def on_sitemap(self) -> None:
        places = "".join(f"<url><loc>{self.server.base}/page/s{n}</loc></url>" for n in range(3))  # type: ignore[attr-defined]
        body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'.encode()
        self.send(gzip.compress(body), "application/x-gzip")

    def on_index(self) -> None:
        body = f"<sitemapindex><sitemap><loc>{self.server.base}/sitemap/1</loc></sitemap></sitemapindex>"  # type: ignore[attr-defined]
        self.send(body.encode(), "text/xml")


@contextmanager
def serving(handler: type[Handler] = Handler) -> Iterator[ThreadingHTTPServer]:
    """Run the server; its ``base`` is its address and ``asked`` what was asked of it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.base = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
