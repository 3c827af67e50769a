"""The parameters that name a ledger, the same for every command that reads or writes one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.sources import complete_ledger
from sayso.errors import InputError

LedgerName = Annotated[
    str,
    typer.Argument(
        metavar="LEDGER",
        help="A ledger that `sayso build` made: a file, or postgresql://USER@HOST/DATABASE.",
        show_default=False,
        autocompletion=complete_ledger,
    ),
]
NewLedger = Annotated[
    str,
    typer.Option("-o", "--output", metavar="LEDGER", help="The ledger to make or to add to: a file, or postgresql://…"),
]
Patience = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", min=0, help="How long to wait for another build of this ledger.")
]


def made_room(ledger: str) -> str:
    """Return how the ledger is named to the user, once the folder of a file is there."""
    from sayso.ledger import name_of

    name = name_of(ledger)
    if name != str(Path(ledger)):
        return name
    if Path(ledger).is_dir():
        raise InputError(name, "it is a folder, and a ledger is one file", "Name a file with -o")
    try:
        Path(ledger).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(name, f"it cannot be written ({error.strerror})", "Name another file with -o") from error
    return name
