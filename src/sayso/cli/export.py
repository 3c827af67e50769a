"""`sayso export`, `report` and `restore`: a ledger in other forms, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledgers import LedgerName, NewLedger, made_room
from sayso.cli.output import print_json
from sayso.cli.sources import AsOneObject
from sayso.errors import InputError, LedgerError, ModelError
from sayso.export.form import Form

if TYPE_CHECKING:
    from sayso.ledger import Encoder, Salvage
    from sayso.records import Contents


class Layout(StrEnum):
    """The forms of the report."""

    HTML = "html"
    MD = "md"


def report(
    ledger: LedgerName,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.")] = None,
    layout: Annotated[Layout, typer.Option("--format", help="A page, or text to paste.")] = Layout.HTML,
    as_json: AsOneObject = False,
) -> None:
    """Write the report: one HTML file that opens offline, or Markdown with footnotes to the passages.

    Example: sayso report story.sayso -o report.html
    """
    from sayso.ledger import Ledger
    from sayso.web import markdown_report, render_report

    with Ledger.open(ledger) as opened:
        name, contents = opened.path, opened.contents()
    target = output or Path(f"report.{layout}")
    lines = [render_report(contents)] if layout is Layout.HTML else [f"{line}\n" for line in markdown_report(contents)]
    _write(lines, target)
    if as_json:
        print_json({"ledger": name, "report": str(target), "format": layout})
    else:
        typer.echo(f"The report is in {target}")


def export(
    ledger: LedgerName,
    form: Annotated[Form, typer.Option("--format", help="The form to write.")] = Form.JSONL,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file or, for csv, parquet and brat, the folder.")
    ] = None,
    salvaging: Annotated[
        bool, typer.Option("--salvage", help="Write what can still be read of a damaged ledger, as JSON lines.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With -o, one JSON object of what was written.")] = False,
) -> None:
    """Write every record of the ledger in a form that others read: JSON lines, tables, annotations, linked data.

    Example: sayso export story.sayso --format csv -o tables

    Of a damaged ledger: sayso export story.sayso --salvage -o saved.jsonl; then sayso build saved.jsonl -o again.sayso
    judges the articles that were saved anew.  Exit status: 0 all was written, 1 some rows were lost.
    """
    from sayso.export import export_lines, export_to_folder
    from sayso.ledger import name_of

    if as_json and output is None:
        raise InputError("--json", "the records themselves go to standard output", "Name a file or folder with -o")
    saved = _salvaged(ledger, form) if salvaging else None
    contents = saved.contents if saved else _contents(ledger)
    lines = export_lines(contents, form)
    if lines is None and output is None:
        raise InputError(f"the form {form}", "it is several files", "Name a folder for them with -o")
    if lines is None:
        export_to_folder(contents, form, output or Path())
    elif output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a text stream
        sys.stdout.writelines(f"{line}\n" for line in lines)
    else:
        _write((f"{line}\n" for line in lines), output)
    if as_json:
        lost = {"salvaged": [asdict(loss) for loss in saved.losses]} if saved else {}
        print_json({"ledger": name_of(ledger), "export": str(output), "format": form, **lost})
    raise typer.Exit(0 if saved is None or saved.whole else 1)


def _salvaged(ledger: str, form: Form) -> Salvage:
    if form is not Form.JSONL:
        raise InputError(f"the form {form}", "rows may name others that are lost", "Salvage JSON lines")
    if not Path(ledger).is_file():
        raise LedgerError(ledger, "there is no such file", "Check the name; a database is mended by its server")
    from sayso.ledger import salvage

    saved = salvage(ledger)
    for loss in saved.losses:
        lost = "and how many are lost cannot be told" if loss.lost is None else f"{loss.lost} lost"
        if loss.lost != 0:
            typer.echo(f"{loss.record}: {loss.read} rows read, {lost}", err=True)
    if saved.whole:
        typer.echo("Every row could be read", err=True)
    return saved


def restore(
    lines: Annotated[Path, typer.Argument(help="JSON lines that `sayso export` wrote.", show_default=False)],
    output: NewLedger,
    as_json: AsOneObject = False,
) -> None:
    """Make a ledger again from its JSON lines.

    Example: sayso restore story.jsonl -o story.sayso
    """
    from sayso.ledger import Ledger, summarise, write_ledger

    if not lines.is_file():
        raise InputError(str(lines), "there is no such file", "Name JSON lines that `sayso export` wrote")
    name = made_room(output)
    with Ledger.from_jsonl(lines) as ledger:
        contents = ledger.contents()
    write_ledger(output, contents, encoder=_encoder())
    if as_json:
        print_json({"ledger": name, "restored_from": str(lines), **asdict(summarise(contents))})
    else:
        typer.echo(f"The ledger is in {name}")


def _encoder() -> Encoder | None:
    """Return who encodes the statements, or nobody, and say why, where it cannot be loaded."""
    from sayso.comparison import ShippedEncoder

    encoder = ShippedEncoder()
    try:
        encoder.vectors(["ready"])
    except ModelError as error:
        typer.echo(f"{error}  Until then the ledger cannot be searched by meaning", err=True)
        return None
    return encoder


def _contents(path: str) -> Contents:
    from sayso.ledger import Ledger

    with Ledger.open(path) as ledger:
        return ledger.contents()


def _write(lines: Iterable[str], target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    except OSError as error:
        raise LedgerError(str(target), f"cannot be written ({error.strerror})", "Name another file with -o") from error
