"""What kinds of error the tagger makes, with counts: what to mend first, not a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import ModuleType

from quality.attribution import Document, document, gold_documents, whole
from quality.options import Options
from sayso.attribution import Tagger, load_tagger

Tokens = frozenset[int]
SOFT = 0.5  # contents are one from this intersection over union on, sources from this overlap on
NEARLY = 0.9


def _rows(scorer: ModuleType, gold: Document, one: Document) -> list[tuple[Tokens, Tokens]]:
    """Return source and content of each attribution as tokens of the gold text."""
    tokens, rows = scorer.Tokens(gold["text"]), one["attributions"]
    assert isinstance(rows, list)  # noqa: S101 - tells the type checker what a document holds
    return [(frozenset(tokens.of(row["source"])), frozenset(tokens.of(row["content"]))) for row in rows]


def _likeness(one: Tokens, other: Tokens) -> float:
    return len(one & other) / max(1, len(one | other))


def _pairs(wanted: Sequence[tuple[Tokens, Tokens]], found: Sequence[tuple[Tokens, Tokens]]) -> dict[int, int]:
    """Return which found attribution each annotated one is matched with: the most alike contents first."""
    ranked = sorted(
        (
            (-likeness, a, b)
            for a, (_, one) in enumerate(wanted)
            for b, (_, other) in enumerate(found)
            if (likeness := _likeness(one, other)) >= SOFT
        ),
    )
    pairs: dict[int, int] = {}
    for _, a, b in ranked:
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def _source(wanted: Tokens, found: Tokens) -> str:
    if not wanted or not found:
        return "right" if wanted == found else "source not found" if wanted else "source in excess"
    return "right" if len(wanted & found) >= SOFT * min(len(wanted), len(found)) else "source wrong"


def _missed(content: Tokens, found: Sequence[tuple[Tokens, Tokens]], taken: frozenset[int]) -> str:
    """Return why an annotated content has no match."""
    near = [number for number, (_, other) in enumerate(found) if other & content]
    if not near:
        return "nothing found"
    best = max(near, key=lambda number: len(found[number][1] & content))
    other = found[best][1]
    if len(other & content) >= NEARLY * len(content):
        return "found too long, matched with another" if best in taken else "found too long"
    if best in taken:
        return "found in part, matched with another"
    return "found too short" if len(other & content) >= NEARLY * len(other) else "found askew"


def kinds(scorer: ModuleType, gold: Document, predicted: Document) -> Counter[str]:
    """Return the counts of one article: right, each kind of miss, each kind of find in excess."""
    wanted, found = _rows(scorer, gold, gold), _rows(scorer, gold, predicted)
    pairs = _pairs(wanted, found)
    taken = frozenset(pairs.values())
    counts: Counter[str] = Counter()
    for number, (source, content) in enumerate(wanted):
        match = pairs.get(number)
        counts[_missed(content, found, taken) if match is None else _source(source, found[match][0])] += 1
    for number, (_, content) in enumerate(found):
        if number not in taken:
            near = any(content & other for _, other in wanted)
            counts["in excess, over an annotated content" if near else "in excess, where none is annotated"] += 1
    return counts


def measure(tagger: Tagger, scorer: ModuleType, gold: Sequence[Document]) -> dict[str, int]:
    """Return the counts over all articles, the most frequent first."""
    total: Counter[str] = Counter()
    for one in gold:
        text = str(one["text"])
        total += kinds(scorer, one, document(str(one["doc"]), text, whole(text, tagger.tag(text).attributions)))
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


def run(options: Options) -> dict[str, int]:
    """Count the kinds of error of the shipped tagger on ``options.data``."""
    scorer = options.scorer("attribution")
    return measure(load_tagger(), scorer, gold_documents(scorer, options.data))
