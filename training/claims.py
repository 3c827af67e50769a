"""Learn when a report speaks to a claim, from labelled pairs of attributions.

    python -m training.claims --data ../shared/data/pairs/dev.jsonl --articles ../shared/data/polnear/train

The content of one side is taken as the claim, the other side is the report, both ways round.  A report of the same
statement or claim, or of one that contradicts, speaks to it; one of the same topic, or unrelated, is silent.  A
logistic regression with a ridge, by Newton's method; the weights are printed, for ``claim_match.WEIGHTS``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from sayso.comparison.claim_match import FEATURES, WEIGHTS, Match, measure
from sayso.comparison.claim_wording import Told, told, worded
from sayso.comparison.features import rarities
from sayso.comparison.judge import Numbers
from sayso.comparison.meaning import load_encoder
from sayso.comparison.wording import content_stems
from sayso.records import Article, Report, Resolution, quote_of
from training.gold_pairs import GoldPair, read_gold, read_pages

STIFFNESS: Final = 1.0
SPEAKING: Final = frozenset({"same_statement", "same_claim", "contradict"})
_STEPS: Final = 30
_AROUND: Final = 200


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim, the report that it was paired with, and all reports of that report's page, the paired one first."""

    label: str
    month: str
    matches: tuple[Match, ...]


def read_claims(gold: Sequence[GoldPair], folder: Path, *, whole_pages: bool) -> list[ClaimPair]:
    """Return the pairs both ways round; ``whole_pages`` adds the other reports of the page."""
    read = read_pages(gold, folder)
    texts, resolution = read.texts, read.resolution
    known = {report.id: report for report in resolution.reports if report.content}
    ends = [(row, [known.get(read.report_at[place]) for place in row.places]) for row in gold]
    pairs = [
        (row, ours, theirs)
        for row, (a, b) in ends
        for ours, theirs in ((a, b), (b, a))
        if ours is not None and theirs is not None
    ]
    beside = _beside(pairs, resolution) if whole_pages else {}
    asked = {report.id: report for _, a, b in pairs for report in (a, b, *beside.get(b.article, ()))}
    return _matched(pairs, beside, _told(asked, texts, resolution), texts)


_Paired = tuple[GoldPair, Report, Report]


def _beside(pairs: Sequence[_Paired], resolution: Resolution) -> Mapping[str, list[Report]]:
    asked = {report.article for _, _, report in pairs}
    found: dict[str, list[Report]] = {}
    for report in resolution.reports:
        if report.article in asked and report.content:
            found.setdefault(report.article, []).append(report)
    return found


def _told(reports: Mapping[str, Report], texts: Sequence[Article], resolution: Resolution) -> Mapping[str, Told]:
    pages = {article.id: article.text for article in texts}
    names = {entity.id: entity.name for entity in resolution.entities if entity.kind != "unnamed"}
    wordings = worded([report.quote.replace(" … ", " ") for report in reports.values()], load_encoder())
    found = {}
    for report, wording in zip(reports.values(), wordings, strict=True):
        text, spans = pages[report.article], (*report.source, *report.cue, *report.content)
        around = text[max(0, min(span.start for span in spans) - _AROUND) : max(span.end for span in spans)]
        parties = " ".join(names.get(name, "") for name in (report.speaker, report.target) if name)
        found[report.id] = told(report, wording, quote_of(text, report.cue), parties, around)
    return found


def _matched(
    pairs: Sequence[_Paired], beside: Mapping[str, list[Report]], known: Mapping[str, Told], texts: Sequence[Article]
) -> list[ClaimPair]:
    rarity = rarities(content_stems(article.text) for article in texts)
    return [
        ClaimPair(
            row.label,
            row.month,
            tuple(
                Match(known[ours.id].wording, known[report.id], rarity)
                for report in (theirs, *(one for one in beside.get(theirs.article, ()) if one.id != theirs.id))
            ),
        )
        for row, ours, theirs in pairs
    ]


def learn(values: Numbers, speaking: Numbers) -> tuple[float, ...]:
    """Return the weights of the features and the constant."""
    inputs = np.column_stack([values, np.ones(len(values))])
    ridge = np.diag([STIFFNESS] * values.shape[1] + [1e-9])
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chances - speaking) + ridge @ weights
        bend = (inputs.T * (chances * (1 - chances))) @ inputs + ridge
        weights -= np.linalg.solve(bend, slope)
    found = [float(weight) for weight in weights]
    # The pairs were chosen to share their names: what a missing name tells, they cannot teach.
    names = [feature.__name__ for feature in FEATURES].index("lacks_a_name")
    found[names] = WEIGHTS[names]
    return tuple(found)


def held_out(pairs: Sequence[ClaimPair]) -> Iterator[tuple[ClaimPair, tuple[float, ...]]]:
    """Yield each pair with weights learned from the other months only."""
    values = np.array([measure(pair.matches[0]) for pair in pairs])
    speaking = np.array([float(pair.label in SPEAKING) for pair in pairs])
    months = np.array([pair.month for pair in pairs])
    for month in sorted(set(months.tolist())):
        weights = learn(values[months != month], speaking[months != month])
        yield from ((pair, weights) for pair in pairs if pair.month == month)


def main() -> None:
    """Learn from all pairs and print the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.claims", description="Learn what speaks to a claim.")
    parser.add_argument("--data", type=Path, required=True, help="labelled pairs, JSON lines")
    parser.add_argument("--articles", type=Path, required=True, help="the texts and attributions that they speak of")
    given = parser.parse_args()
    pairs = read_claims(read_gold(given.data), given.articles, whole_pages=False)
    values = np.array([measure(pair.matches[0]) for pair in pairs])
    weights = learn(values, np.array([float(pair.label in SPEAKING) for pair in pairs]))
    print(tuple(round(weight, 2) for weight in weights))


if __name__ == "__main__":
    main()
