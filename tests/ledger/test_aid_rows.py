"""The finding aids of a ledger: made of its rows a stretch at a time, in an order that is always the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from sayso.ledger import Ledger, schema, write_ledger
from sayso.ledger.aids import metadata as aids
from sayso.ledger.aids import ordered_statements, report_place, statement_outlet, statement_place
from sayso.ledger.counts import metadata as counts
from sayso.ledger.meaning_tables import metadata as meanings
from sayso.ledger.word_indexes import vectors
from sayso.records import Contents, KeptTagging, Link, Origin, Report, Statement, Tagging
from tests.ledger.meanings import WordEncoder
from tests.ledger.test_store import article, contents, report
from tests.places import Place

DAYS = (None, "2031-05-02", "2031-05-04")


def many(count: int) -> Contents:
    """Statements of one to three reports each, more of them than are read at once, and much of which is equal."""
    chance = random.Random(3)  # noqa: S311 - no secret
    reports: list[Report] = []
    statements: list[Statement] = []
    origins: list[Origin] = []
    for at in range(count):
        told = [report(f"att_{at}_{part}", f"art_{chance.randrange(40):02}") for part in range(chance.randint(1, 3))]
        reports += [replace(one, said_on=chance.choice(DAYS), target=chance.choice((None, "ent_1"))) for one in told]
        names = tuple(one.id for one in told)
        origins.append(Origin(f"ori_{at:04}", f"sta_{at:04}", names, (), names[0], ()))
        said = (f"sta_{at:04}", None, "say", chance.choice(DAYS), f"gist {at}")
        statements.append(Statement(*said, names, (f"ori_{at:04}",), ("The Quay", "Tideline")[: at % 3], ()))
    pages = [replace(article(f"art_{at:02}"), published=chance.choice(DAYS)) for at in range(39)]
    links = tuple(Link(one.id, statements[at].id, "denies", 0.5, ()) for at, one in enumerate(statements[::90]))
    return Contents(
        articles=tuple(pages),
        reports=tuple(chance.sample(reports, len(reports))),
        statements=tuple(statements),
        origins=tuple(origins),
        links=links,
    )


def test_statements_are_numbered_in_their_order(place: Place) -> None:
    whole = many(600)
    write_ledger(place.ledger, whole)
    with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
        kept = shelf.connection.execute(select(statement_place).order_by(statement_place.c.number)).all()
        outlets = shelf.connection.execute(select(statement_outlet)).all()
        places = shelf.connection.execute(select(report_place).order_by(report_place.c.report)).all()
    ordered = ordered_statements(whole)
    assert [(one.number, one.id) for one in kept] == [(number, one.id) for number, one in enumerate(ordered, 1)]
    assert {(one.outlet, one.number) for one in outlets} == {
        (outlet, number) for number, one in enumerate(ordered, 1) for outlet in one.outlets
    }
    page_of = {one.id: one.article for one in whole.reports}
    assert [tuple(one) for one in places] == sorted(
        (name, one.id, one.origins[0], page_of[name]) for one in whole.statements for name in one.attributions
    )


def test_a_report_that_two_statements_name_has_one_row(place: Place) -> None:
    whole = contents()
    again = replace(whole.statements[0], id="sta_2", attributions=("att_2", "att_2", "att_3"), origins=())
    write_ledger(place.ledger, replace(whole, statements=(*whole.statements, again)))
    with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
        rows = shelf.connection.execute(select(report_place).order_by(report_place.c.report)).all()
    assert [(row.report, row.statement, row.origin) for row in rows] == [
        ("att_1", "sta_1", "ori_1"),
        ("att_2", "sta_1", "ori_1"),
    ]


def test_two_files_of_the_same_records_are_the_same(tmp_path: Path) -> None:
    taggings = [KeptTagging(f"text {at}", "one", Tagging((), ())) for at in range(3)]
    for name in ("a.sayso", "b.sayso"):
        write_ledger(tmp_path / name, many(300), taggings, WordEncoder())
    assert (tmp_path / "a.sayso").read_bytes() == (tmp_path / "b.sayso").read_bytes()


def test_no_table_makes_two_indexes_in_whatever_order() -> None:
    tables = [table for known in (schema.metadata, aids, counts, meanings, vectors) for table in known.sorted_tables]
    assert not [table.name for table in tables if len(table.indexes) > 1]
