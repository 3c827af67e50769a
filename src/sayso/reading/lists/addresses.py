"""A list of addresses: a text with one a line."""

from __future__ import annotations

import re

from sayso.reading.web_addresses import is_address

_NOTE = re.compile(r"(?:^|(?<=\s))#.*")


def addresses_in(text: str) -> tuple[str, ...] | None:
    r"""Return the addresses of a text that has nothing else, one a line, each once; else ``None``.

    Blank lines are passed over, and what a ``#`` begins at the start of a line or behind white space.

    >>> addresses_in("# to read\nhttps://example.org/a\n\nhttps://example.org/b  # again\n")
    ('https://example.org/a', 'https://example.org/b')
    """
    lines = [_NOTE.sub("", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    return tuple(dict.fromkeys(lines)) if lines and all(map(is_address, lines)) else None
