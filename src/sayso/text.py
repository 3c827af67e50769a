"""Paragraphs, sentences and quotations of a text, as spans of its code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.records import Span

OPENING: Final = "“„«‟"
CLOSING: Final = "”»"
STRAIGHT: Final = '"'

_MARK = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]")
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[^\W_a-z])")
# A full stop after these ends no sentence: titles, months, initials, and military ranks.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'‘])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Cmdr|Adm|Rev|Hon|St|Jr|Sr|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|etc|Inc|Corp|Ltd|Co|U\.S|U\.K|U\.N|D\.C|a\.m|p\.m)\.$"
)


def trim(text: str, span: Span) -> Span:
    """Return ``span`` without the white space at its ends (empty at its start if all is space)."""
    piece = span.of(text)
    left = len(piece) - len(piece.lstrip())
    if left == len(piece):
        return Span(span.start, span.start)
    return Span(span.start + left, span.start + len(piece.rstrip()))


def paragraphs(text: str) -> list[Span]:
    r"""Return the lines of ``text`` that hold more than white space, trimmed.

    >>> [span.of("One.\n\n  Two. ") for span in paragraphs("One.\n\n  Two. ")]
    ['One.', 'Two.']
    """
    return list(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Span]:
    return (trim(text, Span(*match.span())) for match in _PARAGRAPH.finditer(text))


def _sentences_of(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        first_stop = match.start() + 1
        # 16 characters hold the longest abbreviation and what must stand before it.
        if _ABBREVIATION.search(text[max(start, first_stop - 16) : first_stop]) and match.group() == ".":
            continue
        yield Span(start, match.end())
        space = _SPACE.match(text, match.end())
        start = space.end() if space else match.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def sentences(text: str) -> list[Span]:
    """Return the sentences of ``text`` in order; none runs over the end of a paragraph.

    >>> text = "Mr. Poe left. “No!” He said so."
    >>> [span.of(text) for span in sentences(text)]
    ['Mr. Poe left.', '“No!”', 'He said so.']
    """
    return list(each_sentence(text))


def each_sentence(text: str) -> Iterator[Span]:
    """Yield the sentences of ``text`` in order, for those who need but the first."""
    for paragraph in _paragraphs(text):
        yield from _sentences_of(text, paragraph)


def quotations(text: str) -> list[Span]:
    """Return what stands inside double quotation marks, marks left out, in order of place.

    A quotation ends with its closing mark or, left open, with its paragraph: news reopens a
    quotation in each paragraph and closes it in the last.  Single marks are not read as
    quotations, since most are apostrophes.

    >>> text = 'He said "no" and “never.'
    >>> [span.of(text) for span in quotations(text)]
    ['no', 'never.']
    """
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start: int | None = None
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            place, mark = match.start(), match.group()
            if start is None:
                start = None if mark in CLOSING else place + 1
            elif mark not in OPENING:
                if start < place:
                    found.append(Span(start, place))
                start = None
        if start is not None and start < paragraph.end:
            found.append(Span(start, paragraph.end))
    return found
