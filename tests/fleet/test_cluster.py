"""The same job on a Ray cluster of two nodes, both on this machine: the same records, also when workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fleet.conftest import ROOT, line, rows_in
from tests.fleet.jobs import SCRIPT, job

pytest.importorskip("daft", reason="needs the fleet extra")
pytestmark = pytest.mark.fleet


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two nodes, on loopback."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
        environment.setenv("RAY_USAGE_STATS_ENABLED", "0")
        # Ray takes loopback for an address of its own only so; it reads this when it is imported.
        environment.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        yield from two_nodes()


def two_nodes() -> Iterator[str]:
    pytest.importorskip("ray", reason="needs the fleet extra")
    from ray.cluster_utils import Cluster

    def node() -> dict[str, object]:
        return {"num_cpus": 2, "object_store_memory": 100 * 2**20, "node_ip_address": "127.0.0.1"}

    started = Cluster(initialize_head=True, head_node_args={**node(), "include_dashboard": False})
    started.add_node(**node())
    yield str(started.address)
    started.shutdown()


def test_a_cluster_makes_the_same_records_as_one_machine(crawl: Path, cluster: str) -> None:
    here, there = crawl.parent / "here", crawl.parent / "there"
    assert job(here, "crawl")[-1] == job(there, "crawl", on=cluster)[-1] == "12 3"
    assert rows_in(there) == rows_in(here)
    for table in ("articles", "taggings", "reports", "failures"):
        assert sorted(file.name for file in (there / table).iterdir()) == sorted(
            file.name for file in (here / table).iterdir()
        )


def test_workers_of_a_cluster_that_are_killed_cost_time_and_no_rows(crawl: Path, cluster: str) -> None:
    (crawl / "a.jsonl").write_text("".join(line(n) for n in range(40)), encoding="utf-8")
    whole, killed = crawl.parent / "whole", crawl.parent / "killed"
    job(whole, "crawl/a.jsonl", tagger="slow")
    command = [sys.executable, "-c", SCRIPT, str(killed), "tests.fleet.taggers:slow", cluster, "2", "crawl/a.jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for told in running.stdout:
            if told.startswith("attribute"):
                break
        victims = working()
        while not victims and running.poll() is None:  # a busy machine takes its time to start them
            time.sleep(0.05)
            victims = working()
        assert victims
        os.kill(victims[0], signal.SIGKILL)
        rest = running.stdout.read()
    assert running.returncode == 0
    assert rest.splitlines()[-1] == "40 0"
    assert rows_in(killed) == rows_in(whole)
    assert not list(killed.rglob(".half-*"))


def working() -> list[int]:
    """Return the processes of the cluster that hold our workers: the parents of those, started below this process."""
    parents = {}
    ours = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, parent = int(status.parent.name), int(status.read_text().rpartition(")")[2].split()[1])
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        parents[number] = parent
        if b"sayso.fleet.worker" in command:
            ours.add(parent)

    def below_us(number: int) -> bool:
        while number > 1 and number != os.getpid():
            number = parents.get(number, 0)
        return number == os.getpid()

    return sorted(number for number in ours if below_us(number))
