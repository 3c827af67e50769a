"""Marks that nest and cross: nothing of the text is lost, every anchor is given out once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Span
from sayso.web.marking import Mark, Piece, Role, anchor, segments, woven

TEXT = "The minister said that the mayor had lied to everybody."
ROLES: list[Role] = ["furniture", "content", "source", "cue", "figure", "naming", "place", "gap"]


def mark(words: str, role: Role) -> Mark:
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    return Mark(span, role, anchor=anchor("art_1", span))


def shown(pieces: tuple[Piece, ...]) -> str:
    """The pieces as brackets: what opens, the text, what closes."""
    out = []
    for piece in pieces:
        out += [f"<{opening.mark.role}{'' if opening.anchor else '+'}>" for opening in piece.opens]
        out.append(piece.text)
        out += [f"</{closed.role}>" for closed in piece.closes]
    return "".join(out)


def test_nested_marks_nest() -> None:
    pieces = woven(TEXT, [mark("that the mayor had lied", "content"), mark("the mayor", "naming")])
    assert "<content>that <naming>the mayor</naming> had lied</content> to" in shown(pieces)


def test_crossing_marks_are_cut_and_go_on() -> None:
    pieces = woven(TEXT, [mark("that the mayor", "content"), mark("the mayor had lied", "naming")])
    assert "<content>that <naming>the mayor</naming></content><naming+> had lied</naming>" in shown(pieces)


def test_a_mark_without_characters_still_gives_its_anchor() -> None:
    pieces = woven(TEXT, [Mark(Span(4, 4), "cue", anchor="art_1-4-4")])
    assert [opening.anchor for piece in pieces for opening in piece.opens] == ["art_1-4-4"]


def test_a_mark_beyond_the_end_is_brought_to_it() -> None:
    pieces = woven(TEXT, [Mark(Span(900, 950), "cue", anchor="art_1-900-950")])
    assert [opening.anchor for piece in pieces for opening in piece.opens] == ["art_1-900-950"]


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(max_size=60))
    places = st.integers(min_value=0, max_value=len(text) + 3)
    marks = []
    for _ in range(draw(st.integers(min_value=0, max_value=8))):
        start, end = sorted((draw(places), draw(places)))
        span = Span(start, end)
        marks.append(Mark(span, draw(st.sampled_from(ROLES)), anchor=anchor("art_1", span)))
    return text, marks


@settings(deadline=None)
@given(texts_with_marks())
def test_pieces_hold_the_text_and_nest(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    pieces = woven(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    stack: list[Mark] = []
    for piece in pieces:
        stack += [opening.mark for opening in piece.opens]
        for closed in piece.closes:
            assert stack.pop() is closed
    assert stack == []


@settings(deadline=None)
@given(texts_with_marks())
def test_each_anchor_is_given_out_exactly_once(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    given_out = [opening.anchor for piece in woven(text, marks) for opening in piece.opens if opening.anchor]
    assert sorted(given_out) == sorted({one.anchor for one in marks if one.anchor})


@settings(deadline=None)
@given(texts_with_marks())
def test_segments_cover_the_window_and_know_what_lies_over_them(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    for segment in segments(marks, Span(0, len(text))):
        over = [one for one in marks if one.span.start <= segment.span.start and segment.span.end <= one.span.end]
        assert sorted(map(id, segment.marks)) == sorted(map(id, over))
