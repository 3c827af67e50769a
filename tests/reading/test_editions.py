"""Twice is once: copies, print and AMP versions and changed pages are one article, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import gather
from sayso.reading.articles import from_html
from sayso.reading.editions import changes
from sayso.reading.web_addresses import page_key
from sayso.records import Article

LINES = (
    "The harbour of Selm opened on Monday, the port authority said, after three weeks in which no ship came in.",
    "“The cranes move again,” said Ida Rune, who heads the authority, and thanked the crews for their patience.",
    "Two ships with grain had waited outside since the first day of the strike, according to the harbour master.",
)
ADDRESS = "https://gazette.example/2020/03/harbour"


def _page(
    path: str, url: str | None, lines: tuple[str, ...] = LINES, *, head: str = "", title: str = "Harbour of Selm opens"
) -> Article:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return from_html(html.encode(), path, url=url)


def _canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def _changed(moment: str) -> str:
    return f'<meta property="article:modified_time" content="{moment}">'


def test_the_same_bytes_at_two_places_are_one_article_with_two_addresses() -> None:
    gathered = gather([_page("b.html", None), _page("a.html", None)])
    (article,), (edition,) = gathered.articles, gathered.editions
    assert (article.path, edition.path, edition.relation, edition.text) == ("a.html", "b.html", "copy", None)
    assert "the same bytes" in edition.reasons


@pytest.mark.parametrize(
    "other",
    [
        f"{ADDRESS}/amp/",
        f"{ADDRESS}?outputType=amp",
        "https://amp.gazette.example/2020/03/harbour",
        "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/2020/03/harbour",
        f"{ADDRESS}?print=1",
        "https://gazette.example/print/2020/03/harbour",
        f"{ADDRESS}?view=print",
    ],
)
def test_the_amp_and_print_versions_are_copies(other: str) -> None:
    pages = [_page("1", ADDRESS), _page("0", other, (*LINES[:2], "This page was made to be printed, so it says here."))]
    gathered = gather(pages)
    (article,), (edition,) = gathered.articles, gathered.editions
    assert (article.url, edition.url, edition.relation) == (ADDRESS, other, "copy")
    assert "an AMP or print version" in edition.reasons


def test_tracking_and_the_canonical_address_make_one_page() -> None:
    pages = [
        _page("1", ADDRESS),
        _page("2", "http://www.gazette.example/2020/03/harbour/?utm_source=x&fbclid=1#top", (*LINES, "One more line.")),
        _page("3", "https://gazette.example/?p=77", (*LINES, "Another line."), head=_canonical(ADDRESS)),
    ]
    gathered = gather(pages)
    assert len(gathered.articles) == 1
    assert len(gathered.editions) == 2


def test_a_front_page_named_as_the_address_of_all_joins_nothing() -> None:
    front = _canonical("https://gazette.example/")
    other = (
        "The council of Dorn voted to keep its tram, which engineers had called a danger to all on the square.",
    ) * 1
    pages = [
        _page("1", "https://gazette.example/1", head=front),
        _page("2", "https://gazette.example/2", other, head=front, title="Dorn keeps its tram"),
    ]
    assert len(gather(pages).articles) == 2


def test_the_address_of_another_site_is_not_believed() -> None:
    page = _page("1", "https://portal.example/1", head=_canonical(ADDRESS))
    assert (page.url, page.canonical) == ("https://portal.example/1", None)


def test_a_changed_page_is_a_version_and_what_changed_is_kept() -> None:
    after = (LINES[0], LINES[1].replace("thanked", "blamed"), "The authority later took its word back.")
    pages = [
        _page("old", ADDRESS, head=_changed("2020-03-01T10:00:00Z")),
        _page("new", ADDRESS, after, head=_changed("2020-03-02T12:00:00+02:00")),
    ]
    gathered = gather(pages)
    (article,), (edition,) = gathered.articles, gathered.editions
    assert (article.path, article.as_of, edition.relation) == ("new", "2020-03-02T10:00:00Z", "version")
    assert edition.text is not None
    assert [span.of(edition.text) for span in edition.gone] == [LINES[1], LINES[2]]
    assert [span.of(article.text) for span in edition.new] == list(after[1:])


def test_the_order_does_not_matter() -> None:
    pages = [
        _page("1", ADDRESS),
        _page("2", f"{ADDRESS}/amp", LINES[:2]),
        _page("3", "https://gazette.example/?p=77", (*LINES, "More."), head=_canonical(ADDRESS)),
        _page("4", None),
        _page(
            "5",
            "https://gazette.example/other",
            ("It rained in Dorn, and the tram stood still all day long.",),
            title="Rain",
        ),
    ]
    first, *others = [gather(order) for order in permutations(pages)]
    assert all(other == first for other in others)


def test_two_builds_end_where_one_does() -> None:
    pages = [
        _page("1", ADDRESS, head=_changed("2020-03-01")),
        _page("2", ADDRESS, (*LINES, "More."), head=_changed("2020-03-02")),
        _page("3", ADDRESS, (*LINES, "More.", "And more."), head=_changed("2020-03-03")),
    ]
    whole = gather(pages)
    for order in permutations(pages):
        first = gather(order[:2])
        assert gather([*first.articles, order[2]], first.editions) == whole


def test_a_file_with_new_bytes_is_a_new_version_of_it() -> None:
    old, new = _page("a.html", None), _page("a.html", None, (*LINES, "More."))
    gathered = gather([new, old], replaced=frozenset({(old.path, old.sha256)}))
    (article,), (edition,) = gathered.articles, gathered.editions
    assert (article, edition.sha256, edition.relation) == (new, old.sha256, "version")


def test_a_file_that_now_holds_another_page_replaces_it() -> None:
    old = _page("a.html", None)
    new = _page("a.html", None, ("It rained in Dorn, and the tram stood still all day long.",), title="Rain")
    gathered = gather([new, old], replaced=frozenset({(old.path, old.sha256)}))
    assert (gathered.articles, gathered.editions) == ((new,), ())


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_changes_account_for_every_line(before: list[str], after: list[str]) -> None:
    one, two = "\n".join(before), "\n".join(after)
    gone, new = changes(one, two)
    lost = [span.of(one) for span in gone]
    found = [span.of(two) for span in new]
    assert len(before) - len(lost) == len(after) - len(found)
    assert sorted([*before, *found]) == sorted([*after, *lost])


@given(st.text())
def test_any_address_has_a_key(address: str) -> None:
    assert page_key(f"http://example.org/{address}")[0]
    page_key(address)


def test_many_pages_at_one_address_are_gathered_in_time() -> None:
    page = _page("0", ADDRESS)
    pages = [
        replace(page, id=f"art_{n}", path=f"{n:05}", sha256=f"{n}", title=f"{n}", text=f"{n}\n" + " ".join(f"w{n}x{k}" for k in range(80)), furniture=())
        for n in range(1500)
    ]  # fmt: skip
    assert len(gather(pages).articles) == 1500
