"""A process of its own that reads and tags, so that a page which ends it ends no more than it.

``python -m sayso.fleet.worker NUMBER`` answers on the open socket of that number: an order first, then questions.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, cast

from sayso.attribution import Tagger
from sayso.fleet.orders import Order, batch_name, order_of
from sayso.fleet.storage import Storage, named, opened
from sayso.fleet.tables import ARTICLES, FAILURES, article_of, article_row, failure_row, report_rows
from sayso.ledger.schema import flat_tagging
from sayso.reading import names_a_scheme, read, read_object
from sayso.records import Article, Failure
from sayso.resolution import link_pages, resolve_page
from sayso.settings import Fetching, Settings

Answer = dict[str, object]
_STATUS: Final = Path("/proc/self/status")
_REPORT: Final = "Please report this page as a fault of sayso"


@dataclass(slots=True)
class Worker:
    """What answers the questions of one job; the weights are loaded at the first page and once."""

    order: Order
    tagger: Tagger | None = field(default=None)

    def answer(self, question: Mapping[str, Any]) -> Answer:
        """Return the answer to one question."""
        match question["ask"]:
            case "read":
                return self.read(question["share"], question["paths"], question["ending"])
            case "look":
                return {"found": sum(1 for _ in self._found(question["path"]))}
            case "load":
                self._loaded()
                return {}
            case _:
                return self.tag(article_of(question["article"]), self._loaded())

    def read(self, share: str, paths: Sequence[str], ending: Mapping[str, str]) -> Answer:
        """Write the pages of a share, so many a file, and return how many there are; ``ending`` are left alone."""
        storage = Storage(self.order.output)
        failures: list[Failure] = []
        articles = self._articles(paths, ending, failures)
        batches = pages = 0
        while batch := list(islice(articles, self.order.pages)):
            storage.write_rows(f"articles/{batch_name(share, batches)}", [article_row(one) for one in batch], ARTICLES)
            batches, pages = batches + 1, pages + len(batch)
        storage.write_rows(f"failures/{share}", [failure_row(one) for one in failures], FAILURES)
        receipt: Answer = {"share": share, "batches": batches, "articles": pages, "failures": len(failures)}
        storage.write_json(f"read/{share}", receipt)
        return receipt

    def _articles(self, paths: Sequence[str], ending: Mapping[str, str], failures: list[Failure]) -> Iterator[Article]:
        for path in paths:
            if path in ending:
                failures.append(Failure(path, "read", ending[path], _REPORT))
                continue
            for found in self._found(path):
                if isinstance(found, Article):
                    yield found
                else:
                    failures.append(found)

    def _found(self, path: str) -> Iterator[Article | Failure]:
        settings = Settings(largest_page=self.order.largest_page, fetching=Fetching(allowed=False))
        if not names_a_scheme(path):
            yield from read([path], settings)
            return
        with opened(path) as stream:
            yield from read_object(stream, named(path), settings)

    def _loaded(self) -> Tagger:
        if self.tagger is None:
            self.tagger = load(self.order)
        return self.tagger

    def tag(self, article: Article, tagger: Tagger) -> Answer:
        """Return what the tagger finds in one article and its reports, or at which stage and why it could not."""
        stage = "attribute"
        try:
            with limited(self.order.memory):
                tagging = tagger.tag(article.text, article.furniture)
                stage = "resolve"
                resolution = link_pages([resolve_page(article, tagging)])
        except Exception as error:  # the one place where a page that breaks a stage is set aside
            return {"stage": stage, "reason": f"{type(error).__name__}: {error}"}
        return {"tagging": flat_tagging(tagging), "reports": report_rows(article, resolution)}


def load(order: Order) -> Tagger:
    """Return the tagger that an order names."""
    module, _, name = order.tagger.partition(":")
    make = cast("Callable[..., Tagger]", getattr(importlib.import_module(module), name))
    return make(Path(order.model) if order.model else None, threads=order.threads, nested=True)


@contextlib.contextmanager
def limited(most: int) -> Iterator[None]:
    """Let this process take ``most`` bytes of memory more than it has now, where the system can count them (Linux)."""
    kept = resource.getrlimit(resource.RLIMIT_DATA)
    held = _data_held()
    if held is not None:
        ceiling = held + most if kept[1] == resource.RLIM_INFINITY else min(held + most, kept[1])
        resource.setrlimit(resource.RLIMIT_DATA, (ceiling, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, kept)


def _data_held() -> int | None:
    if not _STATUS.exists():
        return None
    line = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmData"))
    return int(line.split()[1]) * 1024


def main(number: int) -> None:
    """Answer on the socket of this number until the other side is gone."""
    line = Connection(number)
    with contextlib.suppress(EOFError, ConnectionError):
        order = order_of(line.recv_bytes().decode())
        os.chdir(order.folder)
        worker = Worker(order)
        while True:
            line.send_bytes(json.dumps(worker.answer(json.loads(line.recv_bytes()))).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]))
