"""Measure speakers, acts and dates on gold data, with `score_speakers.py` of the data's tools.

The names are the shipped tagger's.  The attributions are the gold ones, so that this stage alone is measured;
``own_spans`` measures once more with the tagger's own, each gold line answered by the attribution whose content
overlaps its content most (by at least half of the shorter), or by nobody.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest import mock

from quality.options import Options
from sayso.attribution import load_tagger
from sayso.records import Article, Attribution, Kind, Report, Resolution, Span, Tagging
from sayso.resolution import resolve
from sayso.text import quotations

_SHARED: Final = 0.5  # the share of the shorter content that two attributions of one passage share

Line = dict[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Document:
    """One document of PolNeAR: as an article, with its gold attributions and what the tagger finds in it."""

    article: Article
    gold: tuple[Attribution, ...]
    tagged: Tagging


def run(options: Options) -> dict[str, object]:
    """Return the scorer's figures for the articles that the gold lines of ``options.data`` speak of."""
    if options.articles is None:
        raise SystemExit("speakers: the texts are needed. Name their folder with --articles")
    lines = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    documents = [read_document(options.articles, name) for name in sorted({line["doc"] for line in lines})]
    started = time.process_time()
    given = [_answers(document, document.gold) for document in documents]
    seconds = time.process_time() - started
    result = _scored(options, [line for part in given for line in part])
    own = _scored(
        options, [line for document in documents for line in _answers(document, document.tagged.attributions)]
    )
    words = sum(len(document.article.text.split()) for document in documents)
    targets = _targets(options, lines, [line for part in given for line in part])
    return {**result, **targets, "own_spans": own, "words_per_second": round(words / seconds)}


def _targets(options: Options, gold: Sequence[Line], predicted: Sequence[Line]) -> dict[str, float]:
    """Return how many targets given are right, and how many of the gold's are found, names compared as speakers are.

    A name that is part of the gold's counts too ("Stumpf" for "John Stumpf and his bank").
    """
    scorer = options.scorer("speakers")
    found = {(line["doc"], line["a"]): line["target"] for line in predicted}
    right = 0
    for line in gold:
        own, told = found.get((line["doc"], line["a"])), line["target"]
        if own and told:
            part = set(scorer.words(own)) <= set(scorer.words(told))
            right += part or any(scorer.same_speaker(told, own, kind) for kind in ("person", "organisation"))
    given = sum(target is not None for target in found.values())
    known = sum(line["target"] is not None for line in gold)
    return {
        "target_precision": round(100 * right / max(1, given), 1),
        "target_recall": round(100 * right / max(1, known), 1),
    }


def _scored(options: Options, lines: Sequence[Line]) -> dict[str, object]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        printed = StringIO()
        with (
            mock.patch("sys.argv", ["score_speakers", str(options.data), str(path), "--json"]),
            redirect_stdout(printed),
        ):
            options.scorer("speakers").main()
    result: dict[str, object] = json.loads(printed.getvalue())
    return result


def _answers(document: Document, attributions: tuple[Attribution, ...]) -> list[Line]:
    """Return the line predicted for each gold attribution, when these attributions are resolved."""
    resolution = resolve([document.article], [Tagging(attributions, document.tagged.names)])
    return [
        _line(document.article.id, index, report, resolution)
        for index, gold in enumerate(document.gold)
        if (report := _same_passage(gold, resolution.reports)) is not None
    ]


def _same_passage(gold: Attribution, reports: Iterable[Report]) -> Report | None:
    best, most = None, 0.0
    for report in reports:
        if (report.source, report.cue, report.content) == (gold.source, gold.cue, gold.content):
            return report
        shorter = min(_length(gold.content), _length(report.content)) or 1
        shared = sum(_overlap(one, other) for one in gold.content for other in report.content) / shorter
        if shared > most:
            best, most = report, shared
    return best if most >= _SHARED else None


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _line(document: str, index: int, report: Report, resolution: Resolution) -> Line:
    names = {entity.id: entity.name for entity in resolution.entities}
    name = names.get(report.speaker or "")
    on = report.said_on or ""
    shown = {"day": on, "month": on[:7]}.get(report.said_precision or "")
    plain = name.replace("’", "'") if name else None  # the scorer reads "'s" in plain apostrophes only
    target = names.get(report.target or "")
    return {"doc": document, "a": index, "speaker": plain, "act": report.act, "target": target, "date": shown}


def folder_of(articles: Path, document: str) -> Path:
    """Return the folder with ``text/`` and ``attributions/`` that holds a document."""
    for folder in [articles, *sorted(item for item in articles.iterdir() if item.is_dir())]:
        if (folder / "text" / f"{document}.txt").exists():
            return folder
    raise SystemExit(f"{articles}: no text of {document}. Name its folder with --articles")


def read_document(articles: Path, name: str) -> Document:
    """Return one document of PolNeAR with its gold attributions and what the shipped tagger finds in it."""
    folder = folder_of(articles, name)
    text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    metadata = _metadata(folder, name)
    article = Article(
        id=name,
        path=f"{name}.txt",
        url=None,
        outlet=metadata.get("publisher"),
        title=metadata.get("title"),
        byline=metadata.get("author"),
        published=metadata.get("publication_date"),
        published_from="metadata" if metadata.get("publication_date") else "no metadata",
        credits=(),
        language="en",
        sha256="",
        furniture=(),
        text=text,
    )
    gold = gold_attributions(folder / "attributions" / f"{name}.ann", text)
    return Document(article, gold, load_tagger().tag(text))


def _metadata(folder: Path, document: str) -> dict[str, str]:
    for path in (folder / "metadata.tsv", folder.parent / "metadata.tsv"):
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    if row["filename"] == document:
                        return row
    return {}


def gold_attributions(path: Path, text: str) -> tuple[Attribution, ...]:
    """Return the attributions of a brat file, in the order of its E lines."""
    spans: dict[str, list[Span]] = {}
    found: list[Attribution] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, body = line.split("\t")[:2]
        if name.startswith("T"):
            pairs = body.split(" ", 1)[1].split(";")
            spans[name] = [Span(int(pair.split()[0]), int(pair.split()[1])) for pair in pairs]
        elif name.startswith("E"):
            found.append(_attribution(body, spans, text))
    return tuple(found)


def _attribution(body: str, spans: dict[str, list[Span]], text: str) -> Attribution:
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for pair in body.split():
        role, name = pair.split(":")
        if role.rstrip("0123456789") in roles:
            roles[role.rstrip("0123456789")] += spans[name]
    content = tuple(sorted(roles["Content"]))
    return Attribution(tuple(sorted(roles["Source"])), tuple(sorted(roles["Cue"])), content, _kind(content, text))


def _kind(content: Sequence[Span], text: str) -> Kind:
    """Return ``direct`` when all of the content is quoted, ``mixed`` when some of it is."""
    quoted = sum(_overlap(span, part) for span in quotations(text) for part in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * _length(content) else "mixed"
