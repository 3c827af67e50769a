"""Which labels for a party set an outlet apart from the others, in one voice.

The measure is the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008,
"Fightin' Words", Political Analysis 16): how much likelier an outlet is to choose a label than the other
outlets together, with a prior that draws every outlet towards the rates of the whole story, so that one
use of a rare label proves nothing.  Words that were copied count once, for the page that had them first.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.copied_namings import copied_namings
from sayso.records import Contents, Naming, Voice

PRIOR: Final = 10.0
"""How many namings the prior weighs: those of an outlet with fewer tell less than the story at large."""
TELLING: Final = 1.96
"""The z-score from which a label is shown: chance alone goes beyond it in one of forty."""

_DETERMINER: Final = re.compile(r"^(?:the|a|an|this|these|those|its|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Odds:
    """How an outlet's use of a label stands to that of all other outlets, in one voice.

    ``times`` of ``of`` namings of the party in the outlet are this label, ``elsewhere`` of ``of_others`` in the
    others, copies counted once.  ``log_odds`` is the natural logarithm of the ratio, ``z`` its deviation from 0.
    """

    referent: str
    voice: Voice
    outlet: str
    label: str
    times: int
    of: int
    elsewhere: int
    of_others: int
    log_odds: float
    z: float


def plain_label(label: str) -> str:
    """Return a label as it is counted.

    >>> plain_label("The  Rebels"), plain_label("rebels")
    ('rebels', 'rebels')
    """
    return _DETERMINER.sub("", " ".join(label.casefold().split()))


def log_odds(times: int, of: int, elsewhere: int, of_others: int) -> tuple[float, float]:
    """Return the log-odds ratio of a label and its z-score, the prior being the rate of all outlets.

    >>> ratio, z = log_odds(8, 10, 2, 30)
    >>> round(ratio, 4), round(z, 4)
    (2.1655, 3.225)
    >>> log_odds(1, 1, 1, 1)
    (0.0, 0.0)
    """
    prior = PRIOR * (times + elsewhere) / (of + of_others)
    here, there = times + prior, elsewhere + prior
    rest_here, rest_there = of + PRIOR - here, of_others + PRIOR - there
    if min(rest_here, rest_there) <= 0:  # the only label that anybody uses
        return 0.0, 0.0
    ratio = math.log(here / rest_here) - math.log(there / rest_there)
    # All four terms of the variance: the paper drops two of them for words that are rare, which labels are not.
    return ratio, ratio / math.sqrt(1 / here + 1 / rest_here + 1 / there + 1 / rest_there)


def distinctive_labels(contents: Contents) -> tuple[Odds, ...]:
    """Return the labels that set outlets apart (``z`` of at least ``TELLING``), by party and outlet, surest first."""
    found = [odds for odds in all_odds(contents) if odds.z >= TELLING]
    return tuple(sorted(found, key=lambda odds: (odds.referent, odds.voice, odds.outlet, -odds.z, odds.label)))


def all_odds(contents: Contents) -> Iterator[Odds]:
    """Yield the odds of each label that an outlet uses for a party of which other outlets speak in the same voice."""
    articles = {article.id: article for article in contents.articles}

    def outlet_of(naming: Naming) -> str:
        article = articles[naming.article]
        return article.outlet or article.path

    counted: defaultdict[tuple[str, Voice], list[Naming]] = defaultdict(list)
    for naming in copied_namings(contents).once:
        counted[naming.referent, naming.voice].append(naming)
    for (referent, voice), namings in sorted(counted.items()):
        yield from _of_party(referent, voice, namings, outlet_of)


def _of_party(
    referent: str, voice: Voice, namings: Sequence[Naming], outlet_of: Callable[[Naming], str]
) -> Iterator[Odds]:
    outlets: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for naming in namings:
        outlets[outlet_of(naming)][plain_label(naming.label)] += 1
    if len(outlets) < 2:
        return
    whole: Counter[str] = sum(outlets.values(), Counter())
    for outlet in sorted(outlets):
        yield from _of_outlet((referent, voice, outlet), outlets[outlet], whole)


def _of_outlet(key: tuple[str, Voice, str], own: Mapping[str, int], whole: Mapping[str, int]) -> Iterator[Odds]:
    of, total = sum(own.values()), sum(whole.values())
    for label in sorted(own):
        elsewhere = whole[label] - own[label]
        ratio, z = log_odds(own[label], of, elsewhere, total - of)
        yield Odds(*key, label, own[label], of, elsewhere, total - of, ratio, z)
