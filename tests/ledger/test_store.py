from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError
from sayso.ledger import Ledger, file_hold, hold, json_lines, read_json_lines, summarise, verify, write_ledger
from sayso.records import (
    Alias,
    Article,
    Attribution,
    Contents,
    Entity,
    Failure,
    Figure,
    FigureLink,
    Judgement,
    KeptTagging,
    Link,
    Mention,
    Name,
    Naming,
    Origin,
    Report,
    SharedPassage,
    Span,
    Statement,
    Tagging,
    Verdict,
)
from tests.places import Place

TEXT = "The harbour is closed, Mayor Ida Rune said. At least 12 boats lie “idle”."


def article(name: str, text: str = TEXT) -> Article:
    return Article(
        id=name,
        path=f"{name}.txt",
        url=None,
        outlet="The Quay",
        title=None,
        byline=None,
        published="2031-05-04",
        published_from="dateline",
        credits=("Tideline",),
        language="en",
        sha256="0" * 64,
        furniture=(Span(0, 3),),
        text=text,
    )


def report(name: str, page: str) -> Report:
    return Report(
        id=name,
        article=page,
        source=(Span(23, 37),),
        cue=(Span(38, 42),),
        content=(Span(0, 21),),
        kind="indirect",
        quote=TEXT[0:21],
        speaker="ent_1",
        speaker_from="name",
        why_speaker=Verdict("resolved", 0.9, ("the source is a name",)),
        act="say",
        target=None,
        said_on=None,
        said_precision=None,
        date_words=None,
        relay=(),
        nested_in=None,
    )


def contents() -> Contents:
    passage = SharedPassage("art_1", Span(0, 21), "art_2", Span(0, 21))
    figure = Figure("fig_1", "art_1", Span(44, 61), 12, None, "boats", None, None, None, None, None, None)
    return Contents(
        articles=(article("art_1"), article("art_2")),
        entities=(Entity("ent_1", "Ida Rune", "person", ("Rune",)),),
        mentions=(Mention("art_1", Span(3, 10), "ent_1"), Mention("art_1", Span(23, 37), "ent_1")),
        reports=(report("att_1", "art_1"), report("att_2", "art_2")),
        statements=(Statement("sta_1", "ent_1", "say", None, "g", ("att_1", "att_2"), ("ori_1",), ("The Quay",), ()),),
        origins=(Origin("ori_1", "sta_1", ("att_1", "att_2"), ("same words",), "att_1", (passage,)),),
        judgements=(Judgement("att_1", "att_2", Verdict("same_statement", 0.97, ("same words",))),),
        links=(Link("sta_1", "sta_1", "repeats", 0.5, ("said again",)),),
        figures=(figure,),
        figure_links=(FigureLink("fig_1", "fig_1", "same", 1.0, ("equal",)),),
        namings=(Naming("art_1", Span(67, 71), "idle", "ent_1", "outlet", True),),
        failures=(Failure("x.pdf", "read", "not a page", "Save it as HTML"),),
    )


def test_what_is_written_is_what_is_read(place: Place, tmp_path: Path) -> None:
    for path in (place.ledger, tmp_path / "a story #1?.sayso"):
        write_ledger(path, contents())
        with Ledger.open(path) as ledger:
            assert ledger.contents() == contents()


def test_what_was_written_before_is_gone(place: Place) -> None:
    whole = contents()
    write_ledger(place.ledger, whole)
    other = replace(
        whole, articles=whole.articles[:1], reports=(), failures=(), aliases=(Alias("Ida", (), None, None),)
    )
    for wanted in (other, whole, Contents(*([()] * 12)), whole):
        write_ledger(place.ledger, wanted)
        with Ledger.open(place.ledger) as ledger:
            assert ledger.contents() == wanted


def test_a_ledger_in_memory_holds_what_it_was_given() -> None:
    with Ledger.of(contents()) as ledger:
        assert ledger.contents() == contents()


def test_taggings_are_kept_for_the_tagger_that_made_them_and_are_not_exported(tmp_path: Path) -> None:
    inner = Attribution((Span(0, 3),), (), (Span(5, 9), Span(12, 14)), "mixed", nested_in=0)
    tagging = Tagging((Attribution((), (Span(9, 12),), (), "indirect"), inner), (Name(Span(0, 3), "place"),))
    kept = [KeptTagging("text 1", "one", tagging), KeptTagging("text 1", "other", Tagging((), ()))]
    write_ledger(tmp_path / "s.sayso", contents(), [*kept, *kept])
    with Ledger.open(tmp_path / "s.sayso") as ledger:
        assert ledger.taggings("one") == {"text 1": tagging}
        assert ledger.taggings("other") == {"text 1": Tagging((), ())}
        assert ledger.taggings("third") == {}
        assert list(json_lines(ledger.contents())) == list(json_lines(contents()))


# Lone surrogates cannot come out of a decoder; the readers replace those that JSON can smuggle in.
@settings(deadline=None)  # a ledger is made for each text, and machines are busy
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_unchanged(text: str) -> None:
    whole = Contents((article("art_1", text),))
    with Ledger.of(whole) as ledger:
        assert ledger.contents() == whole
        assert not [fault for fault in verify(ledger) if "text" in fault.found and "span" not in fault.found]


