"""Several writers of one ledger, and a server that goes away: nothing is lost, nothing doubled, and all is said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from sayso.errors import LedgerError
from sayso.ledger import Ledger, Signature, hold, json_lines, merge_of, name_of, write_ledger
from sayso.pipeline import build, correct
from sayso.records import Correction, Span, Tagging
from tests.ledger.test_store import article, contents
from tests.places import Place
from tests.postgres import Server
from tests.taggers import PAGES, PatternTagger

BUILD = """
import sys
from sayso.pipeline import build
from tests.taggers import PatternTagger

def tell(stage, done, total):
    print(stage, flush=True)

build(sys.argv[2:], sys.argv[1], tagger=PatternTagger(), progress=tell).close()
"""
HOLD = """
import sys, time
from sayso.ledger import hold

with hold(sys.argv[1]):
    print("held", flush=True)
    time.sleep(600)
"""


def python(program: str, *arguments: str, cwd: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    paths = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )


def lines(ledger: str | Path) -> list[str]:
    with Ledger.open(ledger) as opened:
        return list(json_lines(opened.contents()))


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name, page in PAGES.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    return list(PAGES)


def test_two_builds_at_once_end_as_one_build_of_all(place: Place, pages: list[str], tmp_path: Path) -> None:
    with hold(place.ledger):
        builders = [python(BUILD, place.ledger, *some, cwd=tmp_path) for some in (pages[:2], pages[2:])]
        for builder in builders:  # both are at it, and both wait
            assert builder.stdout is not None
            assert builder.stdout.readline() == "wait\n"
    for builder in builders:
        builder.communicate(timeout=300)
        assert builder.returncode == 0
    build(pages, tmp_path / "all.sayso", tagger=PatternTagger()).close()
    assert lines(place.ledger) == lines(tmp_path / "all.sayso")
    assert all(left.suffix == ".findings" for left in tmp_path.glob(".*"))


def test_who_waits_too_long_is_told_so(place: Place) -> None:
    told: list[str] = []
    with hold(place.ledger) as held:
        held.write(contents())
        with (
            pytest.raises(LedgerError, match=r"another build of it is at work.*--wait SECONDS") as raised,
            hold(place.ledger, patience=0.5, waiting=told.append),
        ):
            pass
    assert told == ["wait"]
    assert str(raised.value).startswith(name_of(place.ledger))
    with hold(place.ledger, patience=0) as held:
        held.write(contents())
    with Ledger.open(place.ledger) as ledger:
        assert ledger.contents() == contents()


def test_the_lock_of_a_build_that_was_killed_locks_nothing(place: Place, tmp_path: Path) -> None:
    holder = python(HOLD, place.ledger, cwd=tmp_path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LedgerError, match="another build"), hold(place.ledger, patience=0):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with hold(place.ledger, patience=60) as held:
        held.write(contents())


def test_corrections_made_at_once_get_numbers_of_their_own(place: Place, pages: list[str]) -> None:
    with build(pages, place.ledger, tagger=PatternTagger()) as ledger:
        seen = ledger.contents()
    made = [merge_of(seen, "Ida Rune", other, Signature(other, "now")) for other in ("Tomas Hale", "Joan Pike")]
    assert made[0].id == made[1].id
    for one in made:
        correct(place.ledger, one, tagger=PatternTagger()).close()
    with Ledger.open(place.ledger) as ledger:
        kept: tuple[Correction, ...] = ledger.contents().corrections
    assert [(one.id, one.by) for one in kept] == [("cor_000001", "Tomas Hale"), ("cor_000002", "Joan Pike")]


# --- the server goes away -----------------------------------------------------------------------------------------------


@contextmanager
def before(words: str, act: Callable[[], None]) -> Iterator[None]:
    """Do something once, just before a command that holds these words is sent to the server."""
    left = [act]

    def sent(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if left and words in statement:
            left.pop()()

    event.listen(Engine, "before_cursor_execute", sent)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", sent)
    assert not left, f"nothing with {words!r} was sent"


def restart(server: Server) -> None:
    server.stop()
    server.start()


LATER = replace(contents(), articles=(*contents().articles, article("art_3")), failures=())


@pytest.mark.postgres
def test_a_server_restarted_while_pages_are_judged(in_postgres: Place, postgres: Server, pages: list[str]) -> None:
    class Restarting(PatternTagger):
        def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
            if "Fishermen" in text:
                restart(postgres)
            return super().tag(text, skip)

    told: list[str] = []
    build(pages[:2], in_postgres.ledger, tagger=PatternTagger()).close()
    build(pages[2:], in_postgres.ledger, tagger=Restarting(), progress=lambda stage, *_: told.append(stage)).close()
    assert "reconnect" in told
    build(pages, "all.sayso", tagger=PatternTagger()).close()
    assert lines(in_postgres.ledger) == lines("all.sayso")


@pytest.mark.postgres
def test_a_server_restarted_while_rows_are_written(in_postgres: Place, postgres: Server) -> None:
    with before("INSERT INTO figure ", lambda: restart(postgres)):
        write_ledger(in_postgres.ledger, contents())
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == contents()


@pytest.mark.postgres
def test_a_server_that_stays_away(in_postgres: Place, postgres: Server) -> None:
    write_ledger(in_postgres.ledger, contents())
    try:
        with (
            pytest.raises(LedgerError, match=r"cannot be reached.*Start the server.*nothing was lost") as raised,
            hold(in_postgres.ledger, patience=1) as held,
            before("DELETE FROM drift", postgres.stop),
        ):
            held.write(LATER)
    finally:
        postgres.start()
    assert str(raised.value).startswith(name_of(in_postgres.ledger))
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == contents()
    write_ledger(in_postgres.ledger, LATER)
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == LATER


@pytest.mark.postgres
def test_a_server_that_goes_away_before_it_can_say_that_all_is_written(in_postgres: Place) -> None:
    write_ledger(in_postgres.ledger, contents())
    marks: list[str] = []

    def written(connection: Connection) -> None:
        if not marks:
            connection.connection.commit()
            with Ledger.open(in_postgres.ledger) as ledger:
                marks.append(ledger.state())
            in_postgres.run("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")

    with hold(in_postgres.ledger) as held:
        event.listen(Engine, "commit", written)
        try:
            held.write(LATER)
        finally:
            event.remove(Engine, "commit", written)
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == LATER
        assert [ledger.state()] == marks  # it was not written a second time


@pytest.mark.postgres
def test_a_build_that_lost_its_lock_does_not_write_over_another(in_postgres: Place) -> None:
    write_ledger(in_postgres.ledger, contents())
    with hold(in_postgres.ledger) as held:
        in_postgres.run("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")
        write_ledger(in_postgres.ledger, LATER)
        with pytest.raises(LedgerError, match=r"another build wrote it while the connection was lost.*Build again"):
            held.write(contents())
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == LATER
