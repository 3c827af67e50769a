"""Every command that takes a ledger takes the address of a database, and shows no password."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import PAGE, sayso
from tests.postgres import Server

pytestmark = pytest.mark.postgres


def test_a_ledger_is_built_read_and_corrected_in_a_database(postgres: Server, tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(PAGE, encoding="utf-8")
    ledger = postgres.ledger("cli", password="hush-hush")  # noqa: S106 - of the test's own server, which asks for none
    shown = ledger.replace(":hush-hush", "")
    for ledgers in ((ledger, shown), ("s.sayso", "s.sayso")):
        built = sayso("build", "harbour.txt", "-o", ledgers[0], cwd=tmp_path)
        assert built.returncode == 0, built.stderr
        assert f"The ledger is in {ledgers[1]}\n" in built.stdout
    for command in (
        ("show", "LEDGER", "who", "--json"), ("verify", "LEDGER"), ("find", "LEDGER", "cranes"), ("export", "LEDGER"),
        ("report", "LEDGER", "-o", "report.html"), ("corrections", "LEDGER"),
        ("split", "LEDGER", "Ida Rune", "att_0"),
    ):  # fmt: skip
        name, *rest = command
        done = [
            sayso(name, *(one if word == "LEDGER" else word for word in rest), cwd=tmp_path)
            for one in (ledger, "s.sayso")
        ]
        assert done[0].returncode == done[1].returncode, done[0].stderr
        assert done[0].stdout.replace(shown, "s.sayso") == done[1].stdout, name
        assert done[0].stderr == done[1].stderr
        assert "hush" not in "".join(one.stdout + one.stderr for one in done)
    (tmp_path / "s.jsonl").write_text(sayso("export", ledger, cwd=tmp_path).stdout, encoding="utf-8", newline="")
    done = [sayso("restore", "s.jsonl", "-o", postgres.ledger("restored"), cwd=tmp_path)]
    done.append(sayso("export", postgres.ledger("restored"), cwd=tmp_path))
    assert done[1].stdout == (tmp_path / "s.jsonl").read_text(encoding="utf-8"), done[0].stderr
    refused = sayso("build", "harbour.txt", "-o", "postgresql://ann:hush-hush@127.0.0.1:1/none", cwd=tmp_path)
    assert refused.returncode == 2
    assert "the server cannot be reached" in refused.stderr
    assert "hush" not in refused.stdout + refused.stderr
    assert [one.name for one in sorted(tmp_path.iterdir())] == ["harbour.txt", "report.html", "s.jsonl", "s.sayso"]
