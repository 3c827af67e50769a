"""Which source, cue and content belong together: stretches joined by learned pointer scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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
    """How much each voice counts; how the numbers were swept is in the card.

    ``content_vote`` and ``source_vote`` beside a cue's own vote for its source; ``no_source`` is
    added to having none; ``cue_evidence`` and ``source_evidence`` are what pointers add, at most,
    to the label score of a piece that they point at, ``content_evidence`` to that of one that points
    at a cue without content, if the cue is no less likely than ``sure_cue``; a cue is a part of
    another that it does not touch if that is no less likely than ``sure_part``.
    """

    content_vote: float = 1.0
    source_vote: float = 1.0
    no_source: float = 0.0
    cue_evidence: float = 3.0
    source_evidence: float = 1.0
    content_evidence: float = 3.0
    sure_cue: float = 0.8
    sure_part: float = 0.65


def buckets(gaps: Numbers) -> Numbers:
    """Return the bucket of each distance (column minus row, in pieces).

    >>> buckets(np.array([-1, 0, 1, 8, 9, 500])).tolist()
    [14, 15, 16, 23, 24, 29]
    """
    size = np.abs(gaps)
    far = NEAREST + 1 + np.floor(np.log2(np.maximum(size, NEAREST) / NEAREST)).astype(np.int64)
    reach = np.where(size <= NEAREST, size, np.minimum(far, NEAREST + 7))
    return NEAREST + 7 + np.sign(gaps) * reach


_LONGEST: Final = 512  # the positions that the network knows; no two pieces of a window are further apart
_BUCKET_OF: Final = buckets(np.arange(-_LONGEST, _LONGEST + 1))


def _pointing(seeks: Scores, sought: Scores, distances: Scores, voters: Sequence[Stretch], columns: Numbers) -> Scores:
    """Return (voters, columns): the mean log probability with which a voter's pieces point at each column."""
    if not voters:
        return np.zeros((0, len(columns)), dtype=np.float32)
    rows = np.concatenate([np.arange(voter.first, voter.last) for voter in voters])
    sizes = np.array([voter.last - voter.first for voter in voters])
    firsts = np.cumsum(sizes) - sizes
    scores = (seeks[rows] * np.float32(sought.shape[1] ** -0.5)) @ sought[columns].T
    scores += _gaps(rows, columns, distances)
    # The mean of the logarithms of softmax: what each row is normed by can be taken off at the end.
    means: Scores = np.add.reduceat(scores, firsts) / sizes[:, None]
    tops = np.maximum.reduce(scores, axis=1)
    scores -= tops[:, None]
    norms = tops + np.log(np.add.reduce(np.exp(scores, out=scores), axis=1))
    means -= (np.add.reduceat(norms, firsts) / sizes)[:, None]
    return means


def _gaps(rows: Numbers, columns: Numbers, distances: Scores) -> Scores:
    """Return (rows, columns): the score of the distance from each row to each column."""
    steps = distances[_BUCKET_OF]
    if len(columns) > 1 and columns[-1] - columns[0] == len(columns) - 1:  # all pieces: each row is a stretch of steps
        gaps: Scores = sliding_window_view(steps, len(columns))[columns[0] + _LONGEST - rows]
    else:
        gaps = steps[columns - rows[:, None] + _LONGEST]
    gaps[:, columns == 0] = distances[NO_SOURCE]
    return gaps


def _cue_votes(voters: Sequence[Stretch], columns: Numbers, joins: Joins) -> Scores:
    return _pointing(joins.seeks_cue, joins.is_cue, joins.distances[0], voters, columns)


