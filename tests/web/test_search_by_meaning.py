"""Search by meaning on the desk: apart from what the words find, in the address, and without a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from lxml import html

pytest.importorskip("starlette", reason="serves the desk; pip install 'sayso[web]'")
from starlette.testclient import TestClient  # behind the check above

from sayso.comparison import ShippedEncoder
from sayso.ledger import write_ledger
from sayso.web import visible
from sayso.web.desk import desk
from tests.ledger.meanings import WordEncoder
from tests.postgres import Server
from tests.web.dam import storable_dam_story

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASKED = "they let out the water through three sluices without telling anyone"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("meaning") / "dam.sayso"
    write_ledger(path, storable_dam_story(), encoder=ShippedEncoder())
    return path


@pytest.fixture(scope="module")
def client(ledger: Path) -> TestClient:
    return TestClient(desk(ledger), base_url="http://127.0.0.1")


def near(page: str) -> list[str]:
    found = html.document_fromstring(page).xpath("//section[@class='near']//li")
    return [" ".join(one.text_content().split()) for one in found]


def test_near_statements_stand_apart_with_their_similarity(client: TestClient) -> None:
    page = client.get(f"/search?q={quote(ASKED)}&by=meaning").text
    assert "No statement" in page
    found = near(page)
    assert any("They opened three gates at once and told nobody" in one for one in found)
    assert all("similarity 0." in one for one in found)
    alone = client.get(f"/search?q={quote(ASKED)}").text
    assert near(alone) == []
    assert "Look for statements near in meaning too" in alone


def test_the_filters_hold_for_both(client: TestClient) -> None:
    address = f"/search?q={quote(ASKED)}&by=meaning"
    every, hers = near(client.get(address).text), near(client.get(f"{address}&speaker=Varga").text)
    assert hers == [one for one in every if "Varga" in one.partition(":")[0]] != []
    assert near(client.get(f"{address}&speaker=Lied").text) == []
    assert near(client.get(f"{address}&until=1999").text) == []


def test_what_the_words_find_is_not_shown_twice(client: TestClient) -> None:
    tree = html.document_fromstring(client.get("/search?q=three+gates&by=meaning").text)
    hrefs = tree.xpath("//main//a[@class='num']/@href")
    assert len(hrefs) == len(set(hrefs)) > 0


def test_a_ledger_without_vectors_says_so_and_lists_what_the_words_find(tmp_path: Path) -> None:
    write_ledger(tmp_path / "dam.sayso", storable_dam_story())
    without = TestClient(desk(tmp_path / "dam.sayso"), base_url="http://127.0.0.1")
    page = without.get("/search?q=gates&by=meaning").text
    assert "Not searched by meaning: this ledger has no vectors of meaning" in page
    assert html.document_fromstring(page).xpath("//ul[@class='lines']/li")


def test_hostile_words_and_pages_do_nothing(tmp_path: Path) -> None:
    write_ledger(tmp_path / "dam.sayso", storable_dam_story(), encoder=WordEncoder())
    hostile = TestClient(desk(tmp_path / "dam.sayso", encoder=WordEncoder()), base_url="http://127.0.0.1")
    for words in ('"><script>alert(1)</script>\u202e', "<b>gates</b>", "comment & more", "%00"):
        answer = hostile.get(f"/search?by=meaning&q={quote(words)}")
        assert answer.status_code == 200
        assert answer.text == visible(answer.text)
        assert not html.document_fromstring(answer.text).xpath("//script | //img | //main//b[.='gates']")
    assert hostile.get("/search?q=gates&by=%22%3E%3Cscript%3E").status_code == 200


@pytest.mark.postgres
def test_a_server_finds_what_a_file_finds(postgres: Server, ledger: Path) -> None:
    place = postgres.ledger("near")
    write_ledger(place, storable_dam_story(), encoder=ShippedEncoder())
    clients = [TestClient(desk(one), base_url="http://127.0.0.1") for one in (ledger, place)]
    for words in (ASKED, "gates", "the dam was sound", "warning sirens did not sound"):
        for narrowed in ("", "&act=say", "&speaker=Varga", "&contested=1"):
            file, server = (near(one.get(f"/search?q={quote(words)}&by=meaning{narrowed}").text) for one in clients)
            assert server == file


@pytest.fixture
def page(ledger: Path) -> Iterator[Page]:
    playwright = pytest.importorskip("playwright.sync_api", reason="drives a browser; pip install playwright")
    pytest.importorskip("uvicorn", reason="serves the desk; pip install 'sayso[web]'")
    from tests.web.served import served

    if CHROMIUM is None:
        pytest.skip("needs a chromium of the system, and there is none on the path")
    with served(ledger) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(java_script_enabled=False)
        context.set_default_timeout(15_000)
        found = context.new_page()
        found.goto(f"{address}/search")
        yield found
        browser.close()


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_keyboard_and_the_address_are_enough(page: Page) -> None:
    page.focus("#f-q")
    page.keyboard.type(ASKED)
    press_enter(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["q"], asked["by"]) == ([ASKED], ["meaning"])  # both are looked for unless somebody says otherwise
    assert page.locator("section.near li").count() >= 1
    shared = page.url
    page.focus("main input[name=by]")
    page.keyboard.press("Space")
    page.focus("main button")
    press_enter(page)
    assert "by" not in parse_qs(urlsplit(page.url).query)
    assert page.locator("section.near").count() == 0
    assert not page.locator("main input[name=by]").is_checked()
    page.focus("text=Look for statements near in meaning too")
    press_enter(page)
    assert page.locator("section.near li").count() >= 1
    page.goto(shared)
    assert page.locator("main input[name=by]").is_checked()
    assert page.locator("section.near li").count() >= 1
