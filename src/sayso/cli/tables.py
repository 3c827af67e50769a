"""The tables of `sayso show`: each a plain function from the contents of a ledger to what is printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from textwrap import shorten
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sayso.cli.dependence_rows import of_conflicts, of_origins
from sayso.cli.topics import Topic
from sayso.comparison.naming_odds import distinctive_labels
from sayso.ledger import Accusation, ReportView, Summary, accusations_of
from sayso.ledger.summary import summarise
from sayso.records import Contents, Figure, Statement, file_name
from sayso.web.catalogue import catalogue_of
from sayso.web.characters import visible
from sayso.web.series import figure_series

_PROSE: Final = frozenset(
    {"gist", "why", "why they count as one", "outlets", "figure", "quantity", "accusation", "answer"}
)
_LONGEST: Final = 240
"""Characters shown of a cell; the report and the export have the whole."""
_CONTESTED: Final = ("denies", "contradicts", "retracts")


def summary_lines(summary: Summary) -> list[str]:
    """Return the counts of a ledger in words; the parts of each line add up."""
    return [
        f"pages: {summary.pages_read + summary.failed} found, {summary.pages_read} read, {summary.failed} failed",
        f"attributions: {summary.attributions}, speakers resolved {summary.resolved}, unresolved {summary.unresolved}",
        f"statements: {summary.statements}, with {summary.origins} independent origins and {summary.links} links",
        f"figures: {summary.figures}, in conflict in {summary.figure_conflicts} pairs of passages",
        f"namings: {summary.namings}",
    ]


def overview(contents: Contents) -> list[RenderableType]:
    """Return the counts, who spoke, and what is contested."""
    lines = [Text(line) for line in summary_lines(summarise(contents))]
    return [*lines, *who(contents), *conflicts(contents)]


def who(contents: Contents) -> list[RenderableType]:
    """Return the speakers, the most quoted first."""
    names = _names(contents)
    spoken: dict[str | None, list[Statement]] = defaultdict(list)
    for statement in contents.statements:
        spoken[statement.speaker].append(statement)
    order = sorted(spoken, key=lambda speaker: (speaker is None, -len(spoken[speaker]), names(speaker)))
    rows = [
        (
            names(speaker),
            str(len(spoken[speaker])),
            str(sum(len(statement.origins) for statement in spoken[speaker])),
            ", ".join(sorted({outlet for statement in spoken[speaker] for outlet in statement.outlets})),
        )
        for speaker in order
    ]
    return [_table("Who spoke", ("speaker", "statements", "origins", "outlets"), rows)]


def what(contents: Contents) -> list[RenderableType]:
    """Return the statements, the most reported first."""
    names = _names(contents)
    order = sorted(contents.statements, key=lambda s: (-len(s.origins), -len(s.attributions), s.said_on or "~", s.id))
    rows = [
        (
            names(statement.speaker),
            statement.act,
            statement.said_on or "",
            f"{len(statement.attributions)} / {len(statement.origins)}",
            statement.gist,
        )
        for statement in order
    ]
    return [_table("What was said", ("speaker", "act", "said on", "reports / origins", "gist"), rows)]


def conflicts(contents: Contents) -> list[RenderableType]:
    """Return the statements that others deny or contradict, and the figures that disagree."""
    names = _names(contents)
    statements = {statement.id: statement for statement in contents.statements}
    answers = [
        (
            names(statements[link.a].speaker),
            link.relation,
            names(statements[link.b].speaker),
            f"{statements[link.a].gist} ⟷ {statements[link.b].gist}",
            "; ".join(link.reasons),
        )
        for link in contents.links
        if link.relation in _CONTESTED
    ]
    figures = {figure.id: figure for figure in contents.figures}
    words = _figure_words(contents)
    disagreements = [
        (words(figures[link.a]), link.relation.replace("_", " "), words(figures[link.b]), "; ".join(link.reasons))
        for link in contents.figure_links
        if link.relation != "same"
    ]
    return [
        _table("What is contested", ("who", "does what", "to whom", "gist", "why"), answers),
        _table("Figures that differ", ("figure", "relation", "figure", "why"), disagreements),
        *(_table(*part) for part in of_conflicts(contents)),
    ]


def figures(contents: Contents) -> list[RenderableType]:
    """Return every figure, with who it is according to."""
    names = _names(contents)
    outlets = {article.id: article.outlet_or_file for article in contents.articles}
    words = _figure_words(contents)
    rows = [
        (
            words(figure),
            figure.place or "",
            figure.as_of or "",
            names(figure.according_to) if figure.according_to else "",
            outlets[figure.article],
        )
        for figure in sorted(contents.figures, key=lambda f: (f.what or "~", f.unit or "~", f.article, f.span))
    ]
    in_time = [
        (
            f"{series.of}{f', {series.place}' if series.place else ''}{' (disputed)' if series.disputed else ''}",
            told.day or "",
            told.amount,
            ", ".join(told.sources),
            ", ".join(told.outlets),
        )
        for series in figure_series(catalogue_of(contents))
        for told in series.counts
    ]
    return [
        _table("Figures", ("figure", "place", "as of", "according to", "outlet"), rows),
        _table("Quantities in time", ("quantity", "day", "count", "according to", "outlets"), in_time),
    ]


def namings(contents: Contents) -> list[RenderableType]:
    """Return what each outlet calls each party, and in whose voice."""
    names = _names(contents)
    outlets = {article.id: article.outlet_or_file for article in contents.articles}
    counts = Counter(
        (names(n.referent), f"“{n.label}”" if n.scare_quotes else n.label, outlets[n.article], n.voice)
        for n in contents.namings
    )
    rows = [(*key, str(count)) for key, count in sorted(counts.items())]
    apart = [
        (
            names(odds.referent),
            odds.outlet,
            odds.voice,
            odds.label,
            f"{odds.times} of {odds.of}",
            f"{odds.elsewhere} of {odds.of_others}",
            f"{odds.log_odds:.2f}",
            f"{odds.z:.1f}",
        )
        for odds in distinctive_labels(contents)
    ]
    return [
        _table("What each outlet calls a party", ("party", "label", "outlet", "voice", "times"), rows),
        _table(
            "Labels that set an outlet apart, copies counted once",
            ("party", "outlet", "voice", "label", "times", "elsewhere", "log-odds", "z"),
            apart,
        ),
    ]


def origins(contents: Contents) -> list[RenderableType]:
    """Return the statements whose reports are not independent of one another, and why."""
    names = _names(contents)
    statements = {statement.id: statement for statement in contents.statements}
    rows = [
        (
            names(statements[origin.statement].speaker),
            statements[origin.statement].gist,
            str(len(origin.attributions)),
            "; ".join(origin.why),
        )
        for origin in contents.origins
        if len(origin.attributions) > 1
    ]
    return [
        _table("Reports that rest on one origin", ("speaker", "gist", "reports", "why they count as one"), rows),
        *(_table(*part) for part in of_origins(contents)),
    ]


def accusations(contents: Contents) -> list[RenderableType]:
    """Return who accuses whom of what, in whose reports, and who denies it."""
    rows = [
        (
            one.accuser.name if one.accuser else "unresolved",
            one.accused.name if one.accused else "not told",
            one.of_what,
            "; ".join(dict.fromkeys(f"{r.outlet or file_name(r.path)} {_where(r)}" for r in one.reports)),
            _answers(one),
        )
        for one in accusations_of(contents)
    ]
    return [_table("Who accuses whom", ("accuser", "accused", "gist", "reports", "answered by"), rows)]


def _answers(accusation: Accusation) -> str:
    """Return who answers and how, each once: one minister may deny a charge on five occasions."""
    names = (
        f"{one.statement.speaker.name if one.statement.speaker else 'unresolved'} {one.relation}"
        for one in accusation.denials
    )
    return "; ".join(f"{words} ({times} times)" if times > 1 else words for words, times in Counter(names).items())


def _where(report: ReportView) -> str:
    return f"[{report.content[0].start}, {report.content[-1].end})" if report.content else ""


TABLES: Final[dict[Topic, Callable[[Contents], list[RenderableType]]]] = {
    Topic.WHO: who,
    Topic.WHAT: what,
    Topic.CONFLICTS: conflicts,
    Topic.FIGURES: figures,
    Topic.NAMES: namings,
    Topic.ORIGINS: origins,
    Topic.ACCUSATIONS: accusations,
}


def _names(contents: Contents) -> Callable[[str | None], str]:
    known = {entity.id: entity.name for entity in contents.entities}
    return lambda entity: known[entity] if entity else "unresolved"


def _figure_words(contents: Contents) -> Callable[[Figure], str]:
    texts = {article.id: article.text for article in contents.articles}
    return lambda figure: figure.span.of(texts[figure.article])


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        # The columns of prose share what room the others leave.
        wide = column in _PROSE
        table.add_column(column, overflow="fold", ratio=1 if wide else None, max_width=None if wide else 22)
    for row in rows:
        # Text, not markup: a page's square brackets are its own.
        table.add_row(*(Text(shorten(visible(cell), _LONGEST, placeholder=" …")) for cell in row))
    if not table.row_count:
        table.add_row(*(["none"] + [""] * (len(columns) - 1)))
    return table
