"""What a page says of its article in JSON-LD (schema.org), the data that publishing systems write into pages."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from sayso.reading.credits import agency_of

_ARTICLES: Final = ("Article", "Posting", "Report")  # how the names of schema.org's kinds of article end
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # JSON can hold what no text does
_LARGEST: Final = 2_000_000  # characters of one script; more is no description of a page
_MOST: Final = 20_000  # values looked at on one page


@dataclass(frozen=True, slots=True)
class Stated:
    """Who wrote the first article that a page describes (people and agencies), who publishes it, and its text."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None
    body: str | None = None


def stated_in(root: etree._Element) -> Stated:
    """Return what an HTML tree says in JSON-LD of its article; nothing where there is none that can be read."""
    held = [value for value in _values(root) if isinstance(value, Mapping)]
    described = {str(value["@id"]): value for value in held if "@id" in value and "name" in value}
    article = next((value for value in held if _is_article(value)), None)
    if article is None:
        return Stated()
    authors = list(_named(article.get("author"), described))
    body = article.get("articleBody")
    return Stated(
        authors=tuple(dict.fromkeys(name for name, is_person in authors if is_person or agency_of(name))),
        publisher=next((name for name, _ in _named(article.get("publisher"), described)), None),
        body=_UNSEEN.sub("", body) if isinstance(body, str) else None,
    )


def _values(root: etree._Element) -> Iterator[object]:
    """Yield the values in the scripts of a page, each before those that it holds, the nearest first."""
    waiting: deque[object] = deque()
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and len(script.text or "") <= _LARGEST:
            try:
                waiting.append(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.popleft()
        yield value
        waiting.extend(value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ())


def _is_article(value: Mapping[str, object]) -> bool:
    kinds = value.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _named(value: object, described: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, bool]]:
    """Yield the names of one or more people or outlets, and whether each is a person's.

    Who is only pointed at is looked up among those ``described`` elsewhere on the page.
    """
    for one in value if isinstance(value, list) else [value]:
        who = one if isinstance(one, Mapping) else {"name": one}
        who = described.get(str(who.get("@id")), who) if "name" not in who else who
        names = who.get("name")
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str) and (flat := " ".join(name.split())) and len(flat) <= 200 and "//" not in flat:
                yield flat.encode("utf-8", "replace").decode("utf-8"), "Organization" not in str(who.get("@type"))
