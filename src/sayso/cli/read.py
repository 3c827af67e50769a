"""`sayso read`: what is understood of each page, before anything is built."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from sayso.cli.output import print_json
from sayso.cli.sources import Cache, Offline, Private, Sources, fetching
from sayso.errors import InputError
from sayso.records import Article, Failure, Span
from sayso.settings import Settings
from sayso.text import paragraphs
from sayso.web.characters import visible

_MARK: Final = "│ "
_FURNITURE: Final = "· "
_LABELS: Final = ("title", "outlet", "byline", "url", "published", "credits", "language", "as_of")
_WORDS: Final = {"url": "address", "as_of": "as of"}


def read_command(
    paths: Sources,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a page, as the export has them.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write it as an HTML file, beside each page's own text.")] = None,
    offline: Offline = False,
    private: Private = False,
    cache: Cache = None,
) -> None:
    """Show what is understood of each page: title, outlet, byline, date, credits, language, text and furniture.

    Example: sayso read pages/ https://example.org/story
    """
    from sayso.reading import read
    from sayso.web import render_reading

    found = read(paths, Settings(fetching=fetching(offline, private, cache)))
    if html is not None:
        items = list(found)
        _write(html, render_reading(items))
    else:
        items = []
        for item in found:
            _print(item, as_json=as_json)
            items += [item] if isinstance(item, Failure) else []
    raise typer.Exit(1 if any(isinstance(item, Failure) for item in items) else 0)


def _print(item: Article | Failure, *, as_json: bool) -> None:
    if as_json:
        print_json(flat(item))
        sys.stdout.flush()
    else:
        Console().print(*shown(item), sep="\n", soft_wrap=True)


def _write(path: Path, page: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(str(path), f"it cannot be written ({error.strerror})", "Name another file") from error


def flat(item: Article | Failure) -> dict[str, object]:
    """Return the record as an object of JSON, which `sayso build` can read again."""
    held = {field.name: getattr(item, field.name) for field in fields(item)}
    if isinstance(item, Article):
        held["furniture"] = [[span.start, span.end] for span in item.furniture]
    return {"record": "article" if isinstance(item, Article) else "failure", **held}


def shown(item: Article | Failure) -> Iterator[Text]:
    """Yield the lines that a terminal shows of a page; lines that are furniture are marked and dimmed."""
    yield Text(visible(item.path), style="bold")
    if isinstance(item, Failure):
        yield Text(visible(f"  not read: {item.reason}. {item.remedy}"), style="red")
        return
    for name in _LABELS:
        yield Text(visible(f"  {_WORDS.get(name, name):<10}{_value(item, name)}"))
    kept, whole = _words(item.text, item.furniture)
    yield Text(f"  {'text':<10}{kept} words, and {whole - kept} of furniture (marked “{_FURNITURE.strip()}”)")
    for line in paragraphs(item.text):
        marked = any(span.contains(line) for span in item.furniture)
        words = Text(visible(line.of(item.text)), style="dim" if marked else "")
        yield Text(f"  {_FURNITURE if marked else _MARK}") + words
    yield Text("")


def _value(article: Article, name: str) -> str:
    if name == "published":
        where = article.published_from or ""
        return f"{article.published} (from {where})" if article.published else f"unknown: {where}"
    value = getattr(article, name)
    return (", ".join(value) if isinstance(value, tuple) else value) or "none"


def _words(text: str, furniture: tuple[Span, ...]) -> tuple[int, int]:
    whole = len(text.split())
    return whole - sum(len(span.of(text).split()) for span in furniture), whole
