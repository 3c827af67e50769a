"""What can be seen on a pair of reports: one small function a feature, each symmetric, each from 0 to 1.

The first line of a feature's docstring is the reason that the page shows when the feature decides.
Their weights are learned (``judge.py``); what they look at is written here and nowhere else.
"""

# ruff: noqa: D401 - the docstrings are sentences for the page, not about the function

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.rulings import days_apart
from sayso.comparison.sides import Side
from sayso.comparison.speakers import Standing, alike, standing
from sayso.comparison.wording import longest_shared_run


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, and what several features need of both.

    ``weights`` are those of the stems of the one, of the other, and of those that both have.
    """

    a: Side
    b: Side
    standing: Standing
    weights: Weights

    @classmethod
    def of(cls, a: Side, b: Side, rarity: Mapping[str, float]) -> Pair:
        """Return the pair, the sides in the order of their reports' identifiers; ``rarity`` is as in ``rarities``."""
        first, second = (a, b) if a.report.id <= b.report.id else (b, a)
        weights = (
            weight(first.stems, rarity),
            weight(second.stems, rarity),
            weight(first.stems & second.stems, rarity),
        )
        return cls(first, second, standing(first.speaker, second.speaker), weights)


Feature = Callable[[Pair], float]
Weights = tuple[float, float, float]


