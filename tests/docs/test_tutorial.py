"""docs/tutorial.md is run from its top to its end, and prints what it says."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
from contextlib import redirect_stdout
from pathlib import Path

from typer.testing import CliRunner

from sayso.cli.commands import app

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def printed_by_shell(block: str) -> str:
    """What the commands print; those of sayso are run in this process, which saves loading the models each time."""
    printed = ""
    for line in block.splitlines():
        words = shlex.split(line)
        if words[0] == "sayso":
            done = CliRunner().invoke(app, words[1:])
            assert done.exit_code == 0, f"{line}\n{done.output}\n{done.exception!r}"
            printed += done.stdout
        else:
            printed += subprocess.run(["bash", "-c", line], check=True, capture_output=True, text=True).stdout
    return printed


def printed_by_python(block: str) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(block, "tutorial.md", "exec"), {})  # noqa: S102  # the tutorial is ours
    return printed.getvalue()


RUN = {"sh": printed_by_shell, "python": printed_by_python}


def lines(text: str) -> list[str]:
    """The lines with one space between words, so that the width of a column is no matter."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def agrees(said: list[str], printed: list[str]) -> bool:
    """Whether the lines are those printed; `…` alone leaves out any lines, at the end of a line its rest."""
    if not said:
        return not printed
    if said[0] == "…":
        return any(agrees(said[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    if not printed:
        return False
    begun = said[0].removesuffix("…")
    same = printed[0].startswith(begun.rstrip()) if begun != said[0] else printed[0] == said[0]
    return same and agrees(said[1:], printed[1:])


def test_the_tutorial_prints_what_it_says(tmp_path, monkeypatch):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    for (language, block), (_, said) in zip(blocks[::2], blocks[1::2], strict=True):
        printed = RUN[language](block)
        assert agrees(lines(said), lines(printed)), f"{block}\nprints\n{printed}\nand not\n{said}"


def test_a_block_of_the_tutorial_is_followed_by_what_it_prints():
    languages = [language for language, _ in BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))]
    assert set(languages[::2]) == set(RUN)
    assert set(languages[1::2]) == {"text"}


def test_what_is_not_printed_is_seen():
    assert agrees(["a", "…", "d e…"], ["a", "b", "c", "d e f"])
    assert not agrees(["a", "…", "d"], ["a", "b", "d e"])
    assert not agrees(["a"], ["a", "b"])
    assert not agrees(["…", "z"], ["a", "b"])
