"""Whether one report speaks to a claim, and which way: it asserts it, denies it, or is silent on it.

Two steps, each with its reasons.  Whether the report speaks to the claim at all is told by a logistic
regression on what can be seen of both (``FEATURES``); nearness of topic is not enough.  Which way it speaks is
told by rules: another count of the same thing, a negation, a denial, a word that means the opposite.
"""

# ruff: noqa: D401 - the first line of a feature's docstring is the reason that the page shows

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.comparison.claim_wording import Told, Wording, opposites
from sayso.comparison.counts import Count
from sayso.comparison.wording import longest_shared_run
from sayso.records import Verdict

ENOUGH: Final = 0.4
"""The chance from which a report is held to speak to the claim: 0.3, 0.4 and 0.5 were tried on labelled pairs."""
ENOUGH_COUNTED: Final = 0.25
"""The same where both count the same thing: the counts tell more than the words around them."""
_VAGUE_COUNTS: Final = frozenset({3, 20, 24, 36, 40, 200, 300, 2_000, 3_000})  # "several", "dozens", "hundreds"
_VAGUE: Final = 4  # "dozens" bears out 90
_AGREE: Final = 0.1  # counts within a tenth are the same, as between figures


@dataclass(frozen=True, slots=True)
class Match:
    """A claim beside a report; ``rarity`` tells of each stem how rare it is in the pages (0 in all, 1 in one)."""

    claim: Wording
    told: Told
    rarity: Mapping[str, float]

    @property
    def part(self) -> int:
        """Return the place of the sentence of the report that is nearest to the claim in meaning."""
        return int((self.told.wording.vectors @ self.claim.vectors[0])[1:].argmax())


def _share(stems: frozenset[str], of: frozenset[str], rarity: Mapping[str, float]) -> float:
    whole = sum(0.2 + rarity.get(stem, 1.0) for stem in sorted(of))
    return sum(0.2 + rarity.get(stem, 1.0) for stem in sorted(stems & of)) / whole if whole else 0.0


def near_in_meaning(match: Match) -> float:
    """It says much the same, by the meaning of its words."""
    return max(0.0, float((match.told.wording.vectors @ match.claim.vectors[0]).max()))


def holds_its_words(match: Match) -> float:
    """The telling words of the claim stand in it, or name whom it speaks of."""
    named = match.told.named & match.claim.names
    return _share(match.told.stems | named, match.claim.stems, match.rarity)


def held_in_the_claim(match: Match) -> float:
    """Its telling words stand in the claim."""
    return _share(match.claim.stems, match.told.wording.stems, match.rarity)


def runs_together(match: Match) -> float:
    """They share a run of words (8 or more count in full)."""
    return min(longest_shared_run(match.claim.words, match.told.wording.words), 8) / 8


def lacks_a_name(match: Match) -> float:
    """Names of the claim are missing from it."""
    return len(match.claim.names - match.told.named) / len(match.claim.names) if match.claim.names else 0.0


def counts_the_same(match: Match) -> bool:
    """Return whether both count the same thing, so that one bears the other out or not."""
    return bool({"yes", "no"} & set(_one_thing(match)))


Feature = Callable[[Match], float]
FEATURES: Final[tuple[Feature, ...]] = (
    near_in_meaning,
    holds_its_words,
    held_in_the_claim,
    runs_together,
    lacks_a_name,
)
# Learned by `python -m training.claims` on labelled pairs of attributions, the constant last; but for that of
# missing names, which the pairs cannot tell: they were chosen to share their names.
WEIGHTS: Final[tuple[float, ...]] = (3.35, 2.46, 2.16, 1.89, -1.5, -5.78)


def measure(match: Match) -> tuple[float, ...]:
    """Return the value of each of ``FEATURES``."""
    return tuple(feature(match) for feature in FEATURES)


