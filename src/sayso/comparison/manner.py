"""In what manner a report answers: by its act, its verb of saying, or what it calls the other's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.comparison.sides import Side, articles_of
from sayso.comparison.speakers import alike
from sayso.comparison.wording import negations, stem, tokens

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
_SELF: Final = frozenset({"we", "our", "ours", "us", "i", "my", "its"})
# Characters between a denial and the quotation that puts it in words.
FOLLOWS: Final = 200
_DECLINING: Final = (
    "declined to comment", "refused to comment", "would not comment", "no comment", "did not comment",
    "declined to say", "refused to say", "would not say", "declined to answer", "refused to answer",
    "did not respond", "did not reply", "did not immediately respond", "did not return", "could not be reached",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answering:
    """How a report answers, the words that show it, and whether they say so outright.

    What does not say so outright ("we never fired") answers only a charge against its speaker.
    ``carries`` is the bare denial that the report puts in words.
    """

    manner: Manner
    words: str
    outright: bool
    carries: Side | None = None


def read_manners(sides: Sequence[Side]) -> Mapping[str, Answering]:
    """Return how each report answers that shows that it does, under the report's identifier."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(articles_of(sides)):
        pages[article].append(place)
    found: dict[str, Answering] = {}
    for places in pages.values():
        before: Side | None = None
        of_page = [sides[place] for place in places]
        for side in sorted(of_page, key=lambda side: (_bounds(side), side.report.id)):
            answering = _outright(side) or _carried(side, before, found) or _of_himself(side)
            if answering:
                found[side.report.id] = answering
            before = side
    return found


def _bounds(side: Side) -> tuple[int, int]:
    spans = (*side.report.source, *side.report.cue, *side.report.content)
    return min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)


def _outright(side: Side) -> Answering | None:
    cue = frozenset(stem(token) for token in tokens(side.cue))
    said = " ".join((*tokens(side.cue), *side.words))
    shown = f"It answers in the words “{' '.join(side.cue.split())}”"
    if any(phrase in said for phrase in _DECLINING):
        return Answering("declines", shown, True)
    if cue & _RETRACTING or any(phrase in side.cue.lower() for phrase in ("walked back", "took back")):
        return Answering("retracts", shown, True)
    negated = negations(tokens(side.cue)) > 0  # "did not deny"
    if (cue & _DENYING and not negated) or (cue & _CALLING and side.stems & _FALSEHOOD):
        return Answering("denies", shown, True)
    return Answering("confirms", shown, True) if cue & _CONFIRMING else None


def _carried(side: Side, before: Side | None, found: Mapping[str, Answering]) -> Answering | None:
    """Return the denial that the quotation right behind it puts in words ("X denied the charge. “Not one …”")."""
    if before is None or side.speaker is None or before.speaker != side.speaker or side.report.kind != "direct":
        return None
    answering = found.get(before.report.id)
    near = _bounds(side)[0] - _bounds(before)[1] <= FOLLOWS
    if answering is None or answering.manner != "denies" or not answering.outright or not near or not side.negations:
        return None
    return Answering("denies", f"It follows on the words “{' '.join(before.cue.split())}”", True, before)


def _of_himself(side: Side) -> Answering | None:
    """Return a denial where the speaker negates something of himself ("not one of our shells", "we never")."""
    if not side.negations or side.speaker is None or side.report.act in {"accuse", "ask", "demand"}:
        return None
    own = alike(side.speaker.parties - side.speaker.named, side.mentioned)
    if not own and not _SELF & frozenset(side.words):
        return None
    return Answering("denies", "It negates something of its own speaker", False)
