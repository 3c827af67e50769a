"""How much of what a reader looks for a search finds, by words and by meaning.

    python -m quality searches --data tests/cases/meaning --articles examples/hadrin --tools .

``searches.jsonl``: phrases, each with two sentences that say it in other words and two that share a word with it and
say something else; every sentence is looked for among all.  ``hadrin.jsonl``: phrases over the example story, each
with the beginnings of the gists that answer it.  Both were written by hand before anything was measured.

``cross_validated`` are the figures of thresholds chosen, for each fifth of the searches, on the other four: the one of
best F with precision counted double, since nothing is better than noise.  ``shipped`` are those of the threshold in the
package, which has seen all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from quality.options import Options
from sayso.comparison import ShippedEncoder
from sayso.finding import LEAST
from sayso.ledger.lexemes import lexemes_of
from sayso.pipeline import build

THRESHOLDS: Final = np.round(np.arange(0.25, 0.66, 0.01), 2)
_FOLDS: Final = 5
_PRECISION: Final = 0.5  # the beta of F: precision counts double


@dataclass(frozen=True, slots=True)
class Search:
    """One search over a pool of texts: how alike each is, whether it is wanted, whether the words find it."""

    alike: NDArray[np.float32]
    wanted: NDArray[np.bool_]
    worded: NDArray[np.bool_]


def run(options: Options) -> dict[str, object]:
    """Return what full text and search by meaning find."""
    if options.articles is None:
        raise SystemExit("quality searches: name the pages of the example story with --articles")
    searches = [
        *_invented(options.data / "searches.jsonl"),
        *_of_story(options.data / "hadrin.jsonl", options.articles),
    ]
    chosen = [_best([s for n, s in enumerate(searches) if n % _FOLDS != fold]) for fold in range(_FOLDS)]
    held_out = [(search, chosen[n % _FOLDS]) for n, search in enumerate(searches)]
    words = [(search, float("inf")) for search in searches]
    return {
        "searches": len(searches),
        "words": _figures(words, by_words=True),
        "cross_validated": _figures(held_out) | {"thresholds": chosen},
        "shipped": _figures([(search, LEAST) for search in searches]) | {"threshold": LEAST},
        "words_and_shipped": _figures([(search, LEAST) for search in searches], by_words=True),
    }


def _figures(searches: Iterable[tuple[Search, float]], *, by_words: bool = False) -> dict[str, object]:
    found = wanted = right = answered = asked = 0
    for search, least in searches:
        shown = (search.alike >= least) | (search.worded & by_words)
        good = int((shown & search.wanted).sum())
        found, wanted, right = found + int(shown.sum()), wanted + int(search.wanted.sum()), right + good
        answered, asked = answered + (good > 0), asked + 1
    return {
        "precision": round(right / found, 3) if found else None,
        "recall": round(right / wanted, 3),
        "searches_answered": round(answered / asked, 3),
    }


def _best(searches: Sequence[Search]) -> float:
    def quality(least: float) -> float:
        figures = [(int((s.alike >= least).sum()), int(((s.alike >= least) & s.wanted).sum())) for s in searches]
        found, right = (sum(column) for column in zip(*figures, strict=True))
        wanted = sum(int(search.wanted.sum()) for search in searches)
        share = _PRECISION**2
        return (1 + share) * right / (share * wanted + found) if found else 0.0

    return max((float(least) for least in THRESHOLDS), key=quality)


def _invented(path: Path) -> list[Search]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pool = [text for row in rows for text in (*row["near"], *row["other"])]
    return _searches([(row["asked"], [text in row["near"] for text in pool]) for row in rows], pool)


def _of_story(path: Path, pages: Path) -> list[Search]:
    with build([pages]) as ledger:
        gists = [one.gist for one in ledger.contents().statements]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return _searches(
        [(row["asked"], [any(part in gist for part in row["near"]) for gist in gists]) for row in rows], gists
    )


def _searches(asked: Sequence[tuple[str, Sequence[bool]]], pool: Sequence[str]) -> list[Search]:
    encoder = ShippedEncoder()
    alike = encoder.vectors([words for words, _ in asked]) @ encoder.vectors(pool).T
    stems = [set(lexemes_of(text)) for text in pool]
    return [
        Search(row, np.array(wanted), np.array([set(lexemes_of(words)) <= held for held in stems]))
        for row, (words, wanted) in zip(alike, asked, strict=True)
    ]
