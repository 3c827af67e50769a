"""HTML without its tags: the text that copying a page out of a browser gives, furniture and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

# Elements that start a line of their own in a browser (HTML Standard, section 15.3).
BLOCKS: Final = frozenset(
    """
    address article aside blockquote body br button center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol optgroup option p pre search section summary
    table tbody td textarea tfoot th thead title tr ul video audio iframe
    """.split()  # noqa: SIM905 - a list of quoted names would hide the names
)
PARAGRAPHS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol", "figure"}
)
UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "object", "embed"}
    | {"canvas", "map", "math", "input", "select", "datalist"}
)

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def _pieces(root: etree._Element) -> Iterator[str]:
    unseen: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if unseen is None:
                yield _SPACE.sub(" ", element.tail or "")
            continue
        tag = element.tag
        edge = "\n\n" if tag in PARAGRAPHS else "\n" if tag in BLOCKS else ""
        if event == "start":
            if unseen is None and tag in UNSEEN:
                unseen = element
            if unseen is None:
                yield edge
                yield _SPACE.sub(" ", element.text or "")
            continue
        if unseen is element:
            unseen = None
        if unseen is None:
            yield edge
            yield _SPACE.sub(" ", element.tail or "")


def strip_tags(root: etree._Element) -> str:
    """Return the text of an HTML tree as lines: one a block, a blank line around paragraphs, no scripts.

    Time is linear in the size of the tree and no recursion depends on its depth.
    """
    lines = "".join(_pieces(root)).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(_SPACE.sub(" ", line).strip() for line in lines)).strip("\n")
