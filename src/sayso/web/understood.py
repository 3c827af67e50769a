"""What was understood of each page, side by side with the page itself: one HTML file without a script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from sayso.errors import PageError
from sayso.reading import plain_text_of
from sayso.records import Article, Failure
from sayso.text import paragraphs
from sayso.web.characters import visible, web_address

_STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 90rem; padding: 0 1rem }
:root { color-scheme: light dark }
section { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 1.5rem }
section > div { min-width: 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; font: inherit; opacity: .8 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem } dd { margin: 0 }
.furniture { text-decoration: line-through; opacity: .6 }
article { border-top: 1px solid; padding: 1rem 0 }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the stored text, and whether it is furniture."""

    words: str
    furniture: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """A page as the file shows it: what was understood, its lines, and the page without tags where it can be had."""

    path: str
    address: str | None
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    page: str | None
    failure: Failure | None


def _facts(article: Article) -> tuple[tuple[str, str], ...]:
    date = f"{article.published} (from {article.published_from})" if article.published else article.published_from
    named = (
        ("title", article.title),
        ("outlet", article.outlet),
        ("byline", article.byline),
        ("date", date),
        ("credits", ", ".join(article.credits)),
        ("language", article.language),
        ("as of", article.as_of),
    )
    return tuple((name, visible(value or "none")) for name, value in named)


def _understood(item: Article | Failure) -> Understood:
    page = _page(item.path)
    if isinstance(item, Failure):
        return Understood(visible(item.path), None, (), (), page, item)
    lines = tuple(
        Line(visible(line.of(item.text)), any(span.contains(line) for span in item.furniture))
        for line in paragraphs(item.text)
    )
    return Understood(visible(item.path), web_address(item.url), _facts(item), lines, page, None)


def _page(path: str) -> str | None:
    """Return the page without its tags, if it is a file of its own on this machine."""
    try:
        return visible(plain_text_of(Path(path))) if Path(path).is_file() else None
    except (OSError, ValueError, PageError):
        return None


def render_reading(items: Sequence[Article | Failure]) -> str:
    """Return one HTML file that shows each page beside what was understood of it; it loads nothing and runs nothing."""
    environment = Environment(
        loader=PackageLoader("sayso.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    pages = [_understood(item) for item in items]
    return environment.get_template("understood.html").render(pages=pages, style=_STYLE, policy=policy)
