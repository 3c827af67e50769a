"""`sayso watch` as it is run: the shipped weights, real signals, exit statuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .newsroom import text

WATCH = [sys.executable, "-m", "sayso", "watch", "pages", "-o", "s.sayso", "--json"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_that_is_stopped_ends_well_and_goes_on_where_it_was(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "shut.txt").write_text(text("shut"), encoding="utf-8")
    with subprocess.Popen([*WATCH, "--every", "0.01"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as work:
        assert work.stdout is not None
        assert json.loads(work.stdout.readline()) == {"event": "added", "pages": ["pages/shut.txt"]}
        work.send_signal(number)
        assert work.wait(timeout=120) == 0
    (tmp_path / "pages" / "stay.txt").write_text(text("stay"), encoding="utf-8")
    done = subprocess.run([*WATCH, "--once"], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    added, *news = [json.loads(line) for line in done.stdout.splitlines()]
    assert added["pages"] == ["pages/stay.txt"]
    assert [(one["kind"], one["before"], one["after"]) for one in news] == [("origins", 1, 2)]


def test_what_was_set_aside_gives_status_one_and_what_cannot_be_done_two(tmp_path: Path) -> None:
    done = subprocess.run([*WATCH, "--once"], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert json.loads(done.stdout)["reason"] == "no such file or folder"
    done = subprocess.run([*WATCH, "--webhook", "ftp://x"], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    assert "not an address of the web" in done.stderr
    assert "Traceback" not in done.stderr
