"""What a build shows while it works: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from sayso.pipeline import Progress as Tell

_WORDS: Final = {
    "wait": "waiting for another build of this ledger to end",
    "reconnect": "waiting for the server to come back",
    "read": "reading pages",
    "attribute": "finding who said what",
    "resolve": "resolving speakers",
    "compare": "comparing reports",
}
_EVERY: Final = 50
"""Plain lines come once for so many pages, so that a log of a large build stays short."""


@contextmanager
def shown_progress(console: Console) -> Iterator[Tell]:
    """Yield the function that a build tells of its steps."""
    if not console.is_terminal:
        yield lambda stage, done, total: _plain_line(console, stage, done, total)
        return
    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_WORDS[stage], total=None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield tell


def _plain_line(console: Console, stage: str, done: int, total: int) -> None:
    if done % _EVERY == 0 or done == total:
        count = f" {done} of {total}" if done and total else f" {done}" if done else ""
        console.print(f"{_WORDS[stage]}{count}", markup=False, highlight=False)
