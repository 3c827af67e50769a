"""Texts as the databases keep them: any text, unchanged, ordered by code points.

SQLite takes every text as it is and compares its bytes.  PostgreSQL refuses the character NUL, which a damaged page
may hold, and orders by the rules of a language; both would break a contract of the ledger, for spans count every
character and exports are ordered alike everywhere.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

# NUL and the character after it become pairs, so that the order of code points stays what it was.
_PAIRS: Final = {"\x00": "\x01\x01", "\x01": "\x01\x02"}
_SINGLES: Final = {pair: single for single, pair in _PAIRS.items()}
_PAIRED: Final = re.compile("[\x00\x01]")
_PAIR: Final = re.compile("\x01[\x01\x02]")


def paired(text: str) -> str:
    r"""Return a text without NUL, from which ``single`` gives it back; two texts keep their order.

    >>> paired("a\x00b\x01c")
    'a\x01\x01b\x01\x02c'
    """
    return _PAIRED.sub(lambda found: _PAIRS[found.group()], text) if "\x00" in text or "\x01" in text else text


def single(text: str) -> str:
    r"""Return the text that ``paired`` was given.

    >>> single("a\x01\x01b\x01\x02c")
    'a\x00b\x01c'
    """
    return _PAIR.sub(lambda found: _SINGLES[found.group()], text) if "\x01" in text else text


class PairedText(TypeDecorator[str]):
    """A column of PostgreSQL that takes any text and is ordered by code points."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Return the type of PostgreSQL's own: ``C`` is the order of code points."""
        return dialect.type_descriptor(Text(collation="C"))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text to keep."""
        return None if value is None else paired(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text that was given."""
        return None if value is None else single(value)


def any_text() -> Text:
    """Return the type of a column that keeps any text in either database."""
    return Text().with_variant(PairedText(), "postgresql")
