"""A list of addresses: a text with one a line."""

from __future__ import annotations

from sayso.reading.web_addresses import is_address


def addresses_in(text: str) -> tuple[str, ...] | None:
    r"""Return the addresses of a text that has nothing else, one a line, each once; else ``None``.

    Blank lines and lines that begin with ``#`` are passed over.

    >>> addresses_in("# to read\nhttps://example.org/a\n\nhttps://example.org/b\n")
    ('https://example.org/a', 'https://example.org/b')
    """
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    return tuple(dict.fromkeys(lines)) if lines and all(map(is_address, lines)) else None
