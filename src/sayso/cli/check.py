"""`sayso check`: what a ledger holds for and against a claim in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.cli.ledgers import LedgerName
from sayso.cli.output import print_json
from sayso.cli.sources import AsOneObject
from sayso.web.characters import visible

if TYPE_CHECKING:
    from sayso.comparison.claim_check import Bearer, Bearing, Check, Source

_HEADS: Final[dict[Bearing, str]] = {
    "asserts": "Asserted by",
    "denies": "Denied or contradicted by",
    "silent": "Near, but silent on it",
}


def check_command(
    ledger: LedgerName,
    claim: Annotated[str, typer.Argument(help="The claim, as one sentence.", show_default=False)],
    as_json: AsOneObject = False,
) -> None:
    """Ask who asserts a claim, who denies it, and on how many independent reports; never whether it is true.

    Example: sayso check story.sayso "Half a million people are besieged"
    """
    from sayso.claims import check
    from sayso.ledger import Ledger

    with Ledger.open(ledger) as opened:
        found = check(opened, claim)
    if as_json:
        print_json(as_object(found))
    else:
        typer.echo("\n".join(visible(line) for line in lines_of(found)))


def lines_of(found: Check) -> Iterator[str]:
    """Yield the answer in words."""
    yield f"“{found.claim}”"
    yield f"{found.finding}: {_count(found, 'asserts', 'for it')}, {_count(found, 'denies', 'against it')}"
    yield f"{found.judged} of {found.reports} reports were judged"
    for bearing, head in _HEADS.items():
        bearers: tuple[Bearer, ...] = getattr(found, bearing)
        if bearers:
            yield ""
            yield head
        for bearer in bearers:
            yield from _bearer_lines(bearer)


def _count(found: Check, bearing: Bearing, side: str) -> str:
    origins = found.origins(bearing)
    return f"{origins} independent {'report' if origins == 1 else 'reports'} {side}"


def _bearer_lines(bearer: Bearer) -> Iterator[str]:
    said = f", said on {bearer.said_on}" if bearer.said_on else ""
    yield f"  {bearer.speaker or 'speaker unresolved'}{said} ({bearer.statement}, score {bearer.verdict.score:.2f})"
    yield f"    why: {'; '.join(bearer.verdict.reasons)}"
    for source in bearer.sources:
        if len(source.reports) > 1:
            yield f"    one origin: {'; '.join(source.why)}"
        for report in source.reports:
            places = ", ".join(f"{span.start}–{span.end}" for span in report.spans)
            page = f"{report.outlet or report.path}, {report.published or 'date unresolved'}"
            yield f"    {page}, {report.path} at {places}: {' '.join(report.quote.split())}"


def as_object(found: Check) -> dict[str, object]:
    """Return the answer as JSON; places are ``[start, end]`` as in the export."""
    return {
        "claim": found.claim,
        "finding": found.finding,
        "independent_for": found.origins("asserts"),
        "independent_against": found.origins("denies"),
        "judged": found.judged,
        "reports": found.reports,
        **{bearing: [_bearer_object(bearer) for bearer in getattr(found, bearing)] for bearing in _HEADS},
    }


def _bearer_object(bearer: Bearer) -> dict[str, object]:
    return {
        "statement": bearer.statement,
        "speaker": bearer.speaker,
        "said_on": bearer.said_on,
        "score": bearer.verdict.score,
        "reasons": list(bearer.verdict.reasons),
        "origins": [_source_object(source) for source in bearer.sources],
    }


def _source_object(source: Source) -> dict[str, object]:
    return {
        "origin": source.origin,
        "why": list(source.why),
        "reports": [
            {
                "attribution": report.attribution,
                "article": report.article,
                "path": report.path,
                "outlet": report.outlet,
                "published": report.published,
                "quote": report.quote,
                "content": [[span.start, span.end] for span in report.spans],
            }
            for report in source.reports
        ],
    }
