"""What a site allows programs to fetch: its robots.txt (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

_LARGEST: Final = 500 * 1024  # bytes that must be read at least (RFC 9309, section 2.5)
_PRODUCT: Final = "sayso"
_LONGEST_DELAY: Final = 60.0  # seconds; a site that asks for more between two pages is asked that often
_TOKEN = re.compile(r"^[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for this program: (path pattern, allowed) pairs, and seconds between two requests."""

    rules: tuple[tuple[str, bool], ...]
    delay: float

    def allow(self, target: str) -> bool:
        """Return whether a path with its query may be fetched: the longest rule that fits decides, "allow" on a tie.

        >>> Robots((("/a", False), ("/a/b*.html$", True)), 0.0).allow("/a/b1.html")
        True
        """
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, target)]
        return max(fitting, default=(0, True))[1]


EVERYTHING: Final = Robots((), 0.0)
NOTHING: Final = Robots((("/", False),), 0.0)


def _fits(pattern: str, target: str) -> bool:
    """Return whether a pattern with ``*`` and a closing ``$`` fits the start of a path, in time linear in both."""
    closed = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    place = len(first)
    for piece in others[:-1] if closed else others:
        place = target.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    if not closed:
        return True
    last = others[-1] if others else ""
    return target.endswith(last) and len(target) - len(last) >= place if others else place == len(target)


def _lines(data: bytes) -> list[tuple[str, str]]:
    text = data[:_LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    pairs = (line.partition("#")[0].partition(":") for line in text.splitlines())
    return [(name.strip().lower(), value.strip()) for name, colon, value in pairs if colon]


def parsed_robots(data: bytes) -> Robots:
    r"""Return the rules of a robots.txt that hold for this program: its own groups, or else those of ``*``.

    >>> parsed_robots(b"User-agent: *\nDisallow: /private").allow("/private/a")
    False
    """
    lines = _lines(data)
    groups: list[tuple[list[str], list[tuple[str, str]]]] = []
    while lines:
        agents = [value for _, value in takewhile(lambda line: line[0] == "user-agent", lines)]
        rest = lines[len(agents) :]
        rules = list(takewhile(lambda line: line[0] != "user-agent", rest))
        groups.append(([_product(agent) for agent in agents], rules))
        lines = rest[len(rules) :]
    ours = [rules for agents, rules in groups if _PRODUCT in agents] or [
        rules for agents, rules in groups if "*" in agents
    ]
    held = [rule for rules in ours for rule in rules]
    paths = tuple((value, name == "allow") for name, value in held if name in {"allow", "disallow"} and value)
    return Robots(paths, max((_seconds(value) for name, value in held if name == "crawl-delay"), default=0.0))


def _product(agent: str) -> str:
    match = _TOKEN.match(agent)
    return match[0].lower() if match else agent[:1]


def _seconds(value: str) -> float:
    try:
        return min(_LONGEST_DELAY, max(0.0, float(value)))
    except ValueError:
        return 0.0
