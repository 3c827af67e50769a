from __future__ import annotations

import numpy as np

from sayso.attribution.joining import BUCKETS, CONTENT, CUE, SOURCE, Balance, Group, Joins, evidence, join
from sayso.attribution.labels import Stretch

WIDTH = 4


class Pointing:
    """Pointer projections of one window in which chosen pieces point strongly at one piece each."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces
        self.cue = np.zeros((pieces, pieces), dtype=np.float32)
        self.source = np.zeros((pieces, pieces), dtype=np.float32)

    def to_cue(self, stretch: Stretch, cue: Stretch, strength: float = 9) -> Pointing:
        self.cue[stretch.first : stretch.last, cue.first] += strength
        return self

    def to_source(self, stretch: Stretch, source: Stretch | None, strength: float = 9) -> Pointing:
        self.source[stretch.first : stretch.last, 0 if source is None else source.first] += strength
        return self

    def joins(self) -> Joins:
        scaled = np.eye(self.pieces, dtype=np.float32) * self.pieces**0.5
        return Joins(self.cue, scaled, self.source, scaled, np.zeros((2, BUCKETS), dtype=np.float32))


HE = Stretch(1, 2, SOURCE)
SAID = Stretch(2, 3, CUE)
THAT = Stretch(3, 6, CONTENT)
ADDED = Stretch(7, 8, CUE)
MORE = Stretch(8, 10, CONTENT)
SHE = Stretch(11, 12, SOURCE)


def test_content_goes_to_the_cue_it_points_at_and_the_cue_takes_its_source() -> None:
    pointing = Pointing(14).to_cue(THAT, SAID).to_cue(SAID, SAID).to_source(SAID, HE).to_source(THAT, HE)
    assert join([HE, SAID, THAT], pointing.joins(), Balance()) == [Group((HE,), (SAID,), (THAT,))]


def test_two_cues_share_a_source() -> None:
    pointing = Pointing(14)
    for cue, content in ((SAID, THAT), (ADDED, MORE)):
        pointing.to_cue(cue, cue).to_cue(content, cue).to_source(cue, HE).to_source(content, HE)
    groups = join([HE, SAID, THAT, ADDED, MORE], pointing.joins(), Balance())
    assert [group.source for group in groups] == [(HE,), (HE,)]


def test_an_attribution_without_a_source_keeps_none() -> None:
    pointing = Pointing(14).to_cue(THAT, SAID).to_cue(SAID, SAID).to_source(SAID, None).to_source(THAT, None)
    assert join([SAID, THAT, SHE], pointing.joins(), Balance()) == [Group((), (SAID,), (THAT,))]


def test_contents_vote_when_the_cue_is_in_doubt() -> None:
    pointing = Pointing(14).to_cue(THAT, SAID).to_cue(SAID, SAID)
    pointing.to_source(SAID, HE, 0.1).to_source(THAT, SHE)
    assert join([HE, SAID, THAT, SHE], pointing.joins(), Balance())[0].source == (SHE,)


def test_a_cue_in_two_parts_is_one() -> None:
    pointing = Pointing(14).to_cue(SAID, SAID).to_cue(ADDED, SAID).to_cue(THAT, SAID).to_cue(MORE, ADDED)
    groups = join([SAID, THAT, ADDED, MORE], pointing.joins(), Balance())
    assert groups == [Group((), (SAID, ADDED), (THAT, MORE))]


def test_a_cue_that_may_as_well_stand_by_itself_is_no_part() -> None:
    pointing = Pointing(14).to_cue(SAID, SAID).to_cue(THAT, SAID).to_cue(MORE, ADDED)
    pointing.to_cue(ADDED, SAID, 5).to_cue(ADDED, ADDED, 4.8)
    assert len(join([SAID, THAT, ADDED, MORE], pointing.joins(), Balance())) == 2


def test_parts_of_a_cue_that_touch_are_one_span() -> None:
    was, reported = Stretch(2, 3, CUE), Stretch(3, 4, CUE)
    that = Stretch(4, 6, CONTENT)
    pointing = Pointing(14).to_cue(was, was).to_cue(reported, was).to_cue(that, was)
    assert join([was, reported, that], pointing.joins(), Balance())[0].cue == (Stretch(2, 4, CUE),)


def test_contents_without_any_cue_make_no_attribution() -> None:
    assert join([HE, THAT], Pointing(14).joins(), Balance()) == []


def test_a_likely_cue_without_content_speaks_for_one_among_the_pieces_that_point_at_it() -> None:
    pointing = Pointing(14).to_cue(THAT, SAID).to_cue(SAID, SAID).to_cue(MORE, ADDED).to_cue(ADDED, ADDED)
    balance = Balance(content_evidence=2)
    sure, doubtful = np.full(14, 0.9, dtype=np.float32), np.full(14, 0.6, dtype=np.float32)
    missed = evidence([SAID, THAT, ADDED], pointing.joins(), balance, sure).content
    assert (missed[[8, 9]] > 1.9).all()
    assert (missed[[0, 1, 3, 4, 5, 6, 10, 11, 12, 13]] < 0.3).all()
    assert not evidence([SAID, THAT, ADDED], pointing.joins(), balance, doubtful).content.any()
    assert not evidence([SAID, THAT, ADDED, MORE], pointing.joins(), balance, sure).content.any()
