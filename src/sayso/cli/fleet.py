"""`sayso fleet`: pages read and tagged by many workers; and what a build does with such results."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sayso.cli.output import print_json
from sayso.cli.progress import shown_progress
from sayso.cli.sources import AsOneObject
from sayso.errors import InputError
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.fleet import Results
    from sayso.ledger import Ledger
    from sayso.pipeline import Progress

_PROCESSES = os.cpu_count() or 1
_DEFAULTS = Settings()


def fleet_command(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Pages, archives and tables, folders of them, or addresses of an object store (s3://bucket/crawl).",
            show_default=False,
        ),
    ],
    output: Annotated[str, typer.Option("-o", "--output", help="A folder, or an address (s3://…), for the results.")],
    on: Annotated[str, typer.Option(help="native (this machine), or a Ray cluster: auto, or its address.")] = "native",
    processes: Annotated[int, typer.Option(min=1, help="Workers at once, over all machines.")] = _PROCESSES,
    pages: Annotated[
        int, typer.Option(min=1, help="Pages a file of results, the most that a killed worker loses.")
    ] = 200,
    memory: Annotated[int, typer.Option(min=100, help="MB that one page may take beside the weights.")] = 2000,
    largest_page: Annotated[
        int, typer.Option(min=1, help="Pages of more bytes are set aside.")
    ] = _DEFAULTS.largest_page,
    as_json: AsOneObject = False,
) -> None:
    """Read and tag pages with many workers, into Parquet files that `sayso build` makes a ledger of.

    Run again, it goes on where it stood. Example: sayso fleet crawl/ -o tagged/ && sayso build tagged/ -o story.sayso
    """
    try:
        from sayso.fleet import Crew, Order, run_fleet  # an extra: all else works without it
        from sayso.fleet.engine import start  # as above
    except ImportError as error:
        raise _absent(error) from error
    folder = os.getcwd()
    order = Order(
        output=output if "://" in output else str(Path(output).absolute()),
        folder=folder,
        largest_page=largest_page,
        pages=pages,
        memory=memory * 1_000_000,
    )
    with shown_progress(Console(stderr=True)) as progress:
        done = run_fleet(paths, order, start(Crew(processes, on)), progress)
    if as_json:
        print_json({"results": output, "articles": done.articles, "failures": done.failures})
    else:
        typer.echo(
            f"{done.articles} articles tagged, {done.failures} failures. Now: sayso build {output} -o story.sayso"
        )
    raise typer.Exit(1 if done.failures else 0)


def _absent(error: ImportError) -> InputError:
    return InputError("sayso fleet", f"{error.name} is not installed", 'Install it with: pip install "sayso[fleet]"')


def build_paths(paths: Sequence[str], output: str, *, fresh: bool, settings: Settings, progress: Progress) -> Ledger:
    """Build a ledger of pages as `build` does, where a path may also be the results of a fleet.

    Raises InputError where a fleet has not finished, and where its results cannot be read here.
    """
    from sayso.pipeline import build

    results = {path: found for path in paths if (found := _results(path)) is not None}
    others = [path for path in paths if path not in results]
    if not results:
        return build(paths, output, fresh=fresh, settings=settings, progress=progress)
    if fresh and Path(output).exists():
        raise InputError(output, "a ledger is there, and results of a fleet are added to it", "Remove it first")
    from sayso.fleet import build_from  # as above

    *before, last = results.values()
    for found in before:
        build_from(found, output, settings=settings, progress=progress).close()
    ledger = build_from(last, output, settings=settings, progress=progress)
    if not others:
        return ledger
    ledger.close()
    return build(others, output, settings=settings, progress=progress)


def _results(path: str) -> Results | None:
    far = "://" in path and not path.lower().startswith(("http:", "https:"))
    if not far and not (Path(path) / "fleet-job.json").is_file():
        return None
    try:
        from sayso.fleet import results_in  # as above
    except ImportError as error:
        raise _absent(error) from error
    return results_in(path if far else str(Path(path).absolute()))
