"""The report's markup in few bytes: what a browser builds of it, shows and reads out stays what it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# Of seventeen million beginnings two articles of a story hardly ever share one, so that adding pages moves no anchor.
LEAST: Final = 6

_ANCHOR: Final = re.compile(r' (id="|href="#)(art_[^"]*)(-\d+-\d+")')
# Nothing before U+0590 runs from right to left.
_LEFT_TO_RIGHT: Final = r"((?:[^<>\x00-\x1f\u0590-\U0010ffff]|[\u2010-\u2027])*)"
_NAME: Final = re.compile(rf"<bdi>{_LEFT_TO_RIGHT}</bdi>")
_GIST: Final = re.compile(rf'<q dir="auto">{_LEFT_TO_RIGHT}</q>')
_QUOTED: Final = re.compile(r'="([\w#:.%-]+)"(?=[ >])', re.ASCII)
_ENDS: Final = re.compile(r"</li>(?=<li[ >]|</ul>)|</td>(?=<td[ >]|</tr>)|</tr>(?=<tr[ >]|</tbody>)")
_QUOTES: Final = re.compile(r"(<[a-z][^>]*>)|&#34;")


def brief(page: str, articles: Iterable[str]) -> str:
    """Return a page of our templates with all that HTML lets be left out; ``articles`` are their identifiers.

    Quotation marks around plain values go, end tags that the next tag implies, the isolation of names that cannot run
    from right to left, and of an article's identifier in the anchors of its passages all but its beginning.
    """
    page = shortly_anchored(page, articles)
    page = _GIST.sub(r"<q>\1</q>", _NAME.sub(r"\1", page))
    # Up to here what strangers wrote holds no quotation mark: Jinja has escaped them.
    page = _ENDS.sub("", _QUOTED.sub(r"=\1", page)).replace("&#39;", "'")
    return _QUOTES.sub(lambda found: found[1] or '"', page)


def shortly_anchored(page: str, articles: Iterable[str]) -> str:
    """Return a page whose passages are called by the beginning of their article's identifier.

    An anchor depends on its article and place alone, so that a link to a passage holds when the report is made
    anew from more pages.

    >>> shortly_anchored('<a href="#art_0a1b2c3d4e5f-3-9">', ["art_0a1b2c3d4e5f", "art_0a1fffffffff"])
    '<a href="#0a1b2c-3-9">'
    """
    beginnings = _beginnings(articles)
    return _ANCHOR.sub(lambda found: f" {found[1]}{beginnings.get(found[2], found[2])}{found[3]}", page)


def _beginnings(articles: Iterable[str]) -> dict[str, str]:
    """Return of each identifier the shortest beginning that no other shares, ``LEAST`` characters at least."""
    names = ["", *sorted(set(articles)), ""]
    beginnings: dict[str, str] = {}
    for former, name, later in zip(names, names[1:], names[2:], strict=False):
        lengths = range(len("art_") + LEAST, len(name))
        alone = (
            length for length in lengths if not (former.startswith(name[:length]) or later.startswith(name[:length]))
        )
        beginnings[name] = name[: next(alone, len(name))].removeprefix("art_")
    return beginnings
