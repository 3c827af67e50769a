"""Findings kept beside a ledger: what comes back is what was put down, or nothing does."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import findings_beside
from tests.places import Place

KEYS = [bytes([number]) * 16 for number in range(5)]
FOUND = {key: f"found {key[0]}".encode() * 40 for key in KEYS}


def put(ledger: Path | str, keys: Sequence[bytes], *, asked: Sequence[bytes] = (), ended: bool = False) -> None:
    findings = findings_beside(ledger)
    findings.get(asked)
    for key in keys:
        findings.put(key, FOUND[key])
    findings.close(ended=ended)


def got(ledger: Path | str) -> dict[bytes, bytes]:
    findings = findings_beside(ledger)
    found = findings.get(KEYS)
    findings.close()
    return found


def test_findings_come_back_and_others_are_added_to_them(tmp_path: Path) -> None:
    put(tmp_path / "s.sayso", KEYS[:2])
    put(tmp_path / "s.sayso", KEYS[1:])
    assert got(tmp_path / "s.sayso") == FOUND
    assert got(tmp_path / "other.sayso") == {}
    assert {path.name for path in tmp_path.iterdir()} == {".s.sayso.findings", ".other.sayso.findings"}


def test_a_finding_is_there_before_it_is_put_down(tmp_path: Path) -> None:
    findings = findings_beside(tmp_path / "s.sayso")
    findings.put(KEYS[0], FOUND[KEYS[0]])
    assert findings.get(KEYS) == {KEYS[0]: FOUND[KEYS[0]]}
    findings.close()


def test_a_damaged_finding_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "s.sayso", KEYS)
    with sqlite3.connect(tmp_path / ".s.sayso.findings") as file:
        file.execute("UPDATE findings SET found = substr(found, 1, 12) WHERE key = ?", (KEYS[0],))
        file.execute("UPDATE findings SET found = 7 WHERE key = ?", (KEYS[1],))
    assert got(tmp_path / "s.sayso") == {key: FOUND[key] for key in KEYS[2:]}
    put(tmp_path / "s.sayso", KEYS[:2])
    assert got(tmp_path / "s.sayso") == FOUND


@pytest.mark.parametrize("damage", [b"no file of findings" * 300, b""])
def test_a_file_that_is_none_is_made_again(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path / "s.sayso", KEYS)
    (tmp_path / ".s.sayso.findings").write_bytes(damage)
    assert got(tmp_path / "s.sayso") == {}
    put(tmp_path / "s.sayso", KEYS)
    assert got(tmp_path / "s.sayso") == FOUND


def test_a_file_damaged_behind_its_head_is_made_again_when_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / ".s.sayso.findings"
    put(tmp_path / "s.sayso", KEYS)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    assert got(tmp_path / "s.sayso") == {}
    put(tmp_path / "s.sayso", KEYS)
    put(tmp_path / "s.sayso", KEYS)
    assert got(tmp_path / "s.sayso") == FOUND


def test_what_is_not_asked_for_is_thrown_away_once_it_is_most(tmp_path: Path) -> None:
    put(tmp_path / "s.sayso", KEYS, ended=True)
    put(tmp_path / "s.sayso", [], asked=KEYS[:3], ended=True)
    assert got(tmp_path / "s.sayso") == FOUND
    put(tmp_path / "s.sayso", [], asked=KEYS[:1])  # of a build that did not end
    assert got(tmp_path / "s.sayso") == FOUND
    put(tmp_path / "s.sayso", KEYS[1:2], asked=KEYS[:1], ended=True)
    assert got(tmp_path / "s.sayso") == {key: FOUND[key] for key in KEYS[:2]}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".s.sayso.findings").mkdir()
    with pytest.raises(LedgerError, match=r"\.s\.sayso\.findings"):
        findings_beside(tmp_path / "s.sayso")


@pytest.mark.postgres
def test_findings_of_a_ledger_on_a_server_come_back_from_its_schema(in_postgres: Place) -> None:
    put(in_postgres.ledger, KEYS[:2])
    put(in_postgres.ledger, KEYS[1:])
    assert got(in_postgres.ledger) == FOUND
    in_postgres.run("UPDATE finding SET found = substr(found, 1, 12) WHERE get_byte(key, 0) = 0")
    in_postgres.run("UPDATE finding SET found = 'x' WHERE get_byte(key, 0) = 1")
    assert got(in_postgres.ledger) == {key: FOUND[key] for key in KEYS[2:]}
    put(in_postgres.ledger, KEYS[:2])
    assert got(in_postgres.ledger) == FOUND
    put(in_postgres.ledger, [], asked=KEYS[:3], ended=True)
    assert got(in_postgres.ledger) == FOUND
    put(in_postgres.ledger, [], asked=KEYS[:2], ended=True)
    assert got(in_postgres.ledger) == {key: FOUND[key] for key in KEYS[:2]}
    in_postgres.run("DROP TABLE finding")
    assert got(in_postgres.ledger) == {}


@pytest.mark.postgres
def test_where_the_server_refuses_nothing_is_kept_and_nothing_fails(in_postgres: Place) -> None:
    put(in_postgres.ledger, KEYS[:1])
    findings = findings_beside(in_postgres.ledger)
    assert findings.get(KEYS) == {KEYS[0]: FOUND[KEYS[0]]}
    in_postgres.run("DROP TABLE finding")
    in_postgres.run("CREATE VIEW finding AS SELECT 7 AS key")
    assert findings.get(KEYS) == {}
    findings.put(KEYS[1], FOUND[KEYS[1]])
    findings.close(ended=True)
    put(in_postgres.ledger, KEYS[:1], asked=KEYS, ended=True)
    assert got(in_postgres.ledger) == {}
