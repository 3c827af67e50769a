"""A job over many machines: pages are read into files of so many, each file is tagged, and all are counted at the end.

What is there already is not done again, so that a job that was stopped goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Protocol, cast

from sayso.errors import InputError
from sayso.fleet.maker import maker_of, tagger_of
from sayso.fleet.orders import Order, Share, Source, Task, batch_name, shares
from sayso.fleet.storage import DONE, JOB, Storage, files_below, named
from sayso.fleet.tables import FAILURES, failure_row
from sayso.reading import holds_many, list_pages, names_a_scheme
from sayso.records import Failure

Progress = Callable[[str, int, int], None]
# Times that the engine may end without having done anything before the job is given up.
ROUNDS: Final = 3


class Engine(Protocol):
    """What has pieces of work done somewhere: the one that ships is in ``engine.py``."""

    def spread(self, order: Order, maker: str, task: Task, work: Sequence[str]) -> Iterator[str]:
        """Yield the name of each piece of work as it is done, in any order; raise anything where it cannot go on."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a job came to: how many articles and failures there are, and the files of results that count."""

    articles: int
    failures: int
    batches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    order: Order
    engine: Engine
    maker: str
    tell: Progress

    @property
    def storage(self) -> Storage:
        return Storage(self.order.output)


def run_fleet(paths: Sequence[str], order: Order, engine: Engine, progress: Progress | None = None) -> Finished:
    """Read and tag the pages at ``paths`` with many workers, and return what it came to.

    Paths are files, folders and patterns as `read` takes them, and addresses of object stores (``s3://…``) with all
    below them.  The results are Parquet files in the folders ``articles``, ``taggings``, ``reports`` and ``failures``
    of ``order.output``.  Raises InputError when there is no page at all, or when the engine ends again and again.
    """
    sources, failures = _sources(paths, order.folder)
    maker = maker_of(order)
    job = _Job(order, engine, maker, progress or (lambda stage, done, total: None))
    parted = shares(sources, order, maker=maker)
    job.storage.write_json(JOB, {"order": asdict(order), "maker": maker})
    job.storage.write_rows("failures/listed", [failure_row(one) for one in failures], FAILURES)
    _do(job, "read", {share.id: share.told() for share in parted})
    batches = tuple(name for share in parted for name in _batches(job.storage, share))
    _do(job, "tag", {name: name for name in batches})
    return _finish(job, parted, batches)


def _sources(paths: Sequence[str], folder: str) -> tuple[list[Source], tuple[Failure, ...]]:
    far = [path for path in paths if names_a_scheme(path)]
    if web := [path for path in far if path.lower().startswith(("http:", "https:"))]:
        raise InputError(web[0], "an address of the web", "Fetch it with `sayso build`, or store it in a web archive")
    found = [Source(one.address, holds_many(named(one.address)), f"{one.size} {one.changed}")
             for path in far for one in files_below(path)]  # fmt: skip
    near = [path for path in paths if not names_a_scheme(path)]
    if not near:
        return found, ()
    listing = list_pages(near)
    return [*found, *(_near(path, folder) for path in listing.files)], listing.failures


def _near(path: str, folder: str) -> Source:
    try:
        about = (Path(folder) / path).stat()
    except OSError:
        return Source(path, False, "gone")
    return Source(path, holds_many(path), f"{about.st_size} {about.st_mtime_ns}")


def _batches(storage: Storage, share: Share) -> Iterator[str]:
    receipt = cast("dict[str, Any]", storage.read_json(f"read/{share.id}"))
    yield from (batch_name(share.id, number) for number in range(receipt["batches"]))


def _do(job: _Job, task: Task, work: dict[str, str]) -> None:
    """Have all of this work done, whatever becomes of the engine's workers, as long as something is done each time."""
    folder, stage = ("read", "read") if task == "read" else ("taggings", "attribute")
    idle, before, fault = 0, len(work) + 1, ""
    while left := sorted(work.keys() - job.storage.names(folder)):
        idle, before = (idle + 1 if len(left) == before else 0), len(left)
        if idle == ROUNDS:
            raise InputError(
                job.order.output, f"{len(left)} of {len(work)} files are not done ({fault})", "Run the job again"
            )
        told = [work[name] for name in left]
        try:
            for done, _ in enumerate(job.engine.spread(job.order, job.maker, task, told), 1):
                job.tell(stage, len(work) - len(left) + done, len(work))
        except Exception as error:  # whatever the engine raises where a worker of its own is lost
            fault = f"{type(error).__name__}: {error}"


def _finish(job: _Job, parted: Sequence[Share], batches: tuple[str, ...]) -> Finished:
    storage = job.storage
    names = ["listed", *(share.id for share in parted), *batches]
    failures = sum(1 for name in names for _ in storage.read_rows(f"failures/{name}"))
    articles = sum(1 for name in batches for _ in storage.read_rows(f"taggings/{name}"))
    storage.sweep()
    storage.write_json(
        DONE,
        {
            "tagger": tagger_of(job.order),
            "articles": articles,
            "failures": failures,
            "failed": names,
            "batches": batches,
        },
    )
    return Finished(articles, failures, batches)
