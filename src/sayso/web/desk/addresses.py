"""Where the desk has its pages: each record has its own, where the report has all in one."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

_PAGES: Final = {"sta": "/statement/", "ent": "/speaker/", "art": "/article/"}
_SECTIONS: Final = {
    "#statements": "/search",
    "#contested": "/search?contested=1",
    "#repeated": "/search",
    "#speakers": "/speakers",
    "#unresolved": "/search?speaker=unresolved",
    "#figures": "/figures",
    "#all-figures": "/figures#all-figures",
    "#namings": "/outlets",
    "#pages": "/outlets",
    "#failures": "/outlets#failures",
    "#corrections": "/corrections",
}


def desk_address(fragment: str) -> str:
    """Return the desk's address of what the report calls by a fragment.

    >>> desk_address("#art_0a-3-9"), desk_address("#conflict-2")
    ('/article/art_0a#art_0a-3-9', '/figures#conflict-2')
    """
    name = fragment.removeprefix("#")
    known = _SECTIONS.get(fragment)
    if known is not None:
        return known
    page = _PAGES.get(name[:3]) if name[3:4] == "_" else None
    if page is not None:
        record = name.split("-", 1)[0]
        return f"{page}{quote(record)}" + (f"#{name}" if "-" in name else "")
    return f"/figures{fragment}" if name.startswith(("conflict", "update", "fig_")) else fragment


def outlet_address(outlet: str) -> str:
    """Return the address of an outlet's page.

    >>> outlet_address("The Quay")
    '/outlet?name=The+Quay'
    """
    return f"/outlet?{urlencode({'name': outlet})}"


def with_page(address: str, question: dict[str, str], page: int) -> str:
    """Return the address of another page of the same list."""
    asked = {key: value for key, value in question.items() if value} | ({"page": str(page)} if page > 1 else {})
    return f"{address}?{urlencode(asked)}" if asked else address
