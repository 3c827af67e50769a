"""The desk: every page of every record, harmless with hostile pages, guarded, and fit for many readers at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

pytest.importorskip("starlette", reason="serves the desk; pip install 'sayso[web]'")
from starlette.testclient import TestClient  # behind the check above

from sayso.ledger import Ledger, Question, find_articles, find_statements, write_ledger
from sayso.ledger.search import match_of
from sayso.records import Contents
from sayso.web import visible
from sayso.web.desk import desk


@pytest.fixture(scope="module")
def client(ledger: Path) -> TestClient:
    return TestClient(desk(ledger), base_url="http://127.0.0.1")


@pytest.fixture(scope="module")
def pages(story: Contents, client: TestClient) -> dict[str, str]:
    """Every page that a record has, by its address."""
    addresses = [
        "/",
        "/search",
        "/search?q=gates",
        "/speakers",
        "/speakers?name=var",
        "/outlets",
        "/figures",
        "/corrections",
    ]
    addresses += [f"/statement/{one.id}" for one in story.statements]
    addresses += [f"/speaker/{one.id}" for one in story.entities]
    addresses += [f"/article/{one.id}" for one in story.articles]
    addresses += [f"/outlet?name={quote(one.outlet)}" for one in story.articles if one.outlet]
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = answer.text
    return found


def test_every_link_leads_to_a_page_and_every_fragment_to_a_place(pages: dict[str, str], client: TestClient) -> None:
    known = {address: set(html.document_fromstring(page).xpath("//@id")) for address, page in pages.items()}
    for address, page in pages.items():
        for href in html.document_fromstring(page).xpath("//a/@href"):
            if href.startswith(("https://", "http://")):
                continue
            target, _, fragment = href.partition("#")
            target = target or address
            if target not in known:
                answer = client.get(target)
                assert answer.status_code == 200, f"{address}: {href}"
                known[target] = set(html.document_fromstring(answer.text).xpath("//@id"))
            assert not fragment or fragment in known[target], f"{address}: {href}"


def test_no_identifier_twice_and_headings_go_down_by_one(pages: dict[str, str]) -> None:
    for address, page in pages.items():
        tree = html.document_fromstring(page)
        names = tree.xpath("//@id")
        assert len(names) == len(set(names)), address
        assert len(tree.xpath("//h1")) == 1, address
        assert len(tree.xpath("//main")) == 1, address
        assert tree.xpath("//html/@lang") == ["en"]


def test_the_desk_and_the_report_show_the_same_statement(story: Contents, pages: dict[str, str]) -> None:
    from sayso.web import render_report

    report = html.document_fromstring(render_report(story))
    for statement in story.statements:
        alone = html.document_fromstring(pages[f"/statement/{statement.id}"]).get_element_by_id(statement.id)
        there = report.get_element_by_id(statement.id)
        assert " ".join(alone.text_content().split()) == " ".join(there.text_content().split())


def test_an_article_shows_its_whole_text(story: Contents, pages: dict[str, str]) -> None:
    for article in story.articles:
        tree = html.document_fromstring(pages[f"/article/{article.id}"])
        shown = tree.xpath("//article//div[@class='text']")[0].text_content()
        assert shown == visible(article.text).replace("\r\n", "\n").replace("\r", "\n")
        records = tree.xpath("//a[@class='ref']/@aria-label")
        assert len(records) >= len({one.id for one in story.reports if one.article == article.id}) or records == []


def test_hostile_pages_are_shown_and_do_nothing(pages: dict[str, str]) -> None:
    for address, page in pages.items():
        tree = html.document_fromstring(page)
        assert not tree.xpath("//script | //img | //iframe | //object | //*[@onerror or @onclick or @style]"), address
        assert page == visible(page), address
        assert all(href.startswith(("/", "#", "http://", "https://")) for href in tree.xpath("//a/@href")), address
        assert not tree.xpath("//*[@src]"), address


def test_what_is_asked_comes_back_as_text(client: TestClient) -> None:
    attack = '"><script>alert(1)</script>\u202e'
    for address in ("/search?q=", "/search?speaker=", "/search?outlet=", "/search?since=", "/speakers?name="):
        answer = client.get(address + quote(attack))
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "\u202e" not in answer.text
    assert client.get("/statement/" + quote(attack, safe="")).status_code == 404
    assert client.get("/outlet?name=" + quote(attack)).status_code == 404


def test_a_list_of_speakers_by_name_is_a_link_to_share(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/speakers?name=ilse+v").text)
    assert [one.text_content() for one in tree.xpath("//table//tbody//th")] == ["Ilse Varga"]
    (field,) = tree.xpath("//form[@action='/speakers' and @method='get']//input[@name='name']")
    assert field.get("value") == "ilse v"
    assert tree.xpath(f"//label[@for='{field.get('id')}']")
    assert "Nobody who speaks is called so" in client.get("/speakers?name=nobody+at+all").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²", ""])
def test_any_number_of_a_page_is_taken(client: TestClient, page: str) -> None:
    for address in ("/search", "/speakers", "/figures"):
        assert client.get(f"{address}?page={quote(page)}").status_code == 200


# --- guards -----------------------------------------------------------------------------------------------------------


def test_the_policy_forbids_scripts_and_frames(client: TestClient) -> None:
    for address in ("/", "/style.css", "/nowhere"):
        headers = client.get(address).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == "'none'"
        assert "script-src" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "localhost.evil"])
def test_a_request_under_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765", "[::1]"])
def test_a_request_under_our_own_name_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/outlets", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: TestClient, ledger: Path, method: str) -> None:
    before = ledger.read_bytes()
    assert client.request(method, "/search").status_code == 405
    client.get("/search?q=gates")
    assert ledger.read_bytes() == before


def test_a_ledger_that_is_gone_is_said_in_words(tmp_path: Path, story: Contents) -> None:
    path = tmp_path / "s.sayso"
    write_ledger(path, story)
    client = TestClient(desk(path), base_url="http://127.0.0.1")
    path.unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "there is no such ledger" in answer.text


def test_readers_go_on_while_a_build_puts_new_ledgers_in_place(tmp_path: Path, story: Contents) -> None:
    path = tmp_path / "s.sayso"
    longer = replace(story, articles=(*story.articles, replace(story.articles[0], id="art_zzz", path="more.txt")))
    write_ledger(path, story)
    client = TestClient(desk(path), base_url="http://127.0.0.1")
    seen: set[str] = set()
    faults: list[str] = []

    def reads() -> None:
        for _ in range(12):
            for address in ("/", f"/statement/{story.statements[0].id}"):
                answer = client.get(address)
                if answer.status_code != 200:
                    faults.append(answer.text)
                elif address == "/":
                    seen.add(html.document_fromstring(answer.text).xpath("//p[@class='standfirst']")[0].text_content())

    readers = [threading.Thread(target=reads) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(6):
        write_ledger(path, longer if turn % 2 == 0 else story)
    for reader in readers:
        reader.join()
    write_ledger(path, longer)
    assert not faults
    assert seen
    assert f"{len(longer.articles)} pages" in client.get("/").text


# --- search -----------------------------------------------------------------------------------------------------------


def found(ledger: Path, question: Question) -> list[str]:
    with Ledger.open(ledger) as opened, opened.shelf() as shelf:
        result = find_statements(shelf, question)
        assert result.total >= len(result.names)
        return list(result.names)


def test_words_find_what_holds_them_all(ledger: Path, story: Contents) -> None:
    names = found(ledger, Question(words="three gates"))
    assert names
    gists = {one.id: one for one in story.statements}
    reports = {one.id: one.quote.casefold() for one in story.reports}
    for name in names:
        words = " ".join(reports[one] for one in gists[name].attributions)
        assert "three" in words
        assert "gates" in words
    assert set(names) <= set(found(ledger, Question(words="thre* gat*")))
    assert found(ledger, Question(words='"gates three"')) == []


def test_filters_narrow_and_join(ledger: Path, story: Contents) -> None:
    everything = found(ledger, Question())
    assert len(everything) == len(story.statements)
    for one in story.statements:
        if one.speaker:
            assert one.id in found(ledger, Question(speaker=one.speaker, act=one.act))
        for outlet in one.outlets:
            assert one.id in found(ledger, Question(outlet=outlet))
        if one.said_on:
            assert one.id in found(ledger, Question(since=one.said_on, until=one.said_on))
    contested = {
        end
        for link in story.links
        if link.relation in {"denies", "contradicts", "retracts"}
        for end in (link.a, link.b)
    }
    assert set(found(ledger, Question(contested=True))) == contested
    assert {one.id for one in story.statements if one.speaker is None} == set(
        found(ledger, Question(speaker="unresolved"))
    )
    assert found(ledger, Question(speaker="arga")) == found(ledger, Question(speaker="Ilse Varga"))
    assert found(ledger, Question(speaker="100%_")) == []


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "AND",
        "OR NOT",
        "a AND",
        "NEAR(",
        "(",
        "-x",
        "x*y",
        "col:x",
        "*",
        "^x",
        "\x00",
        "{",
        '""',
        "“",
        "؟",
        "é" * 500,
    ],
)
def test_no_words_break_the_search(ledger: Path, words: str) -> None:
    match_of(words)
    found(ledger, Question(words=words))
    with Ledger.open(ledger) as opened, opened.shelf() as shelf:
        find_articles(shelf, words)
