"""One job on the processors of this machine: what it makes is what a build of the same pages makes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.ledger import json_lines
from sayso.pipeline import build
from sayso.settings import Fetching, Settings
from tests.fleet.conftest import line, rows_in
from tests.fleet.jobs import SCRIPT, job
from tests.taggers import PatternTagger

pytest.importorskip("daft", reason="needs the fleet extra")
from sayso.fleet import build_from, results_in

pytestmark = pytest.mark.fleet


def test_a_ledger_of_the_results_is_that_of_a_build_of_the_pages(crawl: Path) -> None:
    output = crawl.parent / "out"
    told = job(output, "crawl")
    assert told[-1] == "12 3"
    assert "attribute 7 7" in told
    results = results_in(str(output))
    assert results is not None
    settings = Settings(largest_page=100_000, fetching=Fetching(allowed=False))
    with (
        build_from(results, crawl.parent / "fleet.sayso") as ours,
        build(["crawl"], crawl.parent / "built.sayso", settings=settings, tagger=PatternTagger()) as theirs,
    ):
        assert list(json_lines(ours.contents())) == list(json_lines(theirs.contents()))
    before = {file: file.stat().st_mtime_ns for file in output.rglob("*.parquet") if file.name != "listed.parquet"}
    assert job(output, "crawl") == ["12 3"]  # and nothing is done a second time
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_a_worker_of_the_engine_that_is_killed_costs_time_and_no_rows(crawl: Path) -> None:
    (crawl / "a.jsonl").write_text("".join(line(n) for n in range(40)), encoding="utf-8")
    whole, killed = crawl.parent / "whole", crawl.parent / "killed"
    job(whole, "crawl/a.jsonl")
    command = [sys.executable, "-c", SCRIPT, str(killed), "tests.fleet.taggers:slow", "native", "2", "crawl/a.jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for told in running.stdout:
            if told.startswith("attribute"):
                break
        victims = engine_workers(running.pid)
        assert victims
        os.kill(victims[0], signal.SIGKILL)
        rest = running.stdout.read()
    assert running.returncode == 0
    assert rest.splitlines()[-1] == "40 0"
    ours, theirs = rows_in(killed), rows_in(whole)
    for table in ("articles", "reports", "failures"):
        assert ours[table] == theirs[table]
    assert len(set(ours["taggings"])) == len(ours["taggings"]) == 40
    assert not list(killed.rglob(".half-*"))


def engine_workers(parent: int) -> list[int]:
    """Return the processes that the engine started to work, which run our code in turn."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rpartition(")")[2].split()
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(words[1]) == parent and b"daft.execution.udf_worker" in command:
            found.append(int(status.parent.name))
    return sorted(found)