def _source_votes(voters: Sequence[Stretch], columns: Numbers, joins: Joins) -> Scores:
    return _pointing(joins.seeks_source, joins.is_source, joins.distances[1], voters, columns)


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each piece, how much speaks for its beginning a source, a cue, or a content."""

    source: Scores
    cue: Scores
    content: Scores


def evidence(found: Sequence[Stretch], joins: Joins, balance: Balance, likely_cue: Scores) -> Evidence:
    """Return what the pointers of what was found say of what was missed.

    ``likely_cue`` is the probability of each piece's being in a cue, by its own label scores.
    A content that points at a piece where no cue was found says that one was missed there; so do
    a cue and its content of a source.  Each such voice counts with its probability; together
    they count no more than one.  A likely cue that no content points at says that one was missed
    among the pieces that do.
    """
    columns = np.arange(len(joins.is_cue))
    contents = [one for one in found if one.kind == CONTENT]
    seekers = [one for one in found if one.kind != SOURCE]
    for_cue = np.exp(_cue_votes(contents, columns, joins)).sum(0)
    for_source = np.exp(_source_votes(seekers, columns, joins)).sum(0)
    for_source[0] = 0  # that is "no source"
    alone = [
        cue
        for cue in _without_content(found, joins, balance)
        if likely_cue[cue.first : cue.last].mean() >= balance.sure_cue
    ]
    return Evidence(
        balance.source_evidence * np.minimum(for_source, 1),
        balance.cue_evidence * np.minimum(for_cue, 1),
        balance.content_evidence * _pointing_at(alone, joins),
    )


def _without_content(found: Sequence[Stretch], joins: Joins, balance: Balance) -> list[Stretch]:
    """Return the cues that no content points at, nor at a cue that they are a part of."""
    cues, contents = ([one for one in found if one.kind == kind] for kind in (CUE, CONTENT))
    if not cues:
        return []
    heads = _heads(cues, joins, balance)
    held = {heads[cue] for cue in _cue_votes(contents, _starts(cues), joins).argmax(1).tolist()}
    return [cue for own, cue in enumerate(cues) if heads[own] == own and own not in held]


def _pointing_at(cues: Sequence[Stretch], joins: Joins) -> Scores:
    """Return for each piece with what probability it points at one of ``cues``."""
    pieces = len(joins.is_cue)
    if not cues:
        return np.zeros(pieces, dtype=np.float32)
    each = [Stretch(piece, piece + 1, CONTENT) for piece in range(pieces)]
    pointing: Scores = np.exp(_cue_votes(each, np.arange(pieces), joins))[:, _starts(cues)].sum(1)
    return np.minimum(pointing, 1)


def _starts(stretches: Sequence[Stretch]) -> Numbers:
    return np.array([one.first for one in stretches], dtype=np.int64)


def _heads(cues: Sequence[Stretch], joins: Joins, balance: Balance) -> list[int]:
    """Return for each cue the cue that it is a part of, mostly itself ("is … sure", "told … that").

    Of two that do not touch, what may as well stand by itself is no part: "Roe says that it sank, which Poe denies".
    """
    votes = _cue_votes(cues, _starts(cues), joins)
    chosen, sure = votes.argmax(1).tolist(), (votes.max(1) >= np.log(balance.sure_part)).tolist()

    def part(own: int, head: int) -> bool:
        touching = cues[own].first == cues[head].last or cues[head].first == cues[own].last
        return chosen[head] == head and (touching or sure[own])

    return [head if part(own, head) else own for own, head in enumerate(chosen)]


def _picks(
    cues: Sequence[Stretch], members: _Members, sources: Sequence[Stretch], *, joins: Joins, balance: Balance
) -> dict[int, int]:
    """Return for each cue with content the number of its source, counted from 1, or 0 for none."""
    said_back = _cue_votes(sources, _starts(cues), joins)
    columns = np.concatenate([[0], _starts(sources)])  # piece 0 stands for no source
    # All are asked at once: asking takes longer than answering.
    voters = [cues[cue] for cue in members] + [content for contents in members.values() for content in contents]
    votes = _source_votes(voters, columns, joins)
    picks: dict[int, int] = {}
    at = len(members)
    for own, (cue, contents) in zip(votes, members.items(), strict=False):
        scores = own + balance.content_vote * votes[at : at + len(contents)].mean(0)
        scores[1:] += balance.source_vote * said_back[:, cue]
        scores[0] += balance.no_source
        picks[cue] = int(scores.argmax())
        at += len(contents)
    return picks


def _whole(parts: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the parts of one cue, those that touch made one ("It" and "was reported")."""
    joined: list[Stretch] = []
    for part in parts:
        if joined and joined[-1].last == part.first:
            part = Stretch(joined.pop().first, part.last, part.kind)  # noqa: PLW2901 - it grows to the left
        joined.append(part)
    return tuple(joined)


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
    heads = _heads(cues, joins, balance)
    members: _Members = {}
    for content, cue in zip(contents, _cue_votes(contents, _starts(cues), joins).argmax(1).tolist(), strict=True):
        members.setdefault(heads[cue], []).append(content)
    picks = _picks(cues, members, sources, joins=joins, balance=balance)
    return [
        Group(
            (sources[picks[cue] - 1],) if picks[cue] else (),
            _whole([part for part, head in zip(cues, heads, strict=True) if head == cue]),
            tuple(members[cue]),
        )
        for cue in sorted(members)
    ]
