"""The forms of export, and which of them are one file and which a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sayso.errors import InputError
from sayso.export.brat import write_brat
from sayso.export.follow_the_money import follow_the_money
from sayso.export.form import Form
from sayso.export.parquet import write_parquet
from sayso.export.schema_org import schema_org
from sayso.export.spreadsheets import write_spreadsheets
from sayso.export.web_annotations import web_annotations
from sayso.ledger import json_lines
from sayso.records import Contents
from sayso.web import markdown_report

_LINES: Final[dict[Form, Callable[[Contents], Iterator[str]]]] = {
    Form.JSONL: json_lines,
    Form.WEBANNOTATION: web_annotations,
    Form.SCHEMAORG: schema_org,
    Form.FTM: follow_the_money,
    Form.MD: markdown_report,
}
_FOLDERS: Final[dict[Form, Callable[[Contents, Path], None]]] = {
    Form.CSV: write_spreadsheets,
    Form.PARQUET: write_parquet,
    Form.BRAT: write_brat,
}


def export_lines(contents: Contents, form: Form) -> Iterator[str] | None:
    """Return the lines of a form that is one text, without line ends; ``None`` for a form that is a folder."""
    write = _LINES.get(form)
    return write(contents) if write else None


def export_to_folder(contents: Contents, form: Form, folder: Path) -> None:
    """Write a form of several files into ``folder``, which is made.

    Raise InputError when the folder cannot be written, or when a package that the form needs is missing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _FOLDERS[form](contents, folder)
    except OSError as error:
        raise InputError(str(folder), f"cannot be written ({error.strerror})", "Name another folder with -o") from error
