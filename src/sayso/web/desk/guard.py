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


class Guard(BaseHTTPMiddleware):
    """Refuses requests under a foreign name, and sends what forbids a browser to do more than show."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None) -> None:
        super().__init__(app)
        self._hosts = hosts

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Return the answer with its headers, or a refusal (421) for a name that is none of ours."""
        host = request.headers.get("host", "")
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self._hosts is not None and name.casefold() not in self._hosts:
            return PlainTextResponse("This desk answers under the name of this machine alone.\n", status_code=421)
        response = await call_next(request)
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                ),
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Cache-Control": "no-store" if request.url.path != "/style.css" else "max-age=3600",
            }
        )
        return response
