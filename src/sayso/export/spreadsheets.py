"""Tables for spreadsheets: comma separated values after RFC 4180, one file a kind of record."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Final

from sayso.export.tables import columns_of, rows_of
from sayso.ledger.interchange import KINDS
from sayso.records import Contents
from sayso.web import visible

# A cell that begins so is a formula to a spreadsheet, or becomes one once the white space before it is
# taken off (OWASP, "CSV Injection").  The full-width forms are read as their plain ones by some of them.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip


def write_spreadsheets(contents: Contents, folder: Path) -> None:
    """Write one file a kind of record, such as ``attribution.csv``, each with its header.

    The files are UTF-8 with a mark of it at the start, without which spreadsheets guess.  Lists are
    JSON; an absent value is an empty cell.  A text that a spreadsheet would run as a formula gets an
    apostrophe before it, and characters that hide or reorder others are spelled out: this form is
    for people to look at, the others have every character as it stands.
    """
    for kind in KINDS:
        names = [column.name for column in columns_of(kind)]
        with (folder / f"{kind}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([_cell(row[name]) for name in names] for row in rows_of(contents, kind))


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return harmless_cell(value)
        case list() | dict():
            return visible(json.dumps(value, ensure_ascii=False))
    return str(value)


def harmless_cell(text: str) -> str:
    r"""Return ``text`` as a cell that no spreadsheet runs and no terminal obeys.

    >>> harmless_cell('=HYPERLINK("http://a")'), harmless_cell("a = b")
    ('\'=HYPERLINK("http://a")', 'a = b')
    """
    shown = visible(text)
    return f"'{shown}" if shown.lstrip(" \u00a0").startswith(_FORMULA) else shown
