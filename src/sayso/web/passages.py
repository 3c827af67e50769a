"""A quoted passage in its context: a sentence or two around, source, cue and content marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import Figure, Report, Span
from sayso.web.catalogue import Catalogue
from sayso.web.marking import Mark, Role, anchor, segments

# The longest unmarked stretch shown between two marks, in characters.
WITHIN: Final = 320

_LINES: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one role; ``href`` leads to its exact place in the page.  ``""`` is plain context."""

    text: str
    role: Role | str
    href: str | None


def _window(text: str, sentences: Sequence[Span], marked: Span, around: int) -> Span:
    """Return from the sentence before ``marked`` to the one after it, within ``around`` characters.

    Where a sentence is longer than that, the window ends at a word.
    """
    starts = [span.start for span in sentences if span.start <= marked.start][-2:]
    ends = [span.end for span in sentences if span.end >= marked.end][:2]
    start = next((place for place in starts if marked.start - place <= around), None)
    end = next((place for place in reversed(ends) if place - marked.end <= around), None)
    return Span(
        _word_start(text, marked.start, around) if start is None else start,
        _word_end(text, marked.end, around) if end is None else end,
    )


def _without(furniture: Sequence[Span], text: str, window: Span, marked: Span) -> Span:
    """Return the window, ended at the page furniture before and behind ``marked``: it is no part of what is told."""
    start = max([window.start, *(span.end for span in furniture if span.end <= marked.start)])
    end = min([window.end, *(span.start for span in furniture if span.start >= marked.end)])
    before, behind = text[start : marked.start], text[marked.end : end]
    return Span(start + len(before) - len(before.lstrip()), end - len(behind) + len(behind.rstrip()))


def _word_start(text: str, place: int, around: int) -> int:
    if place <= around:
        return 0
    space = text.find(" ", place - around, place)
    return place - around if space < 0 else space + 1


def _word_end(text: str, place: int, around: int) -> int:
    if place + around >= len(text):
        return len(text)
    space = text.rfind(" ", place, place + around)
    return place + around if space < 0 else space


def _shown(text: str, marked: bool) -> str:
    """Return a stretch as shown: without empty lines, the middle of a long unmarked one left out."""
    lines = _LINES.sub("\n", text)
    return f"{lines[: WITHIN // 2]} […] {lines[-WITHIN // 2 :]}" if not marked and len(lines) > WITHIN else lines


def _fragments(text: str, article: str, marks: Sequence[Mark], window: Span) -> tuple[Fragment, ...]:
    found: list[Fragment] = []
    for segment in segments(marks, window):
        mark = segment.marks[-1] if segment.marks else None
        linked = mark is not None and mark.role != "furniture"
        shown = _shown(segment.span.of(text), linked)
        href = f"#{anchor(article, mark.span)}" if mark and linked else None
        found.append(Fragment(shown, mark.role if mark else "", href))
    if found and window.start > 0 and text[window.start - 1] not in "\n":
        found.insert(0, Fragment("… ", "", None))
    if found and window.end < len(text) and text[window.end - 1] not in ".!?”\"'’)\n":
        found.append(Fragment(" …", "", None))
    return tuple(found)


def _passage(catalogue: Catalogue, article: str, marks: Sequence[Mark]) -> tuple[Fragment, ...]:
    text = catalogue.articles[article].text
    spans = sorted(mark.span for mark in marks)
    if not spans:
        return ()
    end = min(max(span.end for span in spans), len(text))
    marked = Span(min(spans[0].start, end), end)
    places = catalogue.articles[article].furniture
    window = _without(
        places, text, _window(text, catalogue.sentences[article], marked, catalogue.detail.around), marked
    )
    furniture = [Mark(span, "furniture") for span in places]
    return _fragments(text, article, [*furniture, *marks], window)


def report_marks(report: Report) -> list[Mark]:
    """Return the marks of a report's source, cue and content."""
    parts: tuple[tuple[Role, tuple[Span, ...]], ...] = (
        ("source", report.source),
        ("cue", report.cue),
        ("content", report.content),
    )
    return [Mark(span, role) for role, spans in parts for span in spans]


def passage_of(catalogue: Catalogue, report: Report) -> tuple[Fragment, ...]:
    """Return a report's passage in its context; each marked fragment leads to its place in the page."""
    return _passage(catalogue, report.article, report_marks(report))


def figure_passage(catalogue: Catalogue, figure: Figure) -> tuple[Fragment, ...]:
    """Return a figure's passage in its context, the figure marked."""
    return _passage(catalogue, figure.article, [Mark(figure.span, "figure")])
