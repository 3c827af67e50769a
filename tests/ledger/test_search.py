"""Search is quick whatever is asked: words are looked up before filters, and ranking reads no texts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from benchmarks.desk import generated
from sayso.ledger import Ledger, Question, Shelf, find_articles, find_statements, write_ledger


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    path = tmp_path_factory.mktemp("search") / "generated.sayso"
    write_ledger(path, generated(600))
    with Ledger.open(path) as ledger, ledger.shelf() as found:
        yield found


@pytest.fixture(scope="module")
def word(shelf: Shelf) -> str:
    return str(shelf.connection.exec_driver_sql("select substr(gist, 1, instr(gist, ' ') - 1) from statement").scalar())


@pytest.mark.parametrize(
    "filters",
    [
        {"speaker": "ent_00000000"},
        {"target": "ent_00000000"},
        {"act": "accuse"},
        {"contested": True},
        {"one_origin": True},
        {"speaker": "ent_00000000", "act": "accuse", "contested": True},
    ],
    ids=str,
)
def test_words_are_looked_up_before_any_filter(shelf: Shelf, word: str, filters: dict[str, str | bool]) -> None:
    asked: list[tuple[str, object]] = []

    def note(connection: Connection, cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(shelf.connection, "before_cursor_execute", note)
    find_statements(shelf, Question(words=word, **filters))  # type: ignore[arg-type]  # fields of a question
    event.remove(shelf.connection, "before_cursor_execute", note)
    assert len(asked) == 2
    for statement, parameters in asked:
        plan = shelf.connection.exec_driver_sql(f"explain query plan {statement}", parameters)  # type: ignore[arg-type]
        steps = [row[3] for row in plan if "statement_" in row[3]]
        assert "statement_words VIRTUAL TABLE" in steps[0], steps


def test_a_word_with_filters_finds_what_both_find(shelf: Shelf, word: str) -> None:
    spoken = set(find_statements(shelf, Question(words=word), limit=1000).names)
    for filters in ({"act": "say"}, {"one_origin": True}, {"contested": True}):
        kept = set(find_statements(shelf, Question(**filters), limit=1000).names)  # type: ignore[arg-type]  # as above
        found = find_statements(shelf, Question(words=word, **filters), limit=1000)  # type: ignore[arg-type]  # as above
        assert set(found.names) == spoken & kept
        assert found.total == len(found.names)


def test_articles_come_by_how_well_they_fit_and_those_that_fit_alike_by_identifier(shelf: Shelf, word: str) -> None:
    query = (
        "select article from article_words where article_words match ? "
        "order by bm25(article_words, 5.0, 1.0), article limit 5"
    )
    best = [row[0] for row in shelf.connection.exec_driver_sql(query, (word,))]
    found = find_articles(shelf, word, limit=5)
    assert list(found.names) == best
    assert best
    holding = shelf.connection.exec_driver_sql(
        "select count(*) from article_words where article_words match ?", (word,)
    )
    assert found.total == holding.scalar()
