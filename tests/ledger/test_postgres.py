"""What a ledger in PostgreSQL must do beside all that a file does: any text, one state, its own search, clear refusals."""

from __future__ import annotations

import random
import string
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text

from sayso.errors import LedgerError
from sayso.ledger import (
    Ledger,
    Question,
    find_articles,
    find_statements,
    hold,
    json_lines,
    name_of,
    verify,
    write_ledger,
)
from sayso.records import Alias, Contents, Failure
from tests.ledger.test_store import article, contents
from tests.places import Place
from tests.postgres import Server
from tests.web.dam import storable_dam_story

pytestmark = pytest.mark.postgres


def exported(ledger: str | Path) -> list[str]:
    with Ledger.open(ledger) as opened:
        return list(json_lines(opened.contents()))


def hostile() -> Contents:
    """Keys whose order depends on who orders them, texts that PostgreSQL refuses, and words too long for its indexes."""
    odd = random.Random(5)  # noqa: S311 - no secret
    long = "".join(odd.choice(string.ascii_letters) for _ in range(9000))
    names = ["a", "B", "Z", "z", "é", "e\u0301", "ß", "", "\uffff", "\U00010000", "a\x00", "a\x01", "a\x01\x01", "a\x02",
             "a b", "a-b", "ab", "\x00", "\x01\x02", long]  # fmt: skip
    whole = contents()
    texts = ("NUL \x00 and \x01 and \x01\x01\x02, " * 3, "’“\U0001f6a2" + "\x00" * 40, long * 3, "' \\ $1 %s :name ::")
    pages = [replace(article(f"art_{at:03}", page), outlet=long, title=long) for at, page in enumerate(texts)]
    return replace(
        whole,
        articles=(*pages, *whole.articles),
        entities=(replace(whole.entities[0], name=long),),
        statements=(replace(whole.statements[0], gist="\x00" + long, outlets=(long, "The Quay")),),
        figures=(replace(whole.figures[0], low=0.1 + 0.2, high=1e300, what=long),),
        links=(replace(whole.links[0], score=1 / 3),),
        failures=tuple(Failure(name, "read", "r", "m") for name in sorted(names)),
        aliases=tuple(Alias(name, (name,), None, None) for name in sorted(names)),
    )


def test_any_text_in_any_order_is_exported_as_from_a_file(in_postgres: Place, tmp_path: Path) -> None:
    written = hostile()
    for place in (in_postgres.ledger, tmp_path / "s.sayso"):
        write_ledger(place, written)
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == written
        assert not [fault for fault in verify(ledger) if "stored text" in fault.found]
    assert exported(in_postgres.ledger) == exported(tmp_path / "s.sayso")
    write_ledger(in_postgres.ledger, replace(written, articles=written.articles[1:]))  # what is the same stays
    assert exported(in_postgres.ledger) == [line for line in exported(tmp_path / "s.sayso") if '"art_000"' not in line]


