"""The bytes of one page into an article: what each kind of page shows, put together in one place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.errors import PageError
from sayso.reading.credits import Byline, author_of, read_byline
from sayso.reading.dates import Published, dates_in
from sayso.reading.decoding import decode
from sayso.reading.furniture import LineModel, Marks, mark
from sayso.reading.html import Extract, extract
from sayso.reading.json_pages import JsonPage
from sayso.reading.language import language_of
from sayso.reading.notices import is_notice
from sayso.reading.page_dates import changed_before, published_on
from sayso.reading.plain import Plain, read_plain
from sayso.reading.web_addresses import host_of
from sayso.records import Article, Span, identifier

_SENTENCE = re.compile(r"\w\W+\w.*[.!?…]|(?:\w+\W+){25}", re.DOTALL)
# What servers and walls say in place of a page.
_REFUSAL = re.compile(
    r"\b(?:404|page (?:was |is )?not found|page (?:cannot|could not|can't|can’t) be found|access denied|403 forbidden|"
    r"no longer (?:available|exists)|enable javascript|(?:not|are you) a robot|verify (?:that )?you are human|"
    r"just a moment)\b",
    re.IGNORECASE,
)
_SHORT = 60  # words; a longer page that holds such words is an article about them
_KEEP = "Leave the page out, or give its text in English"
_NO_ARTICLE = "If the page has an article, save its text alone as .txt and read that"


def _why_no_article(kept: Sequence[str], title: str | None) -> str | None:
    """Return why the lines that are kept of a page are no article, or ``None`` when they are one."""
    if not kept:
        return "only page furniture (menus, links, forms)"
    if sum(len(line.split()) for line in kept) < _SHORT and (found := _REFUSAL.search("\n".join(kept))):
        return f"it only says “{found.group()}”"
    sentences = [line for line in kept if line != title and _SENTENCE.search(line)]
    if not sentences:
        return "not one sentence, only headings and links"
    if all(map(is_notice, sentences)):
        return f"it only asks its reader to agree or to subscribe (“{sentences[0][:40]}…”)"
    return None


def digest(data: bytes) -> str:
    """Return the sha256 of a page's bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _article(path: str, data: bytes, text: str, marks: Marks, plain: Plain) -> Article:
    """Return the article, after making sure that there is one and that it is in English."""
    kept = [line.of(text) for line, is_marked in zip(marks.lines, marks.marked, strict=True) if not is_marked]
    if reason := _why_no_article(kept, marks.title.of(text) if marks.title else None):
        raise PageError(path, f"no article on it, {reason}", _NO_ARTICLE)
    language = language_of("\n".join(kept))
    if language.code == "und":
        raise PageError(path, f"no prose in English or in any language known here: {language.reason}", _KEEP)
    if language.code not in {"en", None}:
        raise PageError(path, f"language: not English ({language.code}), {language.reason}", _KEEP)
    sha256 = digest(data)
    return Article(
        id=identifier("art", sha256),
        path=path,
        url=None,
        outlet=plain.outlet,
        title=plain.title,
        byline=plain.byline,
        published=plain.published.day,
        published_from=plain.published.where,
        credits=plain.credits,
        language=language.code,
        sha256=sha256,
        furniture=marks.furniture,
        text=text,
    )


def from_plain(data: bytes, path: str, *, charset: str | None = None) -> Article:
    """Return the article in a plain page; its text is the file's text, unchanged.

    Raises `PageError` when the bytes are no text, hold no article, or are not in English.
    """
    text = decode(data, path, charset).text
    marks = mark(text)
    return _article(path, data, text, marks, read_plain(text, path, marks))


def stored_text(page: Extract, *, model: LineModel | None = None) -> tuple[str, Marks]:
    """Return the text that is stored of an HTML page, headline first, and what of it is furniture."""
    text = page.body if page.title is None or _begins(page.body, page.title) else f"{page.title}\n\n{page.body}"
    return text, mark(text, title=page.title, whole_page=page.dump, model=model, asides=page.asides)


def from_html(
    data: bytes, path: str, *, url: str | None = None, html: bytes | None = None, charset: str | None = None
) -> Article:
    """Return the article in an HTML page (``html`` where the page's bytes are a line that holds it).

    ``url`` and ``charset`` are what a server or an archive said of the page.

    The stored text is the headline, a blank line, and the main text, paragraphs a blank line apart; a
    main text that begins with the headline is left as it is.
    """
    page = extract(data if html is None else html, path, url=url, charset=charset)
    text, marks = stored_text(page)
    plain = read_plain(text, path, marks)
    found = _article(path, data, text, marks, plain)
    published = changed_before(published_on(page.metadata, page.url, plain.published), page.changed)
    return replace(
        found,
        url=page.url,
        outlet=page.outlet or found.outlet,
        title=page.title or found.title,
        byline=_person(page.byline) or found.byline,
        published=published.day,
        published_from=published.where,
        credits=_merged(_agencies(page.byline), found.credits),
        as_of=page.changed,
        canonical=page.canonical,
    )


def from_json(page: JsonPage, data: bytes, path: str) -> Article:
    """Return the article that a JSON object describes; its own fields come before what the text shows."""
    if page.text is None:
        found = from_html(data, path, url=page.url, html=(page.html or "").encode())
    else:
        marks = mark(page.text, title=page.title)
        if page.furniture is not None and all(end <= len(page.text) for _, end in page.furniture):
            marks = replace(marks, furniture=tuple(Span(start, end) for start, end in page.furniture))
        found = _article(path, data, page.text, marks, read_plain(page.text, path, marks))
    stated = _stated(page, found)
    return replace(
        found,
        url=page.url or found.url,
        outlet=page.outlet or found.outlet or (host_of(page.url) if page.url else None),
        title=page.title or found.title,
        byline=_person(page.byline) or found.byline,
        credits=_merged(page.credits, _agencies(page.byline), found.credits),
        published=stated.day,
        published_from=stated.where,
        as_of=page.as_of or found.as_of,
        canonical=page.canonical or found.canonical,
    )


def _stated(page: JsonPage, found: Article) -> Published:
    day = next((day for day, _, _ in dates_in((page.published or "")[:100])), None)
    if day is None:
        return Published(found.published, found.published_from or "the page states no date of publication")
    return Published(day.isoformat(), page.published_from or "metadata")


def _person(byline: str | None) -> str | None:
    found = _author(byline)
    return found.name if found else byline


def _agencies(byline: str | None) -> tuple[str, ...]:
    found = _author(byline)
    return found.credits if found else ()


def _author(byline: str | None) -> Byline | None:
    return (read_byline(byline) or author_of(byline)) if byline else None


def _merged(*parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(credit for part in parts for credit in part))


def _begins(body: str, title: str) -> bool:
    return body[: len(title)].casefold() == title.casefold()
