"""The commands.  Exit status: 0 all is well, 1 something was set aside or found wrong, 2 nothing could be done."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sayso.cli.check import check_command
from sayso.cli.correct import correct_app
from sayso.cli.corrections import corrections_command, merge_command, split_command
from sayso.cli.export import export, report, restore
from sayso.cli.find import find
from sayso.cli.fleet import build_paths, fleet_command
from sayso.cli.ledgers import LedgerName, NewLedger, Patience, made_room
from sayso.cli.mcp import mcp_command
from sayso.cli.output import print_json, print_what_the_terminal_can, say
from sayso.cli.progress import shown_progress
from sayso.cli.read import read_command
from sayso.cli.serve import serve
from sayso.cli.sources import AsJson, Cache, Offline, Private, Sources, fetching
from sayso.cli.topics import Topic
from sayso.cli.watch import watch
from sayso.errors import SaysoError
from sayso.settings import Settings

app = typer.Typer(
    help="From news pages to a sourced ledger: who said what, copied from whom, and who denied it.",
    epilog="Exit status: 0 all is well; 1 something was set aside, found wrong or not found; 2 nothing could be done.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


_DEFAULTS = Settings()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {version('sayso')}")
        raise typer.Exit


@app.callback()
def _whole(
    version: Annotated[
        bool, typer.Option("--version", help="Say which release this is.", callback=_show_version)
    ] = False,
) -> None:
    """From news pages to a sourced ledger: who said what, copied from whom, and who denied it."""


@app.command("build")
def build_command(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    paths: Sources,
    output: NewLedger,
    fresh: Annotated[bool, typer.Option(help="Leave out the pages that the ledger already holds.")] = False,
    threads: Annotated[int, typer.Option(min=1, help="Processor threads of the models.")] = _DEFAULTS.threads,
    largest_page: Annotated[
        int, typer.Option(min=1, help="Pages of more bytes are set aside.")
    ] = _DEFAULTS.largest_page,
    offline: Offline = False,
    private: Private = False,
    cache: Cache = None,
    aliases: Annotated[
        Path | None, typer.Option(help="A YAML file of which party is meant by which names; kept in the ledger.")
    ] = None,
    patience: Patience = _DEFAULTS.patience,
    as_json: AsJson = False,
) -> None:
    """Read pages and write the ledger of who said what.

    Example: sayso build pages/ -o story.sayso
    """
    from sayso.cli.tables import summary_lines
    from sayso.ledger import summarise

    settings = Settings(
        threads=threads,
        largest_page=largest_page,
        fetching=fetching(offline, private, cache),
        aliases=aliases,
        patience=patience,
    )
    errors = Console(stderr=True)
    name = made_room(output)
    with (
        shown_progress(errors) as progress,
        build_paths(paths, output, fresh=fresh, settings=settings, progress=progress) as ledger,
    ):
        contents = ledger.contents()
    for failure in contents.failures:
        say(errors, f"{failure.path}: {failure.reason}. {failure.remedy}")
    counts = summarise(contents)
    if as_json:
        print_json({"ledger": name, **asdict(counts), "failures": [asdict(one) for one in contents.failures]})
    else:
        say(Console(), "\n".join([*summary_lines(counts), f"The ledger is in {name}"]))
    raise typer.Exit(1 if contents.failures else 0)


@app.command()
def show(
    ledger: LedgerName,
    topic: Annotated[Topic | None, typer.Argument(help="What to show; all in brief when left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show who spoke, what was said, conflicts, figures, names, origins or accusations as a table.

    Example: sayso show story.sayso accusations
    """
    from sayso.cli.rows import rows
    from sayso.cli.tables import TABLES, overview
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as opened:
        contents = opened.contents()
    if as_json:
        for row in rows(contents, topic):
            print_json(row)
        return
    console = Console()
    for part in TABLES[topic](contents) if topic else overview(contents):
        console.print(part)


app.command("check")(check_command)
app.command("read")(read_command)
app.command("fleet")(fleet_command)
app.command("merge")(merge_command)
app.command("split")(split_command)
app.command("corrections")(corrections_command)
app.add_typer(correct_app, name="correct")
app.command("report")(report)
app.command("export")(export)
app.command("restore")(restore)
app.command("find")(find)
app.command("serve")(serve)
app.command("watch")(watch)
app.command("mcp")(mcp_command)


@app.command("verify")
def verify_command(ledger: LedgerName, as_json: AsJson = False) -> None:
    """Check every span, quotation and identifier of the ledger against its pages.

    Example: sayso verify story.sayso
    """
    from sayso.ledger import Ledger, verify
    from sayso.reading import hashes_in

    with Ledger.open(ledger) as opened:
        name, faults = opened.path, verify(opened, hashes_in)
    for fault in faults:
        if as_json:
            print_json(asdict(fault))
        else:
            say(Console(stderr=True), f"{fault.row}: {fault.found}. {fault.remedy}")
    if not as_json:
        say(Console(), f"{name}: {len(faults)} rows do not hold" if faults else f"{name}: every row holds")
    raise typer.Exit(1 if faults else 0)


def main() -> None:
    """Run the command line; an error of ours is one line in words, and the exit status 2."""
    print_what_the_terminal_can()
    try:
        app()
    except SaysoError as error:
        say(Console(stderr=True), f"sayso: {error}")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone; Python must not complain of it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
