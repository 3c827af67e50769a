"""Lines in title case, where a capital letter tells nothing of names."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from sayso.records import Span
from sayso.resolution.layout import Layout

_LONGEST: Final = 24  # words of more than three letters; headlines run to about half of it
_CAPITALS: Final = 0.8  # the share of them that begins with a capital


class Headlines:
    """The paragraphs of a page that are set in title case."""

    def __init__(self, layout: Layout) -> None:
        self._lines: list[Span] = []
        for paragraph in layout.paragraphs:
            long = [word for word in layout.words_in(paragraph) if len(word.text) > 3]
            if 3 <= len(long) <= _LONGEST and sum(word.capital for word in long) >= _CAPITALS * len(long):
                self._lines.append(paragraph)

    def holds(self, span: Span) -> bool:
        """Return whether ``span`` stands in a headline."""
        at = bisect_right(self._lines, span.start, key=lambda line: line.start) - 1
        return at >= 0 and self._lines[at].contains(span)
