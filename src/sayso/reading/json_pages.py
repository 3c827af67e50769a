"""Pages in JSON: one object a line, or one object or a list a file, as other extractors and sayso itself write them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

from sayso.errors import PageError
from sayso.reading.page_dates import utc_moment
from sayso.reading.web_addresses import is_address

_TEXT: Final = ("text", "maintext", "raw_text", "content", "body")
_TITLE: Final = ("title", "headline")
# An address, whatever its field is called: trafilatura writes a page's address as "source", others its outlet.
_URL: Final = ("url", "original_url", "canonical_link", "link", "source", "source_url")
_DATE: Final = ("published", "date_publish", "publish_date", "date_published", "published_at", "date")
_AUTHOR: Final = ("byline", "authors", "author")
_OUTLET: Final = (
    "outlet", "sitename", "site_name", "source-hostname", "meta_site_name", "publisher", "source_domain", "source",
    "hostname",
)  # fmt: skip
_AS_OF: Final = ("as_of", "date_modify", "date_modified", "date_download", "caught")
_MEND: Final = "Write the line anew, one JSON object with the page's text under “text”"
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class JsonPage:
    """What one JSON object says of a page; ``text`` or ``html`` is present, or both."""

    text: str | None
    html: str | None
    title: str | None
    url: str | None
    published: str | None
    published_from: str | None
    byline: str | None
    outlet: str | None
    credits: tuple[str, ...]
    language: str | None
    furniture: tuple[tuple[int, int], ...] | None
    as_of: str | None = None
    canonical: str | None = None


def _string(held: object) -> str | None:
    if isinstance(held, Mapping):  # newspaper4k and schema.org hold {"name": …}
        held = held.get("name")
    if not isinstance(held, str):
        return None
    held = held.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
    return held if held.strip() else None


def _first(held: Mapping[str, object], names: tuple[str, ...], *, address: bool | None = None) -> str | None:
    """Return the first of these fields that holds words: an address, none, or (``None``) either."""
    for name in names:
        value = held.get(name)
        if isinstance(value, list):
            value = ", ".join(part for item in value if (part := _string(item))) or None
        found = _string(value)
        if found and address in {None, is_address(found.strip())}:
            return found.strip() if address else found
    return None


def _pairs(held: object) -> tuple[tuple[int, int], ...] | None:
    if not isinstance(held, list):
        return None
    pairs = [
        tuple(item)
        for item in held
        if isinstance(item, list) and len(item) == 2 and all(type(end) is int for end in item)
    ]
    ordered = all(start < end for start, end in pairs) and all(a[1] <= b[0] for a, b in pairwise(pairs))
    return tuple((start, end) for start, end in pairs) if ordered and len(pairs) == len(held) else None


def page_of(held: object, subject: str) -> JsonPage | None:
    """Return the page that a JSON value describes, or ``None`` when it is another record of sayso's own export.

    Raises `PageError` when the value is no object, or holds neither text nor HTML.
    """
    if not isinstance(held, Mapping):
        raise PageError(subject, f"a JSON {type(held).__name__} where an object was expected", _MEND)
    record = held.get("record")
    if isinstance(record, str) and record != "article":
        return None
    text, html = _first(held, _TEXT), _string(held.get("html"))
    if text is None and html is None:
        fields = ", ".join(sorted(str(name) for name in held)[:8]) or "no fields"
        raise PageError(subject, f"no text in the JSON object (it has {fields})", _MEND)
    credits = held.get("credits")
    ours = record == "article"
    return JsonPage(
        text=text,
        html=html,
        title=_first(held, _TITLE),
        url=_first(held, _URL, address=True),
        published=_first(held, _DATE),
        published_from=_string(held.get("published_from")),
        byline=_first(held, _AUTHOR),
        outlet=_first(held, _OUTLET, address=False),
        credits=tuple(part for item in credits if (part := _string(item))) if isinstance(credits, list) else (),
        language=_string(held.get("language")),
        furniture=_pairs(held.get("furniture")) if ours else None,
        as_of=utc_moment(_first(held, _AS_OF) or ""),
        canonical=_first(held, ("canonical", "canonical_link"), address=True),
    )


def parsed(data: bytes, subject: str) -> object:
    """Return the JSON value in ``data``.  Raises `PageError` when there is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PageError(subject, f"broken JSON ({error})", _MEND) from error


def canonical(value: object) -> bytes:
    """Return the bytes that stand for one JSON value, the same however its file is laid out."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def lines_of(stream: BinaryIO, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number (from 1) and the bytes of each line that is not blank, ``None`` if longer than ``longest``.

    No more than one line is held in memory.
    """
    number = 0
    while line := stream.readline(longest + 2):
        number += 1
        whole = line.endswith(b"\n") or len(line) <= longest
        while not line.endswith(b"\n") and not whole:
            rest = stream.readline(_CHUNK)
            if not rest or rest.endswith(b"\n"):
                break
        line = line.rstrip(b"\r\n")
        if not whole or len(line) > longest:
            yield number, None
        elif line.strip():
            yield number, line
