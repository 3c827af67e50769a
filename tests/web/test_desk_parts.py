"""What the desk shows of a part of a ledger is what the report shows of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.desk import generated
from sayso.ledger import Ledger, Shelf
from sayso.records import Contents, Entity
from sayso.web.catalogue import Catalogue, catalogue_of
from sayso.web.statements import statement_view
from sayso.web.story import story_view
from sayso.web.timeline import spoken, timeline
from tests.web.dam import storable_dam_story

pytest.importorskip("starlette", reason="serves the desk; pip install 'sayso[web]'")
from sayso.web.desk.evidence import article_page, figures_page, statement_page  # behind the check above
from sayso.web.desk.overview import overview
from sayso.web.desk.people import speaker_page, speakers_list
from sayso.web.pages import page_views


@pytest.fixture(scope="module", params=["dam", "generated"])
def contents(request: pytest.FixtureRequest) -> Contents:
    return storable_dam_story() if request.param == "dam" else generated(600)


@pytest.fixture(scope="module")
def whole(contents: Contents) -> Catalogue:
    return catalogue_of(contents)


@pytest.fixture(scope="module")
def shelf(contents: Contents) -> Iterator[Shelf]:
    with Ledger.of(contents) as ledger, ledger.shelf() as found:
        yield found


def test_every_statement_is_shown_as_in_the_report(whole: Catalogue, shelf: Shelf) -> None:
    for statement in list(whole.statements.values())[:60]:
        found = statement_page(shelf, statement.id)
        assert found is not None
        assert found.statement == statement_view(whole, statement)
    assert statement_page(shelf, "sta_none") is None


def test_the_story_is_the_glance_of_the_report(whole: Catalogue, shelf: Shelf) -> None:
    found, there = overview(shelf), story_view(whole)
    assert found.story == there
    here = timeline(whole, spoken(whole))
    assert replace(found.timeline, rows=()) == replace(here, rows=())
    assert [row.cells for row in found.timeline.rows] == [row.cells for row in here.rows]
    accusations = [
        one for one in whole.statements.values() if one.act == "accuse" and one.speaker and whole.target_of(one)
    ]
    assert sum(row.accuses for row in found.matrix.rows) <= len(accusations)
    assert found.matrix.more or sum(row.accuses for row in found.matrix.rows) == len(accusations)
    assert len(found.matrix.rows) <= 40


def test_every_article_is_shown_as_in_the_report(whole: Catalogue, shelf: Shelf) -> None:
    for there in page_views(whole)[:20]:
        assert article_page(shelf, there.id) == there


def test_speakers_are_found_by_part_of_a_name_or_alias(whole: Catalogue, shelf: Shelf) -> None:
    speakers = [whole.entities[name] for name in {one.speaker for one in whole.statements.values() if one.speaker}]
    for one in speakers:
        for name in (one.name, *one.aliases):
            part = name[1:].swapcase() if name.isascii() and len(name) > 3 else name
            bear = {other.id for other in speakers if _bears(other, part)}
            listed, total = speakers_list(shelf, 1, part)
            assert total == len(bear)
            assert {(row.party.href or "").removeprefix("#") for row in listed} == bear
    assert speakers_list(shelf, 1, "%") == speakers_list(shelf, 1, "_") == ((), 0)


def _bears(entity: Entity, part: str) -> bool:
    return any(part.lower() in name.lower() for name in (entity.name, *entity.aliases))


def test_speakers_have_all_their_statements(whole: Catalogue, shelf: Shelf) -> None:
    listed, total = speakers_list(shelf, 1)
    spoken = {one.speaker for one in whole.statements.values() if one.speaker}
    assert total == len(spoken)
    for one in listed[:10]:
        name = (one.party.href or "").removeprefix("#")
        found = speaker_page(shelf, name, 1)
        assert found is not None
        said = [statement for statement in whole.statements.values() if statement.speaker == name]
        assert found.said_in_all == one.statements == len(said)
        assert {line.number for line in found.said} <= {whole.numbers[statement.id] for statement in said}


def test_all_figures_stand_on_some_page(contents: Contents, shelf: Shelf) -> None:
    seen: set[str] = set()
    page = 1
    while (found := figures_page(shelf, page)).tables:
        seen |= {figure.id for table in found.tables for figure in table.figures}
        page += 1
    assert seen == {figure.id for figure in contents.figures}