def test_a_sound_ledger_verifies_and_its_summary_adds_up(place: Place) -> None:
    write_ledger(place.ledger, contents())
    with Ledger.open(place.ledger) as ledger:
        assert verify(ledger) == ()
    place.run("update article set text = replace(text, 'harbour', 'harbowr') where id = 'art_2'")
    place.run("delete from origin")
    with Ledger.open(place.ledger) as ledger:
        assert {"article art_2", "attribution att_2", "statement sta_1"} <= {fault.row for fault in verify(ledger)}
    summary = summarise(contents())
    assert summary.resolved + summary.unresolved == summary.attributions == 2
    assert (summary.pages_read, summary.failed, summary.origins) == (2, 1, 1)


@pytest.mark.parametrize(
    ("damage", "row"),
    [
        ("update article set text = replace(text, 'harbour', 'harbowr') where id = 'art_2'", "article art_2"),
        ("update article set text = replace(text, 'harbour', 'harbowr') where id = 'art_2'", "attribution att_2"),
        ("update report set content = '[[0,9999]]' where id = 'att_1'", "attribution att_1"),
        ('update figure set "end" = 9999', "figure fig_1"),
        ("update naming set label = 'busy'", "naming of ent_1 in art_1"),
        ("delete from entity", "attribution att_1"),
        ("delete from origin", "statement sta_1"),
    ],
)
def test_a_changed_row_is_named(tmp_path: Path, damage: str, row: str) -> None:
    place = Place(str(tmp_path / "s.sayso"))
    write_ledger(place.ledger, contents())
    place.run(damage)
    with Ledger.open(place.ledger) as ledger:
        assert row in {fault.row for fault in verify(ledger)}


def test_a_page_changed_on_the_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("art_1.txt").write_text("other bytes")
    with Ledger.of(contents()) as ledger:
        assert [fault.row for fault in verify(ledger)] == ["article art_1"]


def test_a_ledger_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.sayso"
    write_ledger(path, contents())
    before = path.read_bytes()

    def killed(part: Path, *_: object) -> None:
        part.write_bytes(b"half a ledger")
        raise KeyboardInterrupt

    monkeypatch.setattr(file_hold, "_fill", killed)
    with pytest.raises(KeyboardInterrupt):
        write_ledger(path, contents())
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["s.sayso"]


def test_a_ledger_that_is_not_there_or_of_a_newer_release_says_so(place: Place) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger.open(place.ledger)
    write_ledger(place.ledger, contents())
    place.run("update about set value = '99' where name = 'schema'")
    with pytest.raises(LedgerError, match=r"a newer release wrote it: its schema has version 99, .* pip install"):
        Ledger.open(place.ledger)
    with hold(place.ledger) as held, pytest.raises(LedgerError, match="version 99"):
        held.ledger()
    place.run("update about set value = 'two' where name = 'schema'")
    with pytest.raises(LedgerError, match="'two', which is none"):
        Ledger.open(place.ledger)


def test_a_folder_is_told_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=rf"it is a folder, .* sayso build {re.escape(str(tmp_path))} -o story.sayso"):
        Ledger.open(tmp_path)
    for number in range(7):
        write_ledger(tmp_path / f"{number}.sayso", contents())
    with pytest.raises(LedgerError, match=r"it is a folder, .*4\.sayso, and 2 more\. Name one of them"):
        Ledger.open(tmp_path)


def test_what_is_no_ledger_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.sayso").write_text("this is a letter and not a database at all, as anyone can see")
    with pytest.raises(LedgerError, match="no ledger, or it is damaged"):
        Ledger.open(tmp_path / "text.sayso")
    with pytest.raises(LedgerError, match="cannot be written"):
        write_ledger(tmp_path / "no folder" / "s.sayso", contents())


def test_the_export_has_every_record_and_is_the_same_twice(place: Place) -> None:
    lines = list(json_lines(contents()))
    write_ledger(place.ledger, contents())
    with Ledger.open(place.ledger) as ledger:
        assert list(json_lines(ledger.contents())) == lines
    assert sum('"record": "attribution"' in line and '"origin": "ori_1"' in line for line in lines) == 2
    assert len(lines) == 15


def test_statements_are_found_by_name_or_alias() -> None:
    with Ledger.of(contents()) as ledger:
        (found,) = ledger.statements(speaker="rune")
        assert found.speaker is not None
        assert found.speaker.name == "Ida Rune"
        assert [view.quote for view in found.reports] == ["The harbour is closed"] * 2
        assert ledger.statements(speaker="Nobody") == ()


def test_json_lines_come_back_as_the_ledger_they_were_written_from(tmp_path: Path) -> None:
    lines = list(json_lines(contents()))
    assert read_json_lines(lines) == contents()
    (tmp_path / "s.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Ledger.from_jsonl(tmp_path / "s.jsonl") as ledger:
        assert ledger.contents() == contents()
        assert list(json_lines(ledger.contents())) == lines


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("{", "line 1: it is no record"),
        ("[]", "line 1: it is no record"),
        ('{"record": "rumour"}', "line 1: it lacks 'rumour'"),
        ('{"record": "mention", "article": "art_1", "span": [1], "entity": "ent_1"}', "line 1: it is no record"),
        ('{"record": "mention", "article": 7, "span": [1, 2], "entity": "ent_1"}', "7 is no text"),
        ('{"record": "entity", "id": "ent_1"}', "line 1: it is no record of an export .*'name'"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: str, found: str) -> None:
    with pytest.raises(LedgerError, match=found):
        read_json_lines([line])
