"""The docs say what is there: examples run, commands are all described, links lead somewhere."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import typer.main

from sayso.cli.commands import app
from sayso.records import Contents

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/EXPECTED.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NAMED_FILE = re.compile(r"`((?:src|docs|tests|training|quality|benchmarks|examples|\.ci)/[\w./-]+)`")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group, since it has several
RECIPE = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def test_the_python_example_of_the_readme_prints_what_it_says(monkeypatch):
    """The block after the Python block is what it prints."""
    found = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    places = [place for place, (language, _) in enumerate(found) if language == "python"]
    assert places
    monkeypatch.chdir(ROOT)
    for place in places:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(found[place][1], "README.md", "exec"), {})  # noqa: S102  # the README is ours
        assert printed.getvalue().strip() == found[place + 1][1].strip()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_described(command):
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"sayso {command}" in text
    assert COMMANDS[command].help


def test_no_command_is_described_that_is_not_there():
    text = "\n".join(body for page in PAGES for _, body in BLOCK.findall(page.read_text(encoding="utf-8")))
    assert set(re.findall(r"^(?:\$ )?sayso (\w+)", text, re.MULTILINE)) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("#"):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page):
    for name in NAMED_FILE.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_recipe_that_is_named_exists(page):
    recipes = set(RECIPE.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)`", page.read_text(encoding="utf-8"))) <= recipes


def test_every_kind_of_record_has_its_place_in_the_docs():
    text = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### (\w+)", text, re.MULTILINE))
    kinds = {"attribution" if name == "reports" else name for name in Contents.__slots__}
    singular = {{"entities": "entity", "aliases": "alias"}.get(kind, kind.removesuffix("s")) for kind in kinds}
    assert headings == singular
