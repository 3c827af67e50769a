"""A page that breaks a stage, or ends the process that works on it, is a failure and nothing else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import ModelError
from sayso.fleet.guard import Guard
from sayso.fleet.orders import Order, Share
from sayso.fleet.storage import Storage
from tests.fleet.conftest import line, rows_in

TAGGERS = "tests.fleet.taggers"


def guard(output: Path, tagger: str = "pattern") -> Guard:
    order = Order(
        output=str(output),
        folder=str(output.parent),
        largest_page=100_000,
        pages=4,
        tagger=f"{TAGGERS}:{tagger}",
        memory=500_000_000,
    )
    return Guard(order, "test")


def test_bad_pages_are_failures_and_the_others_are_tagged(crawl: Path) -> None:
    words = {1: "Trap the tagger", 2: "Kill the tagger", 4: "Fill the memory"}
    (crawl / "a.jsonl").write_text("".join(line(n, words.get(n, "")) for n in range(6)), encoding="utf-8")
    output = crawl.parent / "out"
    working = guard(output)
    working.read(Share("share_1", ("crawl/a.jsonl",)))
    for name in ("share_1-00000", "share_1-00001"):
        assert working.tag(name) == name
    working.close()
    failures = {row["path"]: row for name in ("share_1-00000", "share_1-00001")
                for row in Storage(str(output)).read_rows(f"failures/{name}")}  # fmt: skip
    assert sorted(failures) == ["crawl/a.jsonl#2", "crawl/a.jsonl#3", "crawl/a.jsonl#5"]
    assert failures["crawl/a.jsonl#2"]["reason"] == "RuntimeError: trapped"
    assert "by SIGKILL" in str(failures["crawl/a.jsonl#3"]["reason"])
    assert "MemoryError" in str(failures["crawl/a.jsonl#5"]["reason"])
    assert len(rows_in(output)["taggings"]) == len(rows_in(output)["reports"]) == 3


def test_a_worker_that_is_killed_is_replaced_and_no_row_is_lost_or_doubled(crawl: Path) -> None:
    share = Share("share_1", ("crawl/a.jsonl",))
    for output, tagger in ((crawl.parent / "out", "pattern"), (crawl.parent / "killed", "killed_once")):
        working = guard(output, tagger)
        working.read(share)
        working.tag("share_1-00000")
        working.tag("share_1-00000")  # as an engine does that lost sight of the first
        working.close()
    assert (crawl.parent / "killed-once").exists()
    assert rows_in(crawl.parent / "killed") == rows_in(crawl.parent / "out")


def test_weights_that_cannot_be_loaded_are_no_fault_of_the_pages(crawl: Path) -> None:
    working = guard(crawl.parent / "out", "absent")
    working.read(Share("share_1", ("crawl/d.txt",)))
    with pytest.raises(ModelError, match="cannot be loaded"):
        working.tag("share_1-00000")
    assert not (crawl.parent / "out" / "taggings").exists()
