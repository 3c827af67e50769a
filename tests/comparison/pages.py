"""Articles for the tests of comparison: a case's page, or a text written in the test; and reports in them."""

from __future__ import annotations

import hashlib
import re

from sayso.records import Article, Report, Resolution, Span, Verdict, identifier

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


def said(page: Article, source: str, cue: str, content: str) -> Report:
    """Return the report of a page with these words as its content, and the source and cue that stand nearest to them."""
    at = page.text.index(content)

    def near(words: str) -> Span:
        start = min(
            (match.start() for match in re.finditer(re.escape(words), page.text)),
            key=lambda a: abs(a - at - len(content)),
        )
        return Span(start, start + len(words))

    return Report(
        id=identifier("att", page.id, at), article=page.id, source=(near(source),), cue=(near(cue),),
        content=(near(content),), kind="direct" if page.text[at - 1] in "“\"" else "indirect", quote=content,
        speaker=identifier("ent", source), speaker_from="name", why_speaker=Verdict("resolved", 1.0, ()), act="say",
        target=None, said_on=None, said_precision=None, date_words=None, relay=(), nested_in=None,
    )  # fmt: skip
