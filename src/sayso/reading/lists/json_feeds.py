"""JSON Feed (version 1.1, jsonfeed.org): a JSON object that names pages."""

from __future__ import annotations

import html
from collections.abc import Mapping

from sayso.reading.lists.entries import Entry, PageList, feed_page
from sayso.reading.web_addresses import is_address


def _string(held: Mapping[object, object], name: str) -> str | None:
    value = held.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _authors(held: Mapping[object, object]) -> str | None:
    listed = held.get("authors")
    people = [*(listed if isinstance(listed, list) else []), held.get("author")]
    names = [name for person in people if isinstance(person, Mapping) and (name := _string(person, "name"))]
    return ", ".join(dict.fromkeys(names)) or None


def _entry(item: Mapping[object, object], outlet: str | None) -> Entry:
    url = next((url for name in ("url", "external_url") if (url := _string(item, name)) and is_address(url)), None)
    plain = _string(item, "content_text")
    text = _string(item, "content_html") or "".join(f"<p>{html.escape(line)}</p>" for line in (plain or "").split("\n"))
    published = _string(item, "date_published")
    page = feed_page(
        html=text, url=url, title=_string(item, "title"), published=published, byline=_authors(item), outlet=outlet
    )
    return Entry(url, page)


def json_feed(value: object) -> PageList | None:
    """Return the list that a JSON value holds, or ``None`` when it is no JSON Feed."""
    if not isinstance(value, Mapping) or "jsonfeed.org/version/" not in str(value.get("version")):
        return None
    items = value.get("items")
    outlet = _string(value, "title")
    entries = (_entry(item, outlet) for item in (items if isinstance(items, list) else []) if isinstance(item, Mapping))
    return PageList(tuple(entry for entry in entries if entry.url or entry.page))
