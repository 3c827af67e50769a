"""Measure speakers, acts and dates on gold data, with gold spans: `score_speakers.py` of the data's tools."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from quality.options import Options
from sayso.records import Article, Attribution, Name, NameKind, Report, Resolution, Span, Tagging
from sayso.resolution import link_pages, resolve_page

_SILVER: dict[str, NameKind] = {
    "PERSON": "person",
    "ORGANIZATION": "organisation",
    "LOCATION": "place",
    "MISC": "other",
}


def run(options: Options) -> dict[str, object]:
    """Return the scorer's figures for the articles that the gold lines of ``options.data`` speak of."""
    if options.articles is None:
        raise SystemExit("speakers: the texts are needed. Name their folder with --articles")
    gold = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    documents = sorted({line["doc"] for line in gold})
    lines = [line for document in documents for line in predicted(options.articles, document)]
    return _scored(options, lines)


def _scored(options: Options, lines: Sequence[dict[str, object]]) -> dict[str, object]:
    scorer = options.scorer("speakers")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        printed = StringIO()
        with (
            mock.patch("sys.argv", ["score_speakers", str(options.data), str(path), "--json"]),
            redirect_stdout(printed),
        ):
            scorer.main()
    result: dict[str, object] = json.loads(printed.getvalue())
    return result


def predicted(articles: Path, document: str) -> list[dict[str, object]]:
    """Return the prediction for each gold attribution of one document, with gold spans."""
    article, attributions = read_document(articles, document)
    tagging = Tagging(tuple(attributions), tuple(names_of(articles, document, article.text)))
    resolution = link_pages([resolve_page(article, tagging)])
    return [_line(document, index, report, resolution) for index, report in enumerate(resolution.reports)]


def _line(document: str, index: int, report: Report, resolution: Resolution) -> dict[str, object]:
    names = {entity.id: entity.name for entity in resolution.entities}
    on = report.said_on
    shown = {"day": on, "month": on[:7] if on else None}.get(report.said_precision or "")
    name = names.get(report.speaker or "")  # the scorer reads "'s" in plain apostrophes only
    plain = name.replace("’", "'") if name else None
    return {"doc": document, "a": index, "speaker": plain, "act": report.act, "date": shown}


def folder_of(articles: Path, document: str) -> Path:
    """Return the folder with ``text/`` and ``attributions/`` that holds a document."""
    for folder in [articles, *sorted(item for item in articles.iterdir() if item.is_dir())]:
        if (folder / "text" / f"{document}.txt").exists():
            return folder
    raise SystemExit(f"{articles}: no text of {document}. Name its folder with --articles")


def read_document(articles: Path, document: str) -> tuple[Article, list[Attribution]]:
    """Return one document of PolNeAR as an article, with its gold attributions."""
    folder = folder_of(articles, document)
    text = (folder / "text" / f"{document}.txt").read_bytes().decode("utf-8")
    metadata = _metadata(folder, document)
    article = Article(
        id=document,
        path=f"{document}.txt",
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
    return article, gold_attributions(folder / "attributions" / f"{document}.ann", text)


def _metadata(folder: Path, document: str) -> dict[str, str]:
    for path in (folder / "metadata.tsv", folder.parent / "metadata.tsv"):
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    if row["filename"] == document:
                        return row
    return {}


def gold_attributions(path: Path, text: str) -> list[Attribution]:
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
    return found


def _attribution(body: str, spans: dict[str, list[Span]], text: str) -> Attribution:
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for pair in body.split():
        role, name = pair.split(":")
        if role.rstrip("0123456789") in roles:
            roles[role.rstrip("0123456789")] += spans[name]
    content = tuple(sorted(roles["Content"]))
    marks = sum(text[max(0, span.start - 1) : span.end + 1].count(mark) for span in content for mark in '“”"')
    whole = all(text[span.start : span.end].strip()[:1] in "“\"'" for span in content)
    kind = "direct" if marks and whole else "mixed" if marks else "indirect"
    return Attribution(tuple(sorted(roles["Source"])), tuple(sorted(roles["Cue"])), content, kind)  # type: ignore[arg-type]


def names_of(articles: Path, document: str, text: str) -> list[Name]:
    """Return the names of a document."""
    folder = folder_of(articles, document)
    path = folder.parent / f"corenlp_{folder.name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if f'"{document}"' in line:
                entities = json.loads(line)["entities"]
                return [Name(Span(start, end), _SILVER[kind]) for start, end, kind in entities]
    return []
