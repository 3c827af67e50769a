"""Search by meaning: two passes find what a look at every vector finds, on a file and on a server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.errors import LedgerError
from sayso.ledger import Ledger, Near, Question, encoder_in, find_near, find_statements, json_lines, write_ledger
from sayso.ledger.aids import ordered_statements
from sayso.ledger.meaning_packing import in_eight_bits, signs_of
from sayso.ledger.meaning_tables import read_as_one
from sayso.ledger.near_search import nearest, similarities
from sayso.records import Contents
from tests.ledger.meanings import WIDTH, OtherEncoder, WordEncoder
from tests.places import Place
from tests.web.dam import storable_dam_story

WORDS = WordEncoder()


@pytest.fixture(scope="module")
def story() -> Contents:
    return storable_dam_story()


def near(place: Place, words: str, *, least: float = 0.2, limit: int = 50, **narrowed: str) -> list[Near]:
    with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
        question = Question(words=words, **narrowed)  # type: ignore[arg-type]  # texts all
        return list(find_near(shelf, question, WORDS.vectors([words])[0], least=least, limit=limit))


def by_hand(story: Contents, words: str, wanted: Callable[[str], bool], least: float) -> list[tuple[str, float]]:
    """Every statement's similarity by the vectors as they are, nothing packed and nothing passed over."""
    (asked,) = WORDS.vectors([words]).astype(float)
    found = []
    for one in ordered_statements(story):
        (vector,) = in_eight_bits(WORDS.vectors([read_as_one(one.gist)])).astype(float)
        alike = round(float(vector @ asked / np.linalg.norm(vector) / np.linalg.norm(asked)), 4)
        if alike >= least and wanted(one.id):
            found.append((one.id, alike))
    return sorted(found, key=lambda pair: -pair[1])


def test_it_finds_what_a_look_at_every_statement_finds(place: Place, story: Contents) -> None:
    write_ledger(place.ledger, story, encoder=WORDS)
    varga = {one.id for one in story.statements if one.speaker and "Varga" in name_of(story, one.speaker)}
    for words in (
        "three gates were opened at once",
        "the dam was sound when inspected",
        "22 people died",
        "zzz unheard",
    ):
        with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
            worded = set(find_statements(shelf, Question(words=words)).names)
        expected = by_hand(story, words, lambda name, worded=worded: name not in worded, 0.2)  # type: ignore[misc]
        assert [(one.statement, one.similarity) for one in near(place, words)] == expected
        assert near(place, words, limit=1) == near(place, words)[:1]
        narrowed = [pair for pair in expected if pair[0] in varga]
        assert [(one.statement, one.similarity) for one in near(place, words, speaker="Varga")] == narrowed
    assert near(place, "three gates were opened at once")


def name_of(story: Contents, entity: str) -> str:
    return next(one.name for one in story.entities if one.id == entity)


def test_what_the_words_find_is_not_shown_again(place: Place, story: Contents) -> None:
    write_ledger(place.ledger, story, encoder=WORDS)
    with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
        worded = set(find_statements(shelf, Question(words="gates")).names)
        vector = WORDS.vectors(["they opened three gates"])[0]
        every = {one.statement for one in find_near(shelf, Question(), vector, least=-1.0)}
        rest = {one.statement for one in find_near(shelf, Question(words="gates"), vector, least=-1.0)}
    assert worded
    assert rest == every - worded


def test_nothing_less_alike_than_asked_for(place: Place, story: Contents) -> None:
    write_ledger(place.ledger, story, encoder=WORDS)
    for least in (-1.0, 0.0, 0.3, 0.9, 1.1):
        assert all(one.similarity >= least for one in near(place, "the gates of the dam", least=least))
    assert near(place, "the gates of the dam", least=1.1) == []


