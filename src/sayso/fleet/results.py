"""The results of a finished job, read back, and a ledger made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sayso.errors import InputError
from sayso.fleet.storage import DONE, JOB, Storage
from sayso.fleet.tables import article_of, failure_of, kept_of
from sayso.ledger import Ledger
from sayso.pipeline import Progress, add_tagged
from sayso.records import Article, Failure, Tagging
from sayso.settings import Settings


@dataclass(frozen=True, slots=True)
class Results:
    """What a job left in its folder; only files that it counted when it finished are read."""

    storage: Storage
    tagger: str
    batches: tuple[str, ...]
    failed: tuple[str, ...]

    def found(self) -> Iterator[tuple[Article, Tagging | Failure] | Failure]:
        """Yield every article with what was found in it, or why nothing was, file by file; then what was not read."""
        for name in self.batches:
            tagged = {(row["article"], row["path"]): row for row in self.storage.read_rows(f"taggings/{name}")}
            failed = {failure.path: failure for failure in self._failures(name)} if name in self.failed else {}
            for row in self.storage.read_rows(f"articles/{name}"):
                article = article_of(row)
                if found := tagged.get((row["id"], row["path"])):
                    yield article, kept_of(found).tagging
                elif article.path in failed:
                    yield article, failed[article.path]
        for name in self.failed:
            if name not in self.batches:
                yield from self._failures(name)

    def failures(self) -> Iterator[Failure]:
        """Yield what could not be done, of every stage."""
        for name in self.failed:
            yield from self._failures(name)

    def _failures(self, name: str) -> Iterator[Failure]:
        return (failure_of(row) for row in self.storage.read_rows(f"failures/{name}"))


def results_in(address: str) -> Results | None:
    """Return the results of the job that went to a folder or an address; ``None`` where no job did.

    Raises InputError when the job is not finished, so that half of the pages are never taken for all.
    """
    storage = Storage(address)
    if storage.read_json(JOB) is None:
        return None
    done = cast("dict[str, Any] | None", storage.read_json(DONE))
    if done is None:
        raise InputError(address, "a job over many machines that is not finished", "Run its `sayso fleet` again")
    return Results(storage, str(done["tagger"]), tuple(done["batches"]), tuple(done["failed"]))


def build_from(
    results: Results,
    output: Path | str,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Add the pages of a finished job to the ledger at ``output``, without tagging them again, and return it.

    The ledger is that of a build from the same pages.  Raises as `build` does.
    """
    return add_tagged(results.found(), output, fingerprint=results.tagger, settings=settings, progress=progress)
