"""HTML into the parts of an article: the main text and what the page says of itself.

The main text is trafilatura's (Barbaresi 2021, "Trafilatura: A Web Scraping Library and
Command-Line Tool"), the date htmldate's.  A page that trafilatura cannot work through in linear
time is read as a dump: its tags are stripped, and its furniture is marked as on any dump.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

import lxml.html
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document, Extractor

from sayso.errors import PageError
from sayso.reading.asides import asides_of
from sayso.reading.decoding import decode
from sayso.reading.json_ld import stated_in
from sayso.reading.outlets import copyright_holder
from sayso.reading.page_dates import DATE_SEARCH, utc_moment, written_date
from sayso.reading.relining import relined
from sayso.reading.saved import saved_from
from sayso.reading.strip import strip_tags
from sayso.reading.web_addresses import host_of, joined, original_of, same_site

# trafilatura's time grows with the square of the number of links: 100,000 elements took 10 s here,
# 50,000 took 2.6 s, and the largest of the benchmark's 181 pages has 8,700.
_MOST_ELEMENTS: Final = 50_000
# libxml2's time grows with the square of the number of attributes of one tag; a tag this long is a
# picture or data written into the page, and its attributes say nothing of the text.
_LONG_TAG = re.compile(r"(<[A-Za-z][\w:-]*)\s[^<>]{32768,}(?=>)")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)")
_OURS = re.compile(r"^sayso\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"\s+[-–—|·:»«]+\s+")  # of a page's title: "Harbour opens - Selm Courier"
_FEW_WORDS: Final = 2
_MODIFIED = re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"')
_LARGEST_DATA: Final = 200_000  # characters of the data written into a page that are searched
# What hostile markup makes trafilatura, htmldate and lxml raise; such a page shows nothing that we can vouch for.
_HOSTILE: Final = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
    re.error,
    etree.LxmlError,
)
_ASKED: Final = Extractor(output_format="python", comments=False)
_NOWHERE = logging.NullHandler()


@dataclass(frozen=True, slots=True)
class Extract:
    """The parts of an HTML page; ``body`` is its main text, paragraphs a blank line apart.

    ``canonical`` is the address that the page names as its own, ``changed`` the moment when it says that
    it was last changed; ``asides`` are the lines of embedded posts and captions, squeezed; ``dump`` says
    that the body is the whole page without its tags.
    """

    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    canonical: str | None
    changed: str | None
    metadata: date | None
    body: str
    asides: frozenset[str]
    dump: bool


def _charset(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, 8192) or _DECLARATION.search(data, 0, 512)
    return match[1].decode("ascii", "replace") if match else None


def parse(data: bytes, subject: str, *, charset: str | None = None) -> etree._Element:
    """Return the tree of an HTML page; ``charset`` is what its server said.  Raises `PageError` when there is none."""
    text = _LONG_TAG.sub(r"\1", decode(data, subject, charset or _charset(data)).text)
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _no_article(subject, "no HTML that can be read") from error
    return root


def _no_article(subject: str, found: str) -> PageError:
    return PageError(subject, found, "If the page has an article, save its text as .txt and read that")


def _meta(root: etree._Element, *names: str) -> str | None:
    for name in names:
        for element in root.iter("meta"):
            if (element.get("property") or element.get("name") or "").lower() == name:
                value = _SPACE.sub(" ", element.get("content") or "").strip()
                if value:
                    return value[:500]
    return None


def _canonical(root: etree._Element, url: str | None) -> str | None:
    """Return the address that a page names as its own, if it is of the site that the page is from."""
    links = (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    named = (original_of(str(address).strip()) for address in [*links, _meta(root, "og:url")] if address)
    whole = (joined(url, address) if url else address for address in named)
    return next((address for address in whole if host_of(address) and (not url or same_site(address, url))), None)


def _changed(root: etree._Element) -> str | None:
    """Return the moment when the page says that it was last changed (ISO 8601, UTC), if that can be believed."""
    stated = [_meta(root, "article:modified_time", "og:updated_time")]
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            stated += _MODIFIED.findall((script.text or "")[:_LARGEST_DATA])[:1]
    return next((moment for words in stated if words and (moment := utc_moment(words))), None)


def extract(data: bytes, subject: str, *, url: str | None = None, charset: str | None = None) -> Extract:
    """Return the parts of the HTML page ``data``; ``url`` and ``charset`` are what is known of it from elsewhere.

    Raises `PageError` when the page is no HTML, has no article text, or is a report made by sayso.
    """
    root = parse(data, subject, charset=charset)
    asides, stated = asides_of(root), stated_in(root)
    if _OURS.match(_meta(root, "generator") or ""):
        raise PageError(subject, "a report made by sayso, not a page", "Leave it out")
    url = original_of(url) if url and host_of(url) else saved_from(data)
    canonical = _canonical(root, url)
    address = url or canonical
    body = strip_tags(root) if (dump := _too_large(root)) else _paragraphs(_main_text(root, address))
    if not body:
        raise _no_article(subject, "no article text on the page")
    if "\n" not in body:
        body = relined(body, stated.body or "") or relined(body, strip_tags(root)) or body
    about = _metadata(root, address)
    outlet = _meta(root, "og:site_name") or (host_of(address) if address else None) or stated.publisher or _owner(root)
    return Extract(
        title=_meta(root, "og:title", "twitter:title") or _title(root, _flat(about.title), body),
        byline=_flat(about.author) or _besides({outlet, stated.publisher}, stated.authors),
        outlet=outlet,
        url=address,
        canonical=canonical,
        changed=_changed(root),
        metadata=written_date(root, about.date),
        body=body,
        asides=asides,
        dump=dump,
    )


def _owner(root: etree._Element) -> str | None:
    """Return whose copyright the page states, at its foot first."""
    lines = reversed(strip_tags(root).split("\n"))
    return next((name for line in lines if (name := copyright_holder(line))), None)


def _title(root: etree._Element, found: str | None, body: str) -> str | None:
    """Return the title, or, where it is a word such as "Print", the part of <title> that stands in the text."""
    if found is None or len(found.split()) > _FEW_WORDS:
        return found
    lines = {line.casefold() for line in body.split("\n")}
    parts = (_SPACE.sub(" ", part).strip() for title in root.iter("title") for part in _PARTS.split(title.text or ""))
    return next((part for part in parts if len(part.split()) > _FEW_WORDS and part.casefold() in lines), found)


def _besides(outlets: set[str | None], authors: Sequence[str]) -> str | None:
    """Return the authors without the outlet, which many a page names as one."""
    names = {outlet.casefold() for outlet in outlets if outlet}
    return "; ".join(author for author in authors if author.casefold() not in names) or None


def _too_large(root: etree._Element) -> bool:
    return sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS


def _main_text(root: etree._Element, url: str | None) -> str:
    logging.getLogger("trafilatura").addHandler(_NOWHERE)
    try:
        document = bare_extraction(root, url=url, options=_options(url))
    except _HOSTILE:
        return ""
    return (document.text or "") if isinstance(document, Document) else ""


def _options(url: str | None) -> Extractor:
    """Return what trafilatura is asked for; it would read its settings file anew for each page."""
    options = copy(_ASKED)
    options.url = options.source = url and url.encode("utf-8", "replace").decode("utf-8")
    return options


def _metadata(root: etree._Element, url: str | None) -> Document:
    try:
        return extract_metadata(root, url, DATE_SEARCH)
    except _HOSTILE:
        return Document()


def _flat(words: str | None) -> str | None:
    return (_SPACE.sub(" ", words).strip() or None) if words else None


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)
