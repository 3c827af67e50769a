"""Takes the pictures of the README and of docs/: the desk and the report on the invented story of examples/.

    python -m tools.pictures [--folder docs/pictures]

builds the ledger of ``examples/hadrin``, serves it on loopback, and lets the chromium of the system photograph it,
light and dark, always at the same size.  The colours are reduced to a palette, so that a picture stays below 200 kB.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import sayso
from sayso.web.desk import desk

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "pictures"
_SIZE: Final = (1200, 800)
_COLOURS: Final = 64  # text on plain ground needs few; with 32 the marks of the origins look alike
_SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """Serve the ledger on a free port of loopback; yield the address of the desk."""
    server = uvicorn.Server(uvicorn.Config(desk(ledger), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def show_statement(page: Page, address: str) -> None:
    """Go to the statement whose five reports have two origins, as a fact-checker would; raise where it is another."""
    page.goto(address)
    page.locator("header input[type=search]").fill("Ostrenian shell")
    page.locator("header input[type=search]").press("Enter")
    page.locator("ul.lines a.num").first.click()
    page.wait_for_load_state()
    spread = page.locator(".statement > .meta").inner_text()
    if "2 independent origins behind 5 reports" not in spread:
        raise SystemExit(f"the picture would show another statement than its caption tells: {spread}")


def keep(page: Page, picture: Path) -> None:
    """Photograph what the window shows, and write it with few colours."""
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    palette = taken.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette.save(picture, optimize=True)
    print(picture)


def take(browser: Browser, address: str, report: Path, folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in _SCHEMES:
        size = {"width": _SIZE[0], "height": _SIZE[1]}
        page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        show_statement(page, address)
        keep(page, folder / f"desk-{scheme}.png")
        page.goto(report.as_uri())
        keep(page, folder / f"report-{scheme}.png")
        page.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve and photograph; return 0, or 2 where there is no chromium."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pictures are written")
    told = parser.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no chromium on the path. Install it (Debian: apt-get install chromium)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        ledger, report = Path(folder, "hadrin.sayso"), Path(folder, "report.html")
        with sayso.build([ROOT / "examples" / "hadrin"], ledger) as built:
            report.write_text(sayso.render_report(built.contents()), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with served(ledger) as address:
            take(browser, address, report, told.folder)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
