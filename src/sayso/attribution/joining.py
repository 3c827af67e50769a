"""Which source, cue and content belong together: stretches joined by learned pointer scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.attribution.labels import Scores, Stretch

NEAREST: Final = 8  # distances up to this have a bucket each; longer ones share one by powers of two
NO_SOURCE: Final = 2 * (NEAREST + 7) + 1  # the bucket of "no source", which stands nowhere
BUCKETS: Final = NO_SOURCE + 1
SOURCE, CUE, CONTENT = range(3)

Numbers = NDArray[np.int64]
_Members = dict[int, list[Stretch]]


@dataclass(frozen=True, slots=True)
class Joins:
    """The pointer projections of one window, a row a piece (row 0 is ``[CLS]``), and distance scores.

    A row of ``seeks_cue`` times a row of ``is_cue`` says how well the second piece begins the cue
    of the first one's attribution; likewise for the source.  ``distances`` is (2, BUCKETS).
    """

    seeks_cue: Scores
    is_cue: Scores
    seeks_source: Scores
    is_source: Scores
    distances: Scores


@dataclass(frozen=True, slots=True)
class Group:
    """The stretches of one attribution."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """How much each vote counts when a cue picks its source; how they were swept is in the card."""

    content_vote: float = 1.0
    source_vote: float = 0.5
    no_source: float = 0.0


def buckets(gaps: Numbers) -> Numbers:
    """Return the bucket of each distance (column minus row, in pieces).

    >>> buckets(np.array([-1, 0, 1, 8, 9, 500])).tolist()
    [14, 15, 16, 23, 24, 29]
    """
    size = np.abs(gaps)
    far = NEAREST + 1 + np.floor(np.log2(np.maximum(size, NEAREST) / NEAREST)).astype(np.int64)
    reach = np.where(size <= NEAREST, size, np.minimum(far, NEAREST + 7))
    return NEAREST + 7 + np.sign(gaps) * reach


def _log_softmax(scores: Scores) -> Scores:
    scores = scores - scores.max(-1, keepdims=True)
    normed: Scores = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return normed


def _votes(seeks: Scores, sought: Scores, distances: Scores, stretch: Stretch, columns: Numbers) -> Scores:
    """Return the mean log probability with which the pieces of ``stretch`` point at ``columns``."""
    rows = np.arange(stretch.first, stretch.last)
    gaps = distances[np.where(columns == 0, NO_SOURCE, buckets(columns - rows[:, None]))]
    votes: Scores = _log_softmax(seeks[rows] @ sought[columns].T * sought.shape[1] ** -0.5 + gaps).mean(0)
    return votes


def _cue_votes(voters: Sequence[Stretch], cues: Sequence[Stretch], joins: Joins) -> Scores:
    """Return (voters, cues): how strongly each voter points at the beginning of each cue."""
    columns = np.array([cue.first for cue in cues])
    votes = [_votes(joins.seeks_cue, joins.is_cue, joins.distances[0], voter, columns) for voter in voters]
    return np.array(votes, dtype=np.float32).reshape(len(voters), len(cues))


def _source_votes(voters: Sequence[Stretch], sources: Sequence[Stretch], joins: Joins) -> Scores:
    """Return (voters, 1 + sources): how strongly each voter points at no source, and at each source."""
    columns = np.array([0, *(source.first for source in sources)])
    votes = [_votes(joins.seeks_source, joins.is_source, joins.distances[1], voter, columns) for voter in voters]
    return np.array(votes, dtype=np.float32).reshape(len(voters), 1 + len(sources))


def _heads(cues: Sequence[Stretch], joins: Joins) -> list[int]:
    """Return for each cue the cue that it is a part of, mostly itself ("is … sure", "told … that")."""
    chosen = _cue_votes(cues, cues, joins).argmax(1).tolist()
    return [head if chosen[head] == head else own for own, head in enumerate(chosen)]


def _picks(
    cues: Sequence[Stretch], members: _Members, sources: Sequence[Stretch], *, joins: Joins, balance: Balance
) -> dict[int, int]:
    """Return for each cue with content the number of its source, counted from 1, or 0 for none."""
    said_back = _cue_votes(sources, cues, joins)
    picks: dict[int, int] = {}
    for cue, contents in members.items():
        scores = _source_votes([cues[cue]], sources, joins)[0]
        scores = scores + balance.content_vote * _source_votes(contents, sources, joins).mean(0)
        scores[1:] += balance.source_vote * said_back[:, cue]
        scores[0] += balance.no_source
        picks[cue] = int(scores.argmax())
    return picks


def join(found: Sequence[Stretch], joins: Joins, balance: Balance) -> list[Group]:
    """Return the attributions of one window, in the order of their cues; stretches count from ``[CLS]``.

    Each content goes to the cue that it points at; each cue with content then takes the source
    that it, its contents and the source itself agree on most, or none.  Two cues may share a
    source ("he said … and added …").  A cue without content, and a content without any cue in
    its window, make no attribution: PolNeAR has neither.
    """
    sources, cues, contents = ([one for one in found if one.kind == kind] for kind in (SOURCE, CUE, CONTENT))
    if not cues:
        return []
    heads = _heads(cues, joins)
    members: _Members = {}
    for content, cue in zip(contents, _cue_votes(contents, cues, joins).argmax(1).tolist(), strict=True):
        members.setdefault(heads[cue], []).append(content)
    picks = _picks(cues, members, sources, joins=joins, balance=balance)
    return [
        Group(
            (sources[picks[cue] - 1],) if picks[cue] else (),
            tuple(part for part, head in zip(cues, heads, strict=True) if head == cue),
            tuple(members[cue]),
        )
        for cue in sorted(members)
    ]
