"""What stands at each address of the desk: from a request and the ledger to a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Final, get_args

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request

from sayso.finding import LEAST, near_in_meaning
from sayso.ledger import Question, Shelf, find_articles, find_statements
from sayso.ledger.search import COUNTED
from sayso.ledger.shelf import outlets_of
from sayso.records import Act, Article, Correction
from sayso.web.corrections import correction_views
from sayso.web.desk.addresses import desk_address, outlet_address, with_page
from sayso.web.desk.correcting import Correcting
from sayso.web.desk.evidence import FIGURES, article_page, figures_page, records_of, statement_page
from sayso.web.desk.overview import overview
from sayso.web.desk.people import LINES, lines_of, outlet_page, outlets_list, speaker_page, speakers_list
from sayso.web.detail import FULL
from sayso.web.lines import place_of
from sayso.web.phrases import FIGURE_RELATIONS, VERBS, VOICES
from sayso.web.rendering import environment, style_sheet

PAGE: Final = 50
# A question longer than this is none that somebody typed.
LONGEST: Final = 400
_FILTERS: Final = ("q", "speaker", "target", "outlet", "act", "since", "until", "contested", "one_origin", "by")

Show = Callable[[Shelf, Request], str]


def rendered(name: str, title: str, request: Request, **values: object) -> str:
    """Return a page of the desk by its template's name; ``values`` are what that template shows."""
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


def _missing(what: str, why: str = "") -> HTTPException:
    return HTTPException(404, f"There is no {what} of that name in this ledger{why}")


def _story(shelf: Shelf, request: Request) -> str:
    found = overview(shelf)
    return rendered("story", "The story at a glance", request, views=found, totals=found.story.totals)


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
    return rendered(
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
        raise _missing(
            "statement", "; since the link was made, pages or corrections may have changed which reports make it up"
        )
    return rendered("statement", f"Statement {found.statement.line.number}", request, found=found)


def _speakers(shelf: Shelf, request: Request) -> str:
    page, name = _page_number(request.query_params), request.query_params.get("name", "").strip()[:LONGEST]
    listed, total = speakers_list(shelf, page, name)
    stretch = _stretch("/speakers", {"name": name}, page, total, 2 * LINES)
    return rendered("speakers", "Speakers", request, listed=listed, total=total, asked=name, **stretch)


def _speaker(shelf: Shelf, request: Request) -> str:
    name, page = request.path_params["name"], _page_number(request.query_params)
    found = speaker_page(shelf, name, page)
    if found is None:
        raise _missing("speaker")
    stretch = _stretch(f"/speaker/{name}", {}, page, found.said_in_all, LINES)
    return rendered("speaker", found.name, request, found=found, counted=COUNTED, **stretch)


def _outlets(shelf: Shelf, request: Request) -> str:
    outlets, orphans, failures = outlets_list(shelf)
    return rendered("outlets", "Outlets", request, outlets=outlets, orphans=orphans, failures=failures)


def _outlet(shelf: Shelf, request: Request) -> str:
    found = outlet_page(shelf, request.query_params.get("name", ""))
    if found is None:
        raise _missing("outlet")
    return rendered("outlet", found.name, request, found=found)


def _figures(shelf: Shelf, request: Request) -> str:
    page = _page_number(request.query_params)
    found = figures_page(shelf, page)
    return rendered("figures", "Figures", request, found=found, **_stretch("/figures", {}, page, found.total, FIGURES))


def _article(shelf: Shelf, request: Request) -> str:
    found = article_page(shelf, request.path_params["name"])
    if found is None:
        raise _missing("article")
    records = records_of(shelf, found.id) if request.app.state.correcting is not None else ()
    return rendered("article", found.place.title, request, p=found, records=records)


def _corrections(shelf: Shelf, request: Request) -> str:
    correcting: Correcting | None = request.app.state.correcting
    job = correcting.jobs.state() if correcting is not None else None
    held = shelf.some(Correction)
    return rendered(
        "corrections",
        "Corrections",
        request,
        corrections=correction_views(held),
        # Where an undo waits for one that the ledger holds, both are known here.
        waiting=correction_views((*held, *job.waiting))[len(held) :] if job else (),
        job=job,
        follow=request.query_params.get("follow") == "1",
    )


SHOWN: Final[dict[str, Show]] = {
    "/": _story,
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
"""The page of each address; its names in braces are parameters of the path."""
