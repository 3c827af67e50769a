"""The templates of the report and the desk: every value escaped and made visible, in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.web.characters import visible
from sayso.web.phrases import count


def _harmless(value: object) -> object:
    """Return a value as it may enter the page: no hidden character; escaping is Jinja's work."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def in_this_page(fragment: str) -> str:
    """Return a link as the report has it: every record is a place in the same page."""
    return fragment


@cache
def environment(address: Callable[[str], str] = in_this_page) -> Environment:
    """Return the templates; ``address`` says where a record's fragment (``#sta_1``) leads to."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"counted": count, "address": address}
    return made


def style_sheet() -> Markup:
    """Return the style sheet, as it is hashed and sent."""
    loader = environment().loader
    source = loader.get_source(environment(), "style.css")[0] if loader else ""
    # The style sheet is ours, and must reach the page as it was hashed.
    return Markup(source)  # noqa: S704
