"""`sayso find`: full text over the statements and articles of a ledger."""

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

if TYPE_CHECKING:
    from sayso.ledger import Found, Shelf
    from sayso.records import Article
    from sayso.web.catalogue import Catalogue
    from sayso.web.lines import Line


def find(
    ledger: LedgerName,
    words: Annotated[list[str], typer.Argument(help='Words that must all occur; "a phrase"; begin*.')],
    speaker: Annotated[str, typer.Option(help="Only what this speaker said: a name or part of one.")] = "",
    outlet: Annotated[str, typer.Option(help="Only what this outlet carries.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many statements, and as many articles.")] = 20,
    as_json: AsOneObject = False,
) -> None:
    """Find the statements and articles that hold some words.

    Example: sayso find story.sayso talks "put off" --speaker Rune

    Exit status: 0 something was found, 1 nothing was.
    """
    from sayso.ledger import Ledger, Question, find_articles, find_statements

    question = Question(words=" ".join(words), speaker=speaker, outlet=outlet)
    with Ledger.open(ledger) as opened, opened.shelf() as shelf:
        statements = find_statements(shelf, question, limit=limit)
        articles = find_articles(shelf, question.words, limit=limit)
        (_print_json if as_json else _print)(shelf, statements, articles)
    raise typer.Exit(0 if statements.names or articles.names else 1)


def _lines(shelf: Shelf, found: Found) -> tuple[Catalogue, list[Line]]:
    from sayso.web.catalogue import catalogue_of
    from sayso.web.lines import line_of

    part = shelf.lines(found.names)
    catalogue = catalogue_of(part.contents, part.numbers)
    return catalogue, [line_of(catalogue, catalogue.statements[name]) for name in found.names]


def _print_json(shelf: Shelf, statements: Found, articles: Found) -> None:
    catalogue, lines = _lines(shelf, statements)
    rows = [
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
        for name, line in zip(statements.names, lines, strict=True)
    ]
    pages = [
        {"id": one.id, "outlet": one.outlet, "title": one.title, "published": one.published, "path": one.path}
        for one in _in_order(shelf, articles)
    ]
    found = {
        "statements": rows,
        "statements_in_all": statements.total,
        "articles": pages,
        "articles_in_all": articles.total,
    }
    typer.echo(json.dumps(found, ensure_ascii=True))


def _print(shelf: Shelf, statements: Found, articles: Found) -> None:
    console = Console()
    _, lines = _lines(shelf, statements)
    _say(console, _counted("statement", statements.total, len(lines)))
    for line in lines:
        who = line.speaker.name if line.speaker.resolved else f"unresolved ({line.speaker.name})"
        when = line.date or line.date_words or "no date told"
        spread = f"{line.reports} reports, {line.origins} origins" + (", contested" if line.contested else "")
        _say(console, f"{line.number:>4}  {who} {line.verb}, {when}; {spread}")
        _say(console, f"      {shorten(line.gist, 240, placeholder=' …')}")
    pages = _in_order(shelf, articles)
    _say(console, _counted("article", articles.total, len(pages)))
    for page in pages:
        _say(
            console,
            f"      {page.outlet or 'outlet unresolved'}, {page.published or 'no date'}: {page.title or page.path}",
        )


def _counted(noun: str, total: int, shown: int) -> str:
    return f"{total} {noun}{'' if total == 1 else 's'}" + ("" if total == shown else f", {shown} shown")


def _in_order(shelf: Shelf, found: Found) -> list[Article]:
    from sayso.records import Article

    known = {one.id: one for one in shelf.among(Article, "id", found.names)}
    return [known[name] for name in found.names]


def _say(console: Console, words: str) -> None:
    console.print(Text(visible(words)), soft_wrap=True)
