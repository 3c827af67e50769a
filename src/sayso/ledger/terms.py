"""What must occur in what is searched for: words, phrases, and beginnings of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"\"[^\"]*\"|[\w’']+\*?")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase of several; where it ``begins``, the beginning of one is enough."""

    words: str
    begins: bool = False


def terms_of(words: str) -> tuple[Term, ...]:
    """Return what must occur: words in quotation marks are a phrase; a star finds all that begins so.

    >>> terms_of('talks "put off" indefinite*')
    (Term(words='talks', begins=False), Term(words='put off', begins=False), Term(words='indefinite', begins=True))
    """
    found = []
    for match in _WORD.finditer(words.replace("“", '"').replace("”", '"')):
        token = match.group().strip('"')
        term = Term(token.rstrip("*"), token.endswith("*"))
        if re.search(r"\w", term.words):
            found.append(term)
    return tuple(found)
