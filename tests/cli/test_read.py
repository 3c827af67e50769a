"""`sayso read` as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """Harbour stays shut

By Lena Moor with Reuters

Share this article

The harbour of Vell stays shut for a third week, the port authority announced on Tuesday.

“The cranes will not move before the inspectors have left,” said Ida \x1b[31mRune <script>alert(1)</script>, who heads the port authority.

Leave a Reply
"""


def sayso(*arguments: str, cwd: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "sayso", *arguments]
    return subprocess.run(
        command, check=False, cwd=cwd, capture_output=True, text=True, env=environment, input=given, encoding="utf-8"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_a_page_is_shown_with_its_furniture_marked(folder: Path) -> None:
    done = sayso("read", "page.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "byline    Lena Moor" in done.stdout
    assert "credits   Reuters" in done.stdout
    assert "│ Harbour stays shut" in done.stdout
    assert "· Share this article" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_page_that_is_none_gives_its_reason_and_status_one(folder: Path) -> None:
    (folder / "empty.txt").touch()
    done = sayso("read", "page.txt", "empty.txt", "https://example.org/a", "--offline", cwd=folder)
    assert done.returncode == 1
    assert "not read: an empty file" in done.stdout
    assert "nothing is fetched" in done.stdout


def test_json_can_be_read_again_from_standard_input(folder: Path) -> None:
    done = sayso("read", "page.txt", "--json", cwd=folder)
    held = json.loads(done.stdout)
    assert (held["record"], held["byline"]) == ("article", "Lena Moor")
    again = sayso("read", "-", "--json", cwd=folder, given=done.stdout)
    assert json.loads(again.stdout)["furniture"] == held["furniture"]


def test_the_html_shows_both_sides_and_runs_nothing(folder: Path) -> None:
    done = sayso("read", "page.txt", "--html", "out/read.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "out" / "read.html").read_text(encoding="utf-8")
    assert page.count("The harbour of Vell stays shut") == 2
    assert "default-src &#39;none&#39;" in page
    assert "<script" not in page
