"""A ledger, or its folder, that may not be written or read: one clear line with the mend, and no harm."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger, write_ledger
from tests.ledger.test_store import contents

from .child import in_a_child

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user can reach, which pytest's own are not."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    write_ledger(place / "s.sayso", contents())
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


def read_and_write(path: Path) -> str:
    """What a user whom the rights of files bind is told in reading a ledger and in writing it again."""

    def action() -> str:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            with Ledger.open(path) as ledger:
                held = ledger.contents()
        except LedgerError as error:
            return f"not read: {error}"
        try:
            write_ledger(path, held)
        except LedgerError as error:
            return f"not written: {error}"
        return "written"

    return in_a_child(action)


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    folder.chmod(0o555)
    told = read_and_write(folder / "s.sayso")
    assert "not written" in told
    assert "cannot be written (Permission denied)" in told
    with Ledger.open(folder / "s.sayso") as ledger:
        assert ledger.contents() == contents()


def test_a_ledger_that_may_not_be_read(folder: Path) -> None:
    (folder / "s.sayso").chmod(0o600 if os.geteuid() == 0 else 0o200)
    told = read_and_write(folder / "s.sayso")
    assert "not read" in told
    assert "it may not be read. Allow it: chmod u+r" in told


def test_a_ledger_that_another_program_locks_is_waited_for_and_then_named(folder: Path) -> None:
    holder = sqlite3.connect(folder / "s.sayso", isolation_level=None)
    holder.execute("begin exclusive")
    try:
        with pytest.raises(LedgerError, match=r"another program is writing it.*Wait"), Ledger.open(folder / "s.sayso"):
            pass
    finally:
        holder.close()
    with Ledger.open(folder / "s.sayso") as ledger:
        assert ledger.contents() == contents()
