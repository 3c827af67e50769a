"""Corrections made in the desk: from the form to the ledger, guarded, queued, and never lost."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from lxml import html

from sayso.errors import LedgerError
from sayso.ledger import Ledger, Signature, add_waiting, drop_waiting, may_correct, read_waiting, write_ledger, wrong_of
from sayso.ledger.places import place_of
from sayso.pipeline import build, correct_waiting
from sayso.records import Contents
from tests.places import Place
from tests.taggers import PAGES, PatternTagger

pytest.importorskip("starlette", reason="serves the desk; pip install 'sayso[web]'")
from starlette.testclient import TestClient  # behind the check above

from sayso.web.desk import Correcting, desk

HOSTILE = '"><script>alert(1)</script>\u202e'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    folder = tmp_path_factory.mktemp("built")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with build([folder / name for name in PAGES], tagger=PatternTagger()) as ledger:
        return ledger.contents()


class Applier:
    """Judges in this process, with the transparent tagger; ``gate`` holds it back, ``fault`` breaks it."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.fault: Exception | None = None
        self.runs = 0

    def __call__(self, ledger: Path | str) -> None:
        assert self.gate.wait(60)
        self.runs += 1
        if self.fault is not None:
            raise self.fault
        correct_waiting(ledger, tagger=PatternTagger()).close()


