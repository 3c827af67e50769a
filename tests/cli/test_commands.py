"""The command line as a user meets it: words, files and exit statuses."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

PAGE = """Harbour stays shut

The harbour of Vell stays shut for a third week, the port authority announced on Tuesday.

“The cranes will not move before the inspectors have left,” said Ida Rune, who heads the port authority.
"""


def sayso(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "sayso", *arguments],
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        env=environment,
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    (folder / "pages").mkdir()
    (folder / "pages" / "harbour.txt").write_text(PAGE, encoding="utf-8")
    (folder / "pages" / "evil [bold].txt").write_text(
        PAGE.replace("Ida Rune", "Ida Rune \x1b[31mred\x1b[0m <script>alert(1)</script>"), encoding="utf-8"
    )
    done = sayso("build", "pages", "-o", "story.sayso", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_summary_adds_up(story: Path) -> None:
    done = sayso("build", "pages", "-o", "again.sayso", cwd=story)
    assert "pages: 2 found, 2 read, 0 failed" in done.stdout
    assert "The ledger is in again.sayso" in done.stdout
    assert "finding who said what 2 of 2" in done.stderr


@pytest.mark.parametrize("topic", ["", "who", "what", "conflicts", "figures", "names", "origins", "accusations"])
def test_show_prints_a_table_without_raw_escapes(story: Path, topic: str) -> None:
    done = sayso("show", "story.sayso", *([topic] if topic else []), cwd=story)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "\x1b" not in done.stdout


def test_show_names_the_speaker_and_the_words(story: Path) -> None:
    assert "Ida Rune" in sayso("show", "story.sayso", "who", cwd=story).stdout
    assert "The cranes will not move" in sayso("show", "story.sayso", "what", cwd=story).stdout


def test_export_writes_the_same_lines_to_a_file_and_to_standard_output(story: Path) -> None:
    out = sayso("export", "story.sayso", "--format", "jsonl", cwd=story).stdout
    sayso("export", "story.sayso", "-o", "story.jsonl", cwd=story)
    assert (story / "story.jsonl").read_text(encoding="utf-8") == out
    kinds = {json.loads(line)["record"] for line in out.splitlines()}
    assert {"article", "attribution", "entity", "statement", "origin"} <= kinds


def test_verify_is_green_and_then_red_with_the_row_named(story: Path) -> None:
    assert sayso("verify", "story.sayso", cwd=story).returncode == 0
    (story / "changed.sayso").write_bytes((story / "story.sayso").read_bytes())
    with sqlite3.connect(story / "changed.sayso") as connection:
        (name,) = connection.execute("select id from article where path like '%harbour.txt'").fetchone()
        connection.execute("update article set text = replace(text, 'cranes', 'crames') where id = ?", (name,))
    connection.close()
    done = sayso("verify", "changed.sayso", cwd=story)
    assert done.returncode == 1
    assert f"article {name}" in done.stderr


def test_report_writes_a_page_without_the_scripts_of_others(story: Path) -> None:
    done = sayso("report", "story.sayso", "-o", "out/report.html", cwd=story)
    assert done.returncode == 0, done.stderr
    page = (story / "out" / "report.html").read_text(encoding="utf-8")
    assert "The cranes will not move" in page
    assert "<script>alert" not in page


def test_failed_pages_give_status_one_and_no_page_status_two(story: Path) -> None:
    (story / "mixed").mkdir()
    (story / "mixed" / "page.txt").write_text(PAGE, encoding="utf-8")
    (story / "mixed" / "empty.txt").write_bytes(b"")
    done = sayso("build", "mixed", "-o", "mixed.sayso", cwd=story)
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "pages: 2 found, 1 read, 1 failed" in done.stdout
    done = sayso("build", "mixed/empty.txt", "-o", "none.sayso", cwd=story)
    assert done.returncode == 2
    assert "empty.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (story / "none.sayso").exists()


@pytest.mark.parametrize("command", ["show", "report", "export", "verify"])
def test_a_ledger_that_is_none_is_said_in_words(story: Path, command: str) -> None:
    for name in ("missing.sayso", "pages/harbour.txt"):
        done = sayso(command, name, cwd=story)
        assert done.returncode == 2
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_a_build_killed_half_way_leaves_the_former_ledger_whole(story: Path) -> None:
    before = (story / "story.sayso").read_bytes()
    many = story / "many"
    many.mkdir()
    for number in range(300):
        (many / f"{number}.txt").write_text(PAGE.replace("third", f"{number}th"), encoding="utf-8")
    work = subprocess.Popen(
        [sys.executable, "-m", "sayso", "build", "many", "-o", "story.sayso"],
        cwd=story,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert work.stderr is not None
    for line in work.stderr:
        if "finding who said what" in line:
            break
    time.sleep(0.2)
    work.send_signal(signal.SIGKILL)
    assert work.wait() == -signal.SIGKILL
    work.stderr.close()
    assert (story / "story.sayso").read_bytes() == before


def test_every_command_has_help_with_an_example(story: Path) -> None:
    for command in ("build", "show", "report", "export", "verify"):
        done = sayso(command, "--help", cwd=story)
        assert done.returncode == 0
        assert f"Example: sayso {command}" in " ".join(done.stdout.split())
