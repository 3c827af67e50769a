"""How the stages grow with the number of pages, each apart, and what two workers do against one.

    python -m benchmarks.scale --sizes 100 1000 10000
    python -m benchmarks.scale --sizes 100 1000 --tag 200 --workers 1 2
    python -m benchmarks.scale --sizes --parts 300

Prints one JSON object a line.  The pages are stories of `benchmarks.stories`, of which everything is known: what a
tagger without fault would find on each is taken from that knowledge, so that the stages behind it can be measured on
ten thousand pages without tagging them.  ``--tag`` measures the shipped tagger on so many pages, and ``--workers`` a
whole job of `sayso fleet` with so many processes.  ``--encoder words`` puts a vector of the words themselves, which
costs next to nothing, in the place of the sentence encoder, which is linear by nature.  ``--parts`` tells what each
part of comparing so many pages takes, a page, and what it is to judge one pair of reports.

Every stage is timed in a process of its own together with those before it; a peak is that of all up to there.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import numpy as np

from benchmarks.compare import TimedEncoder, exponent
from benchmarks.stories import Page, as_read, stories, tagging_of, write_lines
from sayso.attribution import load_tagger
from sayso.comparison import assembly, compare_reports, load_encoder, verdicts
from sayso.comparison.meaning import WIDTH, Vectors
from sayso.ledger import write_ledger
from sayso.reading import gather, read
from sayso.records import Article, Comparison, Contents, Report, Resolution, Tagging
from sayso.resolution import resolve
from sayso.settings import Settings
from sayso.spilled import Spilled, SpilledTable

Found = TypeVar("Found")
Figures = dict[str, float | int | str]


class WordEncoder:
    """Vectors of the words of a text, for measuring what stands behind the encoder: alike for alike words."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 a text."""
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split() or [""]:
                row[int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest()) % WIDTH] += 1
        lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / lengths).astype(np.float32)


