"""Search over a ledger's statements and articles: full text (SQLite's FTS5) and filters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Integer, String, column, func, or_, select, table, text, type_coerce

from sayso.ledger import schema
from sayso.ledger.aids import statement_place
from sayso.ledger.shelf import Shelf, by_outlet

# Counting stops here, and the page says "more than": nobody reads so many, and counting them takes time.
COUNTED: Final = 10_000

_words = table("statement_words", column("rowid", Integer), column("statement_words", String))
_WORD: Final = re.compile(r"\"[^\"]*\"|[\w’']+\*?")


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

    Every word must occur; words in quotation marks are a phrase; a star finds all that begins so.

    >>> match_of('talks "put off" indefinite*')
    '"talks" "put off" "indefinite"*'
    """
    found = []
    for match in _WORD.finditer(words.replace("“", '"').replace("”", '"')):
        token = match.group().strip('"')
        star = "*" if token.endswith("*") else ""
        token = token.rstrip("*")
        if re.search(r"\w", token):
            found.append(f'"{token}"{star}')
    return " ".join(found) or None


def find_statements(shelf: Shelf, question: Question, *, limit: int = 50, offset: int = 0) -> Found:
    """Return the statements that the question fits, in the order of the ledger."""
    query = select(statement_place.c.id).where(*_conditions(question))
    order: ColumnElement[int] = statement_place.c.number
    match = match_of(question.words)
    if match is not None:
        # The rows of the index bear the statements' numbers, and come in their order without sorting.
        query = query.join(_words, _words.c.rowid == statement_place.c.number)
        query = query.where(_words.c.statement_words.op("match")(match))
        order = _words.c.rowid
    elif question.words.strip():
        return Found((), 0)
    counted = select(func.count()).select_from(query.limit(COUNTED).subquery())
    rows = shelf.connection.execute(query.order_by(order).limit(limit).offset(offset))
    return Found(tuple(row.id for row in rows), shelf.connection.execute(counted).scalar_one())


def find_articles(shelf: Shelf, words: str, *, limit: int = 20) -> Found:
    """Return the articles that hold the words, the most fitting first (BM25, titles counted fivefold)."""
    match = match_of(words)
    if match is None:
        return Found((), 0)
    rows = shelf.connection.execute(
        text(
            "select article from article_words where article_words match :match "
            "order by bm25(article_words, 5.0, 1.0), article limit :limit"
        ),
        {"match": match, "limit": limit},
    ).scalars()
    total = shelf.connection.execute(
        text("select count(*) from (select 1 from article_words where article_words match :match limit :most)"),
        {"match": match, "most": COUNTED},
    ).scalar_one()
    return Found(tuple(rows), total)


def _conditions(question: Question) -> list[ColumnElement[bool]]:
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
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    entity = schema.entity.c
    # Aliases are kept as JSON text, in which a name stands as it is.
    aliases = type_coerce(entity.aliases, String)
    bears = or_(entity.name.like(f"%{escaped}%", escape="\\"), aliases.like(f"%{escaped}%", escape="\\"))
    return party.in_(select(entity.id).where(bears))
