"""The line from pages to ledger, with a transparent tagger in place of the trained one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ledger import json_lines, summarise, verify
from sayso.pipeline import build
from sayso.settings import Settings
from tests.taggers import PAGES, PatternTagger


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def exported(paths: Sequence[Path | str], output: Path | None = None) -> list[str]:
    with build(paths, output, tagger=PatternTagger()) as ledger:
        return list(json_lines(ledger.contents()))


def test_every_page_reaches_the_ledger_and_it_verifies(pages: Path) -> None:
    with build(list(PAGES), pages / "s.sayso", tagger=PatternTagger()) as ledger:
        contents = ledger.contents()
        assert verify(ledger) == ()
    summary = summarise(contents)
    assert (summary.pages_read, summary.failed, summary.attributions) == (3, 0, 4)
    assert {article.text for article in contents.articles} == set(PAGES.values())
    held = [name for statement in contents.statements for name in statement.attributions]
    assert sorted(held) == sorted(report.id for report in contents.reports)
    placed = [name for origin in contents.origins for name in origin.attributions]
    assert sorted(placed) == sorted(held)


def test_the_words_of_two_outlets_are_one_statement(pages: Path) -> None:
    with build(list(PAGES), tagger=PatternTagger()) as ledger:
        (shared,) = [statement for statement in ledger.statements() if len(statement.reports) > 1]
        assert shared.speaker is not None
        assert shared.speaker.name == "Ida Rune"
        assert sorted(report.path for report in shared.reports) == ["a.txt", "b.txt"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(sorted(PAGES)), first=st.integers(0, 3))
def test_neither_order_nor_splitting_changes_the_ledger(pages: Path, order: list[str], first: int) -> None:
    whole = exported(sorted(PAGES))
    output = pages / "split.sayso"
    output.unlink(missing_ok=True)
    for part in (order[:first], order[first:]):
        if part:
            split = exported(list(part), output)
    assert split == whole


def test_adding_a_page_twice_changes_nothing(pages: Path) -> None:
    once = exported(list(PAGES), pages / "s.sayso")
    assert exported(["a.txt", "a.txt"], pages / "s.sayso") == once
    shutil.copy("a.txt", "z copy of a.txt")
    added = exported(["a.txt", "z copy of a.txt"], pages / "s.sayso")
    assert [line for line in added if '"record": "edition"' not in line] == once
    (edition,) = [json.loads(line) for line in added if '"record": "edition"' in line]
    assert (edition["path"], edition["relation"]) == ("z copy of a.txt", "copy")


def test_a_page_that_changed_takes_the_place_of_its_former_self(pages: Path) -> None:
    exported(list(PAGES), pages / "s.sayso")
    Path("c.txt").write_text(PAGES["c.txt"].replace("two boats", "three boats"), encoding="utf-8")
    added = exported(["c.txt"], pages / "s.sayso")
    assert [line for line in added if '"record": "edition"' not in line] == exported(list(PAGES))
    (edition,) = [json.loads(line) for line in added if '"record": "edition"' in line]
    assert (edition["path"], edition["relation"]) == ("c.txt", "version")
    assert "two boats" in edition["text"]


def test_bad_pages_are_recorded_and_the_rest_is_built(pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    (pages / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (pages / "huge.txt").write_bytes(b"A line of a page that never ends.\n" * 4000)
    (pages / "trap.txt").write_text("Trap the tagger with this page.\n\n" + PAGES["a.txt"], encoding="utf-8")
    (pages / "western.txt").write_bytes(
        PAGES["a.txt"].replace("Rune", "Rün").encode("cp1252") + b" \x93Caf\xe9\x94 \x96 na\xefve\n"
    )
    limits = Settings(largest_page=100_000)
    with build(sorted(pages.glob("*.txt")), settings=limits, tagger=PatternTagger()) as ledger:
        contents = ledger.contents()
    failed = {Path(failure.path).name: failure for failure in contents.failures}
    assert sorted(failed) == ["empty.txt", "huge.txt", "picture.txt", "trap.txt"]
    assert failed["trap.txt"].stage == "attribute"
    assert all(failure.reason and failure.remedy for failure in contents.failures)
    assert len(contents.articles) == 4
    (western,) = [article for article in contents.articles if article.path.endswith("western.txt")]
    assert "“Café” – naïve" in western.text


def test_a_file_that_vanishes_is_recorded(pages: Path) -> None:
    with build(["a.txt", "gone.txt"], tagger=PatternTagger()) as ledger:
        (failure,) = ledger.contents().failures
    assert failure.path == "gone.txt"


def test_a_build_without_any_page_writes_nothing(pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match="no page could be read"):
        build(["empty.txt"], pages / "s.sayso", tagger=PatternTagger())
    (pages / "folder").mkdir()
    with pytest.raises(InputError):
        build(["folder"], pages / "s.sayso", tagger=PatternTagger())
    assert not (pages / "s.sayso").exists()


def test_progress_counts_every_page(pages: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(list(PAGES), tagger=PatternTagger(), progress=lambda *step: told.append(step)).close()
    assert [step for step in told if step[0] == "attribute"] == [("attribute", n, 3) for n in (1, 2, 3)]
    assert {step[0] for step in told} == {"read", "attribute", "resolve", "compare"}
