"""The service: look, add what is new, tell what changed, wait; until it is stopped.

Every fault of a round is told, and ends that round's step alone: the pages that were read wait for the ledger,
the news wait for their channels.  All waiting goes by a clock that only runs forward, so that a
clock that is set back delays nothing.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sayso.attribution import Tagger, load_tagger
from sayso.errors import DeliveryError, ModelError, SaysoError
from sayso.ledger import Ledger, name_of, state_of
from sayso.pipeline import add
from sayso.records import Article, Failure
from sayso.settings import Settings
from sayso.watching.atom import feed_of
from sayso.watching.changes import changes
from sayso.watching.known import known_of
from sayso.watching.lookout import Held, Lookout, Trouble
from sayso.watching.memory import KEPT, Memory, Telling, write_whole
from sayso.watching.news import News
from sayso.watching.patience import wait_after
from sayso.watching.webhook import Webhook
from sayso.watching.wording import as_object, as_text, headline

TERMINAL: Final = "terminal"
WEBHOOK: Final = "webhook"
FEED: Final = "feed"
# Seconds after which a webhook, or a ledger, that refused is tried again at first; each wait doubles the next.
_SOON: Final = 30.0


@dataclass(frozen=True, slots=True)
class Added:
    """Pages that are in the ledger now, by their paths."""

    pages: tuple[str, ...]


Event = Telling | Trouble | Added


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is watched, into which ledger, how often (seconds), and who is told.

    ``folder`` is where the watch remembers; ``webhook`` and ``feed`` are told besides the terminal; with
    ``once`` there is one round.
    """

    sources: tuple[str, ...]
    ledger: str
    folder: Path
    every: float = 900.0
    once: bool = False
    webhook: Webhook | None = None
    feed: Path | None = None
    settings: Settings = field(default_factory=Settings)

    @property
    def channels(self) -> tuple[str, ...]:
        """Who is told."""
        others = ((WEBHOOK, self.webhook), (FEED, self.feed))
        return (TERMINAL, *(name for name, there in others if there))


class _Stopped(BaseException):
    """The build is abandoned, since the watch is to stop; nothing of it was written."""


@dataclass(slots=True)
class _Turn:
    """When something that may fail is due again, and how often in a row it failed."""

    due: float = 0.0
    failures: int = 0

    def failed(self, now: float, least: float = 0.0) -> float:
        """Return the seconds to wait."""
        wait = max(wait_after(self.failures, _SOON), least)
        self.failures += 1
        self.due = now + wait
        return wait


