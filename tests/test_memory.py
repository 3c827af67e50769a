"""What was found once is not looked for again; what was found by other code, or is damaged, is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.memory import Memory, flat, restored
from sayso.records import Span, Verdict
from sayso.resolution.party import Party

Deep = tuple[tuple[str, Span | None], ...]


@dataclass
class Shelf:
    """Keeps findings, and says how often it was asked to."""

    found: dict[bytes, bytes] = field(default_factory=dict)
    put_down: int = 0

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return {key: self.found[key] for key in keys if key in self.found}

    def put(self, key: bytes, found: bytes) -> None:
        self.found[key] = found
        self.put_down += 1


def first_word(text: str, after: Span) -> Verdict | None:
    words = text[after.end :].split()
    return Verdict(words[0], 0.5, tuple(words)) if words else None


def last_word(text: str, after: Span) -> Verdict | None:
    words = text[after.end :].split()
    return Verdict(words[-1], 1, ()) if words else None


def test_what_was_found_comes_back_and_is_not_looked_for_again() -> None:
    shelf = Shelf()
    for _ in range(2):
        memory = Memory(shelf, "this code")
        assert memory.recall(first_word, "so it goes", Span(0, 3)) == Verdict("it", 0.5, ("it", "goes"))
        assert memory.recall(first_word, "so it goes", Span(0, 10)) is None
        assert memory.recall(last_word, "so it goes", Span(0, 3)) == Verdict("goes", 1, ())
    assert shelf.put_down == 3


def test_other_code_finds_anew_and_no_code_keeps_nothing() -> None:
    shelf = Shelf()
    for code in ("one", "other", "one"):
        Memory(shelf, code).recall(first_word, "so it goes", Span(0, 3))
    assert shelf.put_down == 2
    assert Memory().recall(first_word, "so it goes", Span(0, 3)) == Verdict("it", 0.5, ("it", "goes"))
    assert Memory().named("so it goes") == ""


@pytest.mark.parametrize(
    "junk", [b"", b"{", b"[]", b'["it",0.5,["it",7]]', b'[["it"],0.5,[]]', b"7", b'["it","0.5",[]]']
)
def test_what_is_no_finding_of_the_function_is_found_anew(junk: bytes) -> None:
    shelf = Shelf()
    memory = Memory(shelf, "this code")
    found = memory.recall(first_word, "so it goes", Span(0, 3))
    shelf.found = dict.fromkeys(shelf.found, junk)
    assert memory.recall(first_word, "so it goes", Span(0, 3)) == found
    assert shelf.put_down == 2


def test_many_are_recalled_in_their_order_and_by_the_names_given() -> None:
    shelf = Shelf()
    memory = Memory(shelf, "this code")
    asked = [("so it goes", Span(0, 3)), ("and so on", Span(0, 4))]
    names = [memory.named(one) for one in asked]
    assert len(set(names)) == 2
    for _ in range(2):
        found = [memory.recall(first_word, *one, named=name) for one, name in zip(asked, names, strict=True)]
        assert [one.relation for one in found if one] == ["it", "so"]
        pairs = zip(asked[::-1], names[::-1], strict=True)
        assert [memory.recall(first_word, *one, named=name) for one, name in pairs] == found[::-1]
    assert shelf.put_down == 2


def test_what_shares_a_part_is_kept_together_and_only_what_is_new_is_looked_for() -> None:
    shelf, asked = Shelf(), []

    def joined(one: str, other: str) -> str:
        asked.append((one, other))
        return one + other

    def found(*pairs: str) -> list[str]:
        asked.clear()
        return Memory(shelf, "this code").recall_beside(joined, [(a, b, (a, b)) for a, b in pairs])

    assert found("xa", "ya", "xb") == ["xa", "ya", "xb"]
    assert shelf.put_down == len(shelf.found) == 2
    assert found("xb", "xa", "ya") == ["xb", "xa", "ya"]
    assert asked == []
    assert shelf.put_down == 2
    assert found("xa", "xc", "ya") == ["xa", "xc", "ya"]
    assert asked == [("x", "c")]
    assert found("xb", "xc") == ["xb", "xc"]
    assert asked == [("x", "b")]  # forgotten with what was not asked for
    shelf.found = dict.fromkeys(shelf.found, b'[["a",7]]')
    assert found("xa") == ["xa"]
    assert asked == [("x", "a")]
    assert Memory().recall_beside(joined, [("x", "a", ("x", "a"))]) == ["xa"]


def test_what_is_remembered_is_told_without_a_look_at_what_is_given() -> None:
    read: list[str] = []

    def letters(word: str) -> Iterator[str]:
        read.append(word)
        yield from word

    def joined(one: str, other: str) -> str:
        return one + other

    shelf = Shelf()
    for words in (["xa"], ["xa", "xb"]):
        given = [(word[0], word[1], letters(word)) for word in words]
        assert Memory(shelf, "this code").recall_beside(joined, given) == words
    assert read == ["xa", "xb"]


SPANS = st.builds(Span, st.integers(0, 9), st.integers(0, 9))
PARTIES = st.builds(
    Party,
    number=st.integers(0, 9),
    kind=st.sampled_from(["person", "place", "unnamed"]),
    forms=st.lists(st.text(max_size=3), max_size=4).map(Counter),
    genders=st.lists(st.sampled_from(["male", "female"]), max_size=3).map(Counter),
    mentions=st.lists(SPANS, max_size=3),
    parts=st.lists(st.integers(0, 9), max_size=3).map(tuple),
)


@given(parties=st.lists(PARTIES, max_size=3).map(tuple), deep=st.lists(st.tuples(st.text(), st.none() | SPANS)))
def test_records_come_back_as_they_were(parties: tuple[Party, ...], deep: list[tuple[str, Span | None]]) -> None:
    again = restored(tuple[Party, ...], flat(parties))
    assert again == parties
    assert [list(party.forms.items()) for party in again] == [list(party.forms.items()) for party in parties]
    assert restored(Deep, flat(tuple(deep))) == tuple(deep)
    assert restored(bytes, flat(b"\0\xff")) == b"\0\xff"


def test_vectors_are_told_apart_and_what_is_no_record_is_refused() -> None:
    one = np.array([[1, 2], [3, 4]], dtype=np.float32)
    assert len({str(flat(other)) for other in (one, one.T.copy(), one.ravel(), one.astype(np.float64))}) == 4
    with pytest.raises(TypeError, match="no record"):
        flat(object())
    with pytest.raises(TypeError, match="no record"):
        restored(object, [])
