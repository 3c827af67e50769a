"""What a ledger holds for and against a claim in words: who asserts it, who denies it, and on what origins.

Reports that share rare words with the claim are judged one by one (``claim_match``); all of them in a small
ledger, so that nearness in meaning alone suffices there.  A statement that answers one which asserts the claim (a
link "denies" or "confirms") speaks to it, too.  Where nothing does, the answer is ``unmeasured``: a ledger that is
silent on a claim says nothing of its truth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.comparison.claim_match import Match, judge_claim
from sayso.comparison.claim_wording import Told, Wording, told, worded
from sayso.comparison.features import rarities
from sayso.comparison.meaning import Encoder, load_encoder
from sayso.comparison.wording import content_stems
from sayso.joined import Joined
from sayso.records import Contents, Link, Report, Span, Verdict, quote_of

Bearing = Literal["asserts", "denies", "silent"]
Finding = Literal["asserted", "denied", "disputed", "unmeasured"]

_JUDGED: Final = 200  # reports that are judged; those with the rarest words in common come first
_SHOWN: Final = 3  # silent statements that come nearest
_AROUND: Final = 200  # characters of a page before a report in which the names are told that its pronouns mean


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report: where it stands, word for word."""

    attribution: str
    article: str
    path: str
    outlet: str | None
    published: str | None
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An origin of a statement and its reports; ``why`` tells why they count as one."""

    origin: str
    why: tuple[str, ...]
    reports: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """A statement that speaks to the claim, or comes near it: the verdict on it, and what stands behind it."""

    statement: str
    speaker: str | None
    said_on: str | None
    verdict: Verdict
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The answer of a ledger to a claim.

    ``finding`` is ``asserted``, ``denied``, ``disputed`` (both) or ``unmeasured``; ``asserts`` and ``denies`` stand
    surest first; ``silent`` are the statements that come nearest without speaking to it; ``judged`` of ``reports``
    were judged.
    """

    claim: str
    finding: Finding
    asserts: tuple[Bearer, ...]
    denies: tuple[Bearer, ...]
    silent: tuple[Bearer, ...]
    judged: int
    reports: int

    def origins(self, bearing: Bearing) -> int:
        """Return how many independent reports stand behind one answer.

        Several statements may rest on one source: what stands in one page, or in one outlet, counts once.
        """
        bearers = {"asserts": self.asserts, "denies": self.denies, "silent": self.silent}[bearing]
        houses = [
            [report.outlet or report.article for report in source.reports]
            for bearer in bearers
            for source in bearer.sources
        ]
        joined = Joined((held[0], house) for held in houses for house in held)
        return len({joined.root(house) for held in houses for house in held})


def check_claim(contents: Contents, claim: str, encoder: Encoder | None = None) -> Check:
    """Return what the ledger's statements say to ``claim``.

    ``encoder`` is the shipped one unless another is given; loading it may raise ModelError.
    """
    claim = " ".join(claim.split())
    reports = _candidates(contents, claim)
    verdicts = _judged(contents, claim, reports, encoder or load_encoder()) if claim and reports else {}
    bearings = _answered(_by_statement(contents, verdicts), contents.links)
    asserts, denies = (_bearers(contents, bearings, kind) for kind in ("asserts", "denies"))
    finding: Finding = "unmeasured"
    if asserts or denies:
        finding = "disputed" if asserts and denies else "asserted" if asserts else "denied"
    return Check(
        claim, finding, asserts, denies, _bearers(contents, bearings, "silent"), len(reports), len(contents.reports)
    )


def _bearers(contents: Contents, bearings: Mapping[str, Verdict], kind: Bearing) -> tuple[Bearer, ...]:
    """Return the bearers of one kind, the surest first; of the silent ones, the few that come nearest."""
    near = -1 if kind == "silent" else 1
    names = [name for name in bearings if bearings[name].relation == kind]
    ordered = sorted(names, key=lambda name: (-near * bearings[name].score, name))
    return tuple(_bearer(contents, name, bearings[name]) for name in ordered[: _SHOWN if kind == "silent" else None])


