"""Addresses of one and the same page: with and without tracking, on the phone, to print, as AMP."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+")
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ocid|ref|ref_src|smid|xtor|ftag|src)$",
    re.IGNORECASE,
)
_TWIN_SEGMENT: Final = frozenset({"amp", "print", "printable"})
_TWIN_FIELD: Final = frozenset({"amp", "print", "printable", "outputtype", "view", "mode"})
_TWIN_VALUE: Final = frozenset({"", "1", "true", "yes", "amp", "print", "printable", "amp-type"})
_TWIN_ENDING = re.compile(r"(?:\.amp|\.print)(?=(?:\.html?)?$)")
_INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$")
# Two services that serve other sites' AMP pages carry the page's own address in theirs.
_AMP_CACHE = re.compile(r"^(?:[\w-]+\.)?cdn\.ampproject\.org/[a-z]/(?:s/)?|^google\.[a-z.]{2,6}/amp/(?:s/)?")
# How replays of web archives (Wayback, pywb) name a page: the moment of its capture in 14 digits, then its own address.
_REPLAY = re.compile(r"^https?://[^/?#]+/(?:[^?#]*?/)?\d{14}(?:[a-z]{2}_)?/(?P<scheme>https?):/{1,2}(?P<rest>[^/].*)$")


def original_of(address: str) -> str:
    """Return the address that a web archive's replay shows, or the same address when it is no replay.

    >>> original_of("https://archive.example/web/20210304100000/https://example.org/a")
    'https://example.org/a'
    """
    found = _REPLAY.match(address)
    return f"{found['scheme']}://{found['rest']}" if found else address


def is_address(words: str) -> bool:
    """Return whether ``words`` are the address of something on the web, and not a file's path.

    >>> is_address("https://example.org/a"), is_address("pages/a.html"), is_address("https://")
    (True, False, False)
    """
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, words))


def names_a_scheme(words: str) -> bool:
    """Return whether ``words`` begin as addresses do (``ftp://``), whatever follows."""
    return bool(_SCHEME.match(words))


def joined(base: str | None, address: str) -> str:
    """Return ``address`` as it counts from ``base``; nothing when the two make no address.

    >>> joined("https://example.org/a/", "b"), joined("https://example.org/", "https://[half")
    ('https://example.org/a/b', '')
    """
    try:
        return urljoin(base or "", address)
    except ValueError:
        return ""


def host_of(address: str) -> str | None:
    """Return the host of an address without ``www.``, or ``None`` when it has none.

    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if parts.scheme in {"http", "https"} and host else None


def same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one site: the same host, or one below the other.

    >>> same_site("https://amp.example.org/a", "https://www.example.org/a"), same_site("https://a.org", "https://b.org")
    (True, False)
    """
    hosts = [_PREFIX.sub("", host_of(address) or "") for address in (one, other)]
    return bool(hosts[0] and hosts[1]) and (
        hosts[0] == hosts[1] or hosts[0].endswith(f".{hosts[1]}") or hosts[1].endswith(f".{hosts[0]}")
    )


def page_key(address: str) -> tuple[str, bool]:
    """Return what all addresses of one page have in common, and whether this is that of an AMP or print version.

    >>> page_key("http://www.example.org/2016/a/amp/?utm_source=x#top")
    ('example.org/2016/a', True)
    >>> page_key("https://example.org/2016/a")
    ('example.org/2016/a', False)
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return address, False
    whole = _PREFIX.sub("", host) + (f":{port}" if port not in {None, 80, 443} else "") + parts.path
    cached = _AMP_CACHE.match(whole)
    if cached:
        whole = _PREFIX.sub("", whole[cached.end() :])
    segments = [segment for segment in _TWIN_ENDING.sub("", _INDEX.sub("", whole)).split("/") if segment]
    kept = [segment for place, segment in enumerate(segments) if place == 0 or segment.lower() not in _TWIN_SEGMENT]
    fields = parse_qsl(parts.query, keep_blank_values=True)
    own = [(name, value) for name, value in fields if not _TRACKING.match(name) and not _is_twin(name, value)]
    twin = (
        bool(cached) or len(kept) < len(segments) or bool(_TWIN_ENDING.search(whole)) or host.startswith("amp.")
        or any(_is_twin(name, value) for name, value in fields)
    )  # fmt: skip
    return "/".join(kept) + (f"?{urlencode(sorted(own))}" if own else ""), twin


def _is_twin(name: str, value: str) -> bool:
    """Return whether a field of a query asks for the AMP or print version: ``?amp=1``, ``?view=print``."""
    plain = name.lower() in {"amp", "print", "printable"}
    return name.lower() in _TWIN_FIELD and value.lower() in _TWIN_VALUE and (plain or value.lower() in _TWIN_SEGMENT)
