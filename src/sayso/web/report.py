"""The report: everything a ledger holds as one HTML file that opens offline, without a script."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from sayso.records import Contents, Failure
from sayso.web.accusations import Accusations, accusations
from sayso.web.brevity import brief
from sayso.web.catalogue import Catalogue, catalogue_of
from sayso.web.corrections import CorrectionView, correction_views
from sayso.web.figures import FigureGroup, FigureTable, figure_groups, figure_tables, figure_views
from sayso.web.namings import NamedParty, named_parties
from sayso.web.pages import PageView, page_views
from sayso.web.phrases import FIGURE_RELATIONS, VOICES
from sayso.web.rendering import environment, style_sheet
from sayso.web.series import Series, figure_series
from sayso.web.speakers import SpeakersView, speakers_view
from sayso.web.statements import StatementGroup, statement_groups
from sayso.web.story import StoryView, story_view
from sayso.web.timeline import Timeline, spoken, timeline


@dataclass(frozen=True, slots=True)
class ReportViews:
    """Every view of a ledger that the report shows."""

    story: StoryView
    timeline: Timeline
    accusations: Accusations
    groups: tuple[StatementGroup, ...]
    figure_groups: tuple[FigureGroup, ...]
    figure_series: tuple[Series, ...]
    figure_tables: tuple[FigureTable, ...]
    parties: tuple[NamedParty, ...]
    speakers: SpeakersView
    pages: tuple[PageView, ...]
    failures: tuple[Failure, ...]
    corrections: tuple[CorrectionView, ...]


def report_views(catalogue: Catalogue) -> ReportViews:
    """Return all views of a ledger's contents, as records without any markup."""
    figures = figure_views(catalogue)
    failures = sorted(catalogue.contents.failures, key=lambda one: (one.path, one.stage, one.reason))
    return ReportViews(
        story=story_view(catalogue),
        timeline=timeline(catalogue, spoken(catalogue)),
        accusations=accusations(catalogue),
        groups=statement_groups(catalogue),
        figure_groups=figure_groups(catalogue, figures),
        figure_series=figure_series(catalogue),
        figure_tables=figure_tables(catalogue, figures),
        parties=named_parties(catalogue),
        speakers=speakers_view(catalogue),
        pages=page_views(catalogue),
        failures=tuple(failures),
        corrections=correction_views(catalogue.contents.corrections),
    )


def _policy(style: str) -> str:
    """Return the content security policy that admits one inline style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def render_report(contents: Contents) -> str:
    """Return the contents of a ledger as one HTML page.

    The page needs no network and no script; its policy forbids both.  Every value is escaped, and
    characters that hide or reorder others are spelled out.  The same contents give the same page.
    """
    catalogue = catalogue_of(contents)
    style = style_sheet()
    page = (
        environment()
        .get_template("report.html")
        .render(
            views=report_views(catalogue),
            detail=catalogue.detail,
            relations=FIGURE_RELATIONS,
            voices=VOICES,
            style=style,
            policy=_policy(style),
        )
    )
    return brief(page, catalogue.articles)
