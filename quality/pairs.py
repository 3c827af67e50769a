"""How well the judge tells what two reports are to each other.

The gold's attributions are taken as they are; everything after them is sayso's own: names, speakers, the
encoder, the features.  ``cross_validated`` are the honest figures (each month judged by weights learned from
the other months); ``shipped`` are those of the weights in the package, which have seen these pairs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import numpy as np

from quality.options import Options
from sayso.comparison.features import FEATURES, measure
from sayso.comparison.judge import RELATIONS, Judge, Numbers
from training.gold_pairs import GoldPair, read_gold, read_pairs
from training.pairs import by_month, learn


def run(options: Options) -> dict[str, object]:
    """Return the scorer's figures, cross-validated and for the shipped weights."""
    if options.articles is None:
        raise SystemExit("quality pairs: name the texts with --articles")
    gold = read_gold(options.data)
    pairs = read_pairs(gold, options.articles)
    compared = np.array([pair is not None for pair in pairs])
    values = np.zeros((len(gold), len(FEATURES)))
    values[compared] = [measure(pair) for pair in pairs if pair]
    labels = np.array([RELATIONS.index(row.label) for row in gold])
    held_out = np.zeros((len(gold), len(RELATIONS)))
    for inside, outside in by_month(gold):
        held_out[outside] = learn(values[inside & compared], labels[inside & compared]).chances(values[outside])
    shipped = np.array(Judge.load().chances(values))
    for chances in (held_out, shipped):
        # What sayso holds to be a mere naming is in no statement, and so is linked with nothing.
        chances[~compared] = np.eye(len(RELATIONS))[RELATIONS.index("unrelated")]
    return {"cross_validated": _scored(options, gold, held_out), "shipped": _scored(options, gold, shipped)}


def _scored(options: Options, gold: list[GoldPair], chances: Numbers) -> Mapping[str, object]:
    with tempfile.TemporaryDirectory() as scratch:
        predicted = Path(scratch) / "predicted.jsonl"
        lines = (
            {"pair": row.pair, "label": RELATIONS[int(c.argmax())], "same": float(c[0]), "agree": float(c[0] + c[1])}
            for row, c in zip(gold, chances, strict=True)
        )
        predicted.write_text("\n".join(json.dumps(line) for line in lines) + "\n", encoding="utf-8")
        printed = StringIO()
        arguments = ["score_pairs", str(options.data), str(predicted), "--json"]
        with patch.object(sys, "argv", arguments), redirect_stdout(printed):
            options.scorer("pairs").main()
    scored: Mapping[str, object] = json.loads(printed.getvalue().splitlines()[-1])
    return scored
