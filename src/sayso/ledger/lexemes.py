"""Words as PostgreSQL's full text keeps them (tsvector), cut and folded as SQLite's index (unicode61) does it.

PostgreSQL's own parsers cut by the rules of a language and the locale of the server: they would find other statements
than a file of the same pages does.  The words are cut here, and the server compares them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

# A tsvector keeps 255 places of a word and a megabyte in all: a long text is several, which overlap so that a phrase
# of up to 51 words is whole in one of them.
_STRETCH: Final = 1000
_OVERLAP: Final = 50
_PLACES: Final = 255
# A lexeme may have 2 kB; of a longer word the beginning is kept.
_LONGEST: Final = 200


class _Folding(dict[int, str]):
    """What each character is searched as: a small letter without its accent, a digit, or a space between words."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if "\u0300" <= character <= "\u0331":
        return ""  # an accent that stands beside its letter
    if category[0] not in "LN" and category != "Co":
        return " "
    parts = unicodedata.normalize("NFD", character)
    small = (parts[0] if parts[0].isascii() else character).casefold()
    return small if len(small) == 1 else character.lower()


_FOLDING: Final = _Folding()


def lexemes_of(text: str) -> list[str]:
    """Return the words of a text as they are searched for.

    >>> lexemes_of("Ida Rüne’s 12 boats")
    ['ida', 'rune', 's', '12', 'boats']
    """
    return [word[:_LONGEST] for word in text.translate(_FOLDING).split()]


def vectors_of(text: str, weight: str = "") -> Iterator[str]:
    """Yield the words of a text as tsvectors, one for each stretch of it; none where it has no words.

    >>> list(vectors_of("No, no boats", "A"))
    ["'no':1A,2A 'boats':3A"]
    """
    words = lexemes_of(text)
    for start in range(0, len(words), _STRETCH):
        places: dict[str, list[str]] = {}
        for place, word in enumerate(words[start : start + _STRETCH + _OVERLAP], start=1):
            places.setdefault(word, []).append(f"{place}{weight}")
        yield " ".join(f"'{word}':{','.join(found[:_PLACES])}" for word, found in places.items())


def phrase_query(words: list[str], *, begins: bool) -> str:
    """Return the tsquery of words in a row, of which the last may be a beginning only.

    >>> phrase_query(["put", "off"], begins=True)
    "'put' <-> 'off':*"
    """
    return " <-> ".join(f"'{word}'" for word in words) + (":*" if begins else "")


def any_query(queries: Iterable[str]) -> str:
    """Return the tsquery that one of several fits."""
    return " | ".join(f"({query})" for query in queries)
