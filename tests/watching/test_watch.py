"""The service, on real feeds, folders and ledgers, with a transparent tagger."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from sayso.errors import InputError, LedgerError
from sayso.ledger import Ledger
from sayso.pipeline import add
from sayso.reading import read
from sayso.records import Contents
from sayso.settings import Fetching, Settings
from sayso.watching import Added, Event, Telling, Trouble, Watch, Webhook, Wishes
from tests.taggers import PatternTagger

from .newsroom import newsroom, text

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with newsroom() as running:
        yield running


@pytest.fixture
def wishes(tmp_path: Path) -> Wishes:
    (tmp_path / "pages").mkdir()
    fetching = Fetching(private=True, seconds=2.0, pause=0.0, cache=tmp_path / "state" / "pages")
    return Wishes(
        (str(tmp_path / "pages"),), str(tmp_path / "s.sayso"), tmp_path / "state", once=True,
        settings=Settings(fetching=fetching),
    )  # fmt: skip


def watched(wishes: Wishes, now: datetime = NOON) -> list[Event]:
    """One round of a watch that was just started, and what it told."""
    told: list[Event] = []
    Watch(wishes, told.append, threading.Event(), tagger=PatternTagger(), now=lambda: now).run()
    return told


def put(wishes: Wishes, *names: str) -> None:
    for name in names:
        (Path(wishes.sources[0]) / f"{name}.txt").write_text(text(name), encoding="utf-8")


def contents(wishes: Wishes) -> Contents:
    with Ledger.open(wishes.ledger) as ledger:
        return ledger.contents()


def news(told: list[Event]) -> list[str]:
    return [one.title for one in told if isinstance(one, Telling)]


ORIGINS = "Ida Rune said: 1 → 2 independent origins"


def test_a_feed_is_followed_and_what_changed_is_told_once(wishes: Wishes, server: ThreadingHTTPServer) -> None:
    live = f"{server.base}/live/x"  # type: ignore[attr-defined]
    # The feeds beside it fail in every way; it is followed all the same.
    bad = [f"{server.base}/{kind}/x" for kind in ("gone", "garbage", "closing", "short")]  # type: ignore[attr-defined]
    wishes = replace(wishes, sources=(*bad, live))
    server.listed = ["shut"]  # type: ignore[attr-defined]
    first = watched(wishes)
    assert [one for one in first if isinstance(one, Added)] == [Added((f"{server.base}/story/shut",))]  # type: ignore[attr-defined]
    assert [one.subject for one in first if isinstance(one, Trouble)] == bad
    assert all(one.reason and one.remedy and one.again for one in first if isinstance(one, Trouble))
    server.listed = ["stay", "shut"]  # type: ignore[attr-defined]
    assert news(watched(wishes)) == [ORIGINS]
    # Started anew it tells nothing, and pages of which only the bytes changed are not built again.
    assert {type(one) for one in watched(wishes)} == {Trouble}


def test_a_feed_that_carries_its_pages_loses_none_as_they_move_down(
    wishes: Wishes, server: ThreadingHTTPServer
) -> None:
    wishes = replace(wishes, sources=(f"{server.base}/full/x",))  # type: ignore[attr-defined]
    for listed in (["shut"], ["stay"]):
        server.listed = listed  # type: ignore[attr-defined]
        watched(wishes)
    paths = [article.path.rpartition("/")[2] for article in contents(wishes).articles]
    assert sorted(paths) == ["shut", "stay"]


def test_a_folder_is_followed_by_all_channels(wishes: Wishes, server: ThreadingHTTPServer, tmp_path: Path) -> None:
    hook = Webhook(f"{server.base}/hook", private=True)  # type: ignore[attr-defined]
    wishes = replace(wishes, webhook=hook, feed=tmp_path / "news.atom")
    assert watched(wishes) == []  # an empty folder is no trouble
    put(wishes, "shut")
    watched(wishes)
    put(wishes, "stay")
    server.refusals = 1  # type: ignore[attr-defined]
    told = watched(wishes)
    assert news(told) == [ORIGINS]
    (trouble,) = [one for one in told if isinstance(one, Trouble)]
    assert "it answered 500" in trouble.reason
    assert watched(wishes) == []  # the terminal is not told again; the webhook is
    first, second = server.posts  # type: ignore[attr-defined]
    assert first == second
    body = json.loads(first[2])
    assert first[1]["Idempotency-Key"] == body["id"]
    assert (body["kind"], body["before"], body["after"]) == ("origins", 1, 2)
    assert body["desk"] == [f"/statement/{body['said']['statement']}"]
    assert ORIGINS in (tmp_path / "news.atom").read_text(encoding="utf-8")
    watched(wishes)
    assert len(server.posts) == 2  # type: ignore[attr-defined]


def test_a_build_that_was_killed_before_it_told_is_told_after_the_restart(wishes: Wishes) -> None:
    put(wishes, "shut")
    watched(wishes)
    put(wishes, "stay")
    # As a kill leaves it that comes when the ledger is written and nothing else is.
    add(read(wishes.sources, Settings()), wishes.ledger, tagger=PatternTagger()).close()
    assert news(watched(wishes)) == [ORIGINS]


def test_a_kill_between_the_news_and_what_is_known_tells_nothing_twice(wishes: Wishes) -> None:
    put(wishes, "shut")
    watched(wishes)
    known = wishes.folder / "known.json"
    shutil.copy(known, wishes.folder / "before")
    put(wishes, "stay")
    assert news(watched(wishes)) == [ORIGINS]
    shutil.copy(wishes.folder / "before", known)
    assert watched(wishes) == []
    assert known.read_bytes() != (wishes.folder / "before").read_bytes()


def test_a_ledger_that_is_there_already_is_where_the_telling_starts(wishes: Wishes) -> None:
    put(wishes, "shut", "stay")
    add(read(wishes.sources, Settings()), wishes.ledger, tagger=PatternTagger()).close()
    assert watched(wishes) == []


def test_a_clock_that_is_set_back_keeps_the_order_of_the_feed(wishes: Wishes, tmp_path: Path) -> None:
    wishes = replace(wishes, feed=tmp_path / "news.atom")
    put(wishes, "shut")
    watched(wishes)
    put(wishes, "stay")
    watched(wishes)
    (wishes.folder / "known.json").write_text('{"form":1,"statements":[],"answers":[],"figures":[]}')
    (later,) = [one for one in watched(wishes, NOON.replace(year=1999)) if isinstance(one, Telling)]
    assert later.moment == "2031-05-04T12:00:00Z"
    assert "1999" not in (tmp_path / "news.atom").read_text(encoding="utf-8")


def test_two_watches_do_not_share_a_ledger(wishes: Wishes) -> None:
    put(wishes, "shut")
    refused: list[str] = []

    def tell(event: Event) -> None:
        with pytest.raises(LedgerError, match="another watch"):
            watched(wishes)
        refused.append("refused")

    Watch(wishes, tell, threading.Event(), tagger=PatternTagger()).run()
    assert refused


def test_what_was_told_and_is_damaged_is_said(wishes: Wishes) -> None:
    wishes.folder.mkdir()
    (wishes.folder / "told.jsonl").write_text("{half a line")
    with pytest.raises(LedgerError, match="what was told is damaged"):
        watched(wishes)


def test_standard_input_cannot_be_watched(wishes: Wishes) -> None:
    with pytest.raises(InputError, match="standard input"):
        watched(replace(wishes, sources=("-",)))


def test_a_stop_in_a_build_leaves_the_ledger_and_loses_no_page(wishes: Wishes) -> None:
    put(wishes, "shut")
    watched(wishes)
    before = Path(wishes.ledger).read_bytes()
    put(wishes, "stay")
    stopping = threading.Event()

    class Stopping(PatternTagger):
        def tag(self, text, skip=()):  # type: ignore[no-untyped-def]
            stopping.set()
            return super().tag(text, skip)

    told: list[Event] = []
    Watch(replace(wishes, once=False), told.append, stopping, tagger=Stopping()).run()
    assert told == []
    assert Path(wishes.ledger).read_bytes() == before
    assert news(watched(wishes)) == [ORIGINS]


def test_a_ledger_that_cannot_be_written_is_tried_again_later(wishes: Wishes, tmp_path: Path) -> None:
    put(wishes, "shut")
    Path(wishes.ledger).mkdir()  # a folder in its place: nothing can be written there, whoever one is
    told = watched(wishes)
    assert {type(one) for one in told} == {Trouble}
    assert any(wishes.ledger in one.subject and one.again for one in told if isinstance(one, Trouble))
    Path(wishes.ledger).rmdir()
    assert [one for one in watched(wishes) if isinstance(one, Added)]
