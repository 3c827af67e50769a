"""One writer of a ledger file at a time: a lock beside the file, which ends with the process that holds it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sayso.errors import LedgerError

try:
    import fcntl
except ImportError:  # Windows has no such locks, and there two builds at once are not kept apart
    fcntl = None  # type: ignore[assignment]

_AGAIN: Final = 0.2


@contextmanager
def locked(ledger: Path, patience: float, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the right to write a ledger file for as long as the block lasts.

    While another process holds it, ``waiting`` is told once, and the wait is for at most ``patience`` seconds.
    Raise LedgerError after them, and where the folder cannot be written.
    """
    if fcntl is None:
        yield
        return
    path = ledger.parent / f".{ledger.name}.lock"
    handle = _wait(ledger, path, patience, waiting)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # before it is let go: who waits for it sees that it is no longer the lock
        os.close(handle)


def busy(ledger: str, patience: float) -> LedgerError:
    """Return the error of a ledger that another build is still writing."""
    return LedgerError(
        ledger,
        f"another build of it is at work, and {patience:g} seconds of waiting were not enough",
        "Try again when it is done, or wait longer with --wait SECONDS",
    )


def _wait(ledger: Path, path: Path, patience: float, waiting: Callable[[str], None]) -> int:
    end, told = time.monotonic() + patience, False
    while True:
        handle = _try(ledger, path)
        if handle is not None:
            return handle
        if time.monotonic() >= end:
            raise busy(str(ledger), patience)
        if not told:
            waiting("wait")
            told = True
        time.sleep(_AGAIN)


def _try(ledger: Path, path: Path) -> int | None:
    """Return the lock, ``None`` while another holds it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise LedgerError(str(ledger), f"cannot be written ({error.strerror})", "Name another file with -o") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino == os.stat(path).st_ino:
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass  # another holds it, or let it go and took the file away between the two looks
    os.close(handle)
    return None
