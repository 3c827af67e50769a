"""Merges and splits over what was resolved, without a page being judged anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger import Signature, merge_of, split_of, undo_of
from sayso.records import Contents, Correction, Resolution
from sayso.resolution import corrected
from tests.resolution.pages import page, resolved

SIGNED = Signature(None, "2031-05-14T09:00:00+00:00")
PEOPLE = ("Ann Poe", "Ivan Roe", "Rosa Lind", "Karl Voss")
PAGES = [
    page(f"[S1:{name}] [C1:said] [Q1:no]. [S2:{name}] [C2:added] [Q2:never].", name=name, names=((name, "person"),))
    for name in PEOPLE
]
FOUND = resolved(*PAGES)


def contents(found: Resolution, corrections: tuple[Correction, ...]) -> Contents:
    articles = tuple(article for article, _ in PAGES)
    empty = ((),) * 8
    return replace(Contents(articles, found.entities, found.mentions, found.reports, *empty), corrections=corrections)


def made(steps: list[tuple[str, int, int]]) -> list[Correction]:
    """Return the corrections of some steps, each made from what the ones before it left; impossible steps left out."""
    corrections: list[Correction] = []
    for kind, one, other in steps:
        now = corrected(FOUND, corrections)
        held = contents(now, tuple(corrections))
        spoken = sorted({report.speaker for report in now.reports})
        first, second = spoken[one % len(spoken)], spoken[other % len(spoken)]
        if kind == "merge" and first != second:
            corrections.append(merge_of(held, first, second, SIGNED))
        elif kind == "split":
            own = [report.id for report in now.reports if report.speaker == first]
            corrections.append(split_of(held, first, own[:1], None, SIGNED))
    return corrections


STEPS = st.lists(st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 9), st.integers(0, 9)), max_size=5)


@given(STEPS, st.randoms())
def test_what_is_undone_leaves_nothing_behind(steps, chance):
    corrections = made(steps)
    numbers = list(range(1, len(corrections) + 1))
    chance.shuffle(numbers)
    for number in numbers:
        corrections.append(undo_of(contents(FOUND, tuple(corrections)), number, SIGNED))
    assert corrected(FOUND, corrections) == FOUND


@given(STEPS)
def test_undoing_the_last_gives_what_was_before(steps):
    corrections = made(steps)
    if corrections:
        undone = undo_of(contents(FOUND, tuple(corrections)), len(corrections), SIGNED)
        assert corrected(FOUND, [*corrections, undone]) == corrected(FOUND, corrections[:-1])


@given(STEPS)
def test_no_report_is_lost_and_every_name_is_held(steps):
    now = corrected(FOUND, made(steps))
    known = {entity.id for entity in now.entities}
    assert [report.id for report in now.reports] == [report.id for report in FOUND.reports]
    assert {report.speaker for report in now.reports} <= known
    assert {mention.entity for mention in now.mentions} <= known
    assert len(known) == len(now.entities)


def test_corrections_of_different_entities_bear_on_one_another_in_no_order():
    pairs = (("Ann Poe", "Ivan Roe"), ("Rosa Lind", "Karl Voss"))
    ways = []
    for order in (pairs, pairs[::-1]):
        corrections: tuple[Correction, ...] = ()
        for kept, other in order:
            held = contents(corrected(FOUND, corrections), corrections)
            corrections = (*corrections, merge_of(held, kept, other, SIGNED))
        ways.append(corrected(FOUND, corrections))
    assert ways[0] == ways[1]
    assert len({report.speaker for report in ways[0].reports}) == 2


def test_a_merge_follows_the_name_when_its_page_is_gone():
    merge = merge_of(contents(FOUND, ()), "Ann Poe", "Ivan Roe", SIGNED)
    gone = replace(merge, places=tuple(replace(place, article="art_gone") for place in merge.places))
    assert corrected(FOUND, [gone]) == corrected(FOUND, [merge])
    unknown = replace(gone, names=("Ann Poe", "Nobody Known"))
    assert corrected(FOUND, [unknown]) == FOUND
