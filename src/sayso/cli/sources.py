"""The options that say what may be fetched from the web, the same for every command that reads pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sayso.settings import Fetching

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
