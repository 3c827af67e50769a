"""`sayso find` in words, as JSON, and with nothing found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.ledger import write_ledger
from tests.web.dam import storable_dam_story


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("find") / "dam.sayso"
    write_ledger(path, storable_dam_story())
    return path


def sayso(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso.cli", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def test_find_says_who_said_it_and_where(ledger: Path) -> None:
    done = sayso("find", str(ledger), "three", "gates")
    assert done.returncode == 0, done.stderr
    assert "Ilse Varga" in done.stdout
    assert "articles" in done.stdout


def test_find_as_json_is_one_object_without_raw_escapes(ledger: Path) -> None:
    done = sayso("find", str(ledger), "Mallory", "--json")
    found = json.loads(done.stdout)
    assert found["statements_in_all"] == len(found["statements"]) >= 1
    assert set(found) == {"statements", "statements_in_all", "articles", "articles_in_all"}
    for output in (done.stdout, sayso("find", str(ledger), "Mallory").stdout):
        assert "\x1b" not in output
        assert "\u202e" not in output


def test_nothing_found_is_status_one_and_no_ledger_status_two(ledger: Path, tmp_path: Path) -> None:
    assert sayso("find", str(ledger), "zzzunheardof").returncode == 1
    assert sayso("find", str(tmp_path / "none.sayso"), "x").returncode == 2
