"""What a person corrects: merged, set apart, undone, and kept when the ledger is built again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ledger import Ledger, Signature, json_lines, merge_of, read_json_lines, split_of, undo_of, verify
from sayso.pipeline import build, correct
from sayso.records import Contents
from tests.pipeline.test_build import PAGES, PatternTagger

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
