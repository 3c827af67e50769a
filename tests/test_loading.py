"""What is not needed is not loaded, and what is loaded when asked for is what types say it is."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.loading import loaded_when_asked

SOURCE = Path(__file__).parents[1] / "src" / "sayso"
LAZY = sorted(path for path in SOURCE.rglob("__init__.py") if "loaded_when_asked" in path.read_text(encoding="utf-8"))
HEAVY = {"numpy", "scipy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "httpcore2", "jinja2", "sqlalchemy"}


def loaded_by(code: str) -> set[str]:
    """The heavy packages that a fresh Python has loaded after running ``code``."""
    shown = "import sys; print('|', *(name for name in sys.modules if '.' not in name))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{shown}"], check=True, capture_output=True, text=True)
    return HEAVY & set(done.stdout.rpartition("|")[2].split())


def command(*words: str) -> str:
    return f"import sys; from sayso.cli import main; sys.argv = ['sayso', *{words!r}]\ntry: main()\nexcept SystemExit: pass"


def test_to_import_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import sayso") == set()
    assert loaded_by("from sayso import Article, SaysoError, Settings") == set()


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by(command("--help")) == set()


@pytest.mark.parametrize("words", [("show",), ("show", "who", "--json"), ("find", "gates")])
def test_to_read_a_ledger_loads_no_network_and_no_reader_of_pages(ledger: Path, words: tuple[str, ...]) -> None:
    assert loaded_by(command(words[0], str(ledger), *words[1:])) == {"sqlalchemy"}


@pytest.mark.parametrize("path", LAZY, ids=lambda path: path.parent.name)
def test_types_and_the_running_program_find_a_name_in_the_same_module(path: Path) -> None:
    (choice,) = (node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.If))
    typed = {
        alias.name: node.module for node in choice.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    (places,) = (node for node in ast.walk(choice.orelse[0]) if isinstance(node, ast.Dict))
    run = {name: module for module, names in ast.literal_eval(places).items() for name in names}
    assert run == typed


def test_a_name_that_is_not_there_is_told_as_python_does() -> None:
    with pytest.raises(AttributeError, match="module 'sayso' has no attribute 'nothing'"):
        sayso.nothing  # type: ignore[attr-defined]  # noqa: B018  # it is asked for only to be refused
    with pytest.raises(ImportError, match="cannot import name 'nothing' from 'sayso'"):
        from sayso import nothing  # type: ignore[attr-defined]  # noqa: F401


def test_a_name_is_looked_for_once() -> None:
    ask = loaded_when_asked("tests.test_loading", {"math": ("tau",)})
    assert "tau" not in globals()
    assert ask("tau") == globals().pop("tau")
