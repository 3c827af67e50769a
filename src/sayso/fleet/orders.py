"""What workers are told: the order of a job, and the shares of the work that its pages are parted into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal

from sayso.records import identifier

TAGGER: Final = "sayso.attribution:load_tagger"
# About a minute of a worker's time: what is lost when it is killed.
PAGES: Final = 200
NATIVE: Final = "native"

Task = Literal["read", "tag"]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works: so many processes, on this machine (``native``) or on the Ray cluster at an address."""

    processes: int
    on: str = NATIVE


@dataclass(frozen=True, slots=True)
class Order:
    """What every worker of a job must know.

    ``output`` is where results go, ``folder`` what the paths of pages count from.  A file of results has ``pages``
    pages at most.  ``tagger`` names a function by module and name that takes what `load_tagger` takes, and
    ``model`` the folder of its weights, if not the one that ships.  ``memory`` is how many bytes one page may take
    beside the loaded weights; ``threads`` the processor threads of one worker's tagger.
    """

    output: str
    folder: str
    largest_page: int
    pages: int = PAGES
    tagger: str = TAGGER
    model: str | None = None
    threads: int = 1
    memory: int = 2_000_000_000

    def told(self) -> str:
        """Return the order as JSON; ``order_of`` undoes it."""
        return json.dumps(asdict(self))

    @property
    def ground(self) -> str:
        """All of the order that results depend on."""
        return json.dumps([self.folder, self.largest_page, self.pages, self.tagger, self.model, self.memory])


def order_of(told: str) -> Order:
    """Return the order that ``told`` makes JSON of."""
    return Order(**json.loads(told))


@dataclass(frozen=True, slots=True)
class Source:
    """One file with pages: its path or address, whether it holds many pages, and what tells its present state."""

    path: str
    many: bool
    state: str


@dataclass(frozen=True, slots=True)
class Share:
    """The files that one worker reads; ``id`` follows from them, their state and the order."""

    id: str
    paths: tuple[str, ...]

    def told(self) -> str:
        """Return the share as JSON; ``share_of`` undoes it."""
        return json.dumps([self.id, self.paths])


def share_of(told: str) -> Share:
    """Return the share that ``told`` makes JSON of."""
    name, paths = json.loads(told)
    return Share(name, tuple(paths))


def shares(sources: Sequence[Source], order: Order, *, maker: str) -> tuple[Share, ...]:
    """Return the work of reading: a file of many pages by itself, others as many together as results hold pages.

    ``maker`` tells the release and its weights: what another one made is not taken for this one's.
    """
    return tuple(
        Share(
            identifier("share", maker, order.ground, *(part for one in group for part in (one.path, one.state))),
            tuple(one.path for one in group),
        )
        for group in _groups(sources, order.pages)
    )


def _groups(sources: Sequence[Source], most: int) -> Iterator[tuple[Source, ...]]:
    small = [source for source in sources if not source.many]
    yield from ((source,) for source in sources if source.many)
    for start in range(0, len(small), most):
        yield tuple(small[start : start + most])


def batch_name(share: str, number: int) -> str:
    """Return the name of the ``number``-th file of a share's pages, counted from 0."""
    return f"{share}-{number:05}"
