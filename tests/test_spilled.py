"""What is put aside comes back as it was, takes no memory, and tells when the disk takes no more."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso.spilled
from sayso.records import Attribution, Name, Span, Tagging
from sayso.spilled import Spilled, SpilledPacks, SpilledTable, folder

SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda two: Span(min(two), max(two)))
TAGGINGS = st.builds(
    Tagging,
    st.lists(
        st.builds(
            Attribution,
            *[st.lists(SPANS, max_size=2).map(tuple)] * 3,
            st.sampled_from(["direct", "indirect", "mixed"]),
            st.none() | st.integers(0, 3),
        ),
        max_size=3,
    ).map(tuple),
    st.lists(st.builds(Name, SPANS, st.sampled_from(["person", "place"])), max_size=3).map(tuple),
)


@pytest.fixture(autouse=True)
def on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sayso.spilled, "_SMALL", 100)


def put_and_look(spilled: Spilled[Tagging] | SpilledPacks[Tagging], ones: list[Tagging], data: st.DataObject) -> None:
    """Put records one by one, and look at any of them meanwhile."""
    for at, one in enumerate(ones):
        spilled.append(one)
        looked = data.draw(st.integers(0, at))
        assert spilled[looked] == ones[looked]


@settings(deadline=None, max_examples=50)
@given(st.lists(TAGGINGS, max_size=12), st.integers(1, 4), st.data())
def test_records_come_back_as_they_were(ones: list[Tagging], near: int, data: st.DataObject) -> None:
    spilled: Spilled[Tagging] = Spilled(near=near)
    put_and_look(spilled, ones, data)
    assert list(spilled) == ones
    assert spilled[::-1] == ones[::-1]
    if ones:
        assert spilled[-1] == ones[-1]
    with pytest.raises(IndexError):
        spilled[len(ones)]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers())))
def test_a_table_holds_under_a_key_what_was_put_last(puts: list[tuple[str, int]]) -> None:
    table: SpilledTable[str, int] = SpilledTable()
    known: dict[str, int] = {}
    for key, one in puts:
        table[key] = known[key] = one
    assert dict(table) == known
    assert list(table) == list(known)
    for key in known:
        del table[key]
    assert not table
    assert "a" not in table


def test_many_take_little_memory() -> None:
    tracemalloc.start()
    spilled = Spilled((np.full(5_000, at, dtype=np.float32) for at in range(1_000)), near=10)
    held, peak = tracemalloc.get_traced_memory()
    assert [int(one[0]) for one in spilled] == list(range(1_000))
    read = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 400_000
    assert max(peak, read) < 1_000_000  # of twenty million bytes


def test_a_full_disk_is_told_with_the_folder() -> None:
    script = (
        "from sayso.errors import InputError\n"
        "import sayso.spilled\n"
        "sayso.spilled._SMALL = 1000\n"
        "try:\n"
        "    sayso.spilled.Spilled((b'x' * 900 for _ in range(100)), near=1)\n"
        "except InputError as error:\n"
        "    print(error)\n"
    )

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))

    done = subprocess.run(
        [sys.executable, "-c", script], preexec_fn=small_files, check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith(f"{folder()}: it takes no more")
    assert "TMPDIR" in done.stdout


def test_the_folder_is_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert folder() == str(tmp_path)
    before = set(tmp_path.iterdir())
    spilled = Spilled((b"x" * 900 for _ in range(3)), near=1)
    assert spilled[0] == b"x" * 900
    assert set(tmp_path.iterdir()) == before  # it has no name


@settings(deadline=None, max_examples=50)
@given(st.lists(TAGGINGS, max_size=12), st.integers(1, 4), st.data())
def test_packs_come_back_as_they_were(ones: list[Tagging], together: int, data: st.DataObject) -> None:
    with mock.patch.object(sayso.spilled, "_PACKED", 1):
        spilled: SpilledPacks[Tagging] = SpilledPacks(together=together)
        put_and_look(spilled, ones, data)
        assert list(spilled) == ones
        assert spilled == tuple(ones)
        assert spilled != (*ones, Tagging((), ()))
        with pytest.raises(IndexError):
            spilled[len(ones)]
