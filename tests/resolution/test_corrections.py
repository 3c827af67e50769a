"""Merges and splits over what was resolved, without a page being judged anew."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ledger import Signature, date_of, merge_of, published_of, speaker_of, split_of, undo_of, wrong_of
from sayso.records import Contents, Correction, Report, Resolution
from sayso.resolution import as_published, corrected
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
    return Contents(articles, found.entities, found.mentions, found.reports, corrections=corrections)


def amended(kind: str, held: Contents, number: int, report: Report) -> Correction:
    if kind == "wrong":
        return wrong_of(held, report.id, SIGNED)
    if kind == "date":
        return date_of(held, report.id, ("2031-05-14", "2031-05", "2031", None)[number % 4], SIGNED)
    names = sorted({"", "Nobody Yet", *(entity.name for entity in held.entities if entity.id != report.speaker)})
    return speaker_of(held, report.id, names[number % len(names)], SIGNED)


def made(steps: list[tuple[str, int, int]]) -> list[Correction]:
    """Return the corrections of some steps, each made from what the ones before it left; impossible steps left out."""
    corrections: list[Correction] = []
    for kind, one, other in steps:
        now = corrected(FOUND, corrections)
        held = contents(now, tuple(corrections))
        spoken = sorted({report.speaker for report in now.reports if report.speaker})
        if not spoken:
            break
        first, second = spoken[one % len(spoken)], spoken[other % len(spoken)]
        if kind == "merge" and first != second:
            corrections.append(merge_of(held, first, second, SIGNED))
        elif kind == "split":
            own = [report.id for report in now.reports if report.speaker == first]
            corrections.append(split_of(held, first, own[:1], None, SIGNED))
        elif kind in {"speaker", "wrong", "date"}:
            with suppress(InputError):  # two entities may be called alike by now
                corrections.append(amended(kind, held, one, now.reports[other % len(now.reports)]))
    return corrections


KINDS = ["merge", "split", "speaker", "date"]
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 9)), max_size=5)
LOSING = st.lists(st.tuples(st.sampled_from([*KINDS, "wrong"]), st.integers(0, 9), st.integers(0, 9)), max_size=5)


@given(LOSING, st.randoms())
def test_what_is_undone_leaves_nothing_behind(steps, chance):
    corrections = made(steps)
    numbers = list(range(1, len(corrections) + 1))
    chance.shuffle(numbers)
    for number in numbers:
        corrections.append(undo_of(contents(FOUND, tuple(corrections)), number, SIGNED))
    assert corrected(FOUND, corrections) == FOUND


@given(LOSING)
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
    assert {report.speaker for report in now.reports} <= {None, *known}
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


def test_an_attribution_is_given_to_whom_a_person_names():
    report = FOUND.reports[0]
    (other,) = [one.id for one in FOUND.entities if one.name == "Karl Voss"]
    now = corrected(FOUND, [speaker_of(contents(FOUND, ()), report.id, "karl voss", SIGNED)])
    (given,) = [one for one in now.reports if one.id == report.id]
    assert (given.speaker, given.why_speaker.reasons) == (other, ("set by a person",))
    untold = corrected(FOUND, [speaker_of(contents(FOUND, ()), report.id, None, SIGNED)])
    (given,) = [one for one in untold.reports if one.id == report.id]
    assert (given.speaker, given.why_speaker.relation) == (None, "unresolved")
    new = corrected(FOUND, [speaker_of(contents(FOUND, ()), report.id, "Petra Roe", SIGNED)])
    assert [one.name for one in new.entities if one not in FOUND.entities] == ["Petra Roe"]


def test_the_last_word_on_an_attribution_counts():
    report = FOUND.reports[0]
    corrections: tuple[Correction, ...] = ()
    for day in ("2031-05-14", "2031"):
        corrections = (*corrections, date_of(contents(FOUND, corrections), report.id, day, SIGNED))
    (dated,) = [one for one in corrected(FOUND, corrections).reports if one.id == report.id]
    assert (dated.said_on, dated.said_precision) == ("2031-01-01", "year")


def test_a_page_has_its_own_date_again_when_the_correction_is_undone():
    articles = tuple(article for article, _ in PAGES)
    corrections: tuple[Correction, ...] = ()
    for day in ("2031-05-14", "2031-05-15"):
        held = replace(contents(FOUND, corrections), articles=as_published(articles, corrections))
        corrections = (*corrections, published_of(held, articles[0].id, day, SIGNED))
    now = as_published(articles, corrections)
    assert (now[0].published, now[0].published_from) == ("2031-05-15", "correction")
    for number in (2, 1):
        corrections = (*corrections, undo_of(contents(FOUND, corrections), number, SIGNED))
        now = as_published(now, corrections)
        assert now[0].published == ("2031-05-14" if number == 2 else articles[0].published)
    assert now == articles


@pytest.mark.parametrize("day", ["yesterday", "2031-13", "2031-02-30", "31-05-14", "２０３１", ""])
def test_what_is_no_date_is_refused(day):
    with pytest.raises(InputError, match=r"date|day"):
        published_of(contents(FOUND, ()), PAGES[0][0].id, day, SIGNED)
