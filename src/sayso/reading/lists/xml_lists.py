"""Lists in XML: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom (RFC 4287), sitemaps and their indexes (sitemaps.org)."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from lxml import etree

from sayso.errors import PageError
from sayso.reading.lists.entries import Entry, PageList, feed_page
from sayso.reading.web_addresses import is_address, joined

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LONGEST_NAME: Final = 500
_MEND: Final = "Name an RSS or Atom feed, a sitemap, or save the page as .html"


def _name(element: etree._Element) -> str:
    # A parser that mends keeps names that no name may have, such as <https://example.org>; QName refuses them.
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    for name in names:
        yield from (child for child in element if _name(child) == name)


def _words(element: etree._Element, *names: str) -> str | None:
    """Return the text of the first child of one of ``names``, in the order of the names."""
    for child in _children(element, *names):
        if text := " ".join("".join(child.itertext()).split()):
            return text[:_LONGEST_NAME]
    return None


def _address(entry: etree._Element, base: str | None) -> str | None:
    """Return the address of an entry's page: RSS writes it as text, Atom as an attribute of an alternate link."""
    found: list[str] = []
    for link in _children(entry, "link"):
        if (link.get("rel") or "alternate") == "alternate":
            found.append(link.get("href") or "".join(link.itertext()))
    found += [words for words in (_words(entry, "guid"), entry.get(f"{{{_RDF}}}about")) if words]
    addresses = (joined(base, address.strip()) for address in found if address.strip())
    return next((address for address in addresses if is_address(address)), None)


def _content(entry: etree._Element) -> str:
    """Return the HTML that an entry carries; a summary comes last."""
    for child in _children(entry, "encoded", "content", "description", "summary"):
        kind = child.get("type") or "html"
        if kind == "xhtml":
            inner = "".join(etree.tostring(part, encoding="unicode", method="html") for part in child)
        else:
            inner = "".join(child.itertext())
            inner = html.escape(inner) if kind == "text" else inner
        if inner.strip():
            return inner
    return ""


def _byline(entry: etree._Element) -> str | None:
    names = [_words(author, "name") or _words(entry, "author") for author in _children(entry, "author")]
    names += [" ".join("".join(creator.itertext()).split()) for creator in _children(entry, "creator")]
    return ", ".join(dict.fromkeys(name[:_LONGEST_NAME] for name in names if name)) or None


def _entry(entry: etree._Element, outlet: str | None, base: str | None) -> Entry:
    url = _address(entry, base)
    page = feed_page(
        html=_content(entry),
        url=url,
        title=_words(entry, "title"),
        published=_words(entry, "published", "pubdate", "date", "issued", "updated"),
        byline=_byline(entry),
        outlet=outlet,
    )
    return Entry(url, page)


def _locations(root: etree._Element, name: str) -> tuple[str, ...]:
    places = (_words(child, "loc") for child in _children(root, name))
    return tuple(dict.fromkeys(place for place in places if place and is_address(place)))


def xml_list(data: bytes, subject: str, *, base: str | None = None) -> PageList | None:
    """Return the list that an XML file holds, or ``None`` when its root is that of no list.

    ``base`` is the list's own address, which its relative links count from.  No entity is
    expanded and nothing else is loaded.  Raises `PageError` when there is no XML in it.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise PageError(subject, f"no XML that can be read ({error})", _MEND) from error
    if root is None:
        raise PageError(subject, "no XML that can be read", _MEND)
    kind = _name(root)
    if kind == "sitemapindex":
        return PageList((), _locations(root, "sitemap"))
    if kind == "urlset":
        return PageList.of(_locations(root, "url"))
    if kind not in {"rss", "feed", "rdf"}:
        return None
    channel = next(_children(root, "channel"), root)
    items = [*_children(channel, "item", "entry"), *(_children(root, "item") if channel is not root else ())]
    outlet = _words(channel, "title")
    entries = (_entry(item, outlet, base) for item in items)
    return PageList(tuple(entry for entry in entries if entry.url or entry.page))
