"""Full text in PostgreSQL: what holds every term of a question, in any of its stretches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Column, ColumnElement, Select, and_, cast, false, func, select
from sqlalchemy.dialects.postgresql import ARRAY, REAL, TSQUERY

from sayso.ledger.aids import statement_place
from sayso.ledger.lexemes import any_query, lexemes_of, phrase_query
from sayso.ledger.terms import Term
from sayso.ledger.word_indexes import article_vectors, statement_vectors

# What a word counts by its weight, D to A: those of a title have A, all others none, which is D.
_WEIGHTS: Final = (0.2, 0.2, 0.2, 1.0)
# Long texts hold every word more often: ts_rank divides by 1 + the logarithm of their length.
_FOR_LENGTH: Final = 1


def matching_statements(terms: Sequence[Term]) -> ColumnElement[bool]:
    """Return the condition that a statement holds every term."""
    return _all_in(statement_place.c.id, statement_vectors.c.statement, _queries(terms))


def matching_articles(terms: Sequence[Term]) -> Select[str]:
    """Return the articles that hold every term, those first where the words stand most often."""
    article, words = article_vectors.c.article, article_vectors.c.words
    queries = _queries(terms)
    any_of_them = cast(any_query(queries), TSQUERY)
    fit = func.ts_rank(cast(list(_WEIGHTS), ARRAY(REAL)), words, any_of_them, _FOR_LENGTH)
    found = select(article).where(words.op("@@")(any_of_them), _all_in(article, article, queries))
    return found.group_by(article).order_by(func.sum(fit).desc(), article)


def _all_in(name: ColumnElement[str], key: Column[str], queries: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that the rows of one name answer each query; no query is answered by none."""
    words = key.table.c.words
    held = [name.in_(select(key).where(words.op("@@")(cast(query, TSQUERY)))) for query in queries]
    return and_(*held) if held else false()


def _queries(terms: Sequence[Term]) -> list[str]:
    found = [(lexemes_of(term.words), term.begins) for term in terms]
    return [phrase_query(words, begins=begins) for words, begins in found if words]
