"""The short cuts by which a line is looked at find what the full patterns find."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading import credits, line_looks
from sayso.reading.headline import is_prose
from sayso.reading.language import letter_runs
from sayso.reading.line_looks import looks, words_of

_PIECES = st.sampled_from(
    [
        "Sign", "up", "log", "in", "e-mail", "Email", "personal data", "5 minutes read", "according to", "said", "you", "your's",
        "Advertisement", "AdvertisementContinueReadingTheMainStory", "_share_", "share", "cookies", "©", "(C) 2016", "Terms of",
        "<b>", "&amp;", "href=", "{{", "[caption]", "$(", "function (", "https://a", "www.b", "a@b", "@c", "#d", "e.com",
        "Nov 3", "3 NOV", "1999", "10:45", "2 days ago", "12 July", "May 4", "By", "from", "A contributed to this report", "(Photo by AFP)", "AP Photo/A. Poe", "Getty Images", "File photo: x",
        "GluedWords", "United Press International", "Pelagos News Agency", "dpa", "staff", "and", "with", ",", "ſhare", "İ", "٣",
    ]
)  # fmt: skip
_LINES = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join))


@pytest.mark.parametrize(
    ("line", "kind", "count"),
    [
        ("Sign up or log  in, sign in", 1, 3),
        ("Send by e-mail, Email or PRINT", 0, 3),
        ("AdvertisementContinueReadingTheMainStory and an ad", 3, 2),
        ("5 minutes read, 5 minutes late", 7, 1),
        ("Your personal data; personal", 6, 1),
        ("unshared sharers", 0, 0),
    ],
)
def test_words_are_counted_by_what_they_are_about(line: str, kind: int, count: int) -> None:
    assert line_looks._counted(line)[kind] == count


@given(_LINES)
@settings(max_examples=300)
def test_remembered_words_are_those_of_one_pattern(line: str) -> None:
    for kind, words in enumerate(line_looks._ABOUT[: line_looks._OPENS]):
        alone = len(re.findall(rf"\b(?:{words})\b", line, re.IGNORECASE))
        pairs = sum(len(pair.findall(line)) for about, pair in line_looks._PAIRS if about == kind)
        assert line_looks._counted(line)[kind] == alone + pairs


@given(_LINES)
@settings(max_examples=300)
def test_no_pattern_finds_anything_without_its_sign(line: str) -> None:
    small = line.lower()
    for pattern, signs in (
        (line_looks._MARKUP, line_looks._MARKUP_SIGNS),
        (line_looks._ADDRESS, line_looks._ADDRESS_SIGNS),
        (line_looks._CAPTION, line_looks._CAPTION_SIGNS),
    ):
        assert any(sign in small for sign in signs) or not pattern.search(line)
    assert line_looks._dated(small) == bool(line_looks._DATE.search(small))
    assert any(sign in small for sign in line_looks._RIGHTS_SIGNS) or not line_looks._RIGHTS.search(small)
    assert line_looks._GLUED_SIGN.search(line) or not line_looks._GLUED.search(line)
    assert any(sign in small for sign in credits._PHOTOS) or not credits._PHOTO.search(line)
    assert any(sign in small for sign in credits._HELPS) or not credits._HELPED.search(line)
    assert not credits._LAST_WORDS.isdisjoint(re.findall(r"\w+", line.casefold())) or not credits.agencies_in(line)


@given(_LINES)
def test_words_and_letters_are_those_of_the_full_patterns(line: str) -> None:
    assert words_of(line) == re.findall(r"[^\W_]+(?:['’][^\W_]+)*", line)
    assert letter_runs(line) == re.findall(r"[^\W\d_]+", line)


@given(
    st.one_of(
        _LINES, st.lists(st.sampled_from(["word", "of", "_", "-", "’", "3.", "?", ".”"]), max_size=60).map(" ".join)
    )
)
def test_prose_has_a_sentence_of_eight_words_or_many(line: str) -> None:
    words = len(re.findall(r"\w+", line))
    ends = re.search(r"[.!?…:][\"'”’»)\]]*$", line) and not line.endswith("?")
    assert is_prose(line) == (words >= 25 or (words >= 8 and bool(ends)))


@given(_LINES)
def test_signs_and_digits_are_counted_one_by_one(line: str) -> None:
    words = words_of(line)
    found = looks(line, words, [word.lower() for word in words])
    assert found[8] == sum(map(str.isdigit, line)) / max(1, len(line))
    assert found[9] == sum(not (one.isalnum() or one.isspace()) for one in line) / max(1, len(line))
