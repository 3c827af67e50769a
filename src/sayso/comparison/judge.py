"""The judge of pairs: what two reports are to each other, how surely, and for which reasons.

A softmax over five relations, linear in the features (``features.py``), so that every verdict can be
taken apart: a feature's reason is shown when it spoke for the verdict.  ``judge.json`` holds the
weights; ``training/pairs.py`` learns them and says from what, and what was measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.comparison.features import FEATURES, reason
from sayso.errors import ModelError
from sayso.records import Verdict

Judged = Literal["same_statement", "same_claim", "contradict", "same_topic", "unrelated"]
RELATIONS: Final[tuple[Judged, ...]] = get_args(Judged)
SHIPPED: Final = Path(__file__).with_name("judge.json")
# A page has room for this many reasons; the fifth rarely moves a verdict.
REASONS: Final = 4
_WORDS: Final = tuple(map(reason, FEATURES))
_REMEDY: Final = "Install sayso again, or learn the weights anew with `python -m training.pairs`"

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Judge:
    """Weights of the features for each relation: rows as in ``FEATURES`` and a constant, columns as ``RELATIONS``.

    ``centre`` and ``spread`` are the mean and deviation of each feature where the weights were learned.
    """

    centre: Numbers
    spread: Numbers
    weights: Numbers

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Judge:
        """Return the judge in ``path``; raise ModelError when it is not one for these features."""
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            rows = [stored["features"][feature.__name__] for feature in FEATURES]
            weights = [[row["weights"][relation] for relation in RELATIONS] for row in rows]
            weights.append([stored["constant"][relation] for relation in RELATIONS])
            return cls(
                *(np.array(part) for part in ([r["centre"] for r in rows], [r["spread"] for r in rows], weights))
            )
        except OSError as error:
            raise ModelError(str(path), f"cannot be read ({error.strerror})", _REMEDY) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(str(path), f"does not fit the features ({error!r})", _REMEDY) from error

    def write(self, path: Path) -> None:
        """Write the weights, each under its feature's name, so that they can be read and compared."""

        def by_relation(row: Numbers) -> Mapping[str, float]:
            return {relation: round(float(value), 4) for relation, value in zip(RELATIONS, row, strict=True)}

        rows = zip(FEATURES, self.centre, self.spread, self.weights[:-1], strict=True)
        stored = {
            "constant": by_relation(self.weights[-1]),
            "features": {
                feature.__name__: {
                    "centre": round(float(c), 4),
                    "spread": round(float(s), 4),
                    "weights": by_relation(w),
                }
                for feature, c, s, w in rows
            },
        }
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")

    def chances(self, values: Numbers) -> Numbers:
        """Return the chance of each relation, in the order of ``RELATIONS``; they add up to 1.

        ``values`` are feature values, one row a pair.
        """
        scores = np.column_stack([(values - self.centre) / self.spread, np.ones(len(values))]) @ self.weights
        risen = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Numbers = risen / risen.sum(axis=1, keepdims=True)
        return chances

    @cached_property
    def _pulls(self) -> Numbers:
        """How far each feature, per unit, pulls towards a relation and away from the mean of the others."""
        plain: Numbers = self.weights[:-1] / self.spread[:, None]
        pulls: Numbers = plain - plain.mean(axis=1, keepdims=True)
        return pulls

    def verdicts(self, values: Numbers, chances: Numbers) -> list[Verdict]:
        """Return for each row the likeliest relation, its chance, and the features that spoke most for it."""
        likeliest = chances.argmax(axis=1)
        pulls = self._pulls.T[likeliest] * values
        strongest = np.argsort(-pulls, axis=1, kind="stable")[:, :REASONS]
        told = (np.take_along_axis(numbers, strongest, axis=1).tolist() for numbers in (pulls, values))
        rows = zip(likeliest.tolist(), chances.max(axis=1).tolist(), strongest.tolist(), *told, strict=True)
        return [
            Verdict(
                RELATIONS[relation],
                round(chance, 4),
                tuple(_worded(n, value) for n, pull, value in zip(most, pulled, shown, strict=True) if pull > 0.05),
            )
            for relation, chance, most, pulled, shown in rows
        ]


def _worded(place: int, value: float) -> str:
    return _WORDS[place] if value == 1 else sys.intern(f"{_WORDS[place]} ({value:.2f})")
