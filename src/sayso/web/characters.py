"""What of a page may be looked at and linked to."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from sayso.characters import HIDDEN, visible

__all__ = ["visible", "web_address"]

_SCHEMES: Final = frozenset({"http", "https"})


def web_address(url: str | None) -> str | None:
    """Return ``url`` where it is an http or https address that is safe to link to, else ``None``.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url is None or HIDDEN.search(url) or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _SCHEMES and parts.netloc else None
