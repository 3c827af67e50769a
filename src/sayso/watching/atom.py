"""The feed of a watch: Atom (RFC 4287), written as a file that any web server can hand out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from typing import Final

from lxml import etree

from sayso.watching.memory import Telling

_ATOM: Final = "http://www.w3.org/2005/Atom"
_NAMES: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "watch.sayso.invalid")
# What XML 1.0 cannot hold, whatever is escaped (section 2.2).
_UNSPEAKABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER: Final = "1970-01-01T00:00:00Z"


def feed_of(tellings: Sequence[Telling], ledger: str) -> bytes:
    """Return the feed of these news, the newest first; the same news give the same bytes.

    An entry's identifier depends on what it tells alone, its ``updated`` is the moment since when it is known;
    ``ledger`` tells the feed from those of other ledgers.
    """
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "title", f"What changed in {ledger.rsplit('/', 1)[-1]}")
    _add(feed, "id", _urn(f"ledger {ledger}"))
    _add(feed, "updated", max((one.moment for one in tellings), default=_NEVER))
    _add(etree.SubElement(feed, f"{{{_ATOM}}}author"), "name", "sayso")
    _add(feed, "generator", "sayso")
    for one in sorted(tellings, key=lambda one: (one.moment, one.id), reverse=True):
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "title", one.title)
        _add(entry, "id", _urn(one.id))
        _add(entry, "updated", one.moment)
        _add(entry, "content", one.text).set("type", "text")
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = _UNSPEAKABLE.sub("\ufffd", text)
    return child


def _urn(name: str) -> str:
    whole = name.encode("utf-8", "backslashreplace").decode()  # a ledger's name may hold bytes that are no UTF-8
    return uuid.uuid5(_NAMES, whole).urn
