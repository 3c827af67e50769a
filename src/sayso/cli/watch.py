"""`sayso watch`: a ledger that follows feeds and folders, and a line when it changes."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.cli.ledgers import NewLedger
from sayso.errors import InputError
from sayso.settings import Fetching, Settings
from sayso.web.characters import visible

if TYPE_CHECKING:
    from sayso.watching import Event

_DEFAULTS: Final = Settings()


def watch(  # noqa: PLR0913, PLR0917 - the options of a command are its parameters
    sources: Annotated[
        list[str],
        typer.Argument(help="Feeds (RSS, Atom, JSON), sitemaps, pages, folders, files.", show_default=False),
    ],
    output: NewLedger,
    every: Annotated[float, typer.Option(min=0.01, help="Minutes between two looks at a source.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="Look once, add, tell, and end: for cron.")] = False,
    webhook: Annotated[str | None, typer.Option(help="An address that is sent each news as JSON.")] = None,
    feed: Annotated[Path | None, typer.Option(help="An Atom file that is kept up to date.", dir_okay=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, on standard output.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Allow machines that are not on the open web.")] = False,
    state: Annotated[
        Path | None,
        typer.Option(help="The folder to remember in; .LEDGER.watch unless given.", file_okay=False),
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Processor threads of the models.")] = _DEFAULTS.threads,
) -> None:
    """Follow feeds and folders; tell when a statement gains an origin or is denied, or a figure changes.

    Example: sayso watch https://example.org/feed.xml clippings/ -o story.sayso --every 30 --feed news.atom

    News go to standard output, all else to standard error.  Ctrl+C or SIGTERM ends it; a build that is
    under way is then left, and its pages are read again next time.  Exit status: 0 it was stopped, or with --once all
    went well; 1 with --once something was set aside or waits; 2 nothing could be done.
    """
    from sayso.watching import Watch, Webhook, Wishes

    folder = state or _beside(output)
    fetching = replace(Fetching(), private=private, cache=folder / "pages")
    wishes = Wishes(
        sources=tuple(sources),
        ledger=output,
        folder=folder,
        every=every * 60.0,
        once=once,
        webhook=Webhook(webhook, private=private) if webhook else None,
        feed=feed,
        settings=Settings(threads=threads, fetching=fetching),
    )
    if wishes.webhook:
        wishes.webhook.check()
    with _stopped_by_signals() as stopping:
        well = Watch(wishes, _as_lines if as_json else _as_words, stopping).run()
    raise typer.Exit(1 if once and not well else 0)


def _beside(ledger: str) -> Path:
    from sayso.ledger import name_of

    if "://" in ledger:
        raise InputError(
            name_of(ledger), "a watch remembers in a folder, and a database has none", "Name one with --state"
        )
    path = Path(ledger)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f".{path.name}.watch")


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Yield what the first SIGINT or SIGTERM sets; a second one ends the process as it always does."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    former = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _as_words(event: Event) -> None:
    from sayso.watching import Added, Telling, Trouble

    match event:
        case Telling():
            print(event.text, flush=True)
        case Trouble():
            later = f" Tried again in {_duration(event.again)}." if event.again is not None else ""
            typer.echo(visible(f"{event.subject}: {event.reason}. {event.remedy}.{later}"), err=True)
        case Added():
            typer.echo(f"{len(event.pages)} new or changed pages are in the ledger", err=True)


def _as_lines(event: Event) -> None:
    from sayso.watching import Added, Telling, Trouble

    match event:
        case Telling():
            line = event.body
        case Trouble():
            line = json.dumps({"event": "trouble", **asdict(event)})
        case Added():
            line = json.dumps({"event": "added", **asdict(event)})
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _duration(seconds: float) -> str:
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"
