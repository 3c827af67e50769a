"""In what manner a report answers: by its act, its verb of saying, or what it calls the other's words."""

from __future__ import annotations

from typing import Final, Literal

from sayso.comparison.sides import Side
from sayso.comparison.wording import stem, tokens

Manner = Literal["denies", "declines", "retracts", "confirms"]


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_DENYING: Final = _stems(
    """contradict debunk denial denied denies deny disavow dismiss dispute rebuff rebut rebuttal refute refutation
    reject rejection repudiate"""
)
_CALLING: Final = _stems("brand brush call decry describe deride label mock ridicule slam")
_FALSEHOOD: Final = _stems(
    """absurd absurdity baseless bogus fable fabricate fabricated fabrication fake false falsehood fantasy fiction
    groundless hoax invention lie lies ludicrous myth nonsense preposterous propaganda ridiculous rubbish
    slander smear tale unfounded untrue untruth unproven wrong"""
)
_CONFIRMING: Final = _stems("acknowledge admit affirm concede confirm confirmation corroborate verify")
_RETRACTING: Final = _stems("apologise apologize backtrack disown recant retract retraction withdraw withdrew")
_DECLINING: Final = (
    "declined to comment", "refused to comment", "would not comment", "no comment", "did not comment",
    "declined to say", "refused to say", "would not say", "declined to answer", "refused to answer",
    "did not respond", "did not reply", "did not immediately respond", "did not return", "could not be reached",
)  # fmt: skip


def manner(side: Side) -> Manner | None:
    """Return how a report answers something, or ``None`` when it does not show that it answers."""
    cue = frozenset(stem(token) for token in tokens(side.cue))
    said = " ".join((*tokens(side.cue), *side.words))
    if any(phrase in said for phrase in _DECLINING):
        return "declines"
    if cue & _RETRACTING or "walked back" in side.cue.lower() or "took back" in side.cue.lower():
        return "retracts"
    if side.report.act == "deny" or cue & _DENYING or (cue & _CALLING and side.stems & _FALSEHOOD):
        return "denies"
    return "confirms" if cue & _CONFIRMING else None
