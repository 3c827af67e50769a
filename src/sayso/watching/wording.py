"""News in words: a line for the terminal, its parts for a feed, an object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final

from sayso.watching.news import Counted, News, Said
from sayso.web import visible
from sayso.web.phrases import VERBS, count, day, shortened

_ANSWERS: Final = 2  # of one speaker that a line shows
_QUOTE: Final = 240  # characters of a quotation in a line; the whole is in the object and in the ledger


def headline(news: News) -> str:
    """Return who or what it is about and what happened, in a few words on one line.

    >>> said = Said("sta_1", "Ida Rune", "say", None, "It is shut.", ("The Quay",), 2)
    >>> headline(News("new_1", "origins", said, (), 1, 2, (), (), (), ()))
    'Ida Rune said: 1 → 2 independent origins'
    """
    if news.kind in {"updated", "conflict"}:
        what = next((one.of for one in (*news.figures, *news.earlier) if one.of), "a figure")
        return visible(f"{what}: {_counts(news)}")
    by = f"{news.kind} by {_name(news.answers[0])}" if news.answers else _steps(news)
    return visible(f"{_who(news.said)}: {by}")


def details(news: News) -> Iterator[str]:
    """Yield the rest in lines: the quotations, the outlets, the origins, the reasons, the pages, the identifiers."""
    if news.said:
        yield from _quoted(news.said, "")
    for answer in news.answers[:_ANSWERS]:
        yield from _quoted(answer, f"{_name(answer)}: ")
    if more := len(news.answers[_ANSWERS:]):
        yield f"and in {count(more, 'other passage')}"
    if news.answers:
        yield _steps(news)
    for one in (*news.earlier, *news.figures):
        yield _figure(one)
    yield from (visible(reason) for reason in news.reasons)
    for page in news.pages:
        yield visible(f"{page.outlet or 'outlet unresolved'}, {page.published or 'no date'}: {page.address}")
    yield " ".join((news.id, *identifiers(news)))


def identifiers(news: News) -> tuple[str, ...]:
    """Return the identifiers of the statements and figures, as the desk and the export have them."""
    said = [one.statement for one in (news.said, *news.answers) if one]
    return tuple(dict.fromkeys([*said, *(one.figure for one in (*news.earlier, *news.figures))]))


def desk_pages(news: News) -> tuple[str, ...]:
    """Return where the desk shows it, as paths on its address.

    >>> said = Said("sta_1", "Ida Rune", "say", None, "It is shut.", ("The Quay",), 2)
    >>> desk_pages(News("new_1", "origins", said, (), 1, 2, (), (), (), ()))
    ('/statement/sta_1',)
    """
    statements = [f"/statement/{one.statement}" for one in (news.said, *news.answers) if one]
    return (*statements, *(f"/article/{one.article}" for one in (*news.earlier, *news.figures)))


def as_text(news: News) -> str:
    """Return the news as it stands in a terminal: the headline, and its details set in."""
    return "\n".join([headline(news), *(f"    {line}" for line in details(news))])


def as_object(news: News) -> dict[str, object]:
    """Return the news as JSON; ``text`` is what a chat shows of it, ``desk`` where the desk has it."""
    return {"event": "news", "text": as_text(news), **asdict(news), "desk": list(desk_pages(news))}


def _who(said: Said | None) -> str:
    if said is None:
        return "speaker unresolved"
    when = f", {day(said.said_on)}" if said.said_on else ""
    return f"{_name(said)} {VERBS[said.act]}{when}"


def _name(said: Said | None) -> str:
    return said.speaker if said and said.speaker else "speaker unresolved"


def _steps(news: News) -> str:
    return f"{news.before} → {count(news.after, 'independent origin')}"


def _quoted(said: Said, who: str) -> Iterator[str]:
    yield visible(f"{who}{shortened(said.quote, _QUOTE)}")
    yield visible(f"in {', '.join(said.outlets) or 'outlets unresolved'}")


def _counts(news: News) -> str:
    if news.kind == "updated":
        return f"now {_amounts(news.figures)}, after {_amounts(news.earlier)}"
    return f"{_amounts((*news.earlier, *news.figures))} in conflict"


def _amounts(figures: Sequence[Counted]) -> str:
    return ", ".join(dict.fromkeys(one.amount for one in figures))


def _figure(one: Counted) -> str:
    parts = [f"{one.amount} {one.of}".strip(), one.place, one.day and day(one.day), one.outlet]
    said = f"according to {one.according_to}" if one.according_to else None
    return visible(", ".join(part for part in (*parts, said) if part))
