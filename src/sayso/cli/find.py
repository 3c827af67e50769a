"""`sayso find`: search over the statements and articles of a ledger, by words and by meaning."""

from __future__ import annotations

import json
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from sayso.cli.ledgers import LedgerName
from sayso.cli.sources import AsOneObject
from sayso.web.characters import visible
from sayso.web.phrases import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.finding import Nearness
    from sayso.ledger import Found, Question, Shelf
    from sayso.records import Article
    from sayso.web.catalogue import Catalogue
    from sayso.web.lines import Line


def find(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    ledger: LedgerName,
    words: Annotated[list[str], typer.Argument(help='Words that must all occur; "a phrase"; begin*.')],
    speaker: Annotated[str, typer.Option(help="Only what this speaker said: a name or part of one.")] = "",
    outlet: Annotated[str, typer.Option(help="Only what this outlet carries.")] = "",
    meaning: Annotated[bool, typer.Option("--meaning", help="Also statements that are near in meaning.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many statements, and as many articles.")] = 20,
    as_json: AsOneObject = False,
) -> None:
    """Find the statements and articles that hold some words, and with --meaning statements that say something alike.

    Example: sayso find story.sayso talks "put off" --speaker Rune --meaning

    Exit status: 0 something was found, 1 nothing was.
    """
    from sayso.ledger import Ledger, Question, find_articles, find_statements

    question = Question(words=" ".join(words), speaker=speaker, outlet=outlet)
    with Ledger.open(ledger) as opened, opened.shelf() as shelf:
        statements = find_statements(shelf, question, limit=limit)
        articles = find_articles(shelf, question.words, limit=limit)
        near = _near(shelf, question, limit) if meaning else None
        (_print_json if as_json else _print)(shelf, statements, near, articles)
    raise typer.Exit(0 if statements.names or articles.names or (near and near.found) else 1)


def _near(shelf: Shelf, question: Question, limit: int) -> Nearness:
    from sayso.comparison import ShippedEncoder
    from sayso.finding import near_in_meaning

    return near_in_meaning(shelf, question, ShippedEncoder(), limit=limit)


def _lines(shelf: Shelf, names: Sequence[str]) -> tuple[Catalogue, list[Line]]:
    from sayso.web.catalogue import catalogue_of
    from sayso.web.lines import line_of

    part = shelf.lines(names)
    catalogue = catalogue_of(part.contents, part.numbers)
    return catalogue, [line_of(catalogue, catalogue.statements[name]) for name in names]


def _rows(shelf: Shelf, names: Sequence[str]) -> list[dict[str, object]]:
    catalogue, lines = _lines(shelf, names)
    return [
        {
            "id": name,
            "speaker": line.speaker.name if line.speaker.resolved else None,
            "act": line.act,
            "said_on": line.iso,
            "gist": catalogue.statements[name].gist,
            "reports": line.reports,
            "origins": line.origins,
            "outlets": list(line.outlets),
            "contested": line.contested,
        }
        for name, line in zip(names, lines, strict=True)
    ]


def _print_json(shelf: Shelf, statements: Found, near: Nearness | None, articles: Found) -> None:
    pages = [
        {"id": one.id, "outlet": one.outlet, "title": one.title, "published": one.published, "path": one.path}
        for one in _in_order(shelf, articles)
    ]
    found: dict[str, object] = {
        "statements": _rows(shelf, statements.names),
        "statements_in_all": statements.total,
        "articles": pages,
        "articles_in_all": articles.total,
    }
    if near is not None:
        rows = _rows(shelf, [one.statement for one in near.found])
        alike = [row | {"similarity": one.similarity} for row, one in zip(rows, near.found, strict=True)]
        found |= {"near": alike, "near_why_not": near.why_not}
    typer.echo(json.dumps(found, ensure_ascii=True))


def _print(shelf: Shelf, statements: Found, near: Nearness | None, articles: Found) -> None:
    console = Console()
    _, lines = _lines(shelf, statements.names)
    _say(console, _counted("statement", statements.total, len(lines)))
    for line in lines:
        _say_line(console, line)
    if near is not None:
        _print_near(console, shelf, near)
    pages = _in_order(shelf, articles)
    _say(console, _counted("article", articles.total, len(pages)))
    for page in pages:
        _say(
            console,
            f"      {page.outlet or 'outlet unresolved'}, {page.published or 'no date'}: {page.title or page.path}",
        )


def _print_near(console: Console, shelf: Shelf, near: Nearness) -> None:
    if near.why_not is not None:
        _say(console, f"Not searched by meaning: {near.why_not}")
        return
    _say(console, f"{_counted('statement', len(near.found), len(near.found))} near in meaning")
    _, lines = _lines(shelf, [one.statement for one in near.found])
    for line, one in zip(lines, near.found, strict=True):
        _say_line(console, line, f"; similarity {one.similarity:.2f}")


def _say_line(console: Console, line: Line, why: str = "") -> None:
    who = line.speaker.name if line.speaker.resolved else f"unresolved ({line.speaker.name})"
    when = line.date or line.date_words or "no date told"
    spread = f"{count(line.reports, 'report')}, {count(line.origins, 'origin')}"
    contested = ", contested" if line.contested else ""
    _say(console, f"{line.number:>4}  {who} {line.verb}, {when}; {spread}{contested}{why}")
    _say(console, f"      {shorten(line.gist, 240, placeholder=' …')}")


def _counted(noun: str, total: int, shown: int) -> str:
    return f"{total} {noun}{'' if total == 1 else 's'}" + ("" if total == shown else f", {shown} shown")


def _in_order(shelf: Shelf, found: Found) -> list[Article]:
    from sayso.records import Article

    known = {one.id: one for one in shelf.among(Article, "id", found.names)}
    return [known[name] for name in found.names]


def _say(console: Console, words: str) -> None:
    console.print(Text(visible(words)), soft_wrap=True)
