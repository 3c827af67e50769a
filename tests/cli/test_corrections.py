"""A person's corrections and file of names, from the command line to the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import PAGE, sayso


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "harbour.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "port.txt").write_text(
        "Port to open\n\nThe port of Vell opens next week, its owners announced on Friday.\n\n"
        "“The harbour council failed us and is to blame for every lost week,” said Tomas Hale, who owns two boats.\n",
        encoding="utf-8",
    )
    done = sayso("build", "harbour.txt", "port.txt", "-o", "s.sayso", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def rows(folder: Path, *topic: str) -> list[dict[str, object]]:
    done = sayso("show", "s.sayso", *topic, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def spoken(folder: Path) -> set[str]:
    return {row["speaker"]["name"] for row in rows(folder, "who") if row["speaker"]}


def test_entities_are_merged_listed_and_told_apart_again(story: Path) -> None:
    assert {"Ida Rune", "Tomas Hale"} <= spoken(story)
    done = sayso("merge", "s.sayso", "Ida Rune", "Tomas Hale", "--by", "A. [b]Reader[/b]", cwd=story)
    assert done.returncode == 0, done.stderr
    assert "Correction 1: “Tomas Hale” is “Ida Rune”" in done.stdout
    assert "Tomas Hale" not in spoken(story)
    listed = sayso("corrections", "s.sayso", cwd=story).stdout
    assert "A. [b]Reader[/b]" in listed
    assert "yes" in listed
    assert sayso("report", "s.sayso", "-o", "r.html", cwd=story).returncode == 0
    assert "“Tomas Hale” is “Ida Rune”" in (story / "r.html").read_text(encoding="utf-8")
    assert sayso("corrections", "s.sayso", "--undo", "1", cwd=story).returncode == 0
    assert {"Ida Rune", "Tomas Hale"} <= spoken(story)
    assert "undone" in sayso("corrections", "s.sayso", cwd=story).stdout


def test_corrections_are_there_for_programs(story: Path) -> None:
    def told(*arguments: str) -> dict[str, object]:
        done = sayso(*arguments, "--json", cwd=story)
        assert done.returncode == 0, done.stderr
        (line,) = done.stdout.splitlines()
        return json.loads(line)

    (rune,) = (row["id"] for row in rows(story, "what") if row["speaker"] and row["speaker"]["name"] == "Ida Rune")
    (hale,) = (
        row["reports"] for row in rows(story, "what") if row["speaker"] and row["speaker"]["name"] == "Tomas Hale"
    )
    spoken_by = hale[0]["id"]
    merged = told("merge", "s.sayso", "Ida Rune", "Tomas Hale", "--by", "A. Reader")
    assert merged.pop("made")
    assert merged == {
        "ledger": "s.sayso",
        "number": 1,
        "words": "“Tomas Hale” is “Ida Rune”",
        "by": "A. Reader",
        "holds": True,
    }
    assert told("corrections", "s.sayso", "--undo", "1")["holds"] is None
    assert told("split", "s.sayso", "Tomas Hale", spoken_by, "--name", "Anna Hale")["number"] == 3
    assert told("correct", "speaker", "s.sayso", spoken_by, "Ida Rune")["number"] == 4
    assert told("correct", "same", "s.sayso", rune, spoken_by)["number"] == 5
    kept = [json.loads(line) for line in sayso("corrections", "s.sayso", "--json", cwd=story).stdout.splitlines()]
    assert [(one["number"], one["holds"]) for one in kept] == [(1, False), (2, None), (3, True), (4, True), (5, True)]


def test_an_unknown_name_is_an_error_in_one_line(story: Path) -> None:
    before = (story / "s.sayso").read_bytes()
    done = sayso("merge", "s.sayso", "Ida Rune", "Nobody", cwd=story)
    assert done.returncode == 2
    assert done.stderr.strip().count("\n") == 0
    assert "the ledger holds no such entity" in done.stderr
    assert (story / "s.sayso").read_bytes() == before


def test_a_file_of_names_is_read_kept_and_checked(story: Path) -> None:
    (story / "names.yaml").write_text("- name: Ida Rune of Vell\n  aliases: [Ida Rune]\n", encoding="utf-8")
    done = sayso("build", "harbour.txt", "-o", "s.sayso", "--aliases", "names.yaml", cwd=story)
    assert done.returncode == 0, done.stderr
    assert "Ida Rune of Vell" in spoken(story)
    assert sayso("build", "port.txt", "-o", "s.sayso", cwd=story).returncode == 0
    assert "Ida Rune of Vell" in spoken(story)
    (story / "names.yaml").write_text("- name: Ida Rune\n  kind: human\n", encoding="utf-8")
    done = sayso("build", "harbour.txt", "-o", "s.sayso", "--aliases", "names.yaml", cwd=story)
    assert done.returncode == 2
    assert "names.yaml, line 2: the kind “human” is unknown" in done.stderr


def test_who_accuses_whom_with_the_very_words(story: Path) -> None:
    (row,) = rows(story, "accusations")
    assert row["accuser"]["name"] == "Tomas Hale"
    assert any("blame" in reason for reason in row["why"])
    (report,) = row["reports"]
    text = (story / "port.txt").read_text(encoding="utf-8")
    assert " … ".join(text[start:end] for start, end in report["content"]) == report["quote"]
    for topic in ("what", "conflicts", "figures", "names", "origins"):
        rows(story, topic)
    assert rows(story)[0]["pages_read"] == 2
