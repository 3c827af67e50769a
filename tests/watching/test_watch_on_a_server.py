"""A watch whose ledger is on a PostgreSQL server: the service, the command, and a server that goes away."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path

import pytest

from sayso.cli.watch import watch as command
from sayso.errors import InputError
from sayso.ledger import Ledger, json_lines
from sayso.pipeline import build
from sayso.settings import Fetching, Settings
from sayso.watching import Added, Event, Trouble, Watch, Wishes
from tests.pipeline.test_build import PatternTagger
from tests.postgres import Server

from .newsroom import text
from .test_watch import NOON, ORIGINS, news

pytestmark = pytest.mark.postgres
_NUMBERS = count(1)


@pytest.fixture
def ledger(postgres: Server) -> str:
    return postgres.ledger(f"watched{next(_NUMBERS)}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    return tmp_path


def watched(ledger: str, folder: Path) -> list[Event]:
    told: list[Event] = []
    fetching = Fetching(private=True, pause=0.0, cache=folder / "state" / "pages")
    wishes = Wishes(("pages",), ledger, folder / "state", once=True, settings=Settings(fetching=fetching))
    Watch(wishes, told.append, threading.Event(), tagger=PatternTagger(), now=lambda: NOON).run()
    return told


def put(*names: str) -> None:
    for name in names:
        Path("pages", f"{name}.txt").write_text(text(name), encoding="utf-8")


def lines(ledger: str) -> list[str]:
    with Ledger.open(ledger) as opened:
        return list(json_lines(opened.contents()))


def test_what_changes_is_told_once_and_the_ledger_is_that_of_a_build(folder: Path, ledger: str) -> None:
    put("shut")
    assert [type(one) for one in watched(ledger, folder)] == [Added]
    put("stay")
    assert news(watched(ledger, folder)) == [ORIGINS]
    assert watched(ledger, folder) == []
    build(["pages"], folder / "whole.sayso", tagger=PatternTagger()).close()
    assert lines(ledger) == lines(str(folder / "whole.sayso"))


def test_a_server_that_is_gone_is_told_and_the_pages_are_added_when_it_is_back(
    folder: Path, ledger: str, postgres: Server
) -> None:
    put("shut")
    watched(ledger, folder)
    put("stay")
    postgres.stop()
    try:
        told = watched(ledger, folder)
    finally:
        postgres.start()
    assert {type(one) for one in told} == {Trouble}
    assert all("the server cannot be reached" in one.reason and one.again for one in told if isinstance(one, Trouble))
    assert news(watched(ledger, folder)) == [ORIGINS]


def test_the_command_needs_a_folder_to_remember_in(folder: Path, ledger: str) -> None:
    with pytest.raises(InputError, match="--state"):
        command(["pages"], ledger, once=True)
    put("shut")
    run = [sys.executable, "-m", "sayso", "watch", "pages", "-o", ledger, "--state", "state", "--once", "--json"]
    done = subprocess.run(run, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"event": "added", "pages": ["pages/shut.txt"]}
    put("stay")
    done = subprocess.run(run, check=False, capture_output=True, text=True)
    added, *told = [json.loads(line) for line in done.stdout.splitlines()]
    assert added["pages"] == ["pages/stay.txt"]
    assert [(one["kind"], one["before"], one["after"]) for one in told] == [("origins", 1, 2)]
