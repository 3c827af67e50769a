"""The terminal at its edges: narrow windows, closed pipes, other encodings, wrong arguments, completion."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main
from rich.cells import cell_len
from typer.testing import CliRunner

from sayso.cli.commands import app, main
from sayso.cli.sources import complete_ledger
from sayso.cli.topics import Topic
from sayso.ledger import write_ledger
from tests.web.dam import storable_dam_story

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group, since it has several
READING = (("show",), ("verify",), ("report",), ("export",), ("serve",), ("corrections",), ("mcp",))


class Ended(NamedTuple):
    """How a run of the command ended."""

    status: int
    out: bytes
    err: str


def run(*arguments: str, encoding: str = "utf-8") -> Ended:
    """Run the whole command in this process, since loading it anew takes seconds; its window speaks ``encoding``."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding=encoding), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["sayso", *arguments])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
    out.flush()
    err.flush()
    return Ended(status, out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8"))


def asked(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edges") / "dam.sayso"
    write_ledger(path, storable_dam_story())
    return path


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("topic", [None, *Topic])
def test_a_table_fits_the_window(ledger: Path, monkeypatch: pytest.MonkeyPatch, topic: str | None, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = asked("show", str(ledger), *([topic] if topic else [])).splitlines()
    assert lines
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_is_there_for_programs(ledger: Path, topic: str) -> None:
    for line in asked("show", str(ledger), topic, "--json").splitlines():
        assert isinstance(json.loads(line), dict)


def test_verify_and_build_are_there_for_programs(ledger: Path, tmp_path: Path) -> None:
    done = run("verify", str(ledger), "--json")
    assert done.status == 1
    assert all(json.loads(line).keys() == {"row", "found", "remedy"} for line in done.out.splitlines())
    page = tmp_path / "page.txt"
    page.write_text("The harbour stays shut, said Ida Rune, who heads the port authority.\n", encoding="utf-8")
    built = json.loads(asked("build", str(page), "-o", str(tmp_path / "one.sayso"), "--json").splitlines()[-1])
    assert (built["pages_read"], built["failed"], built["failures"]) == (1, 0, [])
    assert Path(built["ledger"]).is_file()


def test_files_that_are_written_are_told_to_programs(ledger: Path, tmp_path: Path) -> None:
    report, lines, again = (str(tmp_path / name) for name in ("r.md", "all.jsonl", "again.sayso"))
    told = json.loads(asked("report", str(ledger), "-o", report, "--format", "md", "--json"))
    assert told == {"ledger": str(ledger), "report": report, "format": "md"}
    told = json.loads(asked("export", str(ledger), "-o", lines, "--json"))
    assert told == {"ledger": str(ledger), "export": lines, "format": "jsonl"}
    told = json.loads(asked("restore", lines, "-o", again, "--json"))
    assert (told["ledger"], told["restored_from"]) == (again, lines)
    counts = json.loads(asked("show", again, "--json"))
    assert {name: told[name] for name in counts} == counts
    assert counts["statements"] > 0


def test_what_is_salvaged_is_told_to_programs(ledger: Path, tmp_path: Path) -> None:
    done = run("export", str(ledger), "--salvage", "-o", str(tmp_path / "saved.jsonl"), "--json")
    told = json.loads(done.out)
    assert done.status == 0
    assert all(row["lost"] == 0 for row in told["salvaged"])
    assert sum(row["read"] for row in told["salvaged"]) == len((tmp_path / "saved.jsonl").read_bytes().splitlines())


def test_the_answer_to_a_claim_is_utf_8_in_every_encoding(ledger: Path) -> None:
    done = run("check", str(ledger), "The dam café is closed", "--json", encoding="ascii")
    assert json.loads(done.out.decode("utf-8"))["claim"] == "The dam café is closed"


def printing(group: object, name: str = "") -> list[str]:
    """All commands, those of a group by both words."""
    commands = getattr(group, "commands", None)
    if commands is None:
        return [name]
    return [found for one in commands for found in printing(commands[one], f"{name} {one}".strip())]


@pytest.mark.parametrize("command", sorted(set(printing(typer.main.get_command(app))) - {"mcp"}))
def test_every_command_that_prints_prints_for_programs_too(command: str) -> None:
    assert "--json" in asked(*command.split(), "--help")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    words = " ".join(asked(command, "--help").split())
    assert f"Example: sayso {command}" in words


def test_the_exit_statuses_are_told() -> None:
    assert "Exit status: 0 all is well" in asked("--help")


def test_the_release_is_told() -> None:
    assert asked("--version").startswith("sayso ")


def test_a_pipe_that_closes_early_is_no_fault(ledger: Path) -> None:
    line = f'"{sys.executable}" -m sayso export "{ledger}" | head -n 1'
    done = subprocess.run(["bash", "-c", line], check=False, capture_output=True, text=True)
    assert json.loads(done.stdout)["record"] == "article"
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_another_encoding_shows_what_it_can(ledger: Path, encoding: str) -> None:
    done = run("show", str(ledger), encoding=encoding)
    assert done.status == 0, done.err
    assert "Ilse Varga" in done.out.decode(encoding)


def test_rows_for_programs_are_utf_8_in_every_encoding(ledger: Path) -> None:
    lines = run("show", str(ledger), "what", "--json", encoding="ascii").out.decode("utf-8").splitlines()
    assert lines
    assert all(json.loads(line) for line in lines)


def test_no_colour_is_sent_where_none_is_wanted(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    page = ledger.with_name("empty.txt")
    page.touch()
    assert b"\x1b[31m" in run("read", str(page)).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b[31m" not in run("read", str(page)).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", ".", "-o", "."), "it is a folder"),
        (("build", "none.txt", "-o", "x.sayso"), "no such file or folder"),
        (("build", "none.txt", "-o", "none.sayso/deep/x.sayso"), "cannot be written"),
        (("show", "missing.sayso"), "no such ledger"),
        *(((*command, "."), "it is a folder") for command in READING),
        (("export", "missing.sayso"), "no such ledger"),
        (("export", "none.sayso", "--json"), "Name a file or folder with -o"),
        (("restore", "missing.jsonl", "-o", "x.sayso"), "missing.jsonl"),
        (("frobnicate",), "No such command"),
        (("show",), "Missing argument"),
    ],
)
def test_a_wrong_call_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    (tmp_path / "none.sayso").write_text("no ledger", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.status == 2
    assert words in " ".join(done.err.split())


def completed(patch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """What bash would offer for the last word, by the script that `sayso --install-completion` installs."""
    patch.setenv("_SAYSO_COMPLETE", "complete_bash")
    patch.setenv("COMP_WORDS", " ".join(("sayso", *words)))
    patch.setenv("COMP_CWORD", str(len(words)))
    return run().out.decode("utf-8").split()


def test_a_shell_completes_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed(monkeypatch, "re") == ["read", "report", "restore"]


def test_a_shell_completes_ledgers(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (ledger.parent / "notes.txt").write_text("no ledger", encoding="utf-8")
    monkeypatch.chdir(ledger.parent)
    assert completed(monkeypatch, "show", "d") == ["dam.sayso"]
    assert completed(monkeypatch, "show", "n") == []


def test_ledgers_are_completed_within_folders(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ledger.parent)
    (ledger.parent / "inner").mkdir()
    (ledger.parent / "inner" / "a.sayso").touch()
    assert complete_ledger("in") == ["inner/"]
    assert complete_ledger("inner/") == ["inner/a.sayso"]
    assert complete_ledger("absent/") == []
