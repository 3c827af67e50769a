"""Ledgers of older releases: read where their records are kept as now, else refused; brought to this release by a build, and kept beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect

from sayso.errors import InputError, LedgerError
from sayso.ledger import Ledger, encoder_in, json_lines, schema, verify, write_ledger
from sayso.ledger.migrations import STEPS, migrate
from sayso.ledger.places import Database, place_of
from sayso.pipeline import build
from tests.ledger.test_store import contents
from tests.places import Place
from tests.taggers import PAGES, PatternTagger

CASES = Path(__file__).parents[1] / "cases" / "ledger"
VERSIONS = sorted(int(case.name.removeprefix("version-")) for case in CASES.glob("version-*"))


def old_ledger(place: Place, version: int) -> None:
    script = (CASES / f"version-{version}" / "ledger.sql").read_text(encoding="utf-8")
    where = place_of(place.ledger)
    if isinstance(where, Database):
        engine = create_engine(where.url)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"create schema {where.schema}; set local search_path to {where.schema}")
            connection.exec_driver_sql(script)
        engine.dispose()
    else:
        with closing(sqlite3.connect(where)) as file:
            file.executescript(script)


def page(ledger: str, wanted: str) -> str:
    with Ledger.open(ledger) as opened:
        return next(one.text for one in opened.contents().articles if one.path == wanted)


def test_there_is_a_case_and_a_step_for_every_version() -> None:
    assert VERSIONS == sorted(STEPS) == list(range(1, schema.VERSION))


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_ledger_is_brought_to_this_release_by_a_build(
    place: Place, version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old_ledger(place, version)
    before = Path(place.ledger).read_bytes() if Path(place.ledger).exists() else None
    if version < schema.READABLE:
        with pytest.raises(LedgerError, match=f"an older release wrote it: .* version {version}.* sayso build PATH"):
            Ledger.open(place.ledger)
    else:
        with Ledger.open(place.ledger) as ledger:
            assert len(ledger.contents().articles) == 2
    Path("c.txt").write_text(PAGES["c.txt"], encoding="utf-8")
    build(["c.txt"], place.ledger, tagger=PatternTagger()).close()
    with Ledger.open(place.ledger) as ledger:
        held = ledger.contents()
        assert verify(ledger) == ()
        with ledger.shelf() as shelf:
            assert encoder_in(shelf.connection) is not None
    assert {one.path for one in held.articles} == {"a.txt", "b.txt", "c.txt"}
    assert [one.path for one in held.failures] == ["gone.pdf"]
    assert len(held.reports) == 3
    assert [one.name for one in held.aliases] == ["Ida Rune"] * (version >= 2)
    assert len(held.corrections) == 2 * (version >= 2)
    if before is not None:
        assert Path(f"{place.ledger}.v{version}").read_bytes() == before
    if version == 1:
        for name in ("a.txt", "b.txt"):
            Path(name).write_text(page(place.ledger, name), encoding="utf-8", newline="")
        with build(["a.txt", "b.txt", "c.txt"], tagger=PatternTagger()) as scratch:
            expected = list(json_lines(scratch.contents()))
        assert [line for line in json_lines(held) if '"record": "failure"' not in line] == expected


def tables(engine: Engine) -> dict[str, dict[str, bool]]:
    found = inspect(engine)
    return {
        name: {column["name"]: bool(column["nullable"]) for column in found.get_columns(name)}
        for name in found.get_table_names()
        if name in schema.metadata.tables
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_the_tables_of_an_old_ledger_become_those_of_a_new_one(version: int, tmp_path: Path) -> None:
    old, new = Place(str(tmp_path / "old.sayso")), Place(str(tmp_path / "new.sayso"))
    old_ledger(old, version)
    write_ledger(new.ledger, contents())
    engines = [create_engine(f"sqlite:///{one.ledger}") for one in (old, new)]
    with engines[0].begin() as connection:
        migrate(connection, version)
    assert tables(engines[0]) == tables(engines[1])
    with Ledger.open(old.ledger) as ledger:
        assert len(ledger.contents().articles) == 2
    for engine in engines:
        engine.dispose()


def test_a_build_that_fails_leaves_the_old_ledger_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    old_ledger(Place("s.sayso"), 1)
    before = Path("s.sayso").read_bytes()
    with pytest.raises(InputError, match="nowhere"):
        build(["nowhere"], "s.sayso", tagger=PatternTagger())
    assert Path("s.sayso").read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["s.sayso"]
