"""Who has whose sentences: pages written for this, told apart by the reporter's own words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sayso.comparison import compare_reports
from sayso.comparison.copies import find_copies
from sayso.comparison.meaning import WIDTH, Vectors
from sayso.comparison.reuse import find_reuse
from sayso.records import Article, Entity, Mention, Report, Resolution, identifier
from tests.comparison.pages import article, said

MINISTER = "Ida Tarvenholm, the transport minister of Tarbemark"
CLOSED = "The harbour bridge will stay closed until the inspectors have seen every bolt of it, and not an hour less"
SORRY = "We were warned in the autumn and we did not listen, and for that I ask the families of this town to forgive us"
MONEY = "Whoever poured that concrete will pay for it, down to the last bucket, and I have told them so to their faces"
QUOTED = (CLOSED, SORRY, MONEY)

COURIER = f"""Hadrin will have to live without its bridge until spring.

“{CLOSED},” said {MINISTER}.

Nobody in the council chamber looked surprised. Traders on the quay have been counting empty tables since the barriers \
went up, and some have let their waiters go.

“{SORRY},” said {MINISTER}.

A woman in the second row, whose son drove the night bus, left before the end.

“{MONEY},” said {MINISTER}.

The builders, Sund and Daughters, did not answer the telephone. Their lorries stood behind a locked gate all day.
"""
ECHO = f"""It was the apology that people in the hall had come for.

“{CLOSED},” said {MINISTER}.

She spoke for ten minutes without notes, and then took questions for an hour. Most were about the ferry, which sails \
twice a day and is full by seven.

“{SORRY},” said {MINISTER}.

Some clapped. Others asked when the money would come.

“{MONEY},” said {MINISTER}.

The opposition wants a public inquiry, and will move for one when parliament sits again after the holidays.
"""
RELEASE = f"{CLOSED}. {SORRY}. {MONEY}. The ministry has asked two foreign laboratories to test the steel"


def reports_of(page: Article, name: str = MINISTER) -> list[Report]:
    return [said(page, name, "said", words) for words in QUOTED if words in page.text]


def copies(*texts: str, reported: bool = True) -> list[str]:
    """Return how each two pages that are copies are related."""
    pages = [article(text, outlet=f"Outlet {at}") for at, text in enumerate(texts)]
    reports = [report for page in pages if reported for report in reports_of(page)]
    return [one.relation for one in find_copies(pages, find_reuse(pages, reports)).values()]


def test_two_reports_of_one_press_conference_are_no_copies() -> None:
    assert copies(COURIER, ECHO) == []


def test_a_wire_copy_under_another_headline_is_one() -> None:
    cut = COURIER.replace("Hadrin will have to", "Minister sorry: town to").rsplit("\n\n", 1)[0]
    assert copies(COURIER, cut) == ["verbatim"]
    edited = cut.replace("looked surprised", "seemed astonished").replace("some have let", "several let")
    assert copies(COURIER, edited.replace("left before the end", "walked out")) == ["edited"]


@pytest.mark.parametrize("lost", [str.maketrans("“”", "  "), str.maketrans("“”", "''")])
def test_marks_that_one_page_lost_change_nothing(lost: dict[int, str]) -> None:
    assert copies(COURIER, ECHO.translate(lost)) == []
    assert copies(COURIER, COURIER.translate(lost)) == ["verbatim"]


def test_a_rewrite_that_takes_the_frame_is_one() -> None:
    rewrite = COURIER
    for words in QUOTED:
        rewrite = rewrite.replace(f"“{words},” said {MINISTER}.", "The minister gave no ground on this.")
    assert copies(COURIER, rewrite) == ["edited"]


def test_few_words_of_the_reporter_prove_nothing_beside_many_quoted() -> None:
    shared = "She spoke for ten minutes without notes, and then took questions"
    assert copies(COURIER, f"{shared}.\n\n{COURIER.split('.', 1)[1]}") == ["verbatim"]
    speech = f"{CLOSED}. {SORRY}. {MONEY}. " + " ".join(
        f"Point {number}: the {what} will be looked at in the open, by people who owe the builders nothing at all."
        for number, what in enumerate(("pillars", "cables", "deck", "lamps", "rails"), 1)
    )
    first = f"{shared}. In Hadrin:\n\n“{speech}” said {MINISTER}.\n\n{COURIER.split('.', 1)[0]}."
    second = f"{ECHO.split('.', 1)[0]}. {shared}. We print it all.\n\n“{speech}” said {MINISTER}."
    assert copies(first, second) == []


def test_a_release_quoted_in_full_is_a_statement_and_printed_as_an_own_text_a_copy() -> None:
    marked = [f"{opening}\n\n“{RELEASE}.”" for opening in ("The ministry has written to us.", "From the post:")]
    assert copies(*marked, reported=False) == []
    assert copies(*(text.replace("“", "").replace("”", "") for text in marked), reported=False) == ["verbatim"]


class Blind:
    """An encoder to which no two texts are alike."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text."""
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[int(identifier("art", text)[4:], 16) % WIDTH] = 1
        return rows


def origins(*texts: str) -> list[int]:
    """Return how many origins each statement of the minister's has."""
    pages = [article(text, outlet=f"Outlet {at}") for at, text in enumerate(texts)]
    reports = [report for page in pages for report in reports_of(page)]
    who = Entity(identifier("ent", MINISTER), "Ida Tarvenholm", "person", ())
    mentions = tuple(Mention(report.article, report.source[0], who.id) for report in reports)
    found = compare_reports(pages, Resolution((who,), mentions, tuple(reports)), Blind())
    return [len(statement.origins) for statement in found.statements]


def test_what_two_reporters_heard_has_two_origins() -> None:
    assert origins(COURIER, ECHO) == [2, 2, 2]
    assert origins(COURIER, COURIER.replace("Hadrin will have to", "Minister sorry: town to")) == [1, 1, 1]


def test_a_standing_phrase_beside_the_words_makes_no_origin() -> None:
    standing = "The bridge is the only one between the two banks and was opened by the king himself before the war"
    former = [
        article(f"Day {at}. {standing}.", published=day, outlet=f"Old {at}")
        for at, day in enumerate(("2024-01-03", "2024-02-05", "2024-03-06"))
    ]
    pages = [article(f"{text}\n{standing}.\n", outlet=text[:9]) for text in (COURIER, ECHO)]
    reports = [report for page in pages for report in reports_of(page)]
    found = compare_reports([*former, *pages], Resolution((), (), tuple(reports)), Blind())
    assert {len(origin.attributions) for origin in found.origins} == {1}
