"""A page that came from an address, out of what a ledger holds of it: nobody fetches it a second time for that."""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.furniture import mark
from sayso.reading.web_addresses import host_of
from sayso.records import Article, Edition, identifier


def held_page(edition: Edition, stood: Article) -> Article:
    """Return the page of an edition for which ``stood`` stood: its own words, address and moment.

    What a ledger does not keep of an edition (title, byline, date of publication, credits) is that of ``stood``, which
    is the same page; the furniture of words that ``stood`` did not have is told from these words alone.
    """
    page = replace(
        stood,
        id=identifier("art", edition.sha256),
        path=edition.path,
        url=edition.url,
        outlet=stood.outlet or (host_of(edition.url) if edition.url else None),
        as_of=edition.as_of,
        sha256=edition.sha256,
    )
    if edition.text is None:
        return page
    return replace(page, text=edition.text, furniture=mark(edition.text, title=stood.title, whole_page=False).furniture)
