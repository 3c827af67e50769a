"""Measure one room of the house on gold data; the last line printed is one JSON object.

    python -m quality NAME --data PATH [--articles PATH] [--tools PATH]

NAME is a module of this package that has ``run(options) -> dict``.  `python -m quality.gate`
holds the floors.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

import quality
from quality.options import Options


def names() -> list[str]:
    """Return the measures there are: the modules of this package that have a ``run``."""
    modules = (module.name for module in pkgutil.iter_modules(quality.__path__))
    return sorted(name for name in modules if name not in {"__main__", "gate", "options"})


def main(arguments: list[str] | None = None) -> int:
    """Run one measure and print its result; return 0."""
    parser = argparse.ArgumentParser(prog="python -m quality")
    parser.add_argument("name", choices=names())
    parser.add_argument("--data", type=Path, required=True, help="gold data: a file or a folder")
    parser.add_argument("--articles", type=Path, help="the texts that the gold data speaks of")
    parser.add_argument("--tools", type=Path, help="the folder of the scorers (default: found above --data)")
    parsed = parser.parse_args(arguments)
    options = Options.given(parsed.data, articles=parsed.articles, tools=parsed.tools)
    result = importlib.import_module(f"quality.{parsed.name}").run(options)
    print(json.dumps(result, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
