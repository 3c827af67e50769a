"""Applies corrections behind the desk: one judging at a time for all that wait, while the former ledger is shown."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger, add_waiting, drop_waiting, name_of, read_waiting
from sayso.records import Correction

Apply = Callable[[Path | str], None]
"""Applies the corrections that wait beside a ledger; raises SaysoError where it cannot."""


@dataclass(frozen=True, slots=True)
class JobState:
    """What waits, for how many seconds it is being applied (``None`` when it is not), and why the last job failed."""

    waiting: tuple[Correction, ...]
    running: int | None
    fault: str | None


def apply_apart(ledger: Path | str) -> None:
    """Apply what waits in a process of its own, so that a fault of the judging is no fault of the desk."""
    command = [sys.executable, "-m", "sayso", "corrections", str(ledger), "--apply"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if done.returncode != 0:
        words = done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"]
        raise LedgerError(name_of(ledger), words[-1].removeprefix("sayso: "), "Mend it and try again; nothing was lost")


class Jobs:
    """The corrections that wait beside one ledger, and the one job that applies them; ``pending`` says how many."""

    def __init__(self, ledger: Path | str, apply: Apply = apply_apart) -> None:
        self._ledger = ledger
        self._apply = apply
        self._lock = threading.Lock()
        self._started: float | None = None
        self._fault: str | None = None
        self.pending = 0

    def add(self, correction: Correction) -> None:
        """Keep a correction beside the ledger, and apply it."""
        with self._lock:
            add_waiting(self._ledger, correction)
            self.pending += 1
        self.start()

    def start(self) -> None:
        """Apply what waits, unless that is being done; what is added meanwhile is applied after it, together."""
        with self._lock:
            self.pending = len(read_waiting(self._ledger, self._held()))
            if self._started is not None or not self.pending:
                return
            self._started, self._fault = time.monotonic(), None
        threading.Thread(target=self._work, name="sayso-corrections", daemon=True).start()

    def state(self) -> JobState:
        """Return how it stands now."""
        with self._lock:
            running = None if self._started is None else int(time.monotonic() - self._started)
            return JobState(read_waiting(self._ledger, self._held()), running, self._fault)

    def _work(self) -> None:
        while self._once():
            pass

    def _once(self) -> bool:
        """Apply what waits; return whether more has come meanwhile."""
        try:
            self._apply(self._ledger)
            fault = None
        except SaysoError as error:
            fault = str(error)
        except Exception as error:  # whatever breaks, the desk must say so and go on
            fault = f"{type(error).__name__}: {error}"
        with self._lock:
            try:
                rest = drop_waiting(self._ledger, self._held())
                self.pending = len(rest)
            except LedgerError as error:
                rest, fault = (), str(error)
            self._fault = fault
            again = bool(rest) and fault is None
            self._started = time.monotonic() if again else None
            return again

    def _held(self) -> tuple[Correction, ...]:
        with Ledger.open(self._ledger) as opened, opened.shelf() as shelf:
            return shelf.some(Correction)
