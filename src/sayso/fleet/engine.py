"""The engine: Daft, on the processors of one machine or on a Ray cluster.  Nothing else of sayso knows it.

It gets a table of names of work, a row each, and a class that does them; each of its workers makes one instance of
that class, and with it loads the weights once.  What is found does not pass through the engine but goes from the
worker to the store, under names that follow from the work: work that is done twice, since its worker died or seemed
to, is there once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import daft

from sayso.errors import InputError, ModelError
from sayso.fleet.guard import Guard
from sayso.fleet.maker import maker_of, tagger_of
from sayso.fleet.orders import NATIVE, Crew, Order, Task, order_of, share_of


class Hand:
    """One worker of the engine; Daft makes it where it works, and gives it a piece of work at a time."""

    def __init__(self, order: str, maker: str) -> None:
        told = order_of(order)
        if maker != maker_of(told):
            raise ModelError(
                "a worker", "another release of sayso or other weights", "Install the same on all machines"
            )
        self._guard = Guard(told, tagger_of(told))

    def read(self, told: Any) -> list[str]:
        """Read shares, and return their names."""
        return [self._guard.read(share_of(one)) for one in told.to_pylist()]

    def tag(self, told: Any) -> list[str]:
        """Tag files of pages, and return their names."""
        return [self._guard.tag(one) for one in told.to_pylist()]


@dataclass(frozen=True, slots=True)
class DaftEngine:
    """Daft, started; a process can start it once, on its own machine or on a cluster."""

    crew: Crew

    def spread(self, order: Order, maker: str, task: Task, work: Sequence[str]) -> Iterator[str]:
        """Yield the name of each piece of work as it is done, in any order.

        Raises whatever Daft and Ray raise where a worker of their own is lost and not replaced.
        """
        method = daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)
        for name in ("read", "tag"):
            method(getattr(Hand, name))
        hands = daft.cls(Hand, max_concurrency=min(self.crew.processes, len(work)))(order.told(), maker)
        table = daft.from_pydict({"work": list(work)})
        if self.crew.on != NATIVE:
            table = table.into_partitions(len(work))
        done = table.select(getattr(hands, task)(daft.col("work")).alias("done"))
        for row in done.iter_rows(results_buffer_size=None):
            yield str(row["done"])


def start(crew: Crew) -> DaftEngine:
    """Return the engine, started where the crew works.  Raises InputError where it cannot be."""
    try:
        if crew.on == NATIVE:
            daft.set_runner_native()
        else:
            daft.set_runner_ray(address=crew.on, noop_if_initialized=True)
    except Exception as error:  # Daft and Ray raise what they like
        raise InputError(crew.on, f"no engine can be had there ({error})", "Start Ray, or leave out --on") from error
    return DaftEngine(crew)
