"""A quoted passage in its context: a sentence or two around, source, cue and content marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.records import Figure, Report, Span
from sayso.web.catalogue import Catalogue
from sayso.web.marking import Mark, Role, anchor, segments

# Characters of unmarked text kept on either side, and the longest unmarked stretch shown within.
AROUND: Final = 220
WITHIN: Final = 320

_LINES: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one role; ``href`` leads to its exact place in the page.  ``""`` is plain context."""

    text: str
    role: Role | str
    href: str | None


def _window(text: str, around: Sequence[Span], first: int, last: int) -> Span:
    """Return from the sentence before ``first`` to the sentence after ``last``, within bounds."""
    starts = [span.start for span in around if span.start <= first][-2:]
    ends = [span.end for span in around if span.end >= last][:2]
    start = next((place for place in starts if first - place <= AROUND), None)
    end = next((place for place in reversed(ends) if place - last <= AROUND), None)
    return Span(_word_start(text, first - AROUND) if start is None else start, _word_end(text, last, end))


def _word_start(text: str, place: int) -> int:
    if place <= 0:
        return 0
    space = text.find(" ", place)
    return place if space < 0 or space > place + 40 else space + 1


def _word_end(text: str, last: int, end: int | None) -> int:
    if end is not None:
        return end
    if last + AROUND >= len(text):
        return len(text)
    space = text.rfind(" ", last, last + AROUND)
    return last + AROUND if space < 0 else space


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
    last = max(span.end for span in spans)
    window = _window(text, catalogue.sentences[article], min(spans[0].start, len(text)), min(last, len(text)))
    furniture = [Mark(span, "furniture") for span in catalogue.articles[article].furniture]
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
