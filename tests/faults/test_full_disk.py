"""A full disk: one clear line, the former ledger as it was, nothing half-written left behind."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import Ledger, write_ledger
from sayso.settings import Fetching, Settings
from sayso.watching import Added, Event, Telling, Trouble, Watch, Wishes
from tests.ledger.test_store import contents
from tests.taggers import PatternTagger
from tests.watching.newsroom import text

from .child import in_a_child


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of one megabyte, which only root may make."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("a small disk can only be made by root")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, left: int = 0) -> Path:
    """Leave so many bytes on the disk."""
    file = disk / "filler"
    with file.open("wb", buffering=0) as stream:
        try:
            while stream.write(bytes(4096)):
                pass
        except OSError:
            pass
    os.truncate(file, max(0, file.stat().st_size - left))
    return file


def test_a_ledger_that_finds_no_room_leaves_the_former_one(disk: Path) -> None:
    write_ledger(disk / "s.sayso", contents())
    before = (disk / "s.sayso").read_bytes()
    fill(disk, left=40_960)
    with pytest.raises(LedgerError, match=r"could not be written.*Make room"):
        write_ledger(disk / "s.sayso", contents())
    assert (disk / "s.sayso").read_bytes() == before
    assert sorted(item.name for item in disk.iterdir() if not item.name.startswith(".s.sayso.lock")) == [
        "filler",
        "s.sayso",
    ]


def test_a_file_that_may_not_grow_is_a_full_disk_to_anyone(tmp_path: Path) -> None:
    def action() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
        write_ledger(tmp_path / "s.sayso", contents())
        return "written"

    assert "s.sayso: could not be written" in in_a_child(action)
    assert not [item for item in tmp_path.iterdir() if item.name.endswith((".part", ".sayso"))]


def test_a_watch_says_so_and_tells_everything_once_there_is_room(disk: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    wishes = Wishes(
        (str(tmp_path / "pages"),), str(disk / "s.sayso"), disk / "state", once=True,
        settings=Settings(fetching=Fetching(allowed=False)),
    )  # fmt: skip
    (tmp_path / "pages" / "shut.txt").write_text(text("shut"), encoding="utf-8")
    assert [type(one) for one in round_of(wishes)] == [Added]
    filler = fill(disk)
    (tmp_path / "pages" / "stay.txt").write_text(text("stay"), encoding="utf-8")
    (trouble,) = round_of(wishes)
    assert isinstance(trouble, Trouble)
    assert trouble.again
    with Ledger.open(wishes.ledger) as ledger:
        assert len(ledger.contents().articles) == 1
    filler.unlink()
    assert [type(one) for one in round_of(wishes)] == [Added, Telling]


def test_news_that_find_no_room_are_told_later(disk: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    wishes = Wishes(
        (str(tmp_path / "pages"),), str(tmp_path / "s.sayso"), disk / "state", once=True,
        settings=Settings(fetching=Fetching(allowed=False)),
    )  # fmt: skip
    (tmp_path / "pages" / "shut.txt").write_text(text("shut"), encoding="utf-8")
    round_of(wishes)
    filler = fill(disk)
    (tmp_path / "pages" / "stay.txt").write_text(text("stay"), encoding="utf-8")
    # The ledger is written; that there are news cannot be noted, so they are not told yet.
    assert [type(one) for one in round_of(wishes)] == [Added, Trouble]
    filler.unlink()
    assert [type(one) for one in round_of(replace(wishes))] == [Telling]


def round_of(wishes: Wishes) -> list[Event]:
    told: list[Event] = []
    Watch(wishes, told.append, threading.Event(), tagger=PatternTagger()).run()
    return told
