"""The pages of docs/ say what is there: signatures, commands, scores, and a site that builds and needs no network."""

from __future__ import annotations

import inspect
import io
import re
import struct
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import typer.main

import sayso
from quality.gate import pins
from quality.scores import PAGES, scores, shown_in
from sayso.cli.commands import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # a group, since it has several
PYTHON = (DOCS / "python.md").read_text(encoding="utf-8")
SIGNATURES = re.findall(r"^### `sayso\.([\w.]+)(\(.*\))`$", PYTHON, re.MULTILINE)


@pytest.mark.parametrize(("name", "said"), SIGNATURES)
def test_a_signature_is_as_the_page_says(name: str, said: str) -> None:
    found: object = sayso
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
    signature = inspect.signature(found)
    bare = [one.replace(annotation=inspect.Parameter.empty) for one in signature.parameters.values()]
    assert str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty)) == said


def test_every_public_name_is_on_the_python_page() -> None:
    assert SIGNATURES
    for name in sayso.__all__:
        assert re.search(rf"`(?:sayso\.)?{name}\b", PYTHON), name


def test_the_example_of_the_python_page_prints_what_it_says() -> None:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", PYTHON, re.MULTILINE | re.DOTALL)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec("".join(block for language, block in blocks if language == "python"), {})  # noqa: S102  # ours
    assert printed.getvalue() == "".join(block for language, block in blocks if language == "text")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_in_the_docs(command: str) -> None:
    """In the table of the terminal, or in a block of a page of its own."""
    row = rf"^\| `sayso {command}` \| .* \| `sayso {command} .*` \|$"
    block = rf"^sayso {command} "
    pages = (page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md")))
    assert any(re.search(f"{row}|{block}", page, re.MULTILINE) for page in pages), command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_scores_of_a_page_are_those_of_one_place(page: Path) -> None:
    """After a change of quality/scores.json: python -m quality.scores."""
    shown = page.read_text(encoding="utf-8").split("<!-- scores -->\n")[1].split("<!-- end -->")[0]
    assert shown == shown_in(page)


def test_the_scores_that_are_stated_are_no_less_than_their_floors() -> None:
    floors = {(pin.measure, name): floor for pin in pins() for name, floor in pin.floors.items()}
    compared = 0
    for row in scores():
        for name, figure in row.figures.items():
            if (floor := floors.get((row.measure, name))) is not None:
                # Some measures give shares and the pages per cents.
                assert figure >= (floor * 100 if floor <= 1 else floor), f"{row.measure}: {name}"
                compared += 1
    assert compared >= 12


def test_the_site_builds_without_a_broken_link_and_needs_no_network(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="builds the site; pip install 'sayso[docs]'")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        text = page.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe)\b[^>]*\bsrc=\"(https?:)?//", text)
        linked = re.findall(r"<link\b[^>]*\brel=\"(?:stylesheet|preconnect|icon)\"[^>]*\bhref=\"(?:https?:)?//", text)
        assert not loaded, page.name
        assert not linked, page.name


def test_the_pictures_are_small_of_one_size_and_shown() -> None:
    """Taken anew with: make pictures."""
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = sorted((DOCS / "pictures").glob("*.png"))
    assert [one.stem for one in pictures] == ["desk-dark", "desk-light", "report-dark", "report-light"]
    for picture in pictures:
        bytes_of_it = picture.read_bytes()
        assert len(bytes_of_it) < 200_000
        assert struct.unpack(">II", bytes_of_it[16:24]) == (1200, 800)
        assert bytes_of_it[25] == 3, "its colours are not a palette"
        assert f"docs/pictures/{picture.name}" in shown
