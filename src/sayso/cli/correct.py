"""`sayso correct …`: what a person knows better of one attribution, of statements, or of a page's date."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from sayso.cli.corrections import By, record
from sayso.cli.ledgers import LedgerName
from sayso.cli.sources import AsOneObject

Attribution = Annotated[
    str, typer.Argument(metavar="ATTRIBUTION", help="Its identifier; `sayso show LEDGER what --json` has them.")
]

correct_app: Final = typer.Typer(
    no_args_is_help=True,
    help="Record that an attribution, a statement or a date is wrong, and judge the pages anew.\n\n"
    'Example: sayso correct speaker story.sayso att_0123456789ab "Petra Roe"',
)


@correct_app.command("speaker")
def speaker_command(
    ledger: LedgerName,
    attribution: Attribution,
    name: Annotated[str | None, typer.Argument(help="Whose words they are; left out, nobody can tell.")] = None,
    by: By = None,
    as_json: AsOneObject = False,
) -> None:
    """Record that the words are another speaker's.

    Example: sayso correct speaker story.sayso att_0123456789ab "Petra Roe"
    """
    from sayso.ledger import speaker_of

    record(ledger, by, lambda contents, signature: speaker_of(contents, attribution, name, signature), as_json=as_json)


@correct_app.command("wrong")
def wrong_command(ledger: LedgerName, attribution: Attribution, by: By = None, as_json: AsOneObject = False) -> None:
    """Record that an attribution is none: nobody says this.

    Example: sayso correct wrong story.sayso att_0123456789ab
    """
    from sayso.ledger import wrong_of

    record(ledger, by, lambda contents, signature: wrong_of(contents, attribution, signature), as_json=as_json)


@correct_app.command("date")
def date_command(
    ledger: LedgerName,
    attribution: Attribution,
    day: Annotated[str | None, typer.Argument(help="2023-05-14, 2023-05 or 2023; left out, it is not known.")] = None,
    by: By = None,
    as_json: AsOneObject = False,
) -> None:
    """Record that the words were said on another day.

    Example: sayso correct date story.sayso att_0123456789ab 2023-05-14
    """
    from sayso.ledger import date_of

    record(ledger, by, lambda contents, signature: date_of(contents, attribution, day, signature), as_json=as_json)


@correct_app.command("published")
def published_command(
    ledger: LedgerName,
    article: Annotated[str, typer.Argument(help="The identifier of the page.")],
    day: Annotated[str, typer.Argument(help="The day, as 2023-05-14.")],
    by: By = None,
    as_json: AsOneObject = False,
) -> None:
    """Record that a page was published on another day; what it tells of "Tuesday" follows.

    Example: sayso correct published story.sayso art_0123456789ab 2023-05-14
    """
    from sayso.ledger import published_of

    record(ledger, by, lambda contents, signature: published_of(contents, article, day, signature), as_json=as_json)


@correct_app.command("same")
def same_command(
    ledger: LedgerName,
    one: Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement or an attribution.")],
    other: Annotated[str, typer.Argument(metavar="STATEMENT", help="What is one statement with it.")],
    by: By = None,
    as_json: AsOneObject = False,
) -> None:
    """Record that two statements are one.

    Example: sayso correct same story.sayso sta_0123456789ab sta_ba9876543210
    """
    from sayso.ledger import same_of

    record(ledger, by, lambda contents, signature: same_of(contents, one, other, signature), as_json=as_json)


@correct_app.command("apart")
def apart_command(ledger: LedgerName, attribution: Attribution, by: By = None, as_json: AsOneObject = False) -> None:
    """Record that an attribution is not of the statement that it was put to.

    Example: sayso correct apart story.sayso att_0123456789ab
    """
    from sayso.ledger import apart_of

    record(ledger, by, lambda contents, signature: apart_of(contents, attribution, signature), as_json=as_json)
