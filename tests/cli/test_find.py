"""`sayso find` in words, as JSON, and with nothing found."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from sayso.comparison import ShippedEncoder
from sayso.finding import LEAST
from sayso.ledger import write_ledger
from tests.web.dam import storable_dam_story


def sayso(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sayso", *arguments]
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


def test_near_in_meaning_stands_apart_with_how_alike_it_is(tmp_path: Path) -> None:
    path = tmp_path / "dam.sayso"
    write_ledger(path, storable_dam_story(), encoder=ShippedEncoder())
    asked = ("find", str(path), "they let out the water through three sluices without telling anyone", "--meaning")
    done = sayso(*asked)
    assert done.returncode == 0, done.stderr
    words, near = done.stdout.split(" near in meaning\n")
    assert words.startswith("0 statements\n")
    assert "They opened three gates at once and told nobody" in near
    assert "similarity 0." in near
    found = json.loads(sayso(*asked, "--json").stdout)
    assert found["statements"] == []
    assert found["near_why_not"] is None
    assert [one["similarity"] for one in found["near"]] == sorted(
        (o["similarity"] for o in found["near"]), reverse=True
    )
    assert all(LEAST <= one["similarity"] <= 1 for one in found["near"])
    assert sayso(*asked, "--speaker", "Nobody Known").returncode == 1


def test_a_ledger_without_vectors_says_so_and_is_searched_by_words(ledger: Path) -> None:
    done = sayso("find", str(ledger), "three", "gates", "--meaning")
    assert done.returncode == 0, done.stderr
    assert "Not searched by meaning: this ledger has no vectors of meaning" in done.stdout
    assert "Ilse Varga" in done.stdout
    found = json.loads(sayso("find", str(ledger), "three", "gates", "--meaning", "--json").stdout)
    assert found["near"] == []
    assert "sayso build" in found["near_why_not"]


def test_a_restored_ledger_has_the_vectors_of_the_former(tmp_path: Path) -> None:
    path, lines, again = tmp_path / "dam.sayso", tmp_path / "dam.jsonl", tmp_path / "again.sayso"
    write_ledger(path, storable_dam_story(), encoder=ShippedEncoder())
    assert sayso("export", str(path), "--format", "jsonl", "-o", str(lines)).returncode == 0
    assert sayso("restore", str(lines), "-o", str(again)).returncode == 0
    for table in ("about", "statement_meaning", "meaning_signs"):
        rows = [sqlite3.connect(one).execute(f"select * from {table} order by 1").fetchall() for one in (path, again)]  # noqa: S608
        assert rows[0] == rows[1] != []
