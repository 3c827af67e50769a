"""Records are found by identifier and by page as in a table that holds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.indexed import by_id, by_page, in_order
from sayso.records import Entity, Place, Span

PLACES = st.lists(st.builds(Place, st.sampled_from("abc"), st.integers(0, 9).map(lambda at: Span(at, at))))
ENTITIES = st.lists(st.builds(Entity, st.sampled_from("abc"), st.text(max_size=2), st.just("place"), st.just(())))


@given(PLACES)
def test_the_records_of_a_page_come_in_their_order(places: list[Place]) -> None:
    known: dict[str, list[Place]] = {}
    for place in places:
        known.setdefault(place.article, []).append(place)
    found = by_page(places)
    assert {page: list(found[page]) for page in found} == known
    assert list(found) == list(known)
    assert len(found) == len(known)
    assert found.get("d") is None
    assert "d" not in found


@given(ENTITIES)
def test_of_records_of_one_identifier_the_last_is_found(entities: list[Entity]) -> None:
    known = {entity.id: entity for entity in entities}
    assert dict(by_id(entities)) == known
    assert list(by_id(entities)) == list(known)
    assert "d" not in by_id(entities)


@given(ENTITIES)
def test_sorting_keeps_those_of_one_key_as_they_stand(entities: list[Entity]) -> None:
    assert in_order(entities, lambda one: one.id) == sorted(entities, key=lambda one: one.id)