class Watch:
    """A ledger that follows its sources.  ``tell`` is given every event; ``stopping`` ends it, also in a build."""

    def __init__(
        self,
        wishes: Wishes,
        tell: Callable[[Event], None],
        stopping: threading.Event,
        *,
        tagger: Tagger | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._wishes, self._tell, self._stopping, self._tagger, self._now = wishes, tell, stopping, tagger, now
        self._lookout = Lookout(wishes.sources, wishes.settings, wishes.every, time.monotonic)
        self._pages: dict[str, Article] = {}
        self._failures: dict[str, Failure] = {}
        self._held = Held()
        self._state: str | None = None
        self._noticing, self._building, self._showing, self._writing, self._sending = (_Turn() for _ in range(5))
        self._troubled = False

    def run(self) -> bool:
        """Watch until stopped, or for one round; return whether all went well.

        Raise LedgerError when another watch is at work, or when what was told cannot be read, and ModelError when the
        weights cannot be loaded; whatever else goes wrong is told as trouble and tried again.
        """
        memory = Memory(self._wishes.folder, self._wishes.channels)
        try:
            while True:
                self._round(memory)
                if self._wishes.once or self._stopping.wait(self._idle()):
                    return not self._troubled
        finally:
            memory.close()

    def _round(self, memory: Memory) -> None:
        self._step(lambda: self._notice(memory), self._noticing)
        found = self._lookout.look(self._held, self._stopping.is_set)
        self._pages |= {page.path: page for page in found.pages}
        self._failures |= {failure.path: failure for failure in found.failures}
        for failure in found.failures:
            self._trouble(Trouble(failure.path, failure.reason, failure.remedy, None))
        for trouble in found.troubles:
            self._trouble(trouble)
        if self._pages and not self._stopping.is_set():
            self._step(self._build, self._building)
            self._step(lambda: self._notice(memory), self._noticing)
        self._deliver(memory)

    def _step(self, action: Callable[[], None], turn: _Turn) -> None:
        """Do what is due; whatever goes wrong is told, and it is due again later, each time twice as late."""
        if turn.due > time.monotonic():
            return
        try:
            action()
            turn.failures = 0
        except ModelError:
            raise
        except SaysoError as error:
            least = error.again if isinstance(error, DeliveryError) else 0.0
            self._trouble(Trouble(error.subject, error.found, error.remedy, turn.failed(time.monotonic(), least)))
        except Exception as error:  # a service goes on, and what it could not do stays to be done
            found, mend = f"{type(error).__name__}: {error}", "Please report this as a fault of sayso"
            self._trouble(Trouble(name_of(self._wishes.ledger), found, mend, turn.failed(time.monotonic())))

    def _trouble(self, trouble: Trouble) -> None:
        self._troubled = True
        self._tell(trouble)

    def _build(self) -> None:
        """Add the pages that wait; failures go with them, since they alone are not worth judging all anew."""
        settings = self._wishes.settings
        self._tagger = self._tagger or load_tagger(settings.model, threads=settings.threads, nested=True)
        found: list[Article | Failure] = [*self._pages.values(), *self._failures.values()]
        try:
            add(found, self._wishes.ledger, settings=settings, progress=self._going_on, tagger=self._tagger).close()
        except _Stopped:
            return
        self._tell(Added(tuple(sorted(self._pages))))
        self._pages.clear()
        self._failures.clear()

    def _going_on(self, stage: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise _Stopped

    def _notice(self, memory: Memory) -> None:
        """Note what changed in the ledger since it was last read, whoever changed it."""
        state = state_of(self._wishes.ledger)
        if state is None or state == self._state:
            return
        with Ledger.open(self._wishes.ledger) as ledger:
            contents = ledger.contents()
        # A ledger that is watched for the first time is where the telling starts from.
        news = () if memory.known is None else changes(memory.known, contents)
        memory.learn(known_of(contents), [self._telling(one, memory) for one in news])
        self._held, self._state = Held.of(contents), state

    def _telling(self, news: News, memory: Memory) -> Telling:
        # A clock that was set back must not put news before those that were told earlier.
        latest = memory.told[-1].moment if memory.told else ""
        moment = max(f"{self._now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", latest)
        body = json.dumps({**as_object(news), "known_since": moment})
        return Telling(news.id, headline(news), as_text(news), body, moment, self._wishes.channels)

    def _deliver(self, memory: Memory) -> None:
        for one in memory.waiting(TERMINAL):
            self._step(lambda one=one: self._show(one, memory), self._showing)  # type: ignore[misc]  # bound at once
        if self._wishes.feed:
            self._step(lambda: self._write_feed(memory), self._writing)
        if webhook := self._wishes.webhook:
            self._step(lambda: self._send(webhook, memory), self._sending)

    def _show(self, one: Telling, memory: Memory) -> None:
        self._tell(one)
        memory.done([one], TERMINAL)

    def _write_feed(self, memory: Memory) -> None:
        target, waiting = self._wishes.feed, memory.waiting(FEED)
        if target and (waiting or not target.exists()):
            write_whole(target, feed_of(memory.told[-KEPT:], _known_as(self._wishes.ledger)))
            memory.done(waiting, FEED)

    def _send(self, webhook: Webhook, memory: Memory) -> None:
        """Send what waits, the oldest first; when one is refused, the others wait with it."""
        for one in memory.waiting(WEBHOOK):
            if self._stopping.is_set():
                return
            webhook.send(one.id, one.body)
            memory.done([one], WEBHOOK)

    def _idle(self) -> float:
        """Return the seconds until something is due."""
        now = time.monotonic()
        turns = (self._noticing, self._building, self._showing, self._writing, self._sending)
        return max(0.0, min([self._lookout.due_in(), *(turn.due - now for turn in turns if turn.due > now)]))


def _known_as(ledger: str) -> str:
    return name_of(ledger) if "://" in ledger else str(Path(ledger).absolute())
