"""What all commands print alike: a line in words, and a row for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

from rich.console import Console

from sayso.web.characters import visible


def say(console: Console, words: str) -> None:
    """Print words as they are, on one line however long; what a terminal would obey is spelled out."""
    console.print(visible(words), markup=False, highlight=False, soft_wrap=True)


def print_json(row: Mapping[str, object]) -> None:
    """Print a row as one line of JSON, in UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode("utf-8", "replace"))


def print_what_the_terminal_can() -> None:
    """Let characters that the terminal's encoding has not be printed as a question mark, and not end the run."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # text streams, in a program of its own