class Desk:
    def __init__(self, path: str) -> None:
        self.path = path
        self.applier = Applier()
        self.correcting = Correcting.of(path, "A. Reader", self.applier)
        self.client = TestClient(desk(path, correcting=self.correcting), base_url="http://127.0.0.1")

    def held(self) -> Contents:
        with Ledger.open(self.path) as opened:
            return opened.contents()

    def send(
        self, status: int = 303, *, token: str | None = None, headers: dict[str, str] | None = None, **fields: object
    ) -> str:
        data = {"token": self.correcting.token if token is None else token, **fields}
        answer = self.client.post("/correct", data=data, headers=headers, follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.text

    def settle(self) -> None:
        end = time.monotonic() + 120
        while self.correcting.jobs.state().running is not None:
            assert time.monotonic() < end
            time.sleep(0.02)

    def page(self, address: str) -> html.HtmlElement:
        answer = self.client.get(address)
        assert answer.status_code == 200
        return html.document_fromstring(answer.text)


@pytest.fixture
def one(place: Place, built: Contents) -> Desk:
    write_ledger(place.ledger, built)
    return Desk(place.ledger)


def forms(page: html.HtmlElement) -> dict[str, list[dict[str, str]]]:
    """Return the fields of the forms that correct, by the kind of correction."""
    found: dict[str, list[dict[str, str]]] = {}
    for form in page.xpath("//form[@action='/correct']"):
        assert form.get("method") == "post"
        fields = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        found.setdefault(fields.pop("kind"), []).append(fields)
    return found


def test_every_correction_is_made_where_the_fault_is_seen_and_undone_in_one_press(one: Desk) -> None:
    before = one.held()
    cranes = max(before.statements, key=lambda statement: len(statement.attributions))
    other = next(statement for statement in before.statements if statement.speaker != cranes.speaker)
    found = forms(one.page(f"/statement/{cranes.id}"))
    assert {"speaker", "date", "wrong", "apart", "same"} <= set(found)
    speaker, article = (
        forms(one.page(f"/speaker/{cranes.speaker}")),
        forms(one.page(f"/article/{before.reports[0].article}")),
    )
    one.applier.gate.clear()
    one.send(kind="speaker", **found["speaker"][0] | {"name": "Petra Roe"})
    one.send(kind="date", **found["date"][1] | {"day": "2031-05-14"})
    one.send(kind="same", **found["same"][0] | {"other": next(
        place.text for place in one.page("/search").xpath("//a[@class='num']") if place.get("href") == f"/statement/{other.id}"
    )})  # fmt: skip
    one.send(kind="published", **article["published"][0] | {"day": "2031-05-15"})
    one.send(kind="merge", **speaker["merge"][0] | {"other": "joan pike"})
    one.applier.gate.set()
    one.settle()
    now = one.held()
    assert [row.kind for row in now.corrections] == ["speaker", "date", "same", "published", "merge"]
    assert {row.by for row in now.corrections} == {"A. Reader"}
    assert not read_waiting(one.path, ())
    assert now.statements != before.statements
    for undo in forms(one.page("/corrections"))["undo"]:
        one.send(kind="undo", **undo)
    one.settle()
    assert one.held().statements == before.statements
    assert one.held().reports == before.reports
    assert "undo" not in forms(one.page("/corrections"))


def test_words_are_set_apart_from_the_page_of_their_speaker(one: Desk) -> None:
    before = one.held()
    speaker = next(statement.speaker for statement in before.statements if len(statement.attributions) > 1)
    page = one.page(f"/speaker/{speaker}")
    ticked = page.xpath("//input[@name='statement']/@value")[:1]
    one.send(kind="split", **forms(page)["split"][0] | {"statement": ticked, "name": "Ida Rune the elder"})
    one.settle()
    assert "Ida Rune the elder" in {entity.name for entity in one.held().entities}


def test_what_is_sent_while_the_pages_are_judged_is_applied_together_after_it(one: Desk) -> None:
    before = one.held()
    one.applier.gate.clear()
    one.send(kind="wrong", attribution=before.reports[0].id)
    for report in before.reports[1:3]:
        one.send(kind="date", attribution=report.id, day="2031")
    shown = one.page("/corrections?follow=1")
    assert shown.xpath("//meta[@http-equiv='refresh']")
    assert "judged anew" in shown.text_content()
    assert not one.page("/corrections").xpath("//meta[@http-equiv='refresh']")
    assert "3 corrections not yet applied" in one.page("/").text_content()
    assert one.held() == before, "the former ledger is shown meanwhile"
    one.applier.gate.set()
    one.settle()
    assert len(one.held().corrections) == 3
    assert one.applier.runs <= 2
    assert "All corrections are applied" in one.page("/corrections?follow=1").text_content()
    assert "not yet applied" not in one.page("/").text_content()


@pytest.mark.parametrize("fault", [LedgerError("s.sayso", "the disk is full", "Make room"), RuntimeError(HOSTILE)])
def test_a_job_that_fails_says_so_and_loses_nothing(one: Desk, fault: Exception) -> None:
    attribution = one.held().reports[0].id
    one.applier.fault = fault
    one.send(kind="wrong", attribution=attribution)
    one.settle()
    shown = one.client.get("/corrections?follow=1").text
    assert "could not be applied" in shown
    assert "<script" not in shown
    assert "\u202e" not in shown
    assert not one.held().corrections
    assert len(read_waiting(one.path, ())) == 1
    # Another desk takes up what waits; so does pressing the button.
    one.applier.fault = None
    one.send(kind="again")
    one.settle()
    assert [row.kind for row in one.held().corrections] == ["wrong"]


def test_a_desk_takes_up_what_waited_when_the_last_one_was_closed(one: Desk) -> None:
    one.applier.fault = RuntimeError("killed")
    one.send(kind="wrong", attribution=one.held().reports[0].id)
    one.settle()
    again = Desk(one.path)
    again.settle()
    assert [row.kind for row in again.held().corrections] == ["wrong"]


@pytest.mark.postgres
def test_two_desks_of_one_ledger_keep_the_corrections_of_both(in_postgres: Place, built: Contents) -> None:
    write_ledger(in_postgres.ledger, built)
    told = [Signature(f"Reader {number}", "2031-05-14T09:00:00+00:00") for number in range(8)]
    with ThreadPoolExecutor(4) as several:
        rows = [wrong_of(built, built.reports[number % 2].id, one) for number, one in enumerate(told)]
        list(several.map(partial(add_waiting, in_postgres.ledger), rows))
    waiting = read_waiting(in_postgres.ledger, ())
    assert sorted(row.by or "" for row in waiting) == [one.by for one in told]
    assert [row.id for row in waiting] == [f"cor_{number:06}" for number in range(1, 9)]
    assert drop_waiting(in_postgres.ledger, waiting[:3]) == waiting[3:] == read_waiting(in_postgres.ledger, ())


@pytest.mark.postgres
def test_corrections_are_taken_from_whom_the_database_lets_write(in_postgres: Place, built: Contents) -> None:
    write_ledger(in_postgres.ledger, built)
    assert may_correct(in_postgres.ledger)
    name = place_of(in_postgres.ledger).schema
    in_postgres.run("drop role if exists visitor; create role visitor login")
    in_postgres.run(f"grant usage on schema {name} to visitor; grant select on all tables in schema {name} to visitor")
    visitor = in_postgres.ledger.replace("quay@", "visitor@")
    assert not may_correct(visitor)
    assert read_waiting(visitor, ()) == ()
    with pytest.raises(LedgerError, match="the user lacks a right"):
        add_waiting(visitor, wrong_of(built, built.reports[0].id, Signature("A. Visitor", "2031-05-14T09:00:00+00:00")))
    in_postgres.run("drop owned by visitor; drop role visitor")


# --- guards -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "headers", "token"),
    [
        (403, {}, "guessed"),
        (403, {}, ""),
        (403, {}, "ü" * 9),
        (403, {"origin": "http://evil.example"}, None),
        (403, {"origin": "null"}, None),
        (403, {"origin": "http://127.0.0.1:81"}, None),
        (403, {"sec-fetch-site": "cross-site"}, None),
        (403, {"sec-fetch-site": "same-site"}, None),
        (421, {"host": "evil.example", "origin": "http://evil.example"}, None),
        (303, {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}, None),
    ],
)
def test_a_form_from_elsewhere_is_refused(one: Desk, status: int, headers: dict[str, str], token: str | None) -> None:
    one.send(status, token=token, headers=headers, kind="wrong", attribution=one.held().reports[0].id)
    one.settle()
    assert len(one.held().corrections) == int(status == 303)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ""},
        {"kind": HOSTILE},
        {"kind": "speaker", "attribution": HOSTILE, "name": HOSTILE},
        {"kind": "date", "attribution": "att_none", "day": "2031"},
        {"kind": "published", "article": "", "day": HOSTILE},
        {"kind": "same", "statement": "sta_none", "other": "99999999999999999999"},
        {"kind": "merge", "entity": "", "other": ""},
        {"kind": "split", "entity": "ent_none"},
        {"kind": "undo", "number": "²"},
        {"kind": "apart"},
    ],
)
def test_what_cannot_be_is_said_in_words_and_harmlessly(one: Desk, fields: dict[str, str]) -> None:
    shown = one.send(400, **fields)
    assert "<script" not in shown
    assert "\u202e" not in shown
    assert not read_waiting(one.path, ())


def test_too_much_is_refused(one: Desk) -> None:
    one.send(413, kind="sign", by="x" * 70_000)
    assert one.client.post("/correct", content="&".join(f"a{n}=1" for n in range(300))).status_code == 400


def test_a_hostile_name_is_kept_and_shown_harmlessly(one: Desk) -> None:
    one.send(kind="sign", by=HOSTILE)
    one.send(kind="speaker", attribution=one.held().reports[0].id, name=HOSTILE)
    one.settle()
    (row,) = one.held().corrections
    assert row.by == HOSTILE
    for address in ("/corrections", "/", "/speakers", f"/article/{one.held().reports[0].article}"):
        shown = one.client.get(address).text
        assert "<script" not in shown
        assert "\u202e" not in shown


def test_a_desk_without_corrections_has_no_form_and_takes_none(one: Desk) -> None:
    client = TestClient(desk(one.path), base_url="http://127.0.0.1")
    before = one.held()
    for address in ("/corrections", f"/statement/{before.statements[0].id}", f"/article/{before.articles[0].id}"):
        assert not forms(html.document_fromstring(client.get(address).text))
    assert client.post("/correct", data={"token": one.correcting.token, "kind": "wrong"}).status_code == 404
