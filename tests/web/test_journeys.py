"""The ten journeys of docs/journeys.md, in a real browser with scripts off; and what shuts people out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.ledger import Ledger, read_waiting, renumbered, write_ledger
from tests.web.dam import storable_dam_story

playwright = pytest.importorskip("playwright.sync_api", reason="drives a browser; pip install playwright")
pytest.importorskip("uvicorn", reason="serves the desk; pip install 'sayso[web]'")
from sayso.web.desk import Correcting  # noqa: E402
from tests.web.served import served  # noqa: E402  # behind the checks above

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs a chromium of the system, and there is none on the path"
)
DOCS = Path(__file__).parents[2] / "docs" / "journeys.md"
CLICKS = {
    int(number): int(clicks)
    for number, clicks in re.findall(r"^\| (\d+) \|.*\| (\d) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("journeys") / "dam.sayso"
    write_ledger(path, storable_dam_story())
    with served(path) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


class Reader:
    """A fact-checker at the desk, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1

    def sees(self, words: str) -> None:
        assert words in " ".join(self.page.locator("main").inner_text().split()), words


def gates(reader: Reader) -> None:
    reader.page.locator("header input[type=search]").fill("three gates")
    reader.page.locator("header input[type=search]").press("Enter")
    reader.clicks += 1
    reader.press("ul.lines a.num")
    reader.sees("independent origin")
    reader.sees("Ilse Varga")


def denial(reader: Reader) -> None:
    reader.press(".contest > .side a.num")
    reader.sees("denied by")


def figure(reader: Reader) -> None:
    reader.press("nav >> text=Figures")
    reader.sees("Print neither without saying whose it is")


def speaker(reader: Reader) -> None:
    reader.press("table.bars a.who >> text=Ilse Varga")
    reader.sees("What was said")
    reader.sees("4 March 2024")


def old_news(reader: Reader) -> None:
    reader.press("h4:has-text('Old words shown as new') + ul a.num")
    reader.sees("old words shown as new")


def company(reader: Reader) -> None:
    reader.press("nav >> text=Outlets")
    reader.press("main >> text=Brast Daily")
    reader.sees("Shares origins with")
    reader.sees("Kestrel Agency")


def passage(reader: Reader) -> None:
    reader.press(".contest > .side a.num")
    reader.page.locator("blockquote a").first.press("Enter")
    reader.clicks += 1
    place = reader.page.url.partition("#")[2]
    assert place.startswith("art_")
    assert reader.page.locator(f"[id='{place}']").is_visible()


def nameless(reader: Reader) -> None:
    reader.press("table.bars a >> text=unresolved")
    reader.press("ul.lines a.num")
    reader.press("summary:has-text('Speaker unresolved')")
    reader.sees("unresolved")
    assert reader.page.locator("details[open] ul.reasons li").first.is_visible()


def called(reader: Reader) -> None:
    reader.press("main a.who >> text=Hydra")
    reader.sees("What this party is called, and by whom")


def one_origin(reader: Reader) -> None:
    reader.press("nav >> text=Statements")
    reader.press("text=several reports, one origin")
    reader.press("button:has-text('Show')")
    assert "one_origin=1" in reader.page.url
    assert reader.page.locator("ul.lines > li").count() >= 1


