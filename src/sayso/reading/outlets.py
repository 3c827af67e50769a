"""The outlet of a page of text: named only where a line of copyright or a folder named after a host shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[\s©,:-]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|present))?)?"
    r"[\s,.:–-]*(?:by\s+)?(?P<name>[A-Z][\w&'’.-]*(?:\s+(?:of|the|and|&|for|[A-Z][\w&'’.-]*)){0,5})",
)
_NO_NAME = re.compile(r"\b(?:all|rights?|reserved|the\s+author|contributors?|getty|images?)\b", re.IGNORECASE)
_HOST = re.compile(
    r"^(?:www\.)?((?:[a-z0-9-]+\.)+(?:com|org|net|info|news|int|gov|edu|tv|eu|[a-z]{2}))$", re.IGNORECASE
)
_LONGEST: Final = 300  # characters of a line of copyright


def copyright_holder(line: str) -> str | None:
    """Return whose copyright a line states.

    >>> copyright_holder("© 2016 Radio Varn. All rights reserved.")
    'Radio Varn'
    """
    match = _COPYRIGHT.search(line) if len(line) < _LONGEST else None
    if match is None:
        return None
    name = str(match["name"]).split(". ")[0].strip(" .,-")
    return None if not name or _NO_NAME.search(name) else name


def outlet_of(lines: Iterable[str], path: str) -> str | None:
    """Return the outlet that the lines of a page state, or else the host that one of its folders is named after.

    >>> outlet_of([], "mirror/www.example.org/2016/a.txt")
    'example.org'
    """
    stated = next((name for line in lines if (name := copyright_holder(line))), None)
    hosts = (match[1].lower() for folder in reversed(path.split("/")[:-1]) if (match := _HOST.match(folder)))
    return stated or next(hosts, None)
