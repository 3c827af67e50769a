"""Web archives with harm done to them: what is whole before and behind it is read, and each harm is one failure."""

from __future__ import annotations

import gzip
import io
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import PageError
from sayso.reading import read
from sayso.reading.containers.warc_records import Record, warc_records
from sayso.reading.sources import pages_in_input
from sayso.records import Article, Failure
from sayso.settings import Settings

from .archives import answer, page, record, warc

NAMES = ("selm", "tarn", "dorn", "lund", "vell")


def _told(path: Path) -> tuple[list[str], list[Failure]]:
    """Return the towns whose pages were read whole, and the failures."""
    found = list(read([path], Settings()))
    articles = [item for item in found if isinstance(item, Article)]
    for article in articles:
        town = article.url.removeprefix("https://").partition(".")[0] if article.url else ""
        assert f"cranes of {town} move again" in article.text
        assert "WARC" not in article.text
    failures = [item for item in found if isinstance(item, Failure)]
    assert all(path.name in failure.path and failure.remedy for failure in failures)
    return [(article.url or "")[8:12] for article in articles], failures


def _harmed(data: bytes, place: int, how: str) -> bytes:
    changed = bytearray(data)
    if how == "bits":
        changed[place] ^= 0x55
    elif how == "zeros":
        changed[place : place + 40] = bytes(40)
    elif how == "gone":
        del changed[place : place + 40]
    else:
        changed[place:place] = random.Random(place).randbytes(40)  # noqa: S311 - repeatable harm
    return bytes(changed)


@pytest.mark.parametrize("how", ["bits", "zeros", "gone", "more"])
@pytest.mark.parametrize("harmed", range(len(NAMES)))
@pytest.mark.parametrize("where", [0.0, 0.3, 0.6, 0.97])
def test_harm_in_one_packed_record_costs_that_record_alone(tmp_path: Path, how: str, harmed: int, where: float) -> None:
    members = warc(*NAMES)
    start = sum(len(member) for member in members[:harmed])
    path = tmp_path / "a.warc.gz"
    place = start + int(where * len(members[harmed]))
    if where == 0.0 and harmed == 0:
        place += 12  # what has lost the mark of gzip is no gzip data at all
    path.write_bytes(_harmed(b"".join(members), place, how))
    towns, failures = _told(path)
    lost = set(NAMES) - set(towns)
    reached = 2 if how in {"zeros", "gone"} else 1  # forty bytes near the end of a record are the head of the next too
    assert lost <= set(NAMES[harmed : harmed + reached])
    assert lost or where in {0.0, 0.97}
    assert bool(lost) <= len(failures) <= reached
    assert all("byte" in failure.reason for failure in failures)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("cut", [1, 3, 5])
def test_an_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path, packed: bool, cut: int) -> None:
    members = warc(*NAMES) if packed else [gzip.decompress(member) for member in warc(*NAMES)]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(members[: cut - 1]) + members[cut - 1][:-100])
    towns, (failure,) = _told(path)
    assert towns == list(NAMES[: cut - 1])
    assert "breaks off" in failure.reason
    assert failure.path.endswith(f"!/{cut}")


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawler_that_broke_off_and_went_on(tmp_path: Path, packed: bool) -> None:
    members = warc(*NAMES) if packed else [gzip.decompress(member) for member in warc(*NAMES)]
    members[1] = members[1][:-120]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(members))
    towns, (failure,) = _told(path)
    assert towns == ["selm", "dorn", "lund", "vell"]
    assert "byte" in failure.reason


@pytest.mark.parametrize("length", [0, 10, 900, 10**15])
def test_a_record_of_the_wrong_length(tmp_path: Path, length: int) -> None:
    records = [record(f"https://{name}.example/a", answer(page(name))) for name in NAMES]
    records[2] = record("https://dorn.example/a", answer(page("dorn")), length=length)
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(records))
    towns, failures = _told(path)
    assert towns == ["selm", "tarn", "lund", "vell"]
    assert len(failures) == 1


def test_what_swallows_others_again_and_again_is_read_in_time() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900000000\r\n\r\n"
    began = time.process_time()
    found = list(warc_records(io.BytesIO(head * 30_000), "a.warc", 20_000_000))
    assert all(isinstance(item, PageError) for item in found)
    assert time.process_time() - began < 30


def test_a_damaged_archive_on_standard_input(tmp_path: Path) -> None:
    members = warc(*NAMES)
    data = b"".join(members[:2]) + _harmed(members[2], 80, "bits") + b"".join(members[3:])
    found = list(pages_in_input(io.BytesIO(data), "-", 10**6))
    assert [type(item) for item in found] == [Article, Article, Failure, Article, Article]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_harm_leaves_every_other_record(data: st.DataObject) -> None:
    members = [gzip.compress(record(f"https://e.example/{n}", bytes(str(n), "ascii") * 400)) for n in range(6)]
    harmed = data.draw(st.integers(0, 5))
    place = data.draw(st.integers(4 if harmed == 0 else 0, len(members[harmed]) - 1))
    member = bytearray(members[harmed])
    member[place] ^= data.draw(st.integers(1, 255))
    whole = b"".join([*members[:harmed], bytes(member), *members[harmed + 1 :]])
    found = [item for item in warc_records(io.BytesIO(whole), "a.warc.gz", 10**6) if isinstance(item, Record)]
    addresses = {item.headers.get("warc-target-uri") for item in found}
    assert addresses >= {f"https://e.example/{n}" for n in range(6) if n != harmed}
    assert all(item.data[:1] == (item.headers["warc-target-uri"] or "")[-1:].encode() for item in found)
