"""What is news: one function of the former ledger and the new one."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Contents
from sayso.watching import Known, changes, known_of, news_between
from sayso.watching.known import as_json, from_json
from sayso.watching.wording import as_object, as_text

from .ledgers import Saying, World

SHUT = Saying("Rune", "The harbour is shut.", (("quay", 0), ("gull", 1), ("copy", 1), ("tide", 2)))
OPEN = Saying("Hale", "It never was.", (("gull", 0), ("tide", 1)))
STORY = World(
    (SHUT, OPEN),
    (("denies", 1, 0),),
    (("update", ("quay", 9), ("gull", 14)), ("conflict", ("gull", 14), ("tide", 4))),
)


def kinds(former: Contents | Known, new: Contents) -> list[tuple[str, int, int]]:
    known = former if isinstance(former, Known) else known_of(former)
    return [(one.kind, one.before, one.after) for one in changes(known, new)]


def test_a_statement_that_gains_an_origin_is_told_with_both_numbers():
    (told,) = news_between(World((SHUT,)).ledger({"quay"}), World((SHUT,)).ledger({"quay", "gull"}))
    assert (told.kind, told.before, told.after) == ("origins", 1, 2)
    assert told.said is not None
    assert (told.said.speaker, told.said.quote) == ("Rune", "The harbour is shut.")
    assert told.said.outlets == ("The gull", "The quay")
    assert [page.outlet for page in told.pages] == ["The gull"]


def test_a_copy_is_no_news():
    world = World((SHUT,))
    assert kinds(world.ledger({"quay", "gull"}), world.ledger({"quay", "gull", "copy"})) == []


def test_a_new_statement_is_told_of_once_it_has_two_origins():
    world = World((SHUT, OPEN))
    assert kinds(world.ledger({"quay"}), world.ledger({"quay", "gull"})) == [("origins", 1, 2)]
    assert kinds(Known(), world.ledger({"quay", "gull"})) == [("origins", 0, 2)]


def test_origins_that_turn_out_to_be_one_are_told_too():
    merged = replace(SHUT, pages=tuple((page, 0) for page, _ in SHUT.pages))
    (told,) = news_between(World((SHUT,)).ledger(), World((merged,)).ledger())
    assert (told.before, told.after) == (3, 1)
    assert "rest on one origin" in as_text(told)


def test_a_statement_that_is_parted_has_lost_nothing():
    parts = tuple(replace(SHUT, pages=part) for part in (SHUT.pages[:2], SHUT.pages[2:]))
    assert kinds(World((SHUT,)).ledger(), World(parts).ledger()) == []


@pytest.mark.parametrize(
    ("relation", "kind"), [("denies", "denied"), ("contradicts", "contradicted"), ("retracts", "retracted")]
)
def test_an_answer_is_told_with_both_sides(relation, kind):
    world = replace(STORY, answers=((relation, 1, 0),), counts=())
    told = [one for one in news_between(world.ledger({"quay"}), world.ledger({"quay", "gull"})) if one.kind == kind]
    (one,) = told
    assert one.said is not None
    assert (one.said.speaker, one.answers[0].speaker) == ("Rune", "Hale")
    assert f"{kind} by Hale" in as_text(one)
    assert kinds(world.ledger({"quay", "gull"}), world.ledger({"quay", "gull"})) == []


@pytest.mark.parametrize("relation", ["repeats", "confirms", "declines"])
def test_other_answers_are_no_news(relation):
    world = World(
        (Saying("Rune", "Shut.", (("quay", 0),)), Saying("Hale", "Yes.", (("gull", 0),))), ((relation, 1, 0),)
    )
    assert kinds(Known(), world.ledger()) == []


def test_a_contradiction_that_turns_round_is_known():
    one = replace(STORY, answers=(("contradicts", 1, 0),), counts=())
    other = replace(STORY, answers=(("contradicts", 0, 1),), counts=())
    assert kinds(one.ledger(), other.ledger()) == []


def test_the_passages_of_one_denier_are_one_line():
    sayings = (
        Saying("Rune", "Shut.", (("quay", 0),)),
        *(Saying("Hale", w, (("gull", 0),)) for w in ("No.", "Not so.", "Never.")),
    )
    world = World(sayings, tuple(("denies", number, 0) for number in (1, 2, 3)))
    (told,) = changes(Known(), world.ledger())
    assert len(told.answers) == 3
    assert "and in 1 other passage" in as_text(told)


def test_a_figure_is_told_when_it_changes_and_when_it_is_contested():
    former, new = (replace(STORY, sayings=()).ledger(pages) for pages in ({"quay"}, {"quay", "gull"}))
    (update,) = news_between(former, new)
    assert "people killed: now 14, after 9" in as_text(update)
    (conflict,) = news_between(new, replace(STORY, sayings=()).ledger())
    assert "in conflict" in as_text(conflict)
    assert {one.outlet for one in (*conflict.earlier, *conflict.figures)} == {"The gull", "The tide"}


def test_a_further_page_that_tells_the_same_change_is_no_news():
    former = World(counts=(("update", ("quay", 9), ("gull", 14)),))
    more = World(counts=(*former.counts, ("update", ("quay", 9), ("tide", 14)), ("same", ("gull", 14), ("tide", 14))))
    assert kinds(former.ledger(), more.ledger()) == []


def test_the_same_numbers_of_another_matter_are_news():
    former = World(counts=(("update", ("quay", 9), ("gull", 14)),))
    more = World(counts=(*former.counts, ("update", ("north", 9), ("south", 14))))
    assert [kind for kind, _, _ in kinds(former.ledger(), more.ledger())] == ["updated"]


def test_pages_whose_bytes_change_bring_no_news():
    assert kinds(STORY.ledger(edition="morning"), STORY.ledger(edition="evening")) == []


def test_an_empty_quotation_is_known_by_its_place():
    mute = World((Saying("Rune", "", (("quay", 0),)), Saying("Hale", "", (("quay", 0),))))
    assert len(set(known_of(mute.ledger()).statements)) == 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"form":2}', '{"form":1,"statements":[],"answers":[["denies",0,1]],"figures":[]}']
)
def test_what_was_not_written_by_us_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  # of json and of ours
        from_json(text)


PAGES = st.sampled_from(["quay", "gull", "tide", "copy", "north"])
SAYINGS = st.lists(
    st.builds(
        lambda speaker, number, pages: Saying(speaker, f"Words {number}.", tuple(sorted(pages.items()))),
        st.sampled_from(["Rune", "Hale", "Pike"]),
        st.integers(0, 50),
        st.dictionaries(PAGES, st.integers(0, 2), min_size=1),
    ),
    max_size=5,
    unique_by=lambda one: one.words,
)


@st.composite
def worlds(draw):
    sayings = tuple(draw(SAYINGS))
    numbers = st.integers(0, max(0, len(sayings) - 1))
    answers = st.tuples(st.sampled_from(["denies", "contradicts", "retracts", "confirms"]), numbers, numbers)
    counts = st.tuples(st.sampled_from(["update", "conflict", "same"]), *[st.tuples(PAGES, st.integers(1, 4))] * 2)
    return World(
        sayings,
        tuple(draw(st.lists(answers.filter(lambda one: one[1] != one[2]), max_size=4, unique=True))) if sayings else (),
        tuple(draw(st.lists(counts.filter(lambda one: one[1] != one[2]), max_size=5, unique_by=lambda one: one[1:]))),
    )


@given(worlds(), st.sets(PAGES))
def test_nothing_new_is_no_news(world, pages):
    ledger = world.ledger(pages & world.pages())
    assert news_between(ledger, ledger) == ()
    assert from_json(as_json(known_of(ledger))) == known_of(ledger)


@given(worlds(), st.sets(PAGES), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(world, pages, chance: random.Random):
    former, new = world.ledger(pages & world.pages()), world.ledger()
    mixed = [
        replace(
            one,
            **{field.name: tuple(chance.sample(held := getattr(one, field.name), len(held))) for field in fields(one)},
        )
        for one in (former, new)
    ]
    assert news_between(*mixed) == news_between(former, new)
    assert as_json(known_of(mixed[1])) == as_json(known_of(new))


@given(worlds(), st.sets(PAGES))
def test_every_answer_is_told_once_however_the_pages_come(world, pages):
    def told(*states):
        return [
            (one.kind, one.said.quote, answer.quote)
            for former, new in pairwise(states)
            for one in news_between(former, new)
            for answer in one.answers
        ]

    nothing, part, whole = world.ledger(()), world.ledger(pages & world.pages()), world.ledger()
    assert sorted(told(nothing, part, whole)) == sorted(told(nothing, whole))


@given(worlds(), st.sets(PAGES))
def test_the_numbers_of_origins_join_up(world, pages):
    part, whole = world.ledger(pages & world.pages()), world.ledger()
    for one in news_between(part, whole):
        assert as_object(one)["id"] == one.id
        if one.kind == "origins":
            assert one.after > one.before
            assert one.after >= 2
