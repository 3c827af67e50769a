"""Search over a ledger's statements and articles: full text and filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
    type_coerce,
)

from sayso.ledger import schema
from sayso.ledger.aids import statement_place
from sayso.ledger.shelf import Shelf, batches, by_outlet
from sayso.ledger.terms import terms_of
from sayso.ledger.texts import any_text
from sayso.ledger.vector_search import matching_articles, matching_statements

# Counting stops here, and the page says "more than": nobody reads so many, and counting them takes time.
COUNTED: Final = 10_000

_words = table("statement_words", column("rowid", Integer), column("statement_words", String))
_pages = table("article_words", column("rowid", Integer), column("article", String), column("article_words", String))
# The plus (sqlite.org/optoverview.html) keeps SQLite from going by a filter's index and asking for the words of each
# row in turn: of a million attributions that took up to 3.7 s, and the words first take 0.12 s at most.
_FIRST_THE_WORDS: ColumnElement[int] = literal_column("+statement_words.rowid", Integer)


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for; whatever is empty does not narrow.

    ``speaker`` and ``target`` are identifiers of entities, or names; ``unresolved`` as a speaker finds those that
    could not be told.  ``since`` and ``until`` are ISO dates of speaking, as far as one likes.
    """

    words: str = ""
    speaker: str = ""
    target: str = ""
    outlet: str = ""
    act: str = ""
    since: str = ""
    until: str = ""
    contested: bool = False
    one_origin: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Identifiers, in the order of the ledger or of relevance, and how many there are in all (at most ``COUNTED``)."""

    names: tuple[str, ...]
    total: int


def match_of(words: str) -> str | None:
    """Return the words as a query that FTS5 takes whatever they are, ``None`` where there is no word among them.

    >>> match_of('talks "put off" indefinite*')
    '"talks" "put off" "indefinite"*'
    """
    terms = (f'"{term.words}"{"*" if term.begins else ""}' for term in terms_of(words))
    return " ".join(terms) or None


def find_statements(shelf: Shelf, question: Question, *, limit: int = 50, offset: int = 0) -> Found:
    """Return the statements that the question fits, in the order of the ledger."""
    match = match_of(question.words)
    if question.words.strip() and match is None:
        return Found((), 0)
    query = select(statement_place.c.id).where(*conditions_of(question))
    order: ColumnElement[int] = statement_place.c.number
    if match is not None and shelf.is_file:
        # The rows of the index bear the statements' numbers, and come in their order without sorting.
        query = query.join_from(statement_place, _words, statement_place.c.number == _FIRST_THE_WORDS)
        query = query.where(_words.c.statement_words.op("match")(match))
        order = _words.c.rowid
    elif match is not None:
        query = query.where(matching_statements(terms_of(question.words)))
    rows = shelf.connection.execute(query.order_by(order).limit(limit).offset(offset))
    return Found(tuple(row.id for row in rows), shelf.connection.execute(_counted(query)).scalar_one())


def found_among(shelf: Shelf, words: str, numbers: Sequence[int]) -> frozenset[int]:
    """Return those of the statements of these numbers that hold the words; where there are no words, none."""
    match = match_of(words)
    if match is None:
        return frozenset()
    found: set[int] = set()
    for batch in batches(numbers):
        if shelf.is_file:
            query = select(_words.c.rowid).where(_words.c.statement_words.op("match")(match), _words.c.rowid.in_(batch))
        else:
            held = matching_statements(terms_of(words))
            query = select(statement_place.c.number).where(statement_place.c.number.in_(batch), held)
        found |= set(shelf.connection.execute(query).scalars())
    return frozenset(found)


def find_articles(shelf: Shelf, words: str, *, limit: int = 20) -> Found:
    """Return the articles that hold the words, the most fitting first; words in a title count fivefold."""
    match = match_of(words)
    if match is None:
        return Found((), 0)
    if shelf.is_file:
        return _fts5_articles(shelf, match, limit)
    query = matching_articles(terms_of(words))
    rows = shelf.connection.execute(query.limit(limit)).scalars().all()
    return Found(tuple(rows), shelf.connection.execute(_counted(query.order_by(None))).scalar_one())


def _fts5_articles(shelf: Shelf, match: str, limit: int) -> Found:
    # By number first: to read the identifier of every row, which stands behind its text, takes three times as long.
    hits = select(_pages.c.rowid).where(_pages.c.article_words.op("match")(match))
    fit = func.bm25(text("article_words"), 5.0, 1.0)
    numbers = shelf.connection.execute(hits.order_by(fit, _pages.c.rowid).limit(limit)).scalars().all()
    rows = shelf.connection.execute(select(_pages.c.rowid, _pages.c.article).where(_pages.c.rowid.in_(numbers)))
    names = {row.rowid: row.article for row in rows}
    return Found(tuple(names[number] for number in numbers), shelf.connection.execute(_counted(hits)).scalar_one())


def _counted(query: Select[Any]) -> Select[int]:
    return select(func.count()).select_from(query.limit(COUNTED).subquery())


def conditions_of(question: Question) -> list[ColumnElement[bool]]:
    """Return what the filters of a question ask of a statement, all but its words."""
    place = statement_place.c
    found: list[ColumnElement[bool]] = []
    if question.speaker == "unresolved":
        found.append(place.speaker.is_(None))
    elif question.speaker:
        found.append(_party(place.speaker, question.speaker))
    if question.target:
        found.append(_party(place.target, question.target))
    if question.outlet:
        found.append(by_outlet(question.outlet))
    if question.act:
        found.append(place.act == question.act)
    if question.since:
        found.append(place.day >= question.since)
    if question.until:
        found += [place.day != "", func.substr(place.day, 1, len(question.until)) <= question.until]
    if question.contested:
        found.append(place.contested.is_(True))
    if question.one_origin:
        found += [place.origins <= 1, place.reports > 1]
    return found


def _party(party: ColumnElement[str | None], name: str) -> ColumnElement[bool]:
    """Return the condition that a party is the one of this identifier, or one that bears this name."""
    if name.startswith("ent_"):
        return party == name
    return party.in_(select(schema.entity.c.id).where(called(name)))


def called(name: str) -> ColumnElement[bool]:
    """Return the condition that an entity bears this name, or one that it is a part of, capitals or not."""
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    entity = schema.entity.c
    # Aliases are kept as JSON text, in which a name stands as it is.
    aliases = type_coerce(entity.aliases, any_text())
    return or_(*(name.ilike(f"%{escaped}%", escape="\\") for name in (entity.name, aliases)))
