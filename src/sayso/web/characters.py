"""Text from strangers, made safe to look at: no character may hide or reorder another."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

# C0 and C1 controls but tab, line feed and carriage return; zero-width and bidirectional controls
# (UTR 36 and "Trojan Source", CVE-2021-42574); lone surrogates, which no file can hold; the tag
# characters, which carry text that nobody sees.  Left and right marks stay: they only nudge.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SCHEMES: Final = frozenset({"http", "https"})


def visible(text: str) -> str:
    r"""Return ``text`` with each hidden or reordering character spelled out as its code point.

    >>> visible("a\u202eb")
    'a⟦U+202E⟧b'
    """
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)


def web_address(url: str | None) -> str | None:
    """Return ``url`` where it is an http or https address that is safe to link to, else ``None``.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if url is None or _HIDDEN.search(url) or any(character.isspace() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in _SCHEMES and parts.netloc else None
