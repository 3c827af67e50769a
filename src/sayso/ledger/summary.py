"""The counts of a ledger, which add up."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Contents


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a ledger holds; ``resolved`` and ``unresolved`` together are ``attributions``."""

    pages_read: int
    failed: int
    attributions: int
    resolved: int
    unresolved: int
    statements: int
    origins: int
    links: int
    figures: int
    figure_conflicts: int
    namings: int


def summarise(contents: Contents) -> Summary:
    """Return the counts of ``contents``."""
    resolved = sum(report.speaker is not None for report in contents.reports)
    return Summary(
        pages_read=len(contents.articles),
        failed=len({failure.path for failure in contents.failures}),
        attributions=len(contents.reports),
        resolved=resolved,
        unresolved=len(contents.reports) - resolved,
        statements=len(contents.statements),
        origins=len(contents.origins),
        links=len(contents.links),
        figures=len(contents.figures),
        figure_conflicts=sum(link.relation == "conflict" for link in contents.figure_links),
        namings=len(contents.namings),
    )
