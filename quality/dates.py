"""How often the date of publication of an HTML page is right, on 60 pages of the article extraction benchmark.

The gold (``dates.json``, page to day) was read by hand from what each page states: its metadata and the date
that it shows its readers.  Sixty of the English pages were drawn by lot, all of which state a date.
The first publication counts, not a later change.  Where the outlet's own day and the day in UTC differ, either
is right.  Plain ``htmldate.find_date`` is measured beside it in the same run.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from htmldate import find_date

from quality.options import Options
from sayso.errors import PageError
from sayso.reading.articles import from_html

_GOLD: Final = Path(__file__).with_name("dates.json")


def _ours(page: bytes, name: str) -> str | None:
    try:
        return from_html(page, name).published
    except PageError:
        return None


def _plain(page: bytes, name: str) -> str | None:
    del name
    found = find_date(page.decode("utf-8", "replace"), original_date=True)
    return found if isinstance(found, str) else None


def _share(
    read: Callable[[bytes, str], str | None], pages: Mapping[str, bytes], gold: Mapping[str, list[str]]
) -> tuple[float, float]:
    """Return the share of pages that are given their day, and the share of the days given that are right."""
    found = {name: read(page, name) for name, page in pages.items()}
    right = sum(day in gold[name] for name, day in found.items())
    given = sum(day is not None for day in found.values())
    return round(right / len(pages), 4), round(right / given, 4) if given else 0.0


def run(options: Options) -> dict[str, object]:
    """Return the shares; ``options.data`` is the benchmark's folder."""
    gold = json.loads(_GOLD.read_text(encoding="utf-8"))
    pages = {name: gzip.decompress((options.data / "html" / f"{name}.html.gz").read_bytes()) for name in sorted(gold)}
    right, precision = _share(_ours, pages, gold)
    plain, plain_precision = _share(_plain, pages, gold)
    return {
        "pages": len(pages),
        "right": right,
        "precision": precision,
        "htmldate": {"right": plain, "precision": plain_precision},
    }
