from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.agencies import agencies_shown
from sayso.comparison.dependence import find_dependences
from sayso.comparison.event_groups import ALIKE, Scene, _judge, find_events
from sayso.comparison.events import FAINT
from sayso.comparison.figure_meetings import _ONE_EVENT
from sayso.comparison.reuse import find_reuse
from sayso.comparison.told_days import told_days
from sayso.records import Article, Dependence, Entity, Mention, Report, Resolution, Span, Verdict, identifier
from tests.comparison.pages import NOTHING_RESOLVED, article

FERRY = "The ferry Petra sank off Hadrin on Monday with 40 people on board, and divers searched the harbour until dusk."
TOLD = "The coast guard of Hadrin said that the ferry had been warned of the storm and had left the pier all the same."
FIRE = "A fire in the cloth market of Sorrel burned 30 stalls on Monday, and the mayor closed the old town to cars."


def pages(*texts: str, published: str = "2024-05-14") -> list[Article]:
    return [article(text, outlet=f"Outlet {at}", published=published) for at, text in enumerate(texts)]


def events(found: list[Article], resolution: Resolution = NOTHING_RESOLVED) -> list[set[str]]:
    place = {page.id: page.outlet or "" for page in found}
    return sorted(({place[name] for name in one.articles} for one in find_events(found, resolution)), key=sorted)


def dependences(found: list[Article], resolution: Resolution = NOTHING_RESOLVED) -> Sequence[Dependence]:
    return find_dependences(found, resolution, find_events(found, resolution), find_reuse(found))


def resolved(page: Article, source: str, name: str) -> Resolution:
    """One report: ``source``, who is ``name``, says the rest of its sentence."""
    at = page.text.index(source)
    spoken = Span(at + len(source) + len(" said "), page.text.index(".", at))
    report = Report(
        id=identifier("att", page.id), article=page.id, source=(Span(at, at + len(source)),),
        cue=(Span(at + len(source) + 1, at + len(source) + 5),), content=(spoken,), kind="indirect",
        quote=spoken.of(page.text), speaker=identifier("ent", name), speaker_from="name",
        why_speaker=Verdict("resolved", 1.0, ()), act="say", target=None, said_on=None, said_precision=None,
        date_words=None, relay=(), nested_in=None,
    )  # fmt: skip
    body = Entity(identifier("ent", name), name, "organisation", ())
    return Resolution((body,), (Mention(page.id, report.source[0], body.id),), (report,))


def joined(*found: Resolution) -> Resolution:
    entities = {entity.id: entity for one in found for entity in one.entities}
    return Resolution(
        tuple(entities[name] for name in sorted(entities)),
        tuple(mention for one in found for mention in one.mentions),
        tuple(report for one in found for report in one.reports),
    )


def test_pages_of_one_happening_are_one_event() -> None:
    other = "Divers searched the harbour of Hadrin after the ferry Petra sank with 40 people on Monday."
    assert events(pages(FERRY, other, FIRE)) == [{"Outlet 0", "Outlet 1"}]


def test_alike_happenings_of_other_days_are_two() -> None:
    first, second = "The ferry Petra sank off Hadrin on Monday.", "A ferry with 12 people sank near Hadrin on Friday."
    assert events(pages(first, second, FIRE, published="2024-05-18")) == []


def test_the_days_that_an_opening_names() -> None:
    page = article("29 Jul 2016 The bridge fell on Tuesday and was closed yesterday, the mayor said.")
    assert sorted(day.isoformat() for day in told_days(page)) == ["2016-07-26", "2016-07-28"]
    assert told_days(replace(page, text="It fell on Tuesday.", published=None)) == frozenset()


