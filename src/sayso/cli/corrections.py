"""`sayso merge`, `sayso split` and `sayso corrections`: what a person knows better goes before what the pages show."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.cli.progress import shown_progress
from sayso.ledger import Ledger, Signature, merge_of, split_of, undo_of
from sayso.pipeline import correct
from sayso.records import Correction
from sayso.web.characters import visible
from sayso.web.corrections import correction_views

LedgerPath = Annotated[Path, typer.Argument(help="A ledger that `sayso build` made.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", help="Who corrects; kept beside the correction.")]


def merge_command(
    ledger: LedgerPath,
    kept: Annotated[str, typer.Argument(metavar="ENTITY", help="The entity whose name stays: its name or identifier.")],
    other: Annotated[str, typer.Argument(metavar="ENTITY", help="The entity that is the same one.")],
    by: By = None,
) -> None:
    """Record that two entities are one, and judge the pages anew.

    Example: sayso merge story.sayso "Sergei Shoigu" "the defence minister"
    """
    with Ledger.open(ledger) as opened:
        correction = merge_of(opened.contents(), kept, other, _signature(by))
    _keep(ledger, correction)


def split_command(
    ledger: LedgerPath,
    entity: Annotated[str, typer.Argument(help="The entity that is two: its name or identifier.")],
    attributions: Annotated[
        list[str], typer.Argument(metavar="ATTRIBUTION...", help="The attributions of the other one.")
    ],
    name: Annotated[str | None, typer.Option(help="What the other one is called.")] = None,
    by: By = None,
) -> None:
    """Record that some attributions of an entity are somebody else's, and judge the pages anew.

    Example: sayso split story.sayso "Ivan Roe" att_0123456789ab --name "Petra Roe"
    """
    with Ledger.open(ledger) as opened:
        correction = split_of(opened.contents(), entity, attributions, name, _signature(by))
    _keep(ledger, correction)


def corrections_command(
    ledger: LedgerPath,
    undo: Annotated[int | None, typer.Option(min=1, help="The number of a correction that no longer holds.")] = None,
    by: By = None,
) -> None:
    """List the corrections of a ledger, or undo one of them.

    Example: sayso corrections story.sayso --undo 1
    """
    with Ledger.open(ledger) as opened:
        contents = opened.contents()
    if undo is not None:
        _keep(ledger, undo_of(contents, undo, _signature(by)))
        return
    table = Table("number", "what", "by", "made", "holds")
    for one in correction_views(contents.corrections):
        holds = "" if one.holds is None else "yes" if one.holds else "undone"
        table.add_row(*(Text(visible(cell)) for cell in (str(one.number), one.words, one.by or "", one.made, holds)))
    Console().print(table if table.row_count else "No corrections")


def _signature(by: str | None) -> Signature:
    # The one clock that is read: a correction says when it was made.
    return Signature(by, datetime.now(UTC).isoformat(timespec="seconds"))


def _keep(ledger: Path, correction: Correction) -> None:
    with shown_progress(Console(stderr=True)) as progress:
        correct(ledger, correction, progress=progress).close()
    (made,) = correction_views([correction])
    words = f"Correction {made.number}: {made.words}"
    Console().print(visible(words), markup=False, highlight=False, soft_wrap=True)