def test_another_build_makes_the_vectors_anew(place: Place, story: Contents) -> None:
    write_ledger(place.ledger, story, encoder=WORDS)
    fewer = replace(story, statements=story.statements[:2], links=())
    write_ledger(place.ledger, fewer, encoder=OtherEncoder())
    with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
        assert encoder_in(shelf.connection) == OtherEncoder.fingerprint
        vector = WORDS.vectors(["anything"])[0]
        assert len(find_near(shelf, Question(), vector, least=-1.0)) == 2
    write_ledger(place.ledger, fewer)
    with Ledger.open(place.ledger) as ledger, ledger.shelf() as shelf:
        assert encoder_in(shelf.connection) is None
        assert find_near(shelf, Question(), vector, least=-1.0) == ()
        assert find_near(shelf, Question(act="say"), vector, least=-1.0) == ()


def test_the_same_contents_give_the_same_file_and_vectors_are_no_part_of_the_export(
    tmp_path: Path, story: Contents
) -> None:
    for name, encoder in (("a", WORDS), ("b", WORDS), ("none", None)):
        write_ledger(tmp_path / name, story, encoder=encoder)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    exports = []
    for name in ("a", "none"):
        with Ledger.open(tmp_path / name) as ledger:
            exports.append(list(json_lines(ledger.contents())))
    assert exports[0] == exports[1]


@pytest.mark.parametrize(
    "damage",
    [
        "delete from statement_meaning",
        "update statement_meaning set vector = substr(vector, 1, 5)",
        "update meaning_signs set signs = substr(signs, 1, 47)",
        "update meaning_signs set signs = substr(signs, 1, 48)",
    ],
)
def test_damaged_vectors_are_named(place: Place, story: Contents, damage: str) -> None:
    write_ledger(place.ledger, story, encoder=WORDS)
    place.run(damage)
    with pytest.raises(LedgerError, match="vectors of meaning are damaged"):
        near(place, "the gates of the dam", act="say")


ROWS = st.lists(st.binary(min_size=64, max_size=64), min_size=1, max_size=30)  # a byte a number, which packs small


def floats(rows: list[bytes]) -> NDArray[np.float32]:
    return np.frombuffer(b"".join(rows), np.int8).reshape(len(rows), 64).astype(np.float32) / 128


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, asked=st.integers(0, 29), most=st.integers(1, 40), data=st.data())
def test_the_first_pass_takes_those_of_fewest_other_signs(
    rows: list[bytes], asked: int, most: int, data: st.DataObject
) -> None:
    vectors = floats(rows)
    vector = vectors[asked % len(vectors)]
    small = in_eight_bits(vectors)
    signs = signs_of(small).view(np.uint64).reshape(len(vectors), 1)
    among = data.draw(st.none() | st.sets(st.integers(1, len(vectors))))
    chosen = None if among is None else np.array(sorted(among), np.int64)
    own = in_eight_bits(vector[None, :])[0] > 0
    differing = [(int(((row > 0) != own).sum()), number) for number, row in enumerate(small, 1)]
    expected = [number for _, number in sorted(pair for pair in differing if among is None or pair[1] in among)][:most]
    assert nearest(signs, vector, chosen, most=most).tolist() == expected


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, asked=st.integers(0, 29))
def test_eight_bits_change_a_cosine_by_little(rows: list[bytes], asked: int) -> None:
    vectors = floats(rows)
    vector = vectors[asked % len(vectors)]
    lengths = np.linalg.norm(vectors.astype(float), axis=1) * np.linalg.norm(vector.astype(float))
    whole = np.divide(vectors.astype(float) @ vector.astype(float), lengths, out=np.zeros(len(rows)), where=lengths > 0)
    assert np.abs(similarities(in_eight_bits(vectors), vector) - whole).max() < 0.04


def test_two_passes_miss_little_of_what_brute_force_finds() -> None:
    chance = np.random.default_rng(1)
    # Clusters, as statements of one matter are: what is random all over has no neighbours to miss.
    centres = chance.standard_normal((300, WIDTH))
    vectors = (centres[chance.integers(0, 300, 12_000)] + chance.standard_normal((12_000, WIDTH))).astype(np.float32)
    small = in_eight_bits(vectors)
    signs = signs_of(small).view(np.uint64)
    missed = 0
    for vector in vectors[:40] + 0.8 * chance.standard_normal((40, WIDTH)).astype(np.float32):
        best = set((np.argsort(-similarities(small, vector))[:10] + 1).tolist())
        missed += len(best - set(nearest(signs, vector, most=1000).tolist()))
    assert missed == 0
