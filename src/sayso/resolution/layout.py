"""One text cut up once: words, sentences, paragraphs and quotations, with quick look-up by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sayso.records import Span
from sayso.resolution.gazetteer import known
from sayso.resolution.lexicon import head_kind
from sayso.resolution.spelling import fold
from sayso.text import paragraphs, quotations, sentences

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s*[A-Z])|\w+(?:[’'-]\w+)*", re.UNICODE)
_DOTTED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Maj|Col|Capt|Sgt|Cmdr|Adm|Rev|Hon|St|Jr|Sr)$")
_APOSTROPHE = re.compile(r"\w['’](?:s\b|t\b|\s)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its span (a possessive mark left out), its characters, the same in lower case."""

    span: Span
    text: str
    lower: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its words, sentences, paragraphs and quotations, all in order of place."""

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    quotations: tuple[Span, ...]
    furniture: tuple[Span, ...]

    def word_at(self, place: int) -> int:
        """Return the index of the first word that starts at or after ``place``."""
        return bisect_right(self.starts, place - 1)

    def words_in(self, span: Span) -> tuple[Word, ...]:
        """Return the words that start inside ``span``."""
        return self.words[self.word_at(span.start) : self.word_at(span.end)]

    def sentence(self, place: int) -> int:
        """Return the index of the sentence at ``place`` (the last one before it in a gap)."""
        return _index(self.sentences, place)

    def paragraph(self, place: int) -> int:
        """Return the index of the paragraph at ``place``."""
        return _index(self.paragraphs, place)

    def quoted(self, place: int) -> bool:
        """Return whether ``place`` lies inside quotation marks."""
        return _inside(self.quotations, place)

    def furnished(self, place: int) -> bool:
        """Return whether ``place`` lies in page furniture."""
        return _inside(self.furniture, place)


def _index(spans: tuple[Span, ...], place: int) -> int:
    return max(0, bisect_right(spans, place, key=lambda span: span.start) - 1)


def _inside(spans: tuple[Span, ...], place: int) -> bool:
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return at >= 0 and spans[at].start <= place < spans[at].end


def _word(text: str, start: int, end: int) -> Word:
    piece = text[start:end]
    mark = _POSSESSIVE.search(piece)
    possessive = mark is not None
    if mark:
        end = start + mark.start()
    elif text[end : end + 1] in {"'", "’"} and piece[-1:] == "s" and text[end + 1 : end + 2].isspace():
        possessive = True
    if text[end : end + 1] == "." and _DOTTED.match(text[start:end]):
        end += 1
    return Word(Span(start, end), text[start:end], fold(text[start:end]), possessive)


def _with_lost_marks(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of a page that lost its apostrophes, "Roes house" read as "Roe's" where "Roe" is named too.

    A plural stays one: of a nationality ("Syrians") or of any noun that the page or the lexicon has ("Rebels").
    """
    named = {word.text for word in words if word.capital}
    common = {word.text for word in words if not word.capital}
    return tuple(_unmarked(word) if _owns(word, named, common) else word for word in words)


def _owns(word: Word, named: set[str], common: set[str]) -> bool:
    stem = word.text[:-1]
    if word.possessive or not word.capital or word.text[-1:] != "s" or len(stem) < 3:
        return False
    if stem.lower() in common or word.lower in common or word.text.isupper():
        return False
    found = known(stem)
    plural = head_kind(stem.lower()) is not None and stem[-2:-1] + stem[-1:] != "ry"
    return not plural and (found.how != "adjective" if found else stem in named)


def _unmarked(word: Word) -> Word:
    return Word(Span(word.span.start, word.span.end - 1), word.text[:-1], word.lower[:-1], possessive=True)


def lay_out(text: str, furniture: tuple[Span, ...] = ()) -> Layout:
    """Return the layout of ``text``.

    >>> [word.text for word in lay_out("U.S. Sen. Roe's aides").words]
    ['U.S.', 'Sen.', 'Roe', 'aides']
    """
    words = tuple(_word(text, *match.span()) for match in _WORD.finditer(text))
    if not _APOSTROPHE.search(text):
        words = _with_lost_marks(words)
    return Layout(
        text=text,
        words=words,
        starts=tuple(word.span.start for word in words),
        sentences=tuple(sentences(text)),
        paragraphs=tuple(paragraphs(text)),
        quotations=tuple(quotations(text)),
        furniture=furniture,
    )