@contextmanager
def without_scripts(browser: Browser, patience: float) -> Iterator[Page]:
    """Yield a page in which no script runs, and whose looks wait so many milliseconds at the most."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(patience)
    try:
        yield context.new_page()
    finally:
        context.close()


JOURNEYS: list[Callable[[Reader], None]] = [
    gates, denial, figure, speaker, old_news, company, passage, nameless, called, one_origin,
]  # fmt: skip


@pytest.mark.parametrize("number", range(1, 11), ids=[journey.__name__ for journey in JOURNEYS])
def test_a_journey_takes_the_clicks_that_are_written_down(browser: Browser, address: str, number: int) -> None:
    assert CLICKS[number] <= 3
    with without_scripts(browser, 15_000) as page:
        page.goto(address)
        reader = Reader(page)
        JOURNEYS[number - 1](reader)
        assert reader.clicks == CLICKS[number]


def applied(ledger: Path) -> None:
    """Add what waits to the ledger without judging its pages anew: they were written by hand."""
    with Ledger.open(ledger) as opened:
        contents = opened.contents()
    waiting = renumbered(read_waiting(ledger, contents.corrections), contents.corrections)
    write_ledger(ledger, replace(contents, corrections=(*contents.corrections, *waiting)))


@pytest.fixture(scope="module")
def correcting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("correcting") / "dam.sayso"
    write_ledger(path, storable_dam_story())
    with served(path, Correcting.of(path, "A. Reader", applied)) as found:
        yield found


def test_a_wrong_speaker_is_corrected_and_the_correction_undone_without_a_script(
    browser: Browser, correcting: str
) -> None:
    with without_scripts(browser, 60_000) as page:
        page.goto(address_of("statement", correcting))
        page.locator("summary:has-text('Correct this')").first.click()
        page.locator("input[name='name']").first.fill("Petra Roe")
        page.locator("button:has-text('Set the speaker')").first.click()
        page.wait_for_url("**/corrections?follow=1")
        undo = page.locator("table button:has-text('Undo')")
        undo.wait_for()  # the page looks again by itself until all is applied
        assert "is said by “Petra Roe”" in page.locator("main").inner_text()
        undo.click()
        page.locator("td:text-is('undone')").wait_for()


def test_a_pen_opens_one_form_beside_the_words_and_closing_it_leads_back_to_them(
    browser: Browser, correcting: str
) -> None:
    with without_scripts(browser, 60_000) as page:
        page.goto(address_of("article", correcting))
        slips = page.locator(".slip").filter(visible=True)
        assert slips.count() == 0
        pen, next_pen = page.locator(".text .pen").first, page.locator(".text .pen").nth(1)
        for one in (pen, next_pen):
            one.click()
            assert slips.count() == 1
            words = " ".join(slips.locator("q").inner_text().split())
            assert one.get_attribute("aria-label") == slips.get_attribute("aria-label")
            assert words in " ".join(page.locator(".text").inner_text().split())
        slips.locator("text=Close").click()
        assert slips.count() == 0
        assert page.locator(f"[id='{page.url.partition('#')[2]}']").is_visible()
        pen.click()
        slips.locator("input[name='day']").fill("2024-03-04")
        slips.locator("button:has-text('Set the date')").click()
        page.wait_for_url("**/corrections?follow=1")
        page.locator("td:has-text('was said on 2024-03-04')").wait_for()
        page.goto(address_of("article", correcting))
        page.locator(".margin .pen").click()
        assert slips.get_attribute("aria-label") == "Correct the date of publication"


PAGES = [
    "/",
    "/search?q=gates",
    "/speakers",
    "/outlets",
    "/figures",
    "/corrections",
    "statement",
    "speaker",
    "article",
    "outlet",
]
CORRECTED = ["/corrections", "statement", "speaker", "article"]


def address_of(page: str, address: str) -> str:
    story = storable_dam_story()
    whole = max(story.statements, key=lambda one: len(one.attributions))
    known = {
        "statement": f"/statement/{whole.id}",
        "speaker": f"/speaker/{whole.speaker}",
        "article": f"/article/{story.articles[0].id}",
        "outlet": "/outlet?name=Brast+Daily",
    }
    return address + known.get(page, page)


def open_forms(shown: Page) -> None:
    """Open every form that corrects, as far as they can be open together."""
    shown.evaluate("document.querySelectorAll('details.correct').forEach(one => one.removeAttribute('name'))")
    shown.evaluate("document.querySelectorAll('details.correct').forEach(one => one.open = true)")
    if shown.locator(".text .pen").count():
        shown.locator(".text .pen").first.press("Enter")
        assert shown.locator(".slip").filter(visible=True).count() == 1


@pytest.mark.parametrize(("page", "forms"), [*((page, False) for page in PAGES), *((page, True) for page in CORRECTED)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(
    browser: Browser, address: str, correcting: str, page: str, forms: bool, scheme: str
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="brings axe; pip install axe-playwright-python"
    )
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe is a script, and ours forbids them
    try:
        shown = context.new_page()
        shown.goto(address_of(page, correcting if forms else address))
        open_forms(shown)
        faults = [
            f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
            for one in axe.Axe().run(shown).response["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        assert not faults
    finally:
        context.close()


@pytest.mark.parametrize(("page", "forms"), [*((page, False) for page in PAGES), *((page, True) for page in CORRECTED)])
def test_a_phone_needs_no_scrolling_sideways(
    browser: Browser, address: str, correcting: str, page: str, forms: bool
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    try:
        shown = context.new_page()
        shown.goto(address_of(page, correcting if forms else address))
        open_forms(shown)
        assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        context.close()


def test_the_keyboard_is_enough(browser: Browser, address: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName"))
        assert any(str(one).startswith("/statement/") for one in reached)
    finally:
        context.close()


def test_the_record_is_shown_where_a_number_has_the_focus(browser: Browser, address: str) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address_of("article", address))
        before = page.locator("a.ref").first
        assert before.evaluate("one => getComputedStyle(one, '::after').content") in {"none", "normal"}
        before.hover()
        assert "statement" in before.evaluate("one => getComputedStyle(one, '::after').content")
    finally:
        context.close()
