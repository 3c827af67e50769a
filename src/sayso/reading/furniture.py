"""Which lines of a page are furniture: share bars, menus, adverts, related headlines, comment forms, captions.

A small trained model (gradient-boosted trees over the features of a line and its neighbours,
trained by ``training/furniture.py``) gives each line a chance; the best path over the whole page
(Viterbi 1967) turns the chances into runs, since furniture stands in blocks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.reading.asides import is_correction, squeezed
from sayso.reading.further_stories import further_stories
from sayso.reading.headline import headline, is_prose
from sayso.reading.line_features import Matrix, features
from sayso.reading.notices import is_notice
from sayso.records import Span
from sayso.text import paragraphs

# What trafilatura has kept is article in 19 of 20 lines, so a line must look that much more like furniture.
_EXTRACTED: Final = 3.0
_WEIGHTS = Path(__file__).with_name("furniture.json")


_MUCH: Final = 2.0  # log odds; cookie notices and calls to subscribe have more, a page in one line has less
_MENU: Final = 4  # words; a shorter line above the headline is the name of the site or of a section
_ROWS: Final = 512  # lines walked through the trees at once; more would only take memory
_BEFORE: Final = 0
_ARTICLE: Final = 1


@dataclass(frozen=True, slots=True)
class LineModel:
    """The weights: log odds of words, the trees (arrays, one row a node), and how lines are joined.

    ``children`` point into the same arrays; a leaf points at itself.  ``threshold`` is the chance
    from which a line alone counts as furniture; ``switch`` and ``inside`` are those of
    `best_path`.
    """

    odds: dict[str, float]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    split: Matrix
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Matrix
    bias: float
    depth: int
    threshold: float
    switch: float
    inside: float

    @classmethod
    def read(cls, path: Path = _WEIGHTS) -> LineModel:
        """Return the model in the JSON file ``path``.  Raises `ModelError` when it is missing or damaged."""
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            nodes = [np.array(held[name]) for name in ("roots", "feature", "left", "right")]
            return cls(
                odds={str(word): float(weight) for word, weight in held["odds"].items()},
                roots=nodes[0], feature=nodes[1], left=nodes[2], right=nodes[3],
                split=np.array(held["split"], dtype=float), value=np.array(held["value"], dtype=float),
                bias=float(held["bias"]), depth=int(held["depth"]),
                threshold=float(held["threshold"]),
                switch=float(held["switch"]), inside=float(held["inside"]),
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                str(path), f"the furniture model cannot be read ({error})", "Install sayso again"
            ) from error

    def log_odds(self, lines: Sequence[str]) -> Matrix:
        """Return for each line the log odds that it is furniture, from the line and its neighbours."""
        table = features(lines, self.odds)
        return np.concatenate([self._walked(table[place : place + _ROWS]) for place in range(0, len(table), _ROWS)])

    def _walked(self, table: Matrix) -> Matrix:
        """Return the log odds of a few lines, with all trees walked at once, one level after the other."""
        cells = table.ravel()
        rows = (np.arange(len(table)) * table.shape[1])[:, None]
        node = np.tile(self.roots, (len(table), 1))
        for _ in range(self.depth):
            goes_left = cells.take(rows + self.feature.take(node)) <= self.split.take(node)
            node = np.where(goes_left, self.left.take(node), self.right.take(node))
        # Added in the order of the trees, so that the sum is the same to the last bit on every machine.
        total: Matrix = np.cumsum(np.column_stack([np.full(len(table), self.bias), self.value[node]]), axis=1)[:, -1]
        return total


@cache
def shipped_model() -> LineModel:
    """Return the model that ships with sayso, read once."""
    return LineModel.read()


def weights(lines: Sequence[str]) -> Matrix:
    """Return how much each line counts on the best path: a long one up to four times as much as a short one."""
    return np.clip((np.array([len(line) for line in lines]) / 120) ** 0.8, 1.0, 4.0)


def best_path(odds: Matrix, switch: float, inside: float) -> NDArray[np.bool_]:
    """Return which lines are furniture on the likeliest path, given the log odds of each line alone.

    A page is furniture, then one article, then furniture; within the article furniture may stand,
    at the price of ``switch`` for each change and ``inside`` for each line.

    >>> best_path(np.array([4.0, -0.5, 4.0, -6.0]), 2.0, 0.1).tolist()
    [True, True, True, False]
    """
    before, article, within, after = 0.0, -switch, -np.inf, -np.inf
    back = np.zeros((len(odds), 4), dtype=np.int8)
    for place, gain in enumerate(odds.tolist()):
        to_article = (before - switch, article, within - switch, -np.inf)
        to_within = (-np.inf, article - switch, within, -np.inf)
        to_after = (-np.inf, article - switch, -np.inf, after)
        choices = [max(range(4), key=options.__getitem__) for options in (to_article, to_within, to_after)]
        back[place] = (_BEFORE, *choices)
        before += gain
        article = to_article[choices[0]]
        within = to_within[choices[1]] + gain - inside
        after = to_after[choices[2]] + gain
    state = int(np.argmax([before, article, -np.inf, after]))
    path = np.zeros(len(odds), dtype=bool)
    for place in range(len(odds) - 1, -1, -1):
        path[place] = state != _ARTICLE
        state = int(back[place, state])
    return path


@dataclass(frozen=True, slots=True)
class Marks:
    """The lines of a page (none empty), which of them are furniture, the same as spans, and the headline."""

    lines: tuple[Span, ...]
    marked: tuple[bool, ...]
    furniture: tuple[Span, ...]
    title: Span | None


def mark(
    text: str,
    *,
    title: str | None = None,
    whole_page: bool = True,
    model: LineModel | None = None,
    asides: frozenset[str] = frozenset(),
) -> Marks:
    """Return which lines of ``text`` are furniture.

    ``title`` is the headline where it is known; otherwise it is looked for.  It is never furniture,
    but the same line printed again is.  ``whole_page`` is false for the main text of an HTML page, of
    which only what is surely furniture is marked.  Notes on corrections are marked whatever the model says, and
    so are lines among ``asides`` (squeezed) as long as others remain.
    """
    lines = paragraphs(text)
    if not lines:
        return Marks((), (), (), None)
    words = [line.of(text) for line in lines]
    model = model or shipped_model()
    alone = model.log_odds(words) - np.log(model.threshold / (1 - model.threshold))
    if not whole_page:
        alone -= _EXTRACTED
    evidence = alone * weights(words)
    marked = best_path(evidence, model.switch, model.inside)
    if whole_page:
        marked |= further_stories(np.array([len(word) for word in words]), evidence, marked)
    marked &= ~_only_prose(words, alone, marked)
    marked |= _apart(words, marked, asides)
    place = _given(words, title) if title else headline(words, alone.tolist())
    if place is not None:
        again = np.array([word == words[place] for word in words])
        above = np.array([at < place and len(word.split()) <= _MENU for at, word in enumerate(words)])
        marked |= again | above
        marked[place] = False
    flags = tuple(marked.tolist())
    return Marks(tuple(lines), flags, spans_of(lines, flags), None if place is None else lines[place])


def _apart(words: Sequence[str], marked: NDArray[np.bool_], asides: frozenset[str]) -> NDArray[np.bool_]:
    """Return the lines of embedded posts, captions, notices and corrections; none if no sentence would be left."""
    apart = np.array(
        [is_correction(word) or is_notice(word) or (bool(asides) and squeezed(word) in asides) for word in words]
    )
    left = [word for word, is_out in zip(words, (marked | apart).tolist(), strict=True) if not is_out]
    return apart if any(map(is_prose, left)) else np.zeros(len(words), dtype=bool)


def _only_prose(words: Sequence[str], alone: Matrix, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the paragraphs to keep of a page that would keep none: those that do not look much like furniture."""
    if any(not is_marked and is_prose(word) for word, is_marked in zip(words, marked.tolist(), strict=True)):
        return np.zeros(len(words), dtype=bool)
    return np.array([is_prose(word) for word in words]) & (alone < _MUCH)


def _given(lines: Sequence[str], title: str) -> int | None:
    said = " ".join(title.split()).casefold()
    return next((place for place, line in enumerate(lines) if " ".join(line.split()).casefold() == said), None)


def spans_of(lines: Sequence[Span], marked: Sequence[bool]) -> tuple[Span, ...]:
    """Return the marked lines as sorted, disjoint spans; marked lines that follow one another become one span."""
    found: list[Span] = []
    joined = False
    for line, is_marked in zip(lines, marked, strict=True):
        if is_marked and joined:
            found[-1] = Span(found[-1].start, line.end)
        elif is_marked:
            found.append(line)
        joined = bool(is_marked)
    return tuple(found)
