r"""How well pages are read: article text out of HTML, and furniture on pages without their tags.

Both are measured on the article extraction benchmark (Scrapinghub 2020), whose pages come with their true
article text.

HTML, as the benchmark defines it: a text is the multiset of its runs of four words (``\w+``); true and
false positives and false negatives are counted on these, divided by their sum for each page;
precision and recall are the means over pages (precision over pages with any text found), F1 is made
of the two means.  Plain ``trafilatura.extract`` is measured beside it in the same run.  Of sayso's
text the headline is left out, as the benchmark's truth leaves it out, and what is marked as
furniture, by a model that has not seen the site.  Embedded posts, which sayso keeps apart, count as kept: the
benchmark's truth has them in the article.

Dumps: the English pages with their tags stripped.  Precision and recall count the characters of lines
that are kept and that are article, F1 is the mean over pages; the model is trained on four fifths of
the sites and measured on the last fifth, five times.  Keeping everything is measured beside it.
Headlines and subtitles are no errors either way; how many headlines are kept is counted apart.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean

import trafilatura

from quality.options import Options
from sayso.errors import PageError
from sayso.reading.articles import stored_text
from sayso.reading.asides import squeezed
from sayso.reading.furniture import LineModel, mark
from sayso.reading.html import extract
from training.furniture import ARTICLE, HEADLINE, Dump, Recipe, dumps, site_folds, train

_WORD = re.compile(r"\w+")


def shingle_counts(truth: str, found: str) -> tuple[float, float, float]:
    """Return true positives, false positives and false negatives of the runs of four words, summing to one."""
    true, given = _shingles(truth), _shingles(found)
    both = (true & given).total()
    counts = (both, given.total() - both, true.total() - both)
    whole = sum(counts)
    return (counts[0] / whole, counts[1] / whole, counts[2] / whole) if whole else (0.0, 0.0, 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    runs = (tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3)))
    return Counter(run for run in runs if run)


def _scores(precision: float, recall: float, f1: float | None = None) -> dict[str, float]:
    if f1 is None:
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def _benchmark(truths: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    counts = [shingle_counts(truth, text) for truth, text in zip(truths, found, strict=True)]
    precision = mean(right / (right + wrong) for right, wrong, _ in counts if right + wrong)
    recall = mean(right / (right + missed) for right, _, missed in counts if right + missed)
    return _scores(precision, recall)


def article_text(data: bytes, subject: str, model: LineModel) -> str:
    """Return the text of an HTML page that is kept, as the benchmark counts it: without headline and furniture."""
    try:
        page = extract(data, subject)
    except PageError:
        return ""
    text, marks = stored_text(page, model=model)
    kept = (
        line.of(text)
        for line, is_marked in zip(marks.lines, marks.marked, strict=True)
        if (not is_marked or squeezed(line.of(text)) in page.asides) and line != marks.title
    )
    return "\n".join(kept)


def html_scores(folder: Path, models: Mapping[str, LineModel], other: LineModel) -> dict[str, dict[str, float]]:
    """Return the benchmark's scores of sayso and of plain trafilatura.

    ``models`` are the furniture models by page, each trained without the page's site; ``other`` marks
    the pages that no model is trained on.
    """
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    names = sorted(truth)
    pages = [gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()) for name in names]
    truths = [truth[name]["articleBody"] for name in names]
    ours = [article_text(page, name, models.get(name, other)) for page, name in zip(pages, names, strict=True)]
    plain = [trafilatura.extract(page, include_comments=False) or "" for page in pages]
    return {"html": _benchmark(truths, ours), "trafilatura": _benchmark(truths, plain)}


def _kept(page: Dump, kept: Iterable[bool]) -> tuple[float, float]:
    """Return precision and recall of the characters kept of one dump."""
    sizes = Counter[tuple[bool, bool]]()
    for line, kind, is_kept in zip(page.lines, page.labels, kept, strict=True):
        if kind != HEADLINE:
            sizes[kind == ARTICLE, is_kept] += len(line)
    right = sizes[True, True]
    precision = right / (right + sizes[False, True]) if right else 0.0
    recall = right / (right + sizes[True, False]) if right else 0.0
    return precision, recall


def _mean_scores(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    f1 = mean(2 * precision * recall / (precision + recall) if precision else 0.0 for precision, recall in pairs)
    return _scores(mean(pair[0] for pair in pairs), mean(pair[1] for pair in pairs), f1)


def _marked(page: Dump, model: LineModel) -> tuple[bool, ...]:
    return mark("\n".join(page.lines), model=model).marked


def dump_scores(pages: Sequence[Dump], models: Mapping[str, LineModel]) -> dict[str, object]:
    """Return the scores of the furniture models on their unseen pages, and those of keeping everything."""
    pairs: list[tuple[float, float]] = []
    headlines = Counter[bool]()
    for page in pages:
        marked = _marked(page, models[page.name])
        pairs.append(_kept(page, (not is_marked for is_marked in marked)))
        kept = [not is_marked for is_marked, kind in zip(marked, page.labels, strict=True) if kind == HEADLINE]
        if kept:
            headlines[any(kept)] += 1
    everything = [_kept(page, (True for _ in page.lines)) for page in pages]
    return {
        "dumps": _mean_scores(pairs),
        "keep_everything": _mean_scores(everything),
        "headline_kept": round(headlines[True] / max(1, headlines.total()), 4),
    }


def cross_models(pages: Sequence[Dump]) -> dict[str, LineModel]:
    """Return for each page the model trained on the sites of the other four folds."""
    folds = site_folds(pages)
    models: dict[str, LineModel] = {}
    for fold in folds:
        model = train([page for other in folds if other is not fold for page in other], Recipe())
        models.update((page.name, model) for page in fold)
    return models


def run(options: Options) -> dict[str, object]:
    """Return the scores of both measures; ``options.data`` is the benchmark's folder."""
    pages = dumps(options.data)
    models = cross_models(pages)
    return {**html_scores(options.data, models, models[pages[0].name]), **dump_scores(pages, models)}
