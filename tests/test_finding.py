"""Search by words and by meaning from Python, and what is said where meaning cannot be searched."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

import sayso
from sayso.comparison import ShippedEncoder
from sayso.errors import ModelError
from sayso.finding import LEAST, near_in_meaning
from sayso.ledger import Ledger, Question
from tests.ledger.meanings import OtherEncoder, WordEncoder
from tests.web.dam import storable_dam_story

ASKED = "they let out the water through three sluices without telling anyone"


class BrokenEncoder:
    @property
    def fingerprint(self) -> str:
        raise ModelError("encoder.onnx", "its sha256 is another", "Install sayso again")

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError("it has no weights")


def test_what_says_alike_things_is_found_beside_what_the_words_find() -> None:
    with Ledger.of(storable_dam_story(), ShippedEncoder()) as ledger:
        found = sayso.find(ledger, ASKED)
        assert (found.statements, found.in_all, found.why_not) == ((), 0, None)
        assert any("They opened three gates at once" in one.statement.gist for one in found.near)
        assert all(one.similarity >= LEAST for one in found.near)
        assert found.near[0].statement.reports
        words = sayso.find(ledger, "gates", speaker="Varga")
        assert words.in_all == len(words.statements) > 0
        assert not {one.id for one in words.statements} & {one.statement.id for one in words.near}
        assert sayso.find(ledger, ASKED, meaning=False).near == ()


def test_why_nothing_was_looked_for_is_said_and_words_find_all_the_same() -> None:
    with Ledger.of(storable_dam_story()) as ledger:
        found = sayso.find(ledger, "gates")
        assert found.in_all > 0
        assert found.why_not is not None
        assert "no vectors of meaning" in found.why_not
    question = Question(words="gates")
    with Ledger.of(storable_dam_story(), WordEncoder()) as ledger, ledger.shelf() as shelf:
        assert "another release" in (near_in_meaning(shelf, question, OtherEncoder()).why_not or "")
        assert "its sha256 is another" in (near_in_meaning(shelf, question, BrokenEncoder()).why_not or "")
        assert near_in_meaning(shelf, question, WordEncoder()).why_not is None


@pytest.mark.parametrize("words", ["", "  ", '"', "**", "\u202e\x00", "“”", "—"])
def test_what_holds_no_word_finds_nothing(words: str) -> None:
    with Ledger.of(storable_dam_story(), WordEncoder()) as ledger, ledger.shelf() as shelf:
        assert near_in_meaning(shelf, Question(words=words), BrokenEncoder()) == near_in_meaning(
            shelf, Question(), WordEncoder()
        )


@pytest.mark.parametrize(
    "words", ['"><script>alert(1)</script>', "\u202egates\x00", "' or 1=1 --", "\ud800 gates", "x " * 5000]
)
def test_hostile_words_are_words(words: str) -> None:
    with Ledger.of(storable_dam_story(), ShippedEncoder()) as ledger, ledger.shelf() as shelf:
        assert near_in_meaning(shelf, Question(words=words), ShippedEncoder()).why_not is None
