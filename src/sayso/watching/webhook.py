"""News sent to an address of the web: one POST each, in JSON, under an identifier that shows a second sending."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Final

import httpcore2 as httpcore

from sayso.errors import DeliveryError, PageError
from sayso.reading.fetching.asking import AGENT, host_header, wire_url
from sayso.reading.fetching.contact import CheckedBackend, Deadline

_SECONDS: Final = 10.0
_LONGEST: Final = 86_400.0
_MEND: Final = "The news wait for it; if it is gone for good, leave out --webhook"


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that news are sent to; ``private`` lets it be a machine that is not on the open web."""

    url: str
    private: bool = False
    seconds: float = _SECONDS

    def check(self) -> None:
        """Raise `PageError` when the address is none that is contacted."""
        wire_url(self.url, self.url)

    def send(self, name: str, body: str) -> None:
        """Send news in JSON under their identifier.

        Raise `DeliveryError` unless the answer is one of 200 to 299.  Redirects are not followed, and of the answer
        nothing is read but its head.
        """
        try:
            status, after = self._sent(name, body.encode("utf-8", "replace"))
        except PageError as error:
            raise DeliveryError(self.url, error.found, _MEND) from error
        except httpcore.TimeoutException as error:
            raise DeliveryError(self.url, "no answer in the time allowed", _MEND) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise DeliveryError(
                self.url, f"the connection failed ({str(error) or type(error).__name__})", _MEND
            ) from error
        if 300 <= status < 400:
            raise DeliveryError(self.url, f"it answered {status}: it has moved, and redirects are not followed", _MEND)
        if not 200 <= status < 300:
            raise DeliveryError(self.url, f"it answered {status}", _MEND, again=_seconds(after))

    def _sent(self, name: str, body: bytes) -> tuple[int, str | None]:
        wire, deadline = wire_url(self.url, self.url), Deadline(self.seconds)
        sent = {
            "Host": host_header(wire), "User-Agent": AGENT, "Content-Type": "application/json",
            "Content-Length": str(len(body)), "Idempotency-Key": name, "Connection": "close",
        }  # fmt: skip
        pairs = [(header.encode(), value.encode()) for header, value in sent.items()]
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), self.seconds)
        backend = CheckedBackend(self.url, deadline, private=self.private)
        with (
            httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool,
            pool.stream("POST", wire, headers=pairs, content=body, extensions={"timeout": timeout}) as response,
        ):
            headers = {key.lower(): value for key, value in response.headers}
            return response.status, headers.get(b"retry-after", b"").decode("latin-1") or None


def _seconds(words: str | None) -> float:
    """Return the seconds of a Retry-After header that gives a number; a date would need a clock that is right."""
    return min(float(words.strip()[:9]), _LONGEST) if words and words.strip().isdecimal() else 0.0
