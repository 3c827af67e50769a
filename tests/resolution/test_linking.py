from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Attribution, Name, Span, Tagging
from sayso.resolution import resolve
from tests.resolution.pages import entity_named, page, resolved

FULL = page(
    "[S1:Russian Defence Minister Ivan Roe] [C1:said] [Q1:peace was far].", name="a", names=(("Ivan Roe", "person"),)
)
SHORT = page("[S1:Roe] [C1:said] [Q1:the refusal changed nothing].", name="b", names=(("Roe", "person"),))
OFFICE = page("[S1:Russia's defence minister] [C1:has said] [Q1:peace was far].", name="c")
OTHER = page("[S1:Ann Roe] [C1:said] [Q1:no].", name="d", names=(("Ann Roe", "person"),))


def test_a_surname_joins_the_one_who_bears_it():
    found = resolved(FULL, SHORT)
    assert len({report.speaker for report in found.reports}) == 1


def test_a_surname_of_two_joins_neither():
    found = resolved(FULL, SHORT, OTHER)
    assert len({report.speaker for report in found.reports}) == 3


def test_an_office_of_a_country_joins_who_holds_it():
    found = resolved(FULL, OFFICE)
    assert len({report.speaker for report in found.reports}) == 1
    assert entity_named(found, "Ivan Roe").kind == "person"


def test_unnamed_sources_of_two_pages_stay_two():
    found = resolved(*(page("[S1:Harbour officials] [C1:said] [Q1:no].", name=name) for name in "ab"))
    assert len({report.speaker for report in found.reports}) == 2


def test_known_names_of_one_group_are_one():
    texts = ("[S1:ISIL]", "[S1:Daesh]", "[S1:The Islamic State]", "[S1:ISIS]")
    found = resolved(*(page(f"{text} [C1:claimed] [Q1:it].", name=str(n)) for n, text in enumerate(texts)))
    assert len({report.speaker for report in found.reports}) == 1


def test_spellings_of_one_place_are_one():
    pages = [
        page(f"Trucks wait on {road}. [S1:Ann Poe] [C1:said] [Q1:so].", name=road, names=((road, "place"),))
        for road in ("Castello Road", "Costello Road")
    ]
    assert entity_named(resolved(*pages), "Costello Road") == entity_named(resolved(*pages), "Castello Road")


def test_a_renaming_on_one_page_holds_on_all():
    told = page(
        "The Harbour Front, formerly known as Dock Action, met. [S1:Dock Action] [C1:said] [Q1:no].",
        name="a",
        names=(("Harbour Front", "organisation"), ("Dock Action", "organisation")),
    )
    later = page("[S1:The Harbour Front] [C1:said] [Q1:yes].", name="b", names=(("Harbour Front", "organisation"),))
    assert len({report.speaker for report in resolved(told, later).reports}) == 1


def test_an_acronym_in_brackets_is_its_name():
    text = "The Union for Better Docks (UBD) met. [S1:UBD] [C1:said] [Q1:no]."
    assert entity_named(resolved(page(text)), "UBD").name == "Union for Better Docks"


def test_the_order_of_pages_changes_nothing():
    first = resolved(FULL, SHORT, OFFICE, OTHER)
    for order in permutations([FULL, SHORT, OFFICE, OTHER]):
        found = resolved(*order)
        assert (found.entities, found.mentions, found.reports) == (first.entities, first.mentions, first.reports)


def test_every_mention_names_an_entity_inside_its_text():
    found = resolved(FULL, SHORT, OFFICE)
    texts = {article.id: article.text for article, _ in (FULL, SHORT, OFFICE)}
    known = {entity.id for entity in found.entities}
    assert all(mention.entity in known and mention.span.of(texts[mention.article]) for mention in found.mentions)


spans = st.tuples(st.integers(0, 80), st.integers(0, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
some_spans = st.lists(spans, max_size=2).map(lambda found: tuple(sorted(found)))


@given(
    st.text(alphabet="AaBb Roe“”\"'’.,;()\n-–ßİ1é\x00", max_size=90),
    st.lists(st.tuples(some_spans, some_spans, some_spans), max_size=4),
    st.lists(st.tuples(spans, st.sampled_from(["person", "organisation", "place", "other"])), max_size=4),
)
def test_no_text_and_no_spans_make_it_fail(text, triples, names):
    def inside(found):
        return tuple(span for span in found if span.end <= len(text))

    attributions = tuple(Attribution(inside(a), inside(b), inside(c), "mixed") for a, b, c in triples)
    named = tuple(Name(span, kind) for span, kind in names if span.end <= len(text))
    article, _ = page(text.replace("[", ""))
    found = resolve([article], [Tagging(attributions, named)])
    assert len(found.reports) == len(attributions)
    assert {report.speaker for report in found.reports} - {None} <= {entity.id for entity in found.entities}
