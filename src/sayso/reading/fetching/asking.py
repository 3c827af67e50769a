"""One request to one address, and its answer: bounded in time and size."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

import httpcore2 as httpcore

from sayso.errors import PageError
from sayso.reading.fetching.contact import CheckedBackend, Deadline
from sayso.reading.http_message import Message, uncompressed

AGENT: Final = "sayso/0.1"
_MEND: Final = "Try again later, or save the page and read the file"
_SAFE: Final = "!$%&'()*+,;=:@/~?-._"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(rb"[a-z0-9_.:-]+$")
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost: bytes of the page, plain and packed, the deadline, and whom it may reach."""

    largest: int
    deadline: Deadline
    private: bool


def wire_url(url: str, subject: str) -> httpcore.URL:
    """Return the address as it goes over the wire.  Raises `PageError` when it is none that is fetched.

    >>> wire_url("https://Bücher.example/ä b?q=ü#top", "").host
    b'xn--bcher-kva.example'
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna" if ":" not in (parts.hostname or "") else "ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise PageError(subject, f"not an address that can be understood ({error})", "Check the address") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not _HOST.match(host):
        raise PageError(subject, f"not an address of the web (http or https): {url[:200]}", "Check the address")
    if parts.username is not None or parts.password is not None:
        raise PageError(subject, "an address with a password in it", "Save the page and read the file")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    wire = quote(_PERCENT.sub("%25", target), safe=_SAFE).encode()
    return httpcore.URL(scheme=scheme.encode(), host=host, port=port or _PORTS[scheme], target=wire)


def host_header(url: httpcore.URL) -> str:
    """Return the host and, where it is not the usual one, the port, as the Host header has them."""
    host = url.host.decode()
    host = f"[{host}]" if ":" in host else host
    return host if url.port == _PORTS[url.scheme.decode()] else f"{host}:{url.port}"


def ask(url: str, limits: Limits, headers: Mapping[str, str], context: ssl.SSLContext) -> Message:
    """Return the answer to one GET request, its body unpacked; redirects are not followed.

    Raises `PageError` when the host may not be contacted, does not answer in time, breaks off, or
    sends more than ``limits.largest`` bytes.
    """
    wire = wire_url(url, url)
    backend = CheckedBackend(url, limits.deadline, private=limits.private)
    sent = {
        "Host": host_header(wire), "User-Agent": AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
        "Accept-Encoding": "gzip", "Connection": "close", **headers,
    }  # fmt: skip
    try:
        with httpcore.ConnectionPool(ssl_context=context, network_backend=backend) as pool:
            return _answer(pool, wire, url, sent, limits)
    except httpcore.TimeoutException as error:
        raise PageError(url, "no whole answer in the time allowed", _MEND) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise PageError(url, f"the connection failed ({str(error) or type(error).__name__})", _MEND) from error


def _answer(
    pool: httpcore.ConnectionPool, wire: httpcore.URL, url: str, sent: Mapping[str, str], limits: Limits
) -> Message:
    pairs = [(name.encode(), value.encode("ascii", "ignore")) for name, value in sent.items()]
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), limits.deadline.left())
    with pool.stream("GET", wire, headers=pairs, extensions={"timeout": timeout}) as response:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        pieces: list[bytes] = []
        held = 0
        for piece in response.iter_stream():
            held += len(piece)
            if held > limits.largest:
                raise _too_large(url, limits.largest)
            pieces.append(piece)
    body = uncompressed(b"".join(pieces), headers, url, limits.largest)
    if len(body) > limits.largest:
        raise _too_large(url, limits.largest)
    return Message(response.status, headers, body)


def _too_large(url: str, largest: int) -> PageError:
    return PageError(url, f"more than {largest / 1e6:.1f} MB, the most that a page may have", "Leave it out")
