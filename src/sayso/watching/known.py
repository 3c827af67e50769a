"""What is known of a ledger once its news are told: as much as is needed to see what changes, and no more.

Identifiers do not serve for that.  A statement's is made of its reports, so that it changes when one is
added, and a report's of the bytes of its page, which change with every advertisement in it.  So a report is
known by its page's address and its words, and a statement by its reports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.reading.web_addresses import is_address, page_key
from sayso.records import Article, Contents, Figure, FigureLink, Report, Statement, identifier
from sayso.watching.news import ANSWERED, COUNTED

_FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What was known: statements by the keys of their reports, how many origins each had, answers and figures.

    ``answers`` are a relation and the places, in ``statements``, of the answer and of what it answers;
    ``figures`` the keys of links between figures.
    """

    statements: tuple[tuple[str, ...], ...] = ()
    origins: tuple[int, ...] = ()
    answers: frozenset[tuple[str, int, int]] = frozenset()
    figures: frozenset[str] = frozenset()


def known_of(contents: Contents) -> Known:
    """Return what there is to know of a ledger; the order of its records does not matter."""
    reports = report_keys(contents)
    keys = {one.id: keys_of(one, reports) for one in contents.statements}
    ordered = sorted(contents.statements, key=lambda one: (keys[one.id], one.id))
    place = {one.id: number for number, one in enumerate(ordered)}
    pages, figures = pages_of(contents), {one.id: one for one in contents.figures}
    return Known(
        tuple(keys[one.id] for one in ordered),
        tuple(len(one.origins) for one in ordered),
        frozenset(
            (link.relation, place[link.a], place[link.b])
            for link in contents.links
            if link.relation in ANSWERED and link.a in place and link.b in place
        ),
        frozenset(link_key(link, figures, pages) for link in told_links(contents.figure_links, figures)),
    )


def pages_of(contents: Contents) -> dict[str, str]:
    """Return, for each article, what its page is known by: its address or, without one, its path."""
    return {article.id: page_of(article) for article in contents.articles}


def page_of(article: Article) -> str:
    """Return what a page is known by, whatever its bytes are today."""
    address = article.url or article.path
    return page_key(address)[0] if is_address(address) else article.path


def report_keys(contents: Contents) -> dict[str, str]:
    """Return what each report is known by: its page and its words."""
    pages = pages_of(contents)
    return {report.id: _report_key(report, pages) for report in contents.reports}


def keys_of(statement: Statement, reports: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sorted keys of a statement's reports."""
    return tuple(sorted({reports[name] for name in statement.attributions}))


def _report_key(report: Report, pages: Mapping[str, str]) -> str:
    return identifier("rep", pages.get(report.article, report.article), " ".join(report.quote.split()) or report.id)


def told_links(links: Iterable[FigureLink], figures: Mapping[str, Figure]) -> list[FigureLink]:
    """Return the links between figures that are told of, sorted."""
    kept = [one for one in links if one.relation in COUNTED and one.a in figures and one.b in figures]
    return sorted(kept, key=lambda one: (one.relation, one.a, one.b))


def link_key(link: FigureLink, figures: Mapping[str, Figure], pages: Mapping[str, str]) -> str:
    """Return what a link between two figures is known by: its relation, and the page, amount and matter of each."""
    ends = sorted(_figure_key(figures[end], pages) for end in (link.a, link.b))
    return identifier("lnk", link.relation, *ends)


def _figure_key(figure: Figure, pages: Mapping[str, str]) -> str:
    page = pages.get(figure.article, figure.article)
    return identifier("num", page, repr(figure.low), repr(figure.high), figure.what or "")


def as_json(known: Known) -> str:
    """Return what is known as JSON text; the same for the same ledger, byte for byte."""
    return json.dumps(
        {
            "form": _FORM,
            "statements": [[count, *keys] for keys, count in zip(known.statements, known.origins, strict=True)],
            "answers": sorted(known.answers),
            "figures": sorted(known.figures),
        },
        separators=(",", ":"),
    )


def from_json(text: str) -> Known:
    """Return what ``as_json`` wrote.  Raise ValueError for any other text."""
    try:
        held = json.loads(text)
        if held["form"] != _FORM:
            raise ValueError(f"form {held['form']!r} is unknown")
        rows: Sequence[Sequence[object]] = held["statements"]
        known = Known(
            tuple(tuple(str(key) for key in keys) for _, *keys in rows),
            tuple(int(str(count)) for count, *_ in rows),
            frozenset((str(relation), int(a), int(b)) for relation, a, b in held["answers"]),
            frozenset(str(key) for key in held["figures"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not what was known of a ledger ({error!r})") from error
    if any(not 0 <= place < len(rows) for _, a, b in known.answers for place in (a, b)):
        raise ValueError("an answer of no statement")
    return known