def test_readers_have_the_former_state_until_all_is_written(in_postgres: Place) -> None:
    former = contents()
    later = replace(former, articles=(*former.articles, article("art_3")), failures=())
    write_ledger(in_postgres.ledger, former)
    with Ledger.open(in_postgres.ledger) as before:
        mark = before.state()
    seen: list[bool] = []

    def look(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if "DELETE FROM article_words" in statement:  # the last table of all
            with Ledger.open(in_postgres.ledger) as meanwhile:
                seen.append(meanwhile.contents() == former and meanwhile.state() == mark)

    with Ledger.open(in_postgres.ledger) as reading, reading.shelf() as shelf:
        told = find_articles(shelf, "harbour").total
        event.listen(Engine, "before_cursor_execute", look)
        try:
            write_ledger(in_postgres.ledger, later)
        finally:
            event.remove(Engine, "before_cursor_execute", look)
        assert find_articles(shelf, "harbour").total == told == 2  # one state from beginning to end
    assert seen == [True]
    with Ledger.open(in_postgres.ledger) as after:
        assert after.contents() == later
        assert after.state() != mark


def test_a_write_that_fails_half_way_leaves_the_former_ledger(in_postgres: Place) -> None:
    write_ledger(in_postgres.ledger, contents())
    (one,) = contents().statements
    new = replace(one, id="sta_9")
    twice = replace(contents(), articles=(*contents().articles, article("art_9")), statements=(one, new, new))
    with pytest.raises(LedgerError, match="the server could not do it"):
        write_ledger(in_postgres.ledger, twice)
    with Ledger.open(in_postgres.ledger) as ledger:
        assert ledger.contents() == contents()


# --- search -----------------------------------------------------------------------------------------------------------


def test_search_finds_what_it_finds_in_a_file(in_postgres: Place, tmp_path: Path) -> None:
    story = storable_dam_story()
    filler = " ".join(f"w{number}" for number in range(2500))
    long = replace(
        story.articles[0], id="art_zlong", path="z.txt", title="A Größe of HARBOUR",
        text=f"Café thre {filler} the sluice-keeper’s naïve über-gate spilled 12,000 tons\x00 of ψυχή {filler}",
    )  # fmt: skip
    story = replace(story, articles=(*story.articles, long))
    for place in (in_postgres.ledger, tmp_path / "s.sayso"):
        write_ledger(place, story)
    questions = [
        "three gates", "thre* gat*", '"gates three"', '"three gates"', "GATES", "varga", "cafe", "grosse", "große", "größe",
        "w0 w2499", '"the sluice keeper\'s naive"', "sluice-keeper’s", "12,000", "000", "12 tons", "ψυχη", "ψυχή", "ÜBER gate",
        "thre", "w24*", "nothing at all of this", '"w999 w1000 w1001"', "\x00", "' & | ! <-> :* \\", "_", "!", "o'", "harbour",
    ]  # fmt: skip
    with Ledger.open(in_postgres.ledger) as one, Ledger.open(tmp_path / "s.sayso") as two:  # noqa: SIM117
        with one.shelf() as here, two.shelf() as there:
            for words in questions:
                found, expected = (find_articles(shelf, words) for shelf in (here, there))
                assert set(found.names) == set(expected.names), words
                assert found.total == expected.total, words
                asked = Question(words=words)
                assert find_statements(here, asked) == find_statements(there, asked), words
            for question in (
                Question(), Question(words="gate*", speaker="arga"), Question(speaker="VARGA"), Question(speaker="unresolved"), Question(target="a"), Question(outlet=story.articles[0].outlet or ""),
                Question(since="2000", until="2999-01"), Question(contested=True), Question(one_origin=True), Question(act="deny"),
            ):  # fmt: skip
                assert find_statements(here, question) == find_statements(there, question), question
            assert find_statements(here, Question(speaker="\x00")).names == ()  # where SQLite's LIKE ends at NUL
            assert find_articles(here, "harbour").names[0] == "art_zlong"  # the word is in its title


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def guarded(postgres: Server) -> Server:
    """The server with a user who needs a password, and one who may do nothing."""
    commands = (
        "create role locked login password 'open sesame'",
        "create role poor login",
        "grant create on database postgres to locked",
        "create database narrow encoding 'LATIN1' locale 'C' template template0",
    )
    engine = create_engine(postgres.ledger("x").replace("postgresql:", "postgresql+psycopg:").partition("?")[0])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for command in commands:
            connection.execute(text(command))
    engine.dispose()
    write_ledger(postgres.ledger("kept"), contents())
    return postgres


@pytest.mark.parametrize(
    ("address", "found", "mend"),
    [
        ({"user": "locked", "password": "wrong-horse"}, "the server refuses the password", "~/.pgpass or PGPASSWORD"),
        ({"user": "locked"}, "the server refuses the password", "~/.pgpass"),
        ({"database": "none"}, "the server has no such database", "createdb"),
        ({"user": "nobody_here"}, "the server does not let this user in", "Ask who keeps the server"),
        ({"user": "poor"}, "the user lacks a right", "grant create on database"),
        ({"database": "narrow"}, "the database keeps texts in LATIN1", "createdb -E UTF8"),
    ],
)
def test_what_the_server_refuses_is_said_with_the_mend(
    guarded: Server, address: dict[str, str], found: str, mend: str
) -> None:
    ledger = guarded.ledger("refused", **address)
    with pytest.raises(LedgerError) as raised:
        write_ledger(ledger, contents())
    words = str(raised.value)
    assert found in words
    assert mend in words
    assert name_of(ledger) in words
    assert "wrong-horse" not in words


def test_a_reader_without_rights_and_a_server_that_is_not_there(guarded: Server) -> None:
    with pytest.raises(LedgerError, match="the user lacks a right"):
        Ledger.open(guarded.ledger("kept", user="poor"))
    with pytest.raises(LedgerError, match="there is no such ledger"):
        Ledger.open(guarded.ledger("nowhere"))
    with pytest.raises(LedgerError, match=r"the server cannot be reached.*Start the server"):
        Ledger.open("postgresql://quay:hush@127.0.0.1:1/postgres")
    with pytest.raises(LedgerError, match="no machine is known by that name"):
        Ledger.open("postgresql://quay@no.such.machine.invalid/postgres")


def test_a_password_opens_and_is_never_shown(guarded: Server) -> None:
    ledger = guarded.ledger("locked_one", user="locked", password="open%20sesame")  # noqa: S106 - of the test's own server
    write_ledger(ledger, contents())
    with Ledger.open(ledger) as opened:
        assert opened.contents() == contents()
        assert "sesame" not in opened.path + repr(opened)
    with hold(ledger) as held:
        former = held.ledger()
    assert former is not None
    assert former.path == name_of(ledger)
    former.close()


@pytest.mark.parametrize(
    "address",
    ["postgresql://u:hush@h:port/d", "postgresql://u:hush@h/d?ledger=Big", "postgres://u:hush@h/d?ledger=pg_x", "postgresql://[u:hush"],
)  # fmt: skip
def test_an_address_that_is_none_is_said_without_repeating_it(address: str) -> None:
    with pytest.raises(LedgerError, match="Write it as postgresql://USER@HOST") as raised:
        Ledger.open(address)
    assert "hush" not in str(raised.value)
    assert name_of(Path("postgresql://u@h:5433/d?ledger=story")) == "postgresql://u@h:5433/d?ledger=story"
    assert name_of("postgres:///d?user=u") == "postgresql://u@/d"
