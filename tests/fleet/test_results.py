"""What a job makes is what a build of the same pages makes, whatever becomes of the engine that has it done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.fleet import Order, build_from, results_in, run_fleet
from sayso.fleet.guard import Guard
from sayso.fleet.orders import Task, share_of
from sayso.fleet.storage import files_below
from sayso.fleet.worker import Worker
from sayso.ledger import json_lines
from sayso.pipeline import build
from sayso.settings import Fetching, Settings
from tests.fleet.conftest import page, rows_in
from tests.taggers import PatternTagger


class Here(Guard):
    """Asks a worker in this very process."""

    def _asked(self, question: Mapping[str, object]) -> Mapping[str, object]:
        said = json.loads(json.dumps(question))
        return json.loads(json.dumps(Worker(self.order).answer(said)))


class Loop:
    """An engine that does one piece of work after the other, and dies when it has done so many."""

    def __init__(self, *lives: int) -> None:
        self.lives = list(lives)
        self.done: list[str] = []

    def spread(self, order: Order, maker: str, task: Task, work: Sequence[str]) -> Iterator[str]:
        hand = Here(order, order.tagger)
        life = self.lives.pop(0) if self.lives else len(work)
        for one in work[:life]:
            self.done.append(one)
            yield hand.read(share_of(one)) if task == "read" else hand.tag(one)
        if life < len(work):
            raise RuntimeError("a worker died")


def order(output: str, folder: Path) -> Order:
    return Order(output=output, folder=str(folder), largest_page=100_000, pages=2, tagger="tests.fleet.taggers:pattern")


def test_a_ledger_of_the_results_is_that_of_a_build_of_the_pages(crawl: Path) -> None:
    output = crawl.parent / "out"
    told: list[tuple[str, int, int]] = []
    done = run_fleet(["crawl"], order(str(output), crawl.parent), Loop(), lambda *step: told.append(step))
    assert (done.articles, done.failures, len(done.batches)) == (12, 3, 7)
    assert told[-1] == ("attribute", 7, 7)
    results = results_in(str(output))
    assert results is not None
    settings = Settings(largest_page=100_000, fetching=Fetching(allowed=False))
    with (
        build_from(results, crawl.parent / "fleet.sayso", settings=settings) as ours,
        build(["crawl"], crawl.parent / "built.sayso", settings=settings, tagger=PatternTagger()) as theirs,
    ):
        assert list(json_lines(ours.contents())) == list(json_lines(theirs.contents()))
    assert "Ida Rune" in {json.loads(row)["speaker"] for row in rows_in(output)["reports"]}


def test_a_page_of_which_an_edition_cannot_be_tagged_is_as_in_a_build(crawl: Path) -> None:
    def state(number: int, day: int, more: str) -> str:
        row = {"text": page(number, more), "url": f"https://pier.example/{number}", "published": f"2020-03-0{day}"}
        return json.dumps({**row, "title": f"Harbour {number}"}) + "\n"

    broken = " Trap the tagger."
    pages = [state(1, 1, broken), state(1, 2, ""), state(2, 1, ""), state(2, 2, broken), state(3, 1, broken)]
    (crawl / "states.jsonl").write_text("".join(pages), encoding="utf-8")
    output = crawl.parent / "out"
    run_fleet(["crawl/states.jsonl"], order(str(output), crawl.parent), Loop(), lambda *step: None)
    results = results_in(str(output))
    assert results is not None
    assert len(list(results.failures())) == 3
    with (
        build_from(results, crawl.parent / "fleet.sayso") as ours,
        build(["crawl/states.jsonl"], crawl.parent / "built.sayso", tagger=PatternTagger()) as theirs,
    ):
        assert list(json_lines(ours.contents())) == list(json_lines(theirs.contents()))
        failed = [failure.path for failure in ours.contents().failures]
        assert failed == ["crawl/states.jsonl#4", "crawl/states.jsonl#5"]
        assert len(ours.contents().articles) == 2


def test_an_engine_that_dies_is_asked_for_the_rest_and_nothing_is_done_twice(crawl: Path) -> None:
    whole, broken = crawl.parent / "whole", crawl.parent / "broken"
    run_fleet(["crawl"], order(str(whole), crawl.parent), Loop())
    engine = Loop(1, 0, 3, 2, 0, 2, 99)
    run_fleet(["crawl"], order(str(broken), crawl.parent), engine)
    assert rows_in(broken) == rows_in(whole)
    assert len(engine.done) == len(set(engine.done))
    again = Loop()
    run_fleet(["crawl"], order(str(broken), crawl.parent), again)
    assert again.done == []
    assert rows_in(broken) == rows_in(whole)


def test_a_job_that_cannot_go_on_says_so_and_its_results_are_refused(crawl: Path) -> None:
    output = str(crawl.parent / "out")
    with pytest.raises(InputError, match=r"not done .*a worker died"):
        run_fleet(["crawl"], order(output, crawl.parent), Loop(9, 1, 0, 0, 0, 0))
    with pytest.raises(InputError, match="not finished"):
        results_in(output)
    run_fleet(["crawl"], order(output, crawl.parent), Loop())
    assert results_in(output) is not None


def test_what_an_object_store_holds_is_read_as_files_are(crawl: Path) -> None:
    near, far = crawl.parent / "near", crawl.parent / "far"
    assert [Path(file.address).name for file in files_below(f"file://{crawl}")] == sorted(
        file.name for file in crawl.iterdir()
    )
    run_fleet(["crawl"], order(str(near), crawl.parent), Loop())
    run_fleet([f"file://{crawl}"], order(f"file://{far}", crawl.parent), Loop())
    ours, theirs = ([json.loads(row) for row in rows_in(output)["articles"]] for output in (far, near))
    assert len(ours) == 12
    assert {(row["text"], row["url"], row["sha256"]) for row in ours} == {
        (row["text"], row["url"], row["sha256"]) for row in theirs
    }
    assert all(row["path"].startswith(f"file://{crawl}/") for row in ours)


def test_addresses_of_the_web_are_refused(crawl: Path) -> None:
    with pytest.raises(InputError, match="address of the web"):
        run_fleet(["https://a.example/"], order(str(crawl.parent / "out"), crawl.parent), Loop())


def test_results_of_no_fleet_are_none(tmp_path: Path) -> None:
    assert results_in(str(tmp_path)) is None
    assert results_in(str(tmp_path / "absent")) is None
