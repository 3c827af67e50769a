"""How a ledger and a statement look in a notebook: plain HTML, every word of a page escaped, no script and no style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from sayso.characters import visible
from sayso.records import Entity, Span

# A notebook keeps what it shows: a long quotation or a hundred reports belong in the desk.
_QUOTE: Final = 240
_ROWS: Final = 20
_COUNTS: Final = ("pages", "attributions", "statements", "origins", "speakers", "contested", "figures", "failures")


def ledger_html(path: str, totals: Mapping[str, str | None], lines: Iterable[Sequence[str]]) -> str:
    """Return what a ledger holds, and its first statements: speaker, act, words, reports and origins of each."""
    heads = "".join(f"<th>{name}</th>" for name in _COUNTS)
    counts = "".join(f"<td>{_shown(totals.get(name) or '0')}</td>" for name in _COUNTS)
    first = _table(("speaker", "act", "words", "reports", "origins"), lines)
    return f"<div><p><b>Ledger</b> {_shown(path)}</p><table><tr>{heads}</tr><tr>{counts}</tr></table>{first}</div>"


def statement_html(speaker: Entity | None, said: Sequence[str], reports: Sequence[Sequence[str]]) -> str:
    """Return a statement: ``said`` is its act, day and words, ``reports`` tell outlet, day, words, place and origin."""
    who = _shown(speaker.name) if speaker else "<i>unresolved</i>"
    act, day, words = (_shown(part) for part in said)
    more = f"<p>and {len(reports) - _ROWS} more reports</p>" if len(reports) > _ROWS else ""
    table = _table(("outlet", "published", "words", "where", "origin"), reports[:_ROWS])
    return f"<div><p><b>{who}</b> ({act}, {day}): <q>{words}</q></p>{table}{more}</div>"


def places(spans: Iterable[Span]) -> str:
    """Return places in words."""
    return ", ".join(f"{span.start}–{span.end}" for span in spans)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{_shown(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>{body}</table>" if body else ""


def _shown(words: str) -> str:
    line = " ".join(visible(words).split())
    return f"<bdi>{escape(line if len(line) <= _QUOTE else line[: _QUOTE - 1] + '…')}</bdi>"