class Stopwatch:
    """Notes what each stage takes: seconds of the processor and of the clock, and the peak of memory up to there."""

    def __init__(self, pages: int) -> None:
        self.figures: Figures = {"pages": pages}

    def timed(self, stage: str, work: Callable[[], Found]) -> Found:
        """Return what ``work`` returns."""
        clock, processor = time.perf_counter(), time.process_time()
        found = work()
        self.figures[f"{stage}_seconds"] = round(time.process_time() - processor, 2)
        self.figures[f"{stage}_clock"] = round(time.perf_counter() - clock, 2)
        self.figures[f"{stage}_peak_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return found


def made(pages: int, folder: Path) -> tuple[Mapping[str, Page], Path]:
    """Return stories by their addresses, and the file that they are written to for a reader; none is in memory."""
    truth: SpilledTable[str, Page] = SpilledTable()

    def told() -> Iterator[Mapping[str, object]]:
        for page in stories(pages):
            truth[page.url] = page
            yield as_read(page)

    path = folder / "stories.jsonl"
    write_lines(path, told())
    return truth, path


def read_pages(path: Path) -> Sequence[Article]:
    """Return the articles of a file, one for each page."""
    return gather(Spilled(found for found in read([path], Settings()) if isinstance(found, Article))).articles


def tagged(articles: Iterable[Article], truth: Mapping[str, Page]) -> Sequence[Tagging]:
    """Return what a tagger without fault would find in each article."""
    return Spilled(tagging_of(truth[article.url or ""]) for article in articles)


def measured(pages: int, encoder: str) -> Figures:
    """Return what reading, resolving, comparing and writing take, and how much of the truth is found."""
    watch = Stopwatch(pages)
    with tempfile.TemporaryDirectory() as folder:
        truth, path = made(pages, Path(folder))
        articles = watch.timed("read", lambda: read_pages(path))
        taggings = tagged(articles, truth)
        resolution = watch.timed("resolve", lambda: resolve(articles, taggings))
        timed = TimedEncoder(WordEncoder() if encoder == "words" else load_encoder(threads=1))
        comparison = watch.timed("compare", lambda: compare_reports(articles, resolution, timed))
        watch.timed("write", lambda: write_ledger(Path(folder) / "s.sayso", contents(articles, resolution, comparison)))
    watch.figures["encode_seconds"] = round(timed.seconds, 2)
    watch.figures["compare_seconds"] = round(float(watch.figures["compare_seconds"]) - timed.seconds, 2)
    watch.figures |= {"reports": len(resolution.reports), "pairs": len(comparison.judgements), "encoder": encoder}
    return watch.figures | against_truth(truth, articles, resolution, comparison)


def contents(articles: Sequence[Article], resolution: Resolution, comparison: Comparison) -> Contents:
    """Return what a ledger of these holds."""
    return Contents(
        articles=articles, entities=resolution.entities, mentions=resolution.mentions,
        reports=resolution.reports, statements=comparison.statements, origins=comparison.origins,
        judgements=comparison.judgements, links=comparison.links, figures=comparison.figures,
        figure_links=comparison.figure_links, namings=comparison.namings, failures=(), events=comparison.events,
        dependences=comparison.dependences, drifts=comparison.drifts,
    )  # fmt: skip


def against_truth(
    truth: Mapping[str, Page], articles: Sequence[Article], resolution: Resolution, comparison: Comparison
) -> Figures:
    """Return the precision and recall of the pairs of reports joined, of the copies, and of the denials.

    Those of origins are of the pairs of reports that are rightly joined: whether one page has it from the other.
    """
    pages = {article.id: truth[article.url or ""] for article in articles}
    meant = {report.id: _statement(report, pages[report.article]) for report in resolution.reports}
    known = {name: statement for name, statement in meant.items() if statement is not None}
    joined = pairs([name for name in one.attributions if name in known] for one in comparison.statements)
    alike = pairs(_by(known, known.values()))
    copied = {(one.a, one.b) for one in comparison.dependences if one.relation in {"verbatim", "edited"}}
    alike_pages = pairs(_by({a.id: pages[a.id].origin or pages[a.id].url for a in articles}, truth))
    article = {report.id: report.article for report in resolution.reports}
    origins = pairs([name for name in one.attributions if name in known] for one in comparison.origins)
    of_one = {(a, b) for a, b in joined & alike if tuple(sorted((article[a], article[b]))) in alike_pages}
    home = {name: one.id for one in comparison.statements for name in one.attributions}
    denied = {(link.a, link.b) for link in comparison.links if link.relation == "denies"}
    answers = {pair for page in truth.values() for pair in page.denies}
    meant_denied = {(home[a], home[b]) for a, x in known.items() for b, y in known.items()
                    if (x, y) in answers} if len(known) < 2000 else set()  # fmt: skip
    return (
        _scores("joined", joined, alike)
        | _scores("copies", copied, alike_pages)
        | _scores("origins", origins & alike, of_one)
        | (_scores("denials", denied, meant_denied) if meant_denied else {})
    )


def _statement(report: Report, page: Page) -> str | None:
    """Return which of the page's true statements a report tells of."""
    start = min((span.start for span in report.content), default=-1)
    return next((said.statement for said in page.said if said.content[0] <= start < said.content[1]), None)


def _by(keys: Mapping[str, str], order: Iterable[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {key: [] for key in order}
    for name, key in keys.items():
        groups[key].append(name)
    return list(groups.values())


def pairs(groups: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return the pairs inside each group."""
    return {two for group in groups for two in combinations(sorted(group), 2)}


def _scores(name: str, found: set[tuple[str, str]], true: set[tuple[str, str]]) -> Figures:
    right = len(found & true)
    return {
        f"{name}_precision": round(right / len(found), 3) if found else "none",
        f"{name}_recall": round(right / len(true), 3) if true else "none",
    }


def tagging_measured(pages: int) -> Figures:
    """Return what the shipped tagger takes on one processor thread, loading apart."""
    watch = Stopwatch(pages)
    told = list(stories(pages))
    tagger = watch.timed("load", lambda: load_tagger(threads=1, nested=True))
    watch.timed("tag", lambda: [tagger.tag(page.text) for page in told])
    watch.figures["words"] = sum(len(page.text.split()) for page in told)
    return watch.figures


def parts_measured(pages: int) -> Figures:
    """Return the milliseconds of processor that the parts of comparing take, a page, and those of judging one pair."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as patches:
        truth, path = made(pages, Path(folder))
        articles = read_pages(path)
        resolution = resolve(articles, tagged(articles, truth))
        spent: dict[str, list[float]] = {}
        for name in _PARTS:
            patches.enter_context(patch.object(assembly, name, _timed(getattr(assembly, name), spent)))
        patches.enter_context(patch.object(verdicts, "see", _timed(verdicts.see, spent)))
        _timed(compare_reports, spent)(articles, resolution, WordEncoder())
    figures: Figures = {"pages": pages}
    for name, times in sorted(spent.items(), key=lambda item: -sum(item[1])):
        figures[f"{name}_ms_a_page"] = round(1000 * sum(times) / pages, 2)
    pairs = len(spent["see"])
    return figures | {
        "pairs_a_page": round(pairs / pages, 1),
        "see_ms_a_pair": round(1000 * sum(spent["see"]) / pairs, 3),
    }


_PARTS = (
    "likeness_of", "read_speakers", "make_sides", "rarities", "_grouped", "candidates", "find_reuse", "_statements",
    "find_answers", "find_events", "find_dependences", "read_figures", "namings_and_parties", "link_figures",
    "find_drifts",
)  # fmt: skip


def _timed(work: Callable[..., Found], spent: dict[str, list[float]]) -> Callable[..., Found]:
    @functools.wraps(work)
    def timed(*given: object, **named: object) -> Found:
        start = time.process_time()
        found = work(*given, **named)
        spent.setdefault(work.__name__, []).append(time.process_time() - start)
        return found

    return timed


def fleet_measured(pages: int, processes: int) -> Figures:
    """Return what a whole job takes with so many processes; ``steady`` leaves out the start, up to the first file."""
    from sayso.fleet import Crew, Order, run_fleet  # noqa: PLC0415  # an extra
    from sayso.fleet.engine import start  # noqa: PLC0415  # an extra

    told: list[tuple[str, int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        _, path = made(pages, Path(folder))
        order = Order(output=f"{folder}/out", folder=folder, largest_page=20_000_000, pages=max(1, pages // 40))
        before = time.perf_counter()
        run_fleet(
            [str(path)],
            order,
            start(Crew(processes)),
            lambda *step: told.append((step[0], step[1], time.perf_counter())),
        )
    done_by = [(done, at) for stage, done, at in told if stage == "attribute"]
    (first, began), (last, ended) = done_by[processes - 1], done_by[-1]
    return {
        "pages": pages,
        "processes": processes,
        "job_clock": round(done_by[-1][1] - before, 2),
        "steady_pages_a_second": round((last - first) * order.pages / (ended - began), 2),
    }


def alone(*arguments: str) -> Figures:
    """Return the figures of one run in a process of its own, with the load of the machine before it."""
    load = os.getloadavg()[0]
    command = [sys.executable, "-m", "benchmarks.scale", "--alone", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures | {"load_before": round(load, 1), "processors": os.cpu_count() or 0}


def growth(runs: Sequence[Figures]) -> Figures:
    """Return the exponents of seconds over pages: 1 is linear."""
    sizes = [float(run["pages"]) for run in runs]
    stages = ("read", "resolve", "encode", "compare", "write")
    return {f"{name}_exponent": round(exponent(sizes, [float(run[f"{name}_seconds"]) for run in runs]), 3)
            for name in stages}  # fmt: skip


def main() -> None:
    """Print the figures of each size, the exponents, the tagger's figures and those of fleets."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--sizes", nargs="*", type=int, default=[100, 1000], help="numbers of pages")
    parser.add_argument("--encoder", choices=["sentences", "words"], default="sentences")
    parser.add_argument("--tag", type=int, help="tag so many pages")
    parser.add_argument(
        "--workers", nargs="*", type=int, default=[], help="a job of --tag pages with so many processes"
    )
    parser.add_argument("--parts", type=int, help="what the parts of comparing so many pages take")
    parser.add_argument("--alone", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        what, pages, more = given.alone
        work = {"stages": lambda: measured(int(pages), more), "tag": lambda: tagging_measured(int(pages)),
                "parts": lambda: parts_measured(int(pages)),
                "fleet": lambda: fleet_measured(int(pages), int(more))}  # fmt: skip
        print(json.dumps(work[what]()))
        return
    runs = []
    for size in given.sizes:
        runs.append(alone("stages", str(size), given.encoder))
        print(json.dumps(runs[-1]), flush=True)
    if len(runs) > 1:
        print(json.dumps(growth(runs)), flush=True)
    if given.tag:
        print(json.dumps(alone("tag", str(given.tag), "")), flush=True)
    if given.parts:
        print(json.dumps(alone("parts", str(given.parts), "")), flush=True)
    for processes in given.workers:
        print(json.dumps(alone("fleet", str(given.tag or 200), str(processes))), flush=True)


if __name__ == "__main__":
    main()
