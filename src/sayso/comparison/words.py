"""The words of a sentence, with their places, for the rules that read figures and namings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sayso.records import Span

_WORD: Final = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?%?(?!\w)"  # 1,200  5.5  14:30  3rd  60%
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\w+(?:['’\-‑]\w+)*"  # al-Sham, two-day, don't
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark: its place in the article, as written, and in lower case."""

    span: Span
    raw: str
    lower: str

    @property
    def capitalised(self) -> bool:
        """Return whether it begins with a capital letter."""
        return self.raw[:1].isupper()

    @property
    def is_mark(self) -> bool:
        """Return whether it is punctuation."""
        return not self.raw[:1].isalnum()


def word_set(words: str) -> frozenset[str]:
    """Return the words of a lexicon that is written as one string, which reads better than a list."""
    return frozenset(words.split())


def words_of(text: str, within: Span) -> list[Word]:
    """Return the words and marks of ``text`` inside ``within``, in order.

    >>> [word.lower for word in words_of("Al-Sham's 1,200 men, 3rd.", Span(0, 25))]
    ["al-sham's", '1,200', 'men', ',', '3rd', '.']
    """
    return [
        Word(Span(*match.span()), match.group(), match.group().lower().replace("’", "'"))
        for match in _WORD.finditer(text, within.start, within.end)
    ]
