"""Articles for the tests of figures and namings: a case's page, or a text written in the test."""

from __future__ import annotations

import hashlib

from sayso.records import Article, Resolution, Span, identifier

NOTHING_RESOLVED = Resolution((), (), ())


def article(
    text: str, *, published: str | None = "2024-05-15", outlet: str = "Mill Post", furniture: tuple[Span, ...] = ()
) -> Article:
    digest = hashlib.sha256(f"{outlet} {text}".encode()).hexdigest()
    return Article(
        id=identifier("art", digest),
        path=f"{digest[:6]}.txt",
        url=None,
        outlet=outlet,
        title=None,
        byline=None,
        published=published,
        published_from="metadata",
        credits=(),
        language="en",
        sha256=digest,
        furniture=furniture,
        text=text,
    )
