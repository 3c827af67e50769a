"""What a page says to a claim, against labelled pairs of attributions.

`python -m quality check --data ../shared/data/pairs/dev.jsonl --articles ../shared/data/polnear/train`.  The content
of one attribution is the claim; the page of the other is asked.  A page whose attribution was labelled as the same
statement or claim should assert it, one that contradicts should deny it, and one of the same topic should be silent;
the weights are learned from the other months.  ``reports`` judges the labelled attribution alone, ``pages`` the
whole page: there a page may speak to the claim in another place than the labelled one, so that its precision is a
lower bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quality.options import Options
from sayso.comparison.claim_match import Match, judge_claim
from training.claims import ClaimPair, held_out, read_claims
from training.gold_pairs import read_gold

_WANTED = {"same_statement": "asserts", "same_claim": "asserts", "contradict": "denies"}


def run(options: Options) -> dict[str, object]:
    """Return precision, recall and F1 of asserting and denying, and how often silence is kept, in percent."""
    if options.articles is None:
        raise SystemExit("check: the texts are missing. Name them with --articles")
    pairs = read_claims(read_gold(options.data), options.articles, whole_pages=True)
    judged = list(held_out(pairs))
    return {
        "pages": _scored((pair, _heard(pair.matches, weights)) for pair, weights in judged),
        "reports": _scored((pair, _heard(pair.matches[:1], weights)) for pair, weights in judged),
    }


def _heard(matches: Sequence[Match], weights: Sequence[float]) -> str:
    verdicts = [judge_claim(match, weights) for match in matches]
    speaking = [verdict for verdict in verdicts if verdict.relation != "silent"]
    return max(speaking, key=lambda verdict: verdict.score).relation if speaking else "silent"


def _scored(heard: Iterable[tuple[ClaimPair, str]]) -> Mapping[str, object]:
    seen = Counter((_WANTED.get(pair.label, "silent"), found) for pair, found in heard)
    result: dict[str, object] = {name: _rates(seen, name) for name in ("asserts", "denies")}
    speaks = Counter[tuple[str, str]]()
    for (wanted, found), times in seen.items():
        speaks["silent" if wanted == "silent" else "speaks", "silent" if found == "silent" else "speaks"] += times
    result["speaks"] = _rates(speaks, "speaks")
    silent = sum(times for (wanted, _), times in seen.items() if wanted == "silent")
    result["silence_kept"] = round(100 * seen["silent", "silent"] / max(1, silent), 1)
    return result


def _rates(seen: Counter[tuple[str, str]], name: str) -> Mapping[str, float]:
    right = seen[name, name]
    precision = right / max(1, sum(times for (_, found), times in seen.items() if found == name))
    recall = right / max(1, sum(times for (wanted, _), times in seen.items() if wanted == name))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * f1, 1)}
