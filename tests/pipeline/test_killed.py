"""A build killed at any moment: the former ledger can be read, the next build goes on, and nothing is lost."""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from sayso.ledger import Ledger, json_lines, verify
from tests.pipeline.killing import build_and_tell

KILLS = 20
FIRST = 4
TOPICS = ("harbour", "bridge", "market", "library", "railway", "school")


def page(number: int) -> str:
    topic = TOPICS[number % len(TOPICS)]
    return (
        f"Notice {number} on the {topic}\n\nThe {topic} of Vell stays shut for {number + 2} more days, it was announced.\n\n"
        f"“The {topic} will not open before the inspectors have left,” said Ida Rune of the {topic}.\n\n"
        f"At least {number + 10} people were waiting outside the {topic} of Vell on Monday.\n"
    )


@dataclass
class Killer:
    """Starts builds of one ledger, and kills them at moments that a seed decides."""

    output: Path
    context: ForkServerContext
    chance: random.Random = field(default_factory=lambda: random.Random(20310514))  # noqa: S311 - moments, not secrets
    tail: float = 0.0
    since: float = 0.0
    killed_at: Counter[str] = field(default_factory=Counter)

    def run(self, paths: list[str], moment: int | None) -> bool:
        """Build, and kill the build a little after its step of that number; return whether it was still at work."""
        ours, theirs = self.context.Pipe(duplex=False)
        asked = self.output.with_name("asked.txt")
        child = self.context.Process(target=build_and_tell, args=(paths, self.output, asked, theirs))
        child.start()
        theirs.close()
        stage = self._step(ours, moment)
        if moment is None:
            self.tail = time.monotonic() - self.since
        if moment is not None and stage != "done":
            # Comparing and writing are one step, which takes longer than all others.
            time.sleep(self.chance.random() * (self.tail if stage == "compare" else 0.01))
            child.kill()
        child.join()
        killed = child.exitcode == -signal.SIGKILL
        self.killed_at[stage] += killed
        return killed

    def _step(self, steps: Connection, moment: int | None) -> str:
        """Return the stage of the step of that number, or of the last; remember when the comparison began."""
        stage, number = "", 0
        while stage != "done" and (moment is None or number <= moment):
            stage, number = steps.recv(), number + 1
            if stage == "compare":
                self.since = time.monotonic()
        return stage


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipeline.killing"])
    return context


def test_twenty_kills_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, context: ForkServerContext) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"{number:02}.txt" for number in range(FIRST + KILLS)]
    for number, name in enumerate(names):
        Path(name).write_text(page(number), encoding="utf-8")
    killer = Killer(tmp_path / "s.sayso", context)
    assert not killer.run(names[:FIRST], None)
    kills = 0
    while kills < KILLS:
        there = names[: FIRST + kills]
        before = exported(killer.output)
        # Reading and tagging are a step a page, resolving and comparing one each; most time goes by in the last.
        steps = 2 * len(there)
        kills += killer.run(there, killer.chance.choice((killer.chance.randrange(steps), steps + 1)))
        after = exported(killer.output)
        assert after == before or pages_of(after) == there  # the former ledger, or the whole of the new one
    assert not killer.run(names, None)
    assert set(killer.killed_at) >= {"read", "attribute", "compare"}
    asked = Counter((tmp_path / "asked.txt").read_text(encoding="utf-8").splitlines())
    assert set(asked) == {f"Notice {number} on the {TOPICS[number % len(TOPICS)]}" for number in range(len(names))}
    assert (
        asked.total() <= len(names) + KILLS
    )  # a page is tagged again only when it was in hand at the moment of a kill
    undisturbed = replace(killer, output=tmp_path / "undisturbed.sayso")
    assert not undisturbed.run(names, None)
    assert exported(killer.output) == exported(undisturbed.output)
    left = {path.name for path in tmp_path.glob(".*")}
    assert left == {".s.sayso.findings", ".undisturbed.sayso.findings"}


def pages_of(lines: list[str]) -> list[str]:
    rows = [json.loads(line) for line in lines]
    return sorted(row["path"] for row in rows if row["record"] == "article")


def exported(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        assert verify(ledger) == ()
        return list(json_lines(ledger.contents()))
