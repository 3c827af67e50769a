"""Inputs for Hypothesis: the seeds of a target with small harm done, pieces of pages put together, any bytes."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from fuzz.seeds import seeds

PIECES: Final = (
    "The minister said on Tuesday that he would go.",
    "“It is not so,” she told reporters in the port of Selm on Monday, and left.",
    "Share", "\n", "\n\n", "“", "<p>", "</p>", "<a href=''>", "<table><tr><td>", "<script>", "&amp;", "&#55357;", "{",
    "Advertisement", "By Ann Poe", "(AFP)", "4 October 2016", "<time datetime='2020-13-40'>", "\x00", "\u2028", "é",
    "\ud7ff", "© 2016", "https://", '"datePublished": "', "WARC/1.0\r\n", "Content-Length: 5\r\n", "\r\n\r\n", "<loc>",
)  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, target: str) -> bytes:
    """Draw a whole input of ``target`` in which up to six places are changed, cut, doubled or filled in."""
    data = bytearray(draw(st.sampled_from(seeds(target))))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        change = draw(st.sampled_from(["set", "cut", "twice", "insert"]))
        if change == "set" and data:
            data[place] = draw(st.integers(0, 255))
        elif change == "cut":
            del data[place : place + draw(st.integers(1, 40))]
        elif change == "twice":
            data[place:place] = data[place : place + draw(st.integers(1, 400))]
        else:
            data[place:place] = draw(st.binary(max_size=8))
    return bytes(data)


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """Return what is given to ``target``: mostly harmed seeds, some pages of pieces, some bytes."""
    pieces = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join).map(str.encode)
    return st.one_of(changed(target), changed(target), pieces, st.binary(max_size=400))
