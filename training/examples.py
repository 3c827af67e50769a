"""Annotated articles turned into what the network is taught: labels and joins of every piece."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.attribution.pieces import Numbers, Pieces, cut
from sayso.attribution.windows import Window, windows
from training.polnear import ROLES, Gold, GoldArticle, Range

NAME_KINDS: Final = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
UNKNOWN: Final = -100
_STRAIGHTEN: Final = str.maketrans("“”„«»‘’", '"""""\'\'')


@dataclass(frozen=True, slots=True)
class Joined:
    """One attribution in pieces: all its pieces by role, and the first of its cue and source."""

    source: Numbers
    cue: Numbers
    content: Numbers


@dataclass(frozen=True, slots=True)
class Labelled:
    """The pieces of one article with their labels."""

    pieces: Pieces
    roles: Numbers
    names: Numbers
    joined: tuple[Joined, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Example:
    """One window: features (pieces, 4) with ``[CLS]`` and ``[SEP]``, labels, and pairs to join.

    ``to_cue`` and ``to_source`` are (row, column) pairs of pieces of the window.
    """

    features: Numbers
    roles: Numbers
    names: Numbers
    to_cue: Numbers
    to_source: Numbers


def _covered(pieces: Pieces, span: Range) -> Numbers:
    """Return the pieces that overlap ``span``."""
    first = int(np.searchsorted(pieces.ends, span[0], side="right"))
    last = int(np.searchsorted(pieces.starts, span[1], side="left"))
    return np.arange(first, max(first, last), dtype=np.int64)


def _write(labels: Numbers, places: Numbers, kind: int) -> None:
    labels[places] = 2 + 2 * kind
    labels[places[:1]] = 1 + 2 * kind


def _join(pieces: Pieces, gold: Gold) -> Joined:
    empty = np.zeros(0, dtype=np.int64)
    parts = [[_covered(pieces, span) for span in getattr(gold, role)] for role in ROLES]
    return Joined(*(np.concatenate([*part, empty]) for part in parts))


def label(article: GoldArticle, text: str, tokenizer: Tokenizer) -> Labelled:
    """Return the pieces of ``text`` (as long as the article's, perhaps altered) with labels."""
    pieces = cut(text, tokenizer)
    roles = np.zeros(len(pieces), dtype=np.int64)
    for gold in article.attributions:
        for kind, role in enumerate(ROLES):
            for span in getattr(gold, role):
                _write(roles, _covered(pieces, span), kind)
    names = np.full(len(pieces), UNKNOWN if article.names is None else 0, dtype=np.int64)
    for start, end, type_ in article.names or ():
        if type_ in NAME_KINDS:
            _write(names, _covered(pieces, (start, end)), NAME_KINDS.index(type_))
    return Labelled(pieces, roles, names, tuple(_join(pieces, gold) for gold in article.attributions))


def in_capitals(text: str) -> str:
    """Return ``text`` in capitals, but for letters whose capital is longer than one; its length stays."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


def alter(text: str, chance: random.Random) -> str:
    """Return ``text``, now and then as careless copies have it; its length stays the same.

    Quotation marks lost (half of the press reports of ``incidents`` lost theirs) or of another
    kind, a headline in capitals, paragraphs run together.
    """
    draw = chance.random()
    if draw < 0.08:
        text = text.translate(str.maketrans('“”„«»"', "      "))
    elif draw < 0.16:
        text = text.translate(_STRAIGHTEN)
    elif draw < 0.19:
        text = text.translate(str.maketrans("“”", "«»"))
    elif draw < 0.22:
        text = text.translate(str.maketrans("“”", "„“"))
    elif draw < 0.25:
        text = text.translate(str.maketrans("“”", "‘’"))
    if chance.random() < 0.05:
        head, newline, rest = text.partition("\n")
        text = in_capitals(head) + newline + rest
    if chance.random() < 0.05:
        text = text.replace("\n", " ")
    return text


def _pairs(rows: Numbers, column: int, window: Window) -> NDArray[np.int64]:
    inside = rows[(rows >= window.first) & (rows < window.last)]
    at = inside - window.first + 1
    return np.stack([at, np.full(len(at), column, dtype=np.int64)], axis=1)


def _joins(joined: tuple[Joined, ...], window: Window) -> tuple[Numbers, Numbers]:
    """Return the pairs of the window's attributions whose cue lies inside it.

    A missing source is joined to ``[CLS]``, the window's piece 0.
    """
    to_cue, to_source = [np.zeros((0, 2), dtype=np.int64)], [np.zeros((0, 2), dtype=np.int64)]
    for one in joined:
        if not len(one.cue) or not window.first <= one.cue[0] < window.last:
            continue
        cue = int(one.cue[0]) - window.first + 1
        to_cue += [_pairs(rows, cue, window) for rows in (one.source, one.cue, one.content)]
        if len(one.source) and not window.first <= one.source[0] < window.last:
            continue
        source = int(one.source[0]) - window.first + 1 if len(one.source) else 0
        to_source += [_pairs(rows, source, window) for rows in (one.cue, one.content)]
    return np.concatenate(to_cue), np.concatenate(to_source)


def _framed(values: Numbers, first: int, last: int, ends: tuple[int, int]) -> Numbers:
    return np.concatenate([[ends[0]], values[first:last], [ends[1]]])


def _begun(labels: Numbers) -> Numbers:
    """Return ``labels`` with a beginning where an inside label follows none: a span cut by the window."""
    before = np.concatenate([[0], labels[:-1]])
    inside = (labels > 0) & (labels % 2 == 0)
    lost = inside & (before != labels) & (before != labels - 1)
    return np.where(lost, labels - 1, labels)


def frame(pieces: Pieces, window: Window, ends: Numbers) -> Numbers:
    """Return the window's features with ``[CLS]`` before and ``[SEP]`` behind."""
    return np.concatenate([ends[:1], pieces.features(window.first, window.last), ends[1:]])


def examples(labelled: Labelled, cuts: list[Window], ends: Numbers) -> list[Example]:
    """Return one example a window."""
    made = []
    for window in cuts:
        to_cue, to_source = _joins(labelled.joined, window)
        roles = _begun(_framed(labelled.roles, window.first, window.last, (0, 0)))
        names = _begun(_framed(labelled.names, window.first, window.last, (UNKNOWN, UNKNOWN)))
        made.append(Example(frame(labelled.pieces, window, ends), roles, names, to_cue, to_source))
    return made


def cut_windows(pieces: Pieces, stops: frozenset[int], chance: random.Random) -> list[Window]:
    """Return training windows: of random size, with a random first cut."""
    room = chance.randrange(256, 385)
    return list(windows(pieces, room=room, context=48, stops=stops, first_room=chance.randrange(64, room)))
