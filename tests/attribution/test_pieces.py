from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from sayso.attribution import pieces as pieces_module
from sayso.attribution.manifest import SHIPPED, TOKENIZER
from sayso.attribution.pieces import DIGIT, LETTER, LINE, LOWER, MIXED, OTHER, PARAGRAPH, TITLE, UPPER, cut


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(SHIPPED / TOKENIZER))


@settings(deadline=None, max_examples=300)
@given(text=st.text(max_size=80))
def test_pieces_lie_inside_the_text_in_order(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(text, tokenizer)
    assert np.all(pieces.starts < pieces.ends)
    assert np.all(pieces.ends <= len(text))
    assert np.all(pieces.starts[1:] >= pieces.ends[:-1] - 1)
    assert len(pieces.features(0, len(pieces))) == len(pieces)


@pytest.mark.parametrize(
    "text", ["Élan said", "İstanbul said", "e\u0301te said", "\u200f😀 said", "a\x00b said", "\ud800 said", "ﬁn said"]
)
def test_offsets_are_code_points_of_the_text_itself(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(text, tokenizer)
    assert text[pieces.starts[-1] : pieces.ends[-1]] == "said"


@settings(deadline=None, max_examples=100)
@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=9), max_size=12),
    gap=st.sampled_from(" \n"),
)
def test_a_long_text_is_cut_as_a_short_one_is(tokenizer: Tokenizer, words: list[str], gap: str) -> None:
    whole = cut(gap.join(words), tokenizer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces_module, "_PART", 10)
        parts = cut(gap.join(words), tokenizer)
    assert np.array_equal(parts.features(0, len(parts)), whole.features(0, len(whole)))
    assert np.array_equal(parts.starts, whole.starts)


def test_letter_case_and_breaks(tokenizer: Tokenizer) -> None:
    pieces = cut("Rome NATO 12 iPod A.\nhe\n\nsaid", tokenizer)
    words = {"Rome": TITLE, "NATO": UPPER, "12": DIGIT, "A": LETTER, ".": OTHER, "he": LOWER, "iPod": MIXED}
    text = "Rome NATO 12 iPod A.\nhe\n\nsaid"
    seen = {text[s:e]: int(c) for s, e, c in zip(pieces.starts, pieces.ends, pieces.cases, strict=True)}
    assert {word: case for word, case in words.items() if word in seen}.items() <= seen.items()
    assert pieces.breaks[-2:].tolist() == [LINE, PARAGRAPH]
