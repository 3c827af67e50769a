"""Standoff files of brat: the text of each article, and its attributions as events.

The format is that of brat's manual (https://brat.nlplab.org/standoff.html); the types are those of
PolNeAR, an event ``Attribution`` with its ``Source``, ``Cue`` and ``Content``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sayso.records import Article, Contents, Entity, Report, Span

CONFIGURATION: Final = """[entities]
Source
Cue
Content

[relations]

[events]
Attribution\tSource*:Source, Cue*:Cue, Content*:Content

[attributes]
Kind\tArg:Attribution, Value:direct|indirect|mixed
Act\tArg:Attribution, Value:say|accuse|deny|demand|warn|promise|request|praise|predict|believe|ask|report
"""


@dataclass(slots=True)
class _Lines:
    """The lines of one file, each kind counted from 1."""

    text: str
    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, letter: str, words: str) -> str:
        self.counts[letter] = self.counts.get(letter, 0) + 1
        name = f"{letter}{self.counts[letter]}"
        self.lines.append(f"{name}\t{words}")
        return name

    def spans(self, kind: str, spans: tuple[Span, ...]) -> str:
        pieces = [piece for span in spans for piece in _without_line_ends(self.text, span)]
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        return self.add("T", f"{kind} {places}\t{' '.join(piece.of(self.text) for piece in pieces)}")


def write_brat(contents: Contents, folder: Path) -> None:
    """Write, for each article, its text and its annotations, and the configuration that names their types.

    Offsets count code points of the text, which is the stored one, character for character.  A span
    over several lines is given in pieces, since an annotation cannot hold the end of a line.
    """
    (folder / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8", newline="\n")
    entities = {entity.id: entity for entity in contents.entities}
    reports: dict[str, list[Report]] = {}
    for report in contents.reports:
        reports.setdefault(report.article, []).append(report)
    for article in contents.articles:
        # Written as bytes: a carriage return of the page is a character of it.
        (folder / f"{article.id}.txt").write_bytes(article.text.encode())
        lines = annotation_lines(article, reports.get(article.id, []), entities)
        (folder / f"{article.id}.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())


def annotation_lines(article: Article, reports: list[Report], entities: dict[str, Entity]) -> list[str]:
    """Return the lines of one article's annotations, each attribution's together."""
    lines = _Lines(article.text)
    for report in reports:
        parts = {"Source": report.source, "Cue": report.cue, "Content": report.content}
        named = {
            role: lines.spans(role, spans)
            for role, spans in parts.items()
            if any(True for span in spans for _ in _without_line_ends(article.text, span))
        }
        if not named:
            continue
        trigger = lines.spans("Attribution", report.cue or report.source or report.content)
        roles = "".join(f" {role}:{name}" for role, name in named.items())
        event = lines.add("E", f"Attribution:{trigger}{roles}")
        lines.add("A", f"Kind {event} {report.kind}")
        lines.add("A", f"Act {event} {report.act}")
        speaker = entities[report.speaker].name if report.speaker in entities else "unresolved"
        lines.add("#", f"AnnotatorNotes {event}\tspeaker: {' '.join(speaker.split())}")
    return lines.lines


def _without_line_ends(text: str, span: Span) -> Iterator[Span]:
    """Yield the pieces of a span that hold no end of a line, without the white space at their ends."""
    place = span.start
    for line in span.of(text).splitlines(keepends=True):
        words = line.strip()
        start = place + line.find(words)
        if words:
            yield Span(start, start + len(words))
        place += len(line)
