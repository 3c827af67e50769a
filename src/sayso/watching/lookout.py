"""Looking at feeds and folders: which pages are new, and which sources could not be looked at."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.errors import InputError, SaysoError
from sayso.reading import list_pages
from sayso.reading.fetching import Fetcher
from sayso.reading.following import Follower
from sayso.reading.listing import STANDARD_INPUT
from sayso.reading.lists import PageList
from sayso.reading.sources import pages_in_file
from sayso.reading.web_addresses import is_address
from sayso.records import Article, Contents, Edition, Failure
from sayso.settings import Settings
from sayso.watching.patience import wait_after

# Seconds after which a page that is in the ledger, and that a feed still names, is asked whether it changed.
ANEW: Final = 6 * 3600.0

_Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that could not be done for now: what, why, the mend, and in how many seconds it is tried again."""

    subject: str
    reason: str
    remedy: str
    again: float | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one look found: pages that the ledger does not hold as they are, and what could not be read."""

    pages: tuple[Article, ...]
    failures: tuple[Failure, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The pages that a ledger holds, by their paths: the bytes and the words that each had."""

    bytes: frozenset[tuple[str, str]] = frozenset()
    words: frozenset[tuple[str, str]] = frozenset()
    paths: frozenset[str] = frozenset()

    @classmethod
    def of(cls, contents: Contents) -> Held:
        """Return the pages of a ledger, the editions among them."""
        every: list[Article | Edition] = [*contents.articles, *contents.editions]
        texts = ((one.path, one.text) for one in every if one.text is not None)
        return cls(
            frozenset((one.path, one.sha256) for one in every),
            frozenset((path, _digest(text)) for path, text in texts),
            frozenset(one.path for one in every),
        )

    def holds(self, page: Article) -> bool:
        """Return whether a page is there with the same bytes or words; advertisements change the bytes."""
        return (page.path, page.sha256) in self.bytes or (page.path, _digest(page.text)) in self.words


@dataclass(slots=True)
class _Source:
    name: str
    due: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class _Found:
    pages: list[Article] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


class Lookout:
    """Looks at sources in their turn; it remembers, as long as it lives, when to look again.

    ``clock`` counts seconds and never goes back; the time of day decides nothing.
    """

    def __init__(self, sources: Sequence[str], settings: Settings, every: float, clock: Callable[[], float]) -> None:
        if STANDARD_INPUT in sources:
            raise InputError(STANDARD_INPUT, "standard input cannot be watched", "Name a folder or a feed")
        self._sources = [_Source(name, clock()) for name in dict.fromkeys(sources)]
        self._settings, self._every, self._clock = settings, every, clock
        self._asked: dict[str, float] = {}
        self._refused: dict[str, int] = {}
        self._stamps: dict[str, _Stamp] = {}

    def due_in(self) -> float:
        """Return the seconds until the next source is due."""
        return max(0.0, min((one.due for one in self._sources), default=0.0) - self._clock())

    def look(self, held: Held, stopped: Callable[[], bool]) -> Sighting:
        """Return what is new in the sources that are due; one that fails stops no other, and is due later each time."""
        found = _Found()
        fetcher = Fetcher(self._settings.fetching, self._settings.largest_page)
        for source in self._sources:
            if source.due > self._clock() or stopped():
                continue
            follower = Follower(self._settings, fetcher, self._left_alone())
            trouble = self._looked_at(source, follower, found, held, stopped)
            source.failures = source.failures + 1 if trouble else 0
            # A folder costs nothing to look at, and is looked at again as soon as any.
            wait = wait_after(source.failures if is_address(source.name) else 0, self._every)
            source.due = self._clock() + wait
            if trouble:
                found.troubles.append(replace(trouble, again=wait))
        return Sighting(tuple(found.pages), tuple(found.failures), tuple(found.troubles))

    def _left_alone(self) -> set[str]:
        """Return the addresses that are not asked for now: pages that were read lately, and those that failed."""
        now = self._clock()
        waits = {path: wait_after(count, self._every) for path, count in self._refused.items()}
        names = {source.name for source in self._sources}
        return {path for path, asked in self._asked.items() if now < asked + waits.get(path, ANEW)} - names

    def _looked_at(
        self, source: _Source, follower: Follower, found: _Found, held: Held, stopped: Callable[[], bool]
    ) -> Trouble | None:
        """Add what a source has that is new; return what is wrong with the source as a whole."""
        trouble = None
        try:
            for item in self._items(source.name, follower):
                if isinstance(item, Article):
                    self._note(item.path, failed=False)
                    if not held.holds(item):
                        found.pages.append(item)
                elif item.path == source.name:
                    trouble = Trouble(source.name, item.reason, item.remedy, None)
                else:
                    self._note(item.path, failed=True)
                    found.failures.append(item)
                if stopped():
                    break
        except SaysoError as error:  # what was asked cannot be read at all, or the disk takes no fetched page
            return Trouble(source.name, error.found, error.remedy, None)
        except OSError as error:
            return Trouble(source.name, f"it cannot be read ({error.strerror or error})", "Check the disk", None)
        return trouble

    def _items(self, name: str, follower: Follower) -> Iterator[Article | Failure]:
        if is_address(name):
            yield from follower.page(name)
            return
        if os.path.isdir(name) and not os.listdir(name):
            return
        listing = list_pages([name])
        yield from listing.failures
        for path in listing.files:
            stamp = _stamp(path)
            if stamp is None or self._stamps.get(path) != stamp:
                yield from self._file(path, stamp, follower)

    def _file(self, path: str, stamp: _Stamp | None, follower: Follower) -> Iterator[Article | Failure]:
        """Yield what a file holds; one that names addresses is read each time, since these may change."""
        names_others = False
        for item in pages_in_file(path, self._settings.largest_page):
            if isinstance(item, PageList):
                names_others = True
                yield from follower.pages(iter([item]), path)
            else:
                yield item
        if stamp is not None and not names_others:
            self._stamps[path] = stamp

    def _note(self, path: str, *, failed: bool) -> None:
        if is_address(path):
            self._asked[path] = self._clock()
            if failed:
                self._refused[path] = self._refused.get(path, 0) + 1
            else:
                self._refused.pop(path, None)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _stamp(path: str) -> _Stamp | None:
    """Return what changes when a file does, ``None`` where it cannot be told."""
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino
