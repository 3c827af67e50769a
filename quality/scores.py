"""The scores that the README and the docs state, from one place: ``scores.json``.

    python -m quality.scores

writes the tables of that file into the pages that show them, between the lines ``<!-- scores -->`` and
``<!-- end -->``.
A figure is what the command beside it printed; ``floors.json`` pins a little less, and ``python -m quality.gate``
holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SCORES: Final = Path(__file__).with_name("scores.json")
ROOT: Final = SCORES.parents[1]
FRONT: Final = ROOT / "README.md"
PAGES: Final = (FRONT, ROOT / "docs" / "index.md", ROOT / "docs" / "scores.md")
_BEGIN: Final = "<!-- scores -->\n"
_END: Final = "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Score:
    """What was reached: ``figures`` by their dotted names in a measure's result; ``front`` those of the README."""

    what: str
    measure: str
    figures: Mapping[str, float]
    beside: str
    front: bool


def scores(path: Path = SCORES) -> list[Score]:
    """Return the scores in the order in which they are shown."""
    return [Score(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def table(rows: Iterable[Score], *, commands: bool) -> str:
    """Return a table in Markdown; ``commands`` adds how each figure is measured."""
    heads = ["what", "sayso", "beside it", *(["measure"] if commands else [])]
    lines = [heads, ["---"] * len(heads)]
    for row in rows:
        figures = ", ".join(_words(figure) for figure in row.figures.values())
        lines.append([row.what, figures, row.beside, *([f"`{row.measure}`"] if commands else [])])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def shown_in(page: Path) -> str:
    """Return the table that belongs into a page: the few of the front, or all with their commands."""
    whole = page.name == "scores.md"
    return table((row for row in scores() if whole or row.front), commands=whole)


def _words(figure: float) -> str:
    return f"{figure:.1f}" if isinstance(figure, float) else str(figure)


def main() -> None:
    """Write the tables into the pages."""
    for page in PAGES:
        before, rest = page.read_text(encoding="utf-8").split(_BEGIN)
        after = rest[rest.index(_END) :]
        page.write_text(f"{before}{_BEGIN}{shown_in(page)}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
