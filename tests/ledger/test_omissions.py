from __future__ import annotations

from dataclasses import replace

from sayso.ledger.omissions import omissions, unanswered
from sayso.ledger.support import reliances
from sayso.records import Act, Article, Contents, Link, Origin, Report, Span, Statement, Verdict
from tests.comparison.pages import article

CHARGE, DENIAL = "Rune says that the mill poisoned the lake.", "The mill denies it."


def pages(*days: str | None) -> list[Article]:
    made = [article(f"{CHARGE} {DENIAL}", published=day, outlet=f"Outlet {at}") for at, day in enumerate(days)]
    return [replace(page, id=f"art_{at}") for at, page in enumerate(made)]


def report(at: int, number: int, speaker: str, act: Act, relay: tuple[str, ...] = ()) -> Report:
    return Report(
        id=f"att_{at}{number}", article=f"art_{at}", source=(), cue=(), content=(Span(0, 5),), kind="indirect",
        quote="", speaker=speaker, speaker_from="name", why_speaker=Verdict("resolved", 1.0, ()), act=act,
        target="ent_mill" if act == "accuse" else None, said_on=None, said_precision=None, date_words=None,
        relay=relay, nested_in=None,
    )  # fmt: skip


def story(articles: list[Article], answered_in: list[int], relay: tuple[str, ...] = ()) -> Contents:
    """Every page carries the accusation, and those of ``answered_in`` the denial."""
    charges = [report(at, 1, "ent_rune", "accuse", relay) for at in range(len(articles))]
    denials = [report(at, 2, "ent_mill", "deny") for at in answered_in]
    statements, origins = [], []
    for name, reports in (("sta_charge", charges), ("sta_denial", denials)):
        if reports:
            own = [Origin(f"ori_{one.id}", name, (one.id,), (), one.id, ()) for one in reports]
            outlets = tuple(f"Outlet {one.article[-1]}" for one in reports)
            statements.append(
                Statement(name, reports[0].speaker, reports[0].act, None, name,
                          tuple(one.id for one in reports), tuple(one.id for one in own), outlets, ())
            )  # fmt: skip
            origins += own
    links = (Link("sta_denial", "sta_charge", "denies", 0.9, ("“denies”",)),) if denials else ()
    return Contents(
        tuple(articles), (), (), (*charges, *denials), tuple(statements), tuple(origins), (), links, (), (), (), ()
    )


def test_a_page_that_leaves_the_answer_out() -> None:
    contents = story(pages("2024-05-14", "2024-05-15", "2024-05-16"), [1])
    (found,) = omissions(contents)
    assert (found.article, found.accusation, found.answer) == ("art_2", "sta_charge", "sta_denial")
    assert found.reason == "The answer was out by 2024-05-15; the page is of 2024-05-16"
    assert unanswered(contents) == ()


def test_older_and_undated_pages_leave_nothing_out() -> None:
    assert omissions(story(pages("2024-05-14", None, "2024-05-16"), [2])) == ()


def test_an_accusation_that_nobody_answers() -> None:
    assert unanswered(story(pages("2024-05-14"), [])) == ("sta_charge",)


def test_what_rests_on_one_source() -> None:
    contents = story(pages("2024-05-14", "2024-05-15"), [0])
    assert [(one.source, one.statements, one.spread) for one in reliances(contents)] == [
        ("Outlet 0", ("sta_denial",), ())
    ]
    through_one = story(pages("2024-05-14", "2024-05-15"), [], relay=("ent_agency",))
    assert [(one.source, one.spread) for one in reliances(through_one)] == [("ent_agency", ("sta_charge",))]


def test_a_credit_is_a_source() -> None:
    credited = [replace(page, credits=("AFP",)) for page in pages("2024-05-14", "2024-05-15")]
    assert [(one.source, one.spread) for one in reliances(story(credited, []))] == [("AFP", ("sta_charge",))]
