"""A list of addresses: a text with one a line."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)


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


def addresses_in(text: str) -> tuple[str, ...] | None:
    r"""Return the addresses of a text that has nothing else, one a line, each once; else ``None``.

    Blank lines and lines that begin with ``#`` are passed over.

    >>> addresses_in("# to read\nhttps://example.org/a\n\nhttps://example.org/b\n")
    ('https://example.org/a', 'https://example.org/b')
    """
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    return tuple(dict.fromkeys(lines)) if lines and all(map(is_address, lines)) else None
