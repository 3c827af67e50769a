"""What the commands are given, the same for all: a ledger, pages, and what may be fetched from the web."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.settings import Fetching


def complete_ledger(incomplete: str) -> list[str]:
    """Return the ledgers and folders whose names begin so, for the shell to complete."""
    folder, begun = os.path.split(incomplete)
    try:
        found = sorted(Path(folder or ".").iterdir())
    except OSError:
        return []
    names = [f"{item.name}/" if item.is_dir() else item.name for item in found if not item.name.startswith(".")]
    return [os.path.join(folder, name) for name in names if name.startswith(begun) and name.endswith(_COMPLETED)]


_COMPLETED: Final = (".sayso", "/")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
AsOneObject = Annotated[bool, typer.Option("--json", help="One JSON object for programs.")]
Sources = Annotated[
    list[str],
    typer.Argument(
        help="Pages (.txt, .html, .jsonl), archives (.warc, .zip, .tar), lists (.urls, feeds, sitemaps), folders of "
        "them, addresses, or - for standard input.",
        show_default=False,
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Fetch nothing; read only what --cache holds.")]
Private = Annotated[bool, typer.Option("--private", help="Allow machines that are not on the open web.")]
Cache = Annotated[Path | None, typer.Option(help="A folder that keeps what was fetched.", file_okay=False)]


def fetching(offline: bool, private: bool, cache: Path | None) -> Fetching:
    """Return the settings of fetching that the options ask for."""
    return replace(Fetching(), allowed=not offline, private=private, cache=cache)
