"""What stands in an article and is no part of its body: embedded posts, captions, and notes on corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from sayso.reading.strip import strip_tags

# The classes that the embedding code of the large sites gives a post, and that publishing systems give captions.
_EMBED = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|tiktok-embed|bluesky-embed|mastodon-embed|"
    r"reddit-(?:card|embed-bq)|telegram-post|embedly-card|wp-caption-text|wp-block-embed|image-caption|photo-caption)"
    r"(?:\s|$)"
)
_TAGS: Final = frozenset({"figcaption"})
_NOTE = re.compile(
    r"^[^\w“\"]{0,3}(?:(?:corrections?|clarifications?|erratum|editor[’']?s[’']?\s+note)\b\s*(?:[:.–—(-]|\w+\s+\d)|"
    r"(?:an?\s+)?(?:earlier|previous|original)\s+version\s+of\s+this\s+(?:article|story|report|post|piece|page)\b|"
    r"this\s+(?:article|story|report|post|piece|page|headline)\s+(?:was|has\s+(?:since\s+)?been)\s+"
    r"(?:amended|corrected|edited|clarified|updated|changed|revised)\b)",
    re.IGNORECASE,
)
_LONGEST_NOTE: Final = 800  # characters; notes are short, and a story that begins with such words is not
_LONGEST_ASIDE: Final = 2000  # an element of more that bears such a class is the article itself


def is_correction(line: str) -> bool:
    """Return whether a line is the outlet's note that it corrected or changed the page.

    >>> is_correction("Correction: an earlier version said Friday."), is_correction("Corrections officers went home.")
    (True, False)
    """
    return len(line) <= _LONGEST_NOTE and bool(_NOTE.match(line))


def squeezed(line: str) -> str:
    """Return the letters and digits of a line, by which it is found again however its spaces were laid out."""
    return "".join(character for character in line.casefold() if character.isalnum())


def asides_of(root: etree._Element) -> frozenset[str]:
    """Return the lines of embedded posts and captions of an HTML tree, squeezed."""
    return frozenset(short for element in _found(root) for line in _lines(element) if (short := squeezed(line)))


def _found(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter(etree.Element):
        if element.tag in _TAGS or _EMBED.search(element.get("class") or ""):
            yield element


def _lines(element: etree._Element) -> list[str]:
    text = strip_tags(element)
    return [] if len(text) > _LONGEST_ASIDE else [*text.split("\n"), text]