def _candidates(contents: Contents, claim: str) -> list[Report]:
    """Return the reports that share the rarest words with the claim, at most ``_JUDGED``, by identifier."""
    words = content_stems(claim)
    stems = {report.id: content_stems(report.quote) for report in contents.reports if report.content}
    spread = Counter(stem for found in stems.values() for stem in found)
    shared = {name: sum(1 / spread[stem] for stem in sorted(found & words)) for name, found in stems.items()}
    nearest = sorted(stems, key=lambda name: (-shared[name], name))
    kept = {name for name in nearest[:_JUDGED] if shared[name] or len(stems) <= _JUDGED}
    return [report for report in contents.reports if report.id in kept]


def _judged(contents: Contents, claim: str, reports: Sequence[Report], encoder: Encoder) -> Mapping[str, Verdict]:
    """Return the verdict on each report, under its identifier."""
    pages = {article.id: article.text for article in contents.articles}
    rarity = rarities(map(content_stems, pages.values()))
    known = frozenset(stem for entity in contents.entities for stem in content_stems(entity.name))
    wordings = worded([claim, *(report.quote.replace(" … ", " ") for report in reports)], encoder, known)
    names = {entity.id: entity.name for entity in contents.entities if entity.kind != "unnamed"}
    return {
        report.id: judge_claim(Match(wordings[0], _told(report, wording, pages[report.article], names), rarity))
        for report, wording in zip(reports, wordings[1:], strict=True)
    }


def _told(report: Report, wording: Wording, text: str, names: Mapping[str, str]) -> Told:
    spans = (*report.source, *report.cue, *report.content)
    around = text[max(0, min(span.start for span in spans) - _AROUND) : max(span.end for span in spans)]
    parties = " ".join(names.get(name, "") for name in (report.speaker, report.target) if name)
    return told(report, wording, quote_of(text, report.cue), parties, around)


def _by_statement(contents: Contents, verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """Return the verdict on each statement: that of the report that speaks to the claim most surely."""
    found: dict[str, Verdict] = {}
    for statement in contents.statements:
        judged = [verdicts[name] for name in statement.attributions if name in verdicts]
        speaking = [verdict for verdict in judged if verdict.relation != "silent"]
        if speaking:
            found[statement.id] = max(speaking, key=lambda verdict: (verdict.score, verdict.relation))
        elif judged:
            found[statement.id] = min(judged, key=lambda verdict: verdict.score)
    return found


def _answered(bearings: Mapping[str, Verdict], links: Sequence[Link]) -> dict[str, Verdict]:
    """Return the verdicts, those added that follow from how statements answer one another."""
    found = dict(bearings)
    known: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        known[link.b].append(link)
    for name, verdict in sorted(bearings.items()):
        for link in known[name] if verdict.relation == "asserts" else ():
            relation = _FOLLOWS.get(link.relation)
            if relation and found.get(link.a, _SILENT).relation == "silent":
                reasons = (f"it {link.relation} a statement that asserts the claim", *link.reasons)
                found[link.a] = Verdict(relation, round(min(link.score, verdict.score), 4), reasons)
    return found


_FOLLOWS: Final[Mapping[str, Bearing]] = {
    "denies": "denies", "contradicts": "denies", "retracts": "denies", "confirms": "asserts", "repeats": "asserts",
}  # fmt: skip
_SILENT: Final = Verdict("silent", 1.0, ())


def _bearer(contents: Contents, name: str, verdict: Verdict) -> Bearer:
    statement = next(one for one in contents.statements if one.id == name)
    speaker = next((entity.name for entity in contents.entities if entity.id == statement.speaker), None)
    reports = {report.id: report for report in contents.reports if report.id in statement.attributions}
    sources = tuple(
        Source(origin.id, origin.why, tuple(_evidence(contents, reports[one]) for one in origin.attributions))
        for origin in contents.origins
        if origin.statement == name
    )
    return Bearer(name, speaker, statement.said_on, verdict, sources)


def _evidence(contents: Contents, report: Report) -> Evidence:
    page = next(article for article in contents.articles if article.id == report.article)
    return Evidence(report.id, page.id, page.path, page.outlet, page.published, report.quote, report.content)
