"""Fetching a page: what the site allows, in its own time, over redirects, from the cache where nothing changed."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urldefrag, urlsplit

from sayso.errors import PageError
from sayso.reading.fetching.asking import Limits, ask, wire_url
from sayso.reading.fetching.cache import Cache, conditions
from sayso.reading.fetching.contact import Deadline
from sayso.reading.fetching.robots import EVERYTHING, NOTHING, Robots, parsed_robots
from sayso.reading.http_message import Message, media_type
from sayso.reading.web_addresses import joined
from sayso.settings import Fetching

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
_LONGEST_WAIT: Final = 60.0  # seconds that one page is worth waiting for when its server is busy
_MEND: Final = "Save the page in a browser and read the file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a server sent it: the address where it was found in the end, and when (ISO 8601, UTC)."""

    url: str
    media_type: str
    charset: str | None
    caught: str | None
    data: bytes


class Fetcher:
    """Fetches pages; it remembers, as long as it lives, each site's rules and when it was last asked."""

    def __init__(self, settings: Fetching, largest: int) -> None:
        self._settings, self._largest = settings, largest
        self._cache = Cache(settings.cache) if settings.cache else None
        self._context = ssl.create_default_context()
        self._robots: dict[str, Robots] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, url: str) -> Fetched:
        """Return the page at ``url``.

        Raises `PageError` when fetching is not allowed by the settings or by the site, and when no page comes.
        """
        here, deadline = urldefrag(url)[0], Deadline(self._settings.seconds)
        seen: set[str] = set()
        try:
            while len(seen) <= self._settings.redirects:
                seen.add(here)
                answer = self._page(here, deadline)
                if answer.status not in _REDIRECTS:
                    return _fetched(url, here, answer)
                here = urldefrag(joined(here, answer.headers.get("location", "")))[0]
                if here in seen:
                    raise PageError(url, f"it redirects in a circle, back to {here}", _MEND)
        except PageError as error:
            where = f" (on the way to {here})" if url not in {here, error.subject} else ""
            raise PageError(url, f"{error.found}{where}", error.remedy) from error
        raise PageError(url, f"it redirects more than {self._settings.redirects} times", _MEND)

    def _page(self, url: str, deadline: Deadline) -> Message:
        """Return the answer for one address: from the cache when nothing may be fetched or nothing has changed."""
        held = self._cache.held(url) if self._cache else None
        if not self._settings.allowed:
            if held is None:
                raise PageError(url, "an address, and nothing is fetched", "Leave out --offline, or save the page")
            return held
        wire = wire_url(url, url)
        robots = self._rules(url, deadline)
        if not robots.allow(wire.target.decode()):
            raise PageError(url, "the site's robots.txt asks programs not to fetch it", _MEND)
        answer = self._patiently(url, deadline, conditions(held), robots.delay)
        if answer.status == 304 and held is not None:
            return held
        if answer.status == 200 and self._cache:
            self._cache.keep(url, answer)
        return answer

    def _patiently(self, url: str, deadline: Deadline, headers: Mapping[str, str], delay: float) -> Message:
        """Return the answer; a server that is busy and says for how long is asked once more after that time."""
        answer = self._ask(url, deadline, headers, delay)
        if answer.status not in _BUSY:
            return answer
        wait = _retry_after(answer.headers.get("retry-after"))
        if wait is None or wait > min(_LONGEST_WAIT, self._settings.seconds):
            asked = "" if wait is None else f" and asks to wait {wait:.0f} seconds"
            raise PageError(url, f"the server is busy ({answer.status}){asked}", "Try again later")
        time.sleep(wait)
        return self._ask(url, Deadline(self._settings.seconds), headers, delay)

    def _ask(self, url: str, deadline: Deadline, headers: Mapping[str, str], delay: float) -> Message:
        host = _origin(url)
        pause = max(self._settings.pause, delay)
        wait = self._asked.get(host, -pause) + pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
            deadline.extend(wait)
        try:
            return ask(url, Limits(self._largest, deadline, self._settings.private), headers, self._context)
        finally:
            self._asked[host] = time.monotonic()

    def _rules(self, url: str, deadline: Deadline) -> Robots:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._asked_rules(f"{origin}/robots.txt", deadline)
        return self._robots[origin]

    def _asked_rules(self, url: str, deadline: Deadline) -> Robots:
        """Return the rules at ``url``; as RFC 9309 has it, none when there is no file, all when the server fails."""
        for _ in range(self._settings.redirects + 1):
            answer = self._ask(url, deadline, {}, 0.0)
            if answer.status not in _REDIRECTS:
                break
            url = joined(url, answer.headers.get("location", ""))
        if answer.status == 200:
            return parsed_robots(answer.body)
        return NOTHING if answer.status >= 500 or answer.status == 429 else EVERYTHING


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _fetched(url: str, here: str, answer: Message) -> Fetched:
    if answer.status != 200:
        raise PageError(url, f"the server answered {answer.status}{_MEANING.get(answer.status, '')}", _MEND)
    kind, charset = media_type(answer.headers.get("content-type"))
    caught = _moment(answer.headers.get("date"))
    return Fetched(here, kind, charset, f"{caught:%Y-%m-%dT%H:%M:%SZ}" if caught else None, answer.body)


_MEANING: Final = {
    401: " (it asks for a password)",
    403: " (it does not let us in)",
    404: " (there is no such page)",
    410: " (the page is gone)",
}


def _moment(words: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(words or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _retry_after(words: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks to wait: a number, or a date (RFC 9110, section 10.2.3)."""
    if words is None:
        return None
    if words.strip().isdigit():
        return float(words.strip()[:9])
    moment = _moment(words)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment else None
