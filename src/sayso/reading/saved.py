"""Where a saved page is from: what browsers and copying tools write at its head."""

from __future__ import annotations

import re
from typing import Final

# Browsers' "Save page as" (the "mark of the web"), the SingleFile extension, and HTTrack.
_SAVED = re.compile(
    rb"<!--\s*(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s+url:\s*)(?P<address>https?://[^\s<>\"]{1,2000})|"
    rb"<!--\s*Mirrored from (?P<mirrored>[\w.-]{1,200}\.[a-z]{2,20}/[^\s<>\"]{0,2000}) by HTTrack",
    re.IGNORECASE,
)
_HEAD: Final = 8192  # bytes


def saved_from(data: bytes) -> str | None:
    """Return the address that a page was saved from, if the tool that saved it wrote it there.

    >>> saved_from(b"<!-- saved from url=(0021)https://example.org/a --><html>")
    'https://example.org/a'
    """
    found = _SAVED.search(data[:_HEAD])
    if found is None:
        return None
    address = (found["address"] or b"http://" + (found["mirrored"] or b"")).decode("ascii", "replace")
    return None if "\ufffd" in address else address
