"""How well the tagger finds who said what: PolNeAR's measures, and exact spans as CofeNet counts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from quality.options import Options
from sayso.attribution import Tagger, load_tagger
from sayso.records import Attribution, Span

ROLES: Final = ("source", "cue", "content")
Document = dict[str, object]


def folders(data: Path) -> list[Path]:
    """Return ``data`` itself if it has ``text/`` and ``attributions/``, else the folders in it that do."""
    candidates = [data, *sorted(path for path in data.iterdir() if path.is_dir())]
    found = [path for path in candidates if (path / "text").is_dir() and (path / "attributions").is_dir()]
    if not found:
        raise SystemExit(f"{data}: no text/ and attributions/ in it. Name a split of PolNeAR with --data")
    return found


def gold_documents(scorer: ModuleType, data: Path) -> list[Document]:
    """Return the annotated articles of ``data``, in the form that the scorer reads."""
    return [one for folder in folders(data) for one in scorer.load_polnear(str(folder.parent), folder.name)]


def document(name: str, text: str, attributions: Iterable[Attribution]) -> Document:
    """Return one document in the form that the scorer reads."""
    rows = [{role: [[span.start, span.end] for span in getattr(one, role)] for role in ROLES} for one in attributions]
    return {"doc": name, "text": text, "attributions": rows}


def exact(scorer: ModuleType, gold: Sequence[Document], predicted: Sequence[Document]) -> dict[str, dict[str, float]]:
    """Return exact F1 by role; a span is a beginning tag and the inside tags after it (CofeNet, 2022).

    Spans are compared as sets of the scorer's tokens, so that marks at their edges do not matter.
    """
    counts = {role: [0, 0, 0] for role in ROLES}
    for wanted, found in zip(gold, predicted, strict=True):
        tokens = scorer.Tokens(wanted["text"])
        for role in ROLES:
            ours, theirs = (_token_spans(tokens, one, role) for one in (found, wanted))
            for place, number in enumerate((len(ours & theirs), len(ours), len(theirs))):
                counts[role][place] += number
    return {role: scorer.prf(*counts[role]) for role in ROLES}


def _token_spans(tokens: object, one: Document, role: str) -> set[frozenset[int]]:
    rows = one["attributions"]
    assert isinstance(rows, list)  # noqa: S101 - tells the type checker what a document holds
    spans = (tokens.of([span]) for row in rows for span in row[role])  # type: ignore[attr-defined]
    return {span for span in spans if span}


def whole(text: str, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return the flat attributions: those inside another's content are not marked in PolNeAR."""
    return [one for one in attributions if one.nested_in is None and _inside(text, one)]


def _inside(text: str, one: Attribution) -> bool:
    spans: tuple[Span, ...] = one.source + one.cue + one.content
    return all(0 <= span.start < span.end <= len(text) for span in spans)


def measure(tagger: Tagger, scorer: ModuleType, data: Path) -> dict[str, object]:
    """Return the scorer's figures for ``tagger`` on ``data``, with ``exact`` F1 by role added."""
    gold = gold_documents(scorer, data)
    texts = [str(one["text"]) for one in gold]
    predicted = [
        document(str(one["doc"]), text, whole(text, tagger.tag(text).attributions))
        for one, text in zip(gold, texts, strict=True)
    ]
    result: dict[str, object] = scorer.score(gold, predicted)
    return result | {"exact": exact(scorer, gold, predicted)}


def run(options: Options) -> dict[str, object]:
    """Measure the shipped tagger on ``options.data``."""
    return measure(load_tagger(), options.scorer("attribution"), options.data)
