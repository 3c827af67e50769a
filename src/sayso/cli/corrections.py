"""`sayso merge`, `sayso split` and `sayso corrections`: what a person knows better goes before what the pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.cli.ledgers import LedgerName
from sayso.cli.output import print_json, say
from sayso.cli.progress import shown_progress
from sayso.cli.sources import AsJson, AsOneObject
from sayso.web.characters import visible

if TYPE_CHECKING:
    from sayso.ledger import Signature
    from sayso.records import Contents, Correction
    from sayso.web.corrections import CorrectionView

    Make = Callable[[Contents, Signature], Correction]
    """Makes a correction of what a ledger holds; raises InputError where it cannot be one."""

By = Annotated[str | None, typer.Option("--by", help="Who corrects; kept beside the correction.")]


def merge_command(
    ledger: LedgerName,
    kept: Annotated[str, typer.Argument(metavar="ENTITY", help="The entity whose name stays: its name or identifier.")],
    other: Annotated[str, typer.Argument(metavar="ENTITY", help="The entity that is the same one.")],
    by: By = None,
    as_json: AsOneObject = False,
) -> None:
    """Record that two entities are one, and judge the pages anew.

    Example: sayso merge story.sayso "Sergei Shoigu" "the defence minister"
    """
    from sayso.ledger import merge_of

    record(ledger, by, lambda contents, signature: merge_of(contents, kept, other, signature), as_json=as_json)


def split_command(
    ledger: LedgerName,
    entity: Annotated[str, typer.Argument(help="The entity that is two: its name or identifier.")],
    attributions: Annotated[
        list[str], typer.Argument(metavar="ATTRIBUTION...", help="The attributions of the other one.")
    ],
    name: Annotated[str | None, typer.Option(help="What the other one is called.")] = None,
    by: By = None,
    as_json: AsOneObject = False,
) -> None:
    """Record that some attributions of an entity are somebody else's, and judge the pages anew.

    Example: sayso split story.sayso "Ivan Roe" att_0123456789ab --name "Petra Roe"
    """
    from sayso.ledger import split_of

    record(
        ledger,
        by,
        lambda contents, signature: split_of(contents, entity, attributions, name, signature),
        as_json=as_json,
    )


def corrections_command(
    ledger: LedgerName,
    undo: Annotated[int | None, typer.Option(min=1, help="The number of a correction that no longer holds.")] = None,
    by: By = None,
    apply: Annotated[bool, typer.Option("--apply", help="Apply those that wait since the desk was closed.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the corrections of a ledger, undo one of them, or apply those that wait.

    Example: sayso corrections story.sayso --undo 1
    """
    from sayso.ledger import Ledger, read_waiting, undo_of
    from sayso.pipeline import correct_waiting
    from sayso.records import Correction
    from sayso.web.corrections import correction_views

    if apply:
        with shown_progress(Console(stderr=True)) as progress:
            correct_waiting(ledger, progress=progress).close()
    if undo is not None:
        number = undo
        record(ledger, by, lambda contents, signature: undo_of(contents, number, signature), as_json=as_json)
        return
    with Ledger.open(ledger) as opened, opened.shelf() as shelf:
        held = shelf.some(Correction)
    made, waits = correction_views(held), correction_views(read_waiting(ledger, held))
    if as_json:
        for one in made:
            print_json(asdict(one))
        for one in waits:
            print_json({**asdict(one), "number": None, "holds": None})
    else:
        _print_table(made, waits)


def _print_table(made: Iterable[CorrectionView], waits: Iterable[CorrectionView]) -> None:
    table = Table("number", "what", "by", "made", "holds")
    for one in made:
        holds = "" if one.holds is None else "yes" if one.holds else "undone"
        table.add_row(*(Text(visible(cell)) for cell in (str(one.number), one.words, one.by or "", one.made, holds)))
    for one in waits:
        table.add_row(*(Text(visible(cell)) for cell in ("", one.words, one.by or "", one.made, "waits")))
    Console().print(table if table.row_count else "No corrections")


def record(ledger: str, by: str | None, make: Make, *, as_json: bool) -> None:
    """Add the correction that ``make`` makes to the ledger, judge its pages anew, and print what it is."""
    from sayso.ledger import Ledger, Signature, name_of
    from sayso.pipeline import correct
    from sayso.web.corrections import correction_views

    # The one clock that is read: a correction says when it was made.
    signature = Signature(by, datetime.now(UTC).isoformat(timespec="seconds"))
    with Ledger.open(ledger) as opened:
        correction = make(opened.contents(), signature)
    with shown_progress(Console(stderr=True)) as progress, correct(ledger, correction, progress=progress) as opened:
        made = correction_views(opened.contents().corrections)[-1]
    if as_json:
        print_json({"ledger": name_of(ledger), **asdict(made)})
    else:
        say(Console(), f"Correction {made.number}: {made.words}")