def test_a_copy_shows_what_it_shares() -> None:
    first, second = pages(f"{FERRY} {TOLD}", f"Disaster at sea. {FERRY} {TOLD.replace('warned', 'told')} More soon.")
    (found,) = dependences([first, second])
    assert (found.relation, found.share > 0.8, found.shown) == ("edited", True, ())
    texts = {page.id: page.text for page in (first, second)}
    for passage in found.passages:
        assert len(passage.span_a.of(texts[passage.article_a])) > 60
        assert passage.span_b.of(texts[passage.article_b]).split()[:4] == ["The", "ferry", "Petra", "sank"]


def test_the_same_page_twice_is_a_verbatim_copy() -> None:
    assert [one.relation for one in dependences(pages(f"{FERRY} {TOLD}", f"{FERRY} {TOLD}"))] == ["verbatim"]


def test_two_that_carry_one_agency() -> None:
    first = f"{FERRY} A man told Reuters that he had swum ashore."
    second = "HADRIN (Reuters) - Divers searched the harbour of Hadrin after the ferry Petra sank with 40 on Monday."
    (found,) = dependences(pages(first, second))
    assert (found.relation, found.reasons) == ("shared_wire", ("Both carry Reuters",))
    assert {place.span.of({page.id: page.text for page in pages(first, second)}[place.article]) for place in found.shown} == {
        "told Reuters",
        "Reuters",
    }  # fmt: skip


def test_two_that_know_it_from_one_source_alone() -> None:
    first, second = pages(
        "The ferry Petra sank off Hadrin on Monday. The Coast Watch said 40 people were on board.",
        "Off Hadrin, the ferry Petra went down on Monday. The Hadrin Coast Watch said 40 drowned.",
    )
    one = resolved(first, "The Coast Watch", "Coast Watch")
    other = resolved(second, "The Hadrin Coast Watch", "Hadrin Coast Watch")
    of_one_outlet = [replace(page, outlet="Outlet 0") for page in (first, second)]
    assert dependences(of_one_outlet, joined(one, other)) == ()
    (found,) = dependences([first, second], joined(one, other))
    assert (found.relation, found.reasons) == (
        "shared_source",
        ("The news of both rests on “The Hadrin Coast Watch” alone",),
    )


def test_two_sources_are_two() -> None:
    first, second = pages(
        "The ferry Petra sank off Hadrin on Monday. The Coast Watch said 40 people were on board.",
        "Off Hadrin, the ferry Petra went down on Monday. The Red Crescent said 40 drowned.",
    )
    one, other = resolved(first, "The Coast Watch", "Coast Watch"), resolved(second, "The Red Crescent", "Red Crescent")
    assert dependences([first, second], joined(one, other)) == ()


def test_one_that_names_the_outlet_of_the_other() -> None:
    first, second = pages(
        "The ferry Petra sank off Hadrin on Monday. The Lake Echo said 40 people were on board.",
        "Off Hadrin, the ferry Petra went down on Monday with 40 on board, our reporter saw.",
    )
    second = replace(second, outlet="Lake Echo")
    (found,) = dependences([first, second], resolved(first, "The Lake Echo", "The Lake Echo"))
    assert (found.relation, len(found.shown)) == ("cites", 1)


def test_an_outlet_is_not_its_own_agency() -> None:
    page = article("A man told Reuters that he had swum ashore.", outlet="Reuters")
    assert agencies_shown(page) == {}
    assert list(agencies_shown(replace(page, outlet="Lake Echo"))) == ["Reuters"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=80), max_size=5))
def test_any_text_and_order(texts: list[str]) -> None:
    found = [replace(page, id=f"art_{at}") for at, page in enumerate(pages(*texts))]
    assert dependences(found) == dependences(found[::-1])


def test_no_pair_too_faint_to_be_looked_at_could_be_of_one_event_or_count() -> None:
    places = frozenset({"oss", "vell", "thorn"})
    scene = Scene("Mill Post", None, frozenset({date(2024, 5, 15)}), dict.fromkeys(places, "Oss"))
    likeliest = _judge(FAINT, scene, replace(scene, outlet="Quay Times"), dict.fromkeys(places, 100.0))
    assert likeliest.score < ALIKE
    assert FAINT < _ONE_EVENT