def chance(values: Sequence[float], weights: Sequence[float] = WEIGHTS) -> float:
    """Return the chance that a report with these values speaks to the claim."""
    score = sum(weight * value for weight, value in zip(weights, (*values, 1.0), strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


def judge_claim(match: Match, weights: Sequence[float] = WEIGHTS) -> Verdict:
    """Return "asserts", "denies" or "silent", how surely the report speaks to the claim, and why."""
    values = measure(match)
    score = round(chance(values, weights), 4)
    reasons = _reasons(values)
    if match.told.mood is not None:
        return Verdict("silent", round(1 - score, 4), (f"it {match.told.mood}, and does not tell", *reasons))
    if match.claim.counts and not counts_the_same(match):
        return Verdict("silent", round(1 - score, 4), ("it does not count what the claim counts", *reasons))
    if score < (ENOUGH_COUNTED if match.claim.counts else ENOUGH):
        return Verdict("silent", round(1 - score, 4), reasons or ("little of the claim stands in it",))
    against = other_count(match) or _against(match)
    return Verdict("denies" if against else "asserts", score, (against, *reasons) if against else reasons)


def _reasons(values: tuple[float, ...]) -> tuple[str, ...]:
    pulls = [(WEIGHTS[n] * value, n) for n, value in enumerate(values)]
    return tuple(_worded(n, values[n]) for pull, n in sorted(pulls, reverse=True)[:3] if pull > 0.3)


def _worded(number: int, value: float) -> str:
    reason = (FEATURES[number].__doc__ or "").split("\n", maxsplit=1)[0].strip().rstrip(".")
    return reason if value == 1 else f"{reason} ({value:.2f})"


def _one_thing(match: Match) -> list[str]:
    """Return, for each count of the same thing in both, whether the report's bears the claim's out."""
    return [
        _bears_out(ours, theirs)
        for ours in match.claim.counts
        for theirs in match.told.wording.counts
        if ours.what == theirs.what and _one_population(ours.unit, theirs.unit)
    ]


def _one_population(a: str | None, b: str | None) -> bool:
    general = {None, "people", "civilians", "others", "dead", "residents", "lives"}
    return a == b or (a in general and b in general)


def _bears_out(claim: Count, theirs: Count) -> Literal["yes", "no", "unclear"]:
    """Return whether a count of the same thing bears the claim's out: "at least nine" says nothing of 3,000."""
    top = math.inf if theirs.high is None else theirs.high
    if claim.high is None:  # "more than 20" is borne out by 21 and by "at least 40"
        return "yes" if theirs.low >= claim.low * (1 - _AGREE) else "unclear" if top == math.inf else "no"
    low_fits = claim.high >= theirs.low * (1 - _AGREE)
    if theirs.high is not None:
        return "yes" if low_fits and claim.low <= top * (1 + _AGREE) else "no"
    if not low_fits:
        return "no"
    reach = _VAGUE if {theirs.low, theirs.low / 1_000} & _VAGUE_COUNTS else 1 + _AGREE
    return "yes" if claim.low <= theirs.low * reach else "unclear"


def other_count(match: Match) -> str | None:
    """Return the reason why the report counts the same thing otherwise, or ``None``."""
    found = _one_thing(match)
    if "no" not in found or "yes" in found:
        return None
    theirs = next(c for c in match.told.wording.counts if c.what in {o.what for o in match.claim.counts})
    return f"it counts {theirs.low:g} {theirs.what}, and the claim does not"


def _against(match: Match) -> str | None:
    """Return the words that turn the report against the claim, or ``None``: two of them cancel each other."""
    part = match.told.wording.parts[match.part]
    told = [f"it denies: “{match.told.cue}”"] if match.told.denies else []
    told += part.negates(match.claim.stems)
    ours = match.claim.parts[0].negates(match.told.wording.stems)
    opposed = opposites(match.claim.stems, match.told.wording.stems)
    turned = (len(told) % 2) ^ (len(ours) % 2) ^ bool(opposed)
    if not turned:
        return None
    if opposed:
        return f"it says “{opposed[1]}” where the claim says “{opposed[0]}”"
    return told[0] if told else f"the claim negates what it says ({ours[0]})"
