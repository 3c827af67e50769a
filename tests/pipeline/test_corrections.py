"""What a person corrects: merged, set apart, undone, and kept when the ledger is built again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ledger import (
    Ledger,
    Signature,
    add_waiting,
    apart_of,
    date_of,
    drop_waiting,
    json_lines,
    merge_of,
    published_of,
    read_json_lines,
    same_of,
    speaker_of,
    split_of,
    undo_of,
    verify,
    waiting_path,
    wrong_of,
)
from sayso.pipeline import build, correct, correct_waiting
from sayso.records import Contents, Statement
from tests.taggers import PAGES, PatternTagger

SIGNED = Signature("A. Reader", "2031-05-14T09:00:00+00:00")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build(list(PAGES), tmp_path / "s.sayso", tagger=PatternTagger()).close()
    return tmp_path / "s.sayso"


def held(path: Path) -> Contents:
    with Ledger.open(path) as opened:
        return opened.contents()


def lines(contents: Contents) -> list[str]:
    """Return the export without its corrections."""
    return [line for line in json_lines(contents) if json.loads(line)["record"] != "correction"]


def merge(path: Path, kept: str, other: str) -> None:
    correct(path, merge_of(held(path), kept, other, SIGNED), tagger=PatternTagger()).close()


def split(path: Path, entity: str, name: str | None = None) -> str:
    contents = held(path)
    known = {one.id: one.name for one in contents.entities}
    own = [report.id for report in contents.reports if known.get(report.speaker or "") == entity]
    correct(path, split_of(contents, entity, own[:1], name, SIGNED), tagger=PatternTagger()).close()
    return own[0]


def speakers(contents: Contents) -> dict[str, str | None]:
    known = {one.id: one.name for one in contents.entities}
    return {report.id: known.get(report.speaker or "") for report in contents.reports}


def test_merged_entities_are_one_under_the_first_name(ledger: Path) -> None:
    merge(ledger, "Ida Rune", "Tomas Hale")
    contents = held(ledger)
    assert set(speakers(contents).values()) == {"Ida Rune", "Joan Pike"}
    (rune,) = [one for one in contents.entities if one.name == "Ida Rune"]
    assert "Tomas Hale" in rune.aliases
    with Ledger.open(ledger) as opened:
        assert verify(opened) == ()


def test_what_is_set_apart_has_a_speaker_of_its_own(ledger: Path) -> None:
    attribution = split(ledger, "Ida Rune", "Ida Rune the elder")
    contents = held(ledger)
    assert speakers(contents)[attribution] == "Ida Rune the elder"
    assert list(speakers(contents).values()).count("Ida Rune") == 1
    (report,) = [one for one in contents.reports if one.id == attribution]
    assert report.why_speaker.reasons == ("set apart by A. Reader",)


def test_a_correction_outlasts_builds_until_it_is_undone(ledger: Path) -> None:
    merge(ledger, "Ida Rune", "Tomas Hale")
    Path("d.txt").write_text(PAGES["b.txt"].replace("harbour", "port").replace("quay", "pier"), encoding="utf-8")
    for fresh in (False, True):
        build([*PAGES, "d.txt"], ledger, fresh=fresh, tagger=PatternTagger()).close()
        contents = held(ledger)
        assert len(contents.articles) == 4
        assert len(contents.corrections) == 1
        assert set(speakers(contents).values()) == {"Ida Rune", "Joan Pike"}
    correct(ledger, undo_of(contents, 1, SIGNED), tagger=PatternTagger()).close()
    with build([*PAGES, "d.txt"], tagger=PatternTagger()) as untouched:
        assert lines(held(ledger)) == lines(untouched.contents())
    assert [one.kind for one in held(ledger).corrections] == ["merge", "undo"]


def test_an_export_with_corrections_reads_back_the_same(ledger: Path) -> None:
    contents = held(ledger)
    contents = replace(contents, corrections=(merge_of(contents, "Ida Rune", "Tomas Hale", SIGNED),))
    assert read_json_lines(json_lines(contents)) == contents
    (row,) = [json.loads(line) for line in json_lines(contents) if json.loads(line)["record"] == "correction"]
    assert (row["kind"], row["names"], row["by"], row["made"]) == (
        "merge",
        ["Ida Rune", "Tomas Hale"],
        "A. Reader",
        "2031-05-14T09:00:00+00:00",
    )


@pytest.mark.parametrize(("kept", "other"), [("Ida Rune", "nobody"), ("Ida Rune", "Ida Rune")])
def test_a_merge_of_what_is_not_two_is_refused(ledger: Path, kept: str, other: str) -> None:
    with pytest.raises(InputError):
        merge_of(held(ledger), kept, other, SIGNED)


def test_a_split_of_anothers_words_and_an_undo_of_nothing_are_refused(ledger: Path) -> None:
    contents = held(ledger)
    known = {one.id: one.name for one in contents.entities}
    others = [report.id for report in contents.reports if known.get(report.speaker or "") == "Joan Pike"]
    with pytest.raises(InputError, match="no attribution of Ida Rune"):
        split_of(contents, "Ida Rune", others, None, SIGNED)
    with pytest.raises(InputError):
        undo_of(contents, 1, SIGNED)


def statement_of(contents: Contents, words: str) -> Statement:
    (found,) = [one for one in contents.statements if words in one.gist]
    return found


def test_statements_are_joined_and_held_apart_by_hand(ledger: Path) -> None:
    before = held(ledger)
    cranes, work, asked = (statement_of(before, words) for words in ("cranes", "the work is done", "asked us"))
    assert len(cranes.attributions) == 2
    correct(ledger, same_of(before, work.id, asked.id, SIGNED), tagger=PatternTagger()).close()
    joined = held(ledger)
    assert statement_of(
        joined, "the work is done" if len(work.gist) > len(asked.gist) else "asked us"
    ).attributions == (tuple(sorted((*work.attributions, *asked.attributions))))
    (verdict,) = [
        one.verdict for one in joined.judgements if {one.a, one.b} == {*work.attributions, *asked.attributions}
    ]
    assert verdict.reasons == ("joined by A. Reader",)
    correct(ledger, apart_of(joined, cranes.attributions[0], SIGNED), tagger=PatternTagger()).close()
    apart = held(ledger)
    assert [one.attributions for one in apart.statements if "cranes" in one.gist] in (
        [(name,) for name in cranes.attributions],
        [(name,) for name in reversed(cranes.attributions)],
    )
    # The last word on a pair counts.
    correct(ledger, same_of(apart, *cranes.attributions, SIGNED), tagger=PatternTagger()).close()
    assert statement_of(held(ledger), "cranes").attributions == cranes.attributions
    with Ledger.open(ledger) as opened:
        assert verify(opened) == ()


def test_several_corrections_are_applied_together_and_undone(ledger: Path) -> None:
    before = held(ledger)
    first, second, third = before.reports[:3]
    together = (
        speaker_of(before, first.id, "Petra Roe", SIGNED),
        date_of(before, second.id, "2031-05", SIGNED),
        wrong_of(before, third.id, SIGNED),
        published_of(before, first.article, "2031-05-14", SIGNED),
    )
    correct(ledger, *together, tagger=PatternTagger()).close()
    now = held(ledger)
    assert speakers(now)[first.id] == "Petra Roe"
    assert [one.said_on for one in now.reports if one.id == second.id] == ["2031-05-01"]
    assert third.id not in {one.id for one in now.reports}
    (page,) = [one for one in now.articles if one.id == first.article]
    assert (page.published, page.published_from) == ("2031-05-14", "correction")
    assert [one.id for one in now.corrections] == [f"cor_{number:06}" for number in range(1, 5)]
    build(list(PAGES), ledger, tagger=PatternTagger()).close()
    assert lines(held(ledger)) == lines(now)
    undone = [replace(undo_of(now, number, SIGNED), id=f"cor_{number + 4:06}") for number in range(1, 5)]
    correct(ledger, *undone, tagger=PatternTagger()).close()
    assert lines(held(ledger)) == lines(before)


def test_what_waits_is_applied_once_whatever_is_interrupted(ledger: Path) -> None:
    before = held(ledger)
    waiting = (
        merge_of(before, "Ida Rune", "Tomas Hale", SIGNED),
        date_of(before, before.reports[0].id, "2031", SIGNED),
    )
    correct(ledger, waiting[1], tagger=PatternTagger()).close()
    for one in waiting:
        add_waiting(ledger, one)
    for _ in range(2):
        correct_waiting(ledger, tagger=PatternTagger()).close()
        assert [one.kind for one in held(ledger).corrections] == ["date", "merge"]
    assert waiting_path(ledger).exists()
    assert drop_waiting(ledger, held(ledger).corrections) == ()
    assert not waiting_path(ledger).exists()


@pytest.mark.parametrize("make", [speaker_of, date_of])
def test_an_unknown_attribution_is_refused(ledger: Path, make: type) -> None:
    with pytest.raises(InputError, match="no such attribution"):
        make(held(ledger), "att_none", "2031", SIGNED)


def test_what_is_one_already_or_stands_alone_is_refused(ledger: Path) -> None:
    contents = held(ledger)
    cranes, work = statement_of(contents, "cranes"), statement_of(contents, "the work is done")
    with pytest.raises(InputError, match="already"):
        same_of(contents, *cranes.attributions, SIGNED)
    with pytest.raises(InputError, match="alone"):
        apart_of(contents, work.attributions[0], SIGNED)
