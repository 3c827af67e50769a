"""Every command that takes a ledger takes the address of a database, and shows no password."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli.commands import app
from tests.cli.test_commands import PAGE, sayso
from tests.postgres import Server

pytestmark = pytest.mark.postgres


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})


def test_a_ledger_is_built_and_read_in_a_database(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("harbour.txt").write_text(PAGE, encoding="utf-8")
    ledger = postgres.ledger("cli", password="hush-hush")  # noqa: S106 - of the test's own server, which asks for none
    shown = ledger.replace(":hush-hush", "")
    built = run("build", "harbour.txt", "-o", ledger)
    assert built.exit_code == 0, built.output
    assert f"The ledger is in {shown}\n" in built.output
    assert run("export", ledger, "-o", "s.jsonl").exit_code == 0
    assert run("restore", "s.jsonl", "-o", "s.sayso").exit_code == 0
    assert shown in run("restore", "s.jsonl", "-o", ledger).output
    for name, *rest in (
        ("show", "who", "--json"), ("show", "what"), ("verify",), ("find", "cranes"), ("export",), ("corrections",),
        ("report", "--format", "md"), ("check", "The cranes will not move"),
    ):  # fmt: skip
        of_database, of_file = (run(name, place, *rest) for place in (ledger, "s.sayso"))
        assert of_database.exit_code == of_file.exit_code == 0, of_database.output
        assert of_database.output.replace(shown, "s.sayso") == of_file.output, name
        assert "hush" not in of_database.output
    refused = run("split", ledger, "Ida Rune", "att_0")
    assert "att_0" in str(refused.exception)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["harbour.txt", "report.md", "s.jsonl", "s.sayso"]


def test_a_server_that_is_not_there_is_one_line_in_words(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(PAGE, encoding="utf-8")
    refused = sayso("build", "harbour.txt", "-o", "postgresql://ann:hush-hush@127.0.0.1:1/none", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("sayso: postgresql://ann@127.0.0.1:1/none: the server cannot be reached")
    assert "hush" not in refused.stdout + refused.stderr