def weight(stems: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Return how much stems weigh together: the sum of how rare they are, whatever their order."""
    return fsum([rarity.get(stem, 1.0) for stem in stems])


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def same_meaning(pair: Pair) -> float:
    """Both say much the same, by the meaning of their words or of a sentence of each."""
    whole = float(pair.a.vector @ pair.b.vector)
    return max(0.0, whole, float((pair.a.parts @ pair.b.parts.T).max()))


def same_sentence(pair: Pair) -> float:
    """The sentences that hold them say much the same."""
    if pair.a.report.article == pair.b.report.article:
        return same_meaning(pair)  # one sentence may hold both
    return max(0.0, float(pair.a.sentence @ pair.b.sentence))


def rare_words_contained(pair: Pair) -> float:
    """The telling words of the shorter one stand in the other too."""
    *each, both = pair.weights
    return both / min(each) if all(each) else 0.0


def rare_words_shared(pair: Pair) -> float:
    """They share words that are rare in these pages."""
    *each, both = pair.weights
    return both / (sum(each) - both) if any(each) else 0.0


def shared_run(pair: Pair) -> float:
    """They share a run of words (12 or more count in full)."""
    return min(longest_shared_run(pair.a.words, pair.b.words), 12) / 12


def shared_quotation(pair: Pair) -> float:
    """Both put the same run of words in quotation marks (8 or more count in full)."""
    return min(longest_shared_run(pair.a.quoted, pair.b.quoted), 8) / 8


def quoted_in_the_other(pair: Pair) -> float:
    """Words in quotation marks in one stand in the other."""
    runs = (longest_shared_run(pair.a.quoted, pair.b.words), longest_shared_run(pair.a.words, pair.b.quoted))
    return min(max(runs), 8) / 8


def same_names(pair: Pair) -> float:
    """Both speak of the same names."""
    fewer, more = sorted((pair.a.names, pair.b.names), key=lambda names: (len(names), sorted(names)))
    return len(alike(fewer, more)) / len(fewer) if fewer else 0.0


def other_names(pair: Pair) -> float:
    """They speak of different names."""
    return float(bool(pair.a.names and pair.b.names and not alike(pair.a.names, pair.b.names)))


def same_numbers(pair: Pair) -> float:
    """Both give the same numbers."""
    return _shared(pair.a.numbers, pair.b.numbers)


def other_numbers(pair: Pair) -> float:
    """They give different numbers."""
    return float(bool(pair.a.numbers and pair.b.numbers and not pair.a.numbers & pair.b.numbers))


def negation_differs(pair: Pair) -> float:
    """One negates and the other does not."""
    return float((pair.a.negations > 0) != (pair.b.negations > 0))


def _one_matter(pair: Pair) -> float:
    """Return how surely both speak of one matter: 0 up to a cosine of 0.5, 1 from 0.8 on."""
    return min(1.0, max(0.0, same_meaning(pair) - 0.5) / 0.3)


def one_rejects(pair: Pair) -> float:
    """One turns against what the other speaks of."""
    return _one_matter(pair) if pair.a.rejects != pair.b.rejects else 0.0


def both_reject(pair: Pair) -> float:
    """Both turn against the same."""
    return _one_matter(pair) if pair.a.rejects and pair.b.rejects else 0.0


def same_speaker(pair: Pair) -> float:
    """The speaker is the same."""
    return float(pair.standing == "same")


def speaks_for(pair: Pair) -> float:
    """The speaker of one speaks for the speaker of the other."""
    return float(pair.standing == "speaks_for")


def other_speaker(pair: Pair) -> float:
    """The speakers are different."""
    return float(pair.standing == "different")


def names_the_other(pair: Pair) -> float:
    """One names the speaker of the other."""
    a, b = pair.a, pair.b
    return float(
        bool(a.speaker and a.speaker.named and a.speaker.named & b.names)
        or bool(b.speaker and b.speaker.named and b.speaker.named & a.names)
    )


def same_target(pair: Pair) -> float:
    """Both are aimed at the same party."""
    a, b = pair.a.target, pair.b.target
    return float(a is not None and b is not None and a.entity == b.entity)


def quotation_and_paraphrase(pair: Pair) -> float:
    """One quotes and the other paraphrases."""
    return float({pair.a.report.kind, pair.b.report.kind} == {"direct", "indirect"})


def both_quote(pair: Pair) -> float:
    """Both quote directly."""
    return float(pair.a.report.kind == pair.b.report.kind == "direct")


def published_apart(pair: Pair) -> float:
    """Days lie between the two pages (7 or more count in full)."""
    days = days_apart(pair.a.published, pair.b.published)
    return min(days, 7) / 7 if days is not None else 0.0


def same_length(pair: Pair) -> float:
    """They are of like length."""
    lengths = sorted((len(pair.a.words), len(pair.b.words)))
    return lengths[0] / lengths[1] if lengths[0] else 0.0


FEATURES: Final[tuple[Feature, ...]] = (
    same_meaning,
    same_sentence,
    rare_words_contained,
    rare_words_shared,
    shared_run,
    shared_quotation,
    quoted_in_the_other,
    same_names,
    other_names,
    same_numbers,
    other_numbers,
    negation_differs,
    one_rejects,
    both_reject,
    same_speaker,
    speaks_for,
    other_speaker,
    names_the_other,
    same_target,
    quotation_and_paraphrase,
    both_quote,
    published_apart,
    same_length,
)


# What two reports show changes with other pages in these alone.
WEIGHED: Final[frozenset[Feature]] = frozenset({rare_words_contained, rare_words_shared})


def measure(pair: Pair) -> tuple[float, ...]:
    """Return the value of each of ``FEATURES`` on the pair."""
    return tuple(feature(pair) for feature in FEATURES)


def unweighed(pair: Pair) -> tuple[float, ...]:
    """Return the value of each feature that does not look at how rare words are."""
    return tuple(feature(pair) for feature in FEATURES if feature not in WEIGHED)


def weighed_all(pairs: Sequence[Pair], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what ``measure`` does of many pairs, one row a pair, of which ``unweighed`` gave the ``others``."""
    rows = np.empty((len(pairs), len(FEATURES)))
    rows[:, [place for place, feature in enumerate(FEATURES) if feature not in WEIGHED]] = others
    for place, feature in enumerate(FEATURES):
        if feature in WEIGHED:
            rows[:, place] = [feature(pair) for pair in pairs]
    return rows


def reason(feature: Feature) -> str:
    """Return the reason that the page shows for a feature: the first line of its docstring."""
    return (feature.__doc__ or feature.__name__).split("\n")[0].strip().rstrip(".")


def rarities(pages: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """Return how rare each stem is among ``pages``, given by their stems: 1 in one page, 0 in all of many."""
    count, counted = 0, Counter[str]()
    for stems in pages:
        count += 1
        counted.update(stems)
    return {stem: float(1 - np.log(having) / np.log(count + 1)) for stem, having in counted.items()}
