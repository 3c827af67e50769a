"""The desk as an application of the web: its pages, and what guards them.

Every request opens the ledger anew, read-only: a build may replace the file meanwhile, and a page
shows one state of it from beginning to end.  The one thing that a request may change is to add a
correction, by a form that bears the desk's token (``correcting.py``).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, get_args
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.comparison import ShippedEncoder
from sayso.errors import InputError, LedgerError
from sayso.finding import LEAST, near_in_meaning
from sayso.ledger import Encoder, Ledger, Question, Shelf, find_articles, find_statements
from sayso.ledger.search import COUNTED
from sayso.ledger.shelf import outlets_of
from sayso.records import Act, Article, Correction
from sayso.web.corrections import correction_views
from sayso.web.desk.addresses import desk_address, outlet_address, with_page
from sayso.web.desk.correcting import Correcting
from sayso.web.desk.evidence import FIGURES, article_page, figures_page, records_of, statement_page
from sayso.web.desk.guard import LOOPBACK, Guard
from sayso.web.desk.overview import overview
from sayso.web.desk.people import LINES, lines_of, outlet_page, outlets_list, speaker_page, speakers_list
from sayso.web.detail import FULL
from sayso.web.lines import place_of
from sayso.web.phrases import FIGURE_RELATIONS, VERBS, VOICES
from sayso.web.rendering import environment, style_sheet

PAGE: Final = 50
# A question longer than this is none that somebody typed.
LONGEST: Final = 400
# A form holds at most a name and a page of statements to set apart.
LARGEST_FORM: Final = 65_536
MOST_FIELDS: Final = 200


Show = Callable[[Shelf, Request], str]


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
    pages: dict[str, Show] = {
        "/search": _search,
        "/statement/{name}": _statement,
        "/speakers": _speakers,
        "/speaker/{name}": _speaker,
        "/outlets": _outlets,
        "/outlet": _outlet,
        "/figures": _figures,
        "/article/{name}": _article,
        "/corrections": _corrections,
    }
    pages["/"] = _Kept(_story)
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


def _render(name: str, title: str, request: Request, **values: object) -> str:
    return (
        environment(desk_address)
        .get_template(f"desk/{name}.html")
        .render(
            title=title,
            here=request.url.path,
            correcting=request.app.state.correcting,
            relations=FIGURE_RELATIONS,
            voices=VOICES,
            detail=FULL,
            outlet_address=outlet_address,
            style_version=_style_version(),
            **values,
        )
    )


def _style_version() -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(style_sheet().encode()).digest()[:9]).decode("ascii")


def _page_number(asked: QueryParams) -> int:
    given = asked.get("page", "1")
    return min(int(given), 1_000_000) if given.isascii() and given.isdigit() and int(given[:9]) else 1


def _missing(what: str) -> HTTPException:
    return HTTPException(404, f"There is no {what} of that name in this ledger")


def _story(shelf: Shelf, request: Request) -> str:
    found = overview(shelf)
    return _render("story", "The story at a glance", request, views=found, totals=found.story.totals)


def _question(asked: QueryParams) -> Question:
    act = asked.get("act", "")
    return Question(
        words=asked.get("q", "")[:LONGEST],
        speaker=asked.get("speaker", "")[:LONGEST],
        target=asked.get("target", "")[:LONGEST],
        outlet=asked.get("outlet", "")[:LONGEST],
        act=act if act in get_args(Act) else "",
        since=asked.get("since", "")[:10],
        until=asked.get("until", "")[:10],
        contested=asked.get("contested") == "1",
        one_origin=asked.get("one_origin") == "1",
    )


def _search(shelf: Shelf, request: Request) -> str:
    asked = request.query_params
    question, page = _question(asked), _page_number(asked)
    found = find_statements(shelf, question, limit=PAGE, offset=(page - 1) * PAGE)
    by_meaning = asked.get("by") == "meaning"
    near = None
    if by_meaning and page == 1:
        near = near_in_meaning(shelf, question, request.app.state.encoder)
    articles = find_articles(shelf, question.words, limit=10)
    pages = {one.id: place_of(one) for one in shelf.among(Article, "id", articles.names)}
    narrowed = {key: asked.get(key, "") for key in _FILTERS}
    return _render(
        "search",
        "Search",
        request,
        question=question,
        lines=lines_of(shelf, found.names),
        near=near,
        near_lines=lines_of(shelf, tuple(one.statement for one in near.found)) if near else (),
        # Who has not asked anything yet is offered both.
        by_meaning=by_meaning or not question.words,
        least=LEAST,
        with_meaning=with_page("/search", narrowed | {"by": "meaning"}, 1),
        total=found.total,
        counted=COUNTED,
        articles=[pages[name] for name in articles.names],
        articles_in_all=articles.total,
        outlets=outlets_of(shelf.connection),
        verbs=VERBS,
        **_stretch("/search", narrowed, page, found.total, PAGE),
    )


_FILTERS: Final = ("q", "speaker", "target", "outlet", "act", "since", "until", "contested", "one_origin", "by")


def _stretch(address: str, asked: dict[str, str], page: int, total: int, size: int) -> dict[str, object]:
    """Return the addresses of the pages before and after, and which rows these are."""
    more = page * size < total
    return {
        "first": (page - 1) * size + 1,
        "last": min(page * size, total),
        "former": with_page(address, asked, page - 1) if page > 1 else None,
        "later": with_page(address, asked, page + 1) if more else None,
    }


def _statement(shelf: Shelf, request: Request) -> str:
    found = statement_page(shelf, request.path_params["name"])
    if found is None:
        raise _missing("statement")
    return _render("statement", f"Statement {found.statement.line.number}", request, found=found)


def _speakers(shelf: Shelf, request: Request) -> str:
    page, name = _page_number(request.query_params), request.query_params.get("name", "").strip()[:LONGEST]
    listed, total = speakers_list(shelf, page, name)
    stretch = _stretch("/speakers", {"name": name}, page, total, 2 * LINES)
    return _render("speakers", "Speakers", request, listed=listed, total=total, asked=name, **stretch)


def _speaker(shelf: Shelf, request: Request) -> str:
    name, page = request.path_params["name"], _page_number(request.query_params)
    found = speaker_page(shelf, name, page)
    if found is None:
        raise _missing("speaker")
    stretch = _stretch(f"/speaker/{name}", {}, page, found.said_in_all, LINES)
    return _render("speaker", found.name, request, found=found, counted=COUNTED, **stretch)


def _outlets(shelf: Shelf, request: Request) -> str:
    outlets, orphans, failures = outlets_list(shelf)
    return _render("outlets", "Outlets", request, outlets=outlets, orphans=orphans, failures=failures)


def _outlet(shelf: Shelf, request: Request) -> str:
    found = outlet_page(shelf, request.query_params.get("name", ""))
    if found is None:
        raise _missing("outlet")
    return _render("outlet", found.name, request, found=found)


def _figures(shelf: Shelf, request: Request) -> str:
    page = _page_number(request.query_params)
    found = figures_page(shelf, page)
    return _render("figures", "Figures", request, found=found, **_stretch("/figures", {}, page, found.total, FIGURES))


def _article(shelf: Shelf, request: Request) -> str:
    found = article_page(shelf, request.path_params["name"])
    if found is None:
        raise _missing("article")
    records = records_of(shelf, found.id) if request.app.state.correcting is not None else ()
    return _render("article", found.place.title, request, p=found, records=records)


def _corrections(shelf: Shelf, request: Request) -> str:
    correcting: Correcting | None = request.app.state.correcting
    job = correcting.jobs.state() if correcting is not None else None
    held = shelf.some(Correction)
    return _render(
        "corrections",
        "Corrections",
        request,
        corrections=correction_views(held),
        # Where an undo waits for one that the ledger holds, both are known here.
        waiting=correction_views((*held, *job.waiting))[len(held) :] if job else (),
        job=job,
        follow=request.query_params.get("follow") == "1",
    )


def _excused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = error.detail if isinstance(error, HTTPException) else "Something went wrong"
    return HTMLResponse(_render("excuse", words, request), status_code=status)


def _refused(request: Request, error: Exception) -> Response:
    return HTMLResponse(_render("excuse", str(error).removesuffix("."), request), status_code=400)


def _damaged(request: Request, error: Exception) -> Response:
    return HTMLResponse(_render("excuse", str(error), request), status_code=503)
