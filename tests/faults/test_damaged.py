"""A ledger file with damaged pages: a clear word, and what can be saved is exported."""

from __future__ import annotations

import os
import random
from dataclasses import fields
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.commands import app
from sayso.errors import LedgerError
from sayso.ledger import Ledger, json_lines, read_json_lines, salvage, write_ledger
from sayso.records import Contents, Statement
from tests.ledger.test_store import article, contents, report

PAGE = 4096
MANY = 300
TABLES = 90  # database pages in front that hold the list of tables, and their roots
WORDS = "The harbour is closed, Mayor Ida Rune said. At least 12 boats lie “idle”. "


def many() -> Contents:
    """A ledger of some hundred database pages."""
    base = contents()
    names = [f"{number:04}" for number in range(MANY)]
    return Contents(
        **{field.name: getattr(base, field.name) for field in fields(Contents)}
        | {
            "articles": tuple(article(f"art_{name}", WORDS * (1 + number % 40)) for number, name in enumerate(names)),
            "reports": tuple(report(f"att_{name}", f"art_{name}") for name in names),
            "statements": tuple(
                Statement(f"sta_{name}", "ent_1", "say", None, "g", (f"att_{name}",), (f"ori_{name}",), (), ())
                for name in names
            ),
        }
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    write_ledger(tmp_path / "s.sayso", many())
    return tmp_path / "s.sayso"


def damage(path: Path, pages: range, chance: random.Random | None = None) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(chance.randbytes(PAGE) if chance else bytes(PAGE))


def test_of_a_sound_ledger_nothing_is_lost(ledger: Path) -> None:
    saved = salvage(ledger)
    assert saved.whole
    assert saved.contents == many()


@pytest.mark.parametrize("seed", range(6))
def test_what_can_be_read_is_saved_and_the_rest_is_counted(ledger: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # damage is no secret
    first = chance.randrange(TABLES, ledger.stat().st_size // PAGE - 12)
    damage(ledger, range(first, first + chance.randrange(1, 12)), chance if seed % 2 else None)
    saved, whole = salvage(ledger), many()
    for field in fields(Contents):
        kept, held = (getattr(one, field.name) for one in (saved.contents, whole))
        assert set(kept) <= set(held), field.name
    lost = {loss.record: (loss.read, loss.lost) for loss in saved.losses}
    for record, place in (("article", "articles"), ("attribution", "reports"), ("statement", "statements")):
        read, gone = lost[record]
        assert read == len(getattr(saved.contents, place))
        assert gone is None or read + gone == MANY
    assert sum(read for read, _ in lost.values()) > MANY
    assert read_json_lines(json_lines(saved.contents)) == saved.contents


def test_the_command_says_what_is_lost_and_the_pages_can_be_built_again(ledger: Path, tmp_path: Path) -> None:
    pages = ledger.stat().st_size // PAGE
    damage(ledger, range(pages // 3, pages // 3 + 5))
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(ledger) as opened:
        opened.contents()
    done = CliRunner().invoke(app, ["export", str(ledger), "--salvage", "-o", str(tmp_path / "saved.jsonl")])
    assert done.exit_code == 1, done.output
    assert "rows read" in done.output
    with Ledger.from_jsonl(tmp_path / "saved.jsonl") as again:
        assert 0 < len(again.contents().articles) <= MANY
    whole = CliRunner().invoke(
        app, ["export", str(ledger), "--salvage", "--format", "csv", "-o", str(tmp_path / "csv")]
    )
    assert "Salvage JSON lines" in str(whole.exception)


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(ledger: Path) -> None:
    size = ledger.stat().st_size
    os.truncate(ledger, size // 2)
    assert salvage(ledger).contents == many()  # the other half was made of the records
    os.truncate(ledger, size // 5)
    saved = salvage(ledger)
    assert saved.contents.articles
    assert set(saved.contents.articles) <= set(many().articles)
    assert not saved.whole


def test_of_a_file_without_its_first_page_nothing_is_saved(ledger: Path) -> None:
    damage(ledger, range(1))
    with pytest.raises(LedgerError, match="nothing of it can be read"):
        salvage(ledger)
