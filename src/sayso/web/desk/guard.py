"""What guards the desk: requests under a foreign name are refused, and a browser may do no more than show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names by which a browser on this machine calls the desk."""


def _from_here(request: Request) -> bool:
    """Return whether a request that changes something was sent by a page of ours, as far as the browser tells."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.casefold() == f"{request.url.scheme}://{request.headers.get('host', '')}".casefold()


class Guard(BaseHTTPMiddleware):
    """Refuses requests under a foreign name and forms from elsewhere, and forbids browsers to do more than show."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        super().__init__(app)
        self._hosts = hosts

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Return the answer with its headers, or a refusal (421) for a name that is none of ours."""
        host = request.headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self._hosts is not None and name.casefold() not in self._hosts:
            return PlainTextResponse("This desk answers under the name of this machine alone.\n", status_code=421)
        if request.method not in {"GET", "HEAD"} and not _from_here(request):
            return PlainTextResponse("This was sent from another site, and is refused.\n", status_code=403)
        response = await call_next(request)
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                ),
                "X-Content-Type-Options": "nosniff",
                # Not "no-referrer": a browser would then hide that a form is from here.
                "Referrer-Policy": "same-origin",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Cache-Control": "no-store" if request.url.path != "/style.css" else "max-age=3600",
            }
        )
        return response
