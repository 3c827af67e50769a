"""The desk as an application of the web: what answers at its addresses, and what guards them.

Every request opens the ledger anew, read-only: a build may replace the file meanwhile, and a page
shows one state of it from beginning to end.  The one thing that a request may change is to add a
correction, by a form that bears the desk's token (``correcting.py``).
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.comparison import ShippedEncoder
from sayso.errors import InputError, LedgerError
from sayso.ledger import Encoder, Ledger, Shelf
from sayso.web.desk.correcting import Correcting
from sayso.web.desk.guard import LOOPBACK, Guard
from sayso.web.desk.shown import SHOWN, Show, rendered
from sayso.web.rendering import style_sheet

# A form holds at most a name and a page of statements to set apart.
LARGEST_FORM: Final = 65_536
MOST_FIELDS: Final = 200


def desk(
    ledger: Path | str,
    *,
    hosts: frozenset[str] | None = LOOPBACK,
    correcting: Correcting | None = None,
    encoder: Encoder | None = None,
) -> Starlette:
    """Return the desk of a ledger as an ASGI application; without ``correcting`` it is read-only.

    ``encoder`` is for search by meaning; the shipped one unless another is given, loaded with the first such search.

    ``hosts`` are the names that a request may call it by, ports left out; another is refused, lest a page
    elsewhere reach it under a name of its own (DNS rebinding).  ``None`` takes any.
    """
    pages = SHOWN | {"/": _Kept(SHOWN["/"])}
    routes = [Route(path, _endpoint(ledger, show), methods=["GET"]) for path, show in pages.items()]
    if correcting is not None:
        routes.append(Route("/correct", _taking(ledger, correcting), methods=["POST"]))
    routes.append(Route("/style.css", _style, methods=["GET"]))
    made = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _excused, LedgerError: _damaged, InputError: _refused},
    )
    made.state.correcting = correcting
    made.state.encoder = encoder or ShippedEncoder()
    return made


class _Kept:
    """Shows a page as it was, until the ledger is another: counting all of a large one takes a second."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._kept: tuple[str | None, str] | None = None

    def __call__(self, shelf: Shelf, request: Request) -> str:
        correcting: Correcting | None = request.app.state.correcting
        if correcting is not None and correcting.jobs.pending:
            return self._show(shelf, request)  # it says what waits, and is not kept
        stamp, kept = request.state.stamp, self._kept
        if kept is None or kept[0] != stamp:
            kept = self._kept = (stamp, self._show(shelf, request))
        return kept[1]


def _endpoint(ledger: Path | str, show: Show) -> Callable[[Request], Response]:
    """Return what answers one path.  It is no coroutine, so that Starlette gives it a thread of its own."""

    def answer(request: Request) -> Response:
        with Ledger.open(ledger) as opened:
            # Taken before the pages are read: should a build end between the two, the new page is kept under the
            # old mark, and the next request makes it again.
            request.state.stamp = opened.state()
            with opened.shelf() as shelf:
                return HTMLResponse(show(shelf, request))

    return answer


def _taking(ledger: Path | str, correcting: Correcting) -> Callable[[Request], Awaitable[Response]]:
    """Return what takes the forms that correct, and leads to how the correction stands."""

    def take(body: bytes) -> Response:
        try:
            fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise HTTPException(400, "The form has too many fields") from error
        if not secrets.compare_digest((fields.get("token") or [""])[0].encode(), correcting.token.encode()):
            raise HTTPException(
                403, "The form is of another run of the desk; go back, load the page anew, send it again"
            )
        correcting.take(ledger, fields)
        return RedirectResponse("/corrections?follow=1", status_code=303)

    async def answer(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_FORM:
                raise HTTPException(413, "The form is too large")
        return await run_in_threadpool(take, bytes(body))

    return answer


def _style(_: Request) -> Response:
    return Response(str(style_sheet()), media_type="text/css")


def _excused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = error.detail if isinstance(error, HTTPException) else "Something went wrong"
    return HTMLResponse(rendered("excuse", words, request), status_code=status)


def _refused(request: Request, error: Exception) -> Response:
    return HTMLResponse(rendered("excuse", str(error).removesuffix("."), request), status_code=400)


def _damaged(request: Request, error: Exception) -> Response:
    return HTMLResponse(rendered("excuse", str(error), request), status_code=503)
