"""Pages a second and peak memory of reading a web archive in a stream, beside fastwarc with trafilatura alone.

    python -m benchmarks.read [--sizes 2000 20000] [--peer-pages 2000]

A WARC of invented pages is written, packed record by record as crawlers do, and read by `sayso.reading.read`
in a process of its own, once for each of ``--sizes`` pages, so that the growth of memory shows.  The peer iterates
the same records with fastwarc and gives each page to ``trafilatura.bare_extraction`` with its
metadata, without furniture, credits, languages or dates of its own; where fastwarc is not installed the line
says so.  The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sayso.reading import read
from sayso.records import Article
from sayso.settings import Settings

_TOWNS = ("Selm", "Tarn", "Dorn", "Lund", "Vell", "Ostry", "Lovik", "Hadrin", "Kelm", "Varn")
_THINGS = ("harbour", "bridge", "tram", "market", "dam", "school", "mill", "road", "station", "library")
_PEOPLE = ("Ida Rune", "Piet Hals", "Olga Brandt", "Lena Moor", "Tomas Wiel", "Ana Poe", "Carl Roe", "Mira Tass")
_SENTENCES = (
    "The {thing} of {town} stays shut for a week, the council announced on Tuesday after a meeting of {n} hours.",
    "“We cannot open it before the inspectors have left,” said {who}, who heads the council of {town}.",
    "Some {n} people had asked for an answer since the spring, and {who} told them to wait for the report.",
    "{who} denied that the {thing} had ever been safe, and called the mayor's account of it an invention.",
    "According to the police of {town}, nobody was hurt when the wall behind the {thing} fell at {n} in the morning.",
)
_MENU = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("news", "world", "opinion", "sport"))


def page(number: int) -> tuple[str, bytes]:
    """Return the address and the HTML of one invented page, the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - repeatable pages, not a secret
    town, thing = chance.choice(_TOWNS), chance.choice(_THINGS)
    title = f"{town} {thing} stays shut for {number} days"
    lines = (
        chance.choice(_SENTENCES).format(town=town, thing=thing, who=chance.choice(_PEOPLE), n=chance.randrange(2, 900))
        for _ in range(chance.randrange(8, 20))
    )
    url = f"https://{town.lower()}.example/2020/03/{chance.randrange(1, 29):02}/{number}"
    html = (
        f'<!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{url}">'
        f'<meta property="og:site_name" content="{town} Courier"></head><body><nav><ul>{_MENU}</ul></nav><article>'
        f"<h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article><footer><p>© 2020 {town} Courier. "
        "All rights reserved.</p></footer></body></html>"
    )
    return url, html.encode()


def write_archive(path: Path, pages: int) -> None:
    """Write a WARC of so many pages."""
    with path.open("wb") as file:
        for number in range(pages):
            url, html = page(number)
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
                f"WARC-Target-URI: {url}\r\nWARC-Date: 2020-04-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0))


def by_sayso(path: str) -> int:
    """Return how many articles `read` gives, none of which is kept."""
    return sum(isinstance(item, Article) for item in read([path], Settings()))


def by_peer(path: str) -> int:
    """Return how many pages fastwarc and trafilatura give."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - a peer that need not be installed
    from trafilatura import bare_extraction  # noqa: PLC0415

    def bodies() -> Iterator[bytes]:
        with Path(path).open("rb") as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                yield record.reader.read()

    return sum(bare_extraction(body, with_metadata=True, include_comments=False) is not None for body in bodies())


_READERS = {"sayso": by_sayso, "fastwarc_trafilatura": by_peer}


def measured(reader: str, path: Path) -> dict[str, float]:
    """Return pages, pages a second (of the clock and of the processor) and peak MiB of one reader in its process."""
    command = [sys.executable, "-m", "benchmarks.read", "--one", reader, str(path)]
    done, wanted = os.pipe()
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, wanted, 1)])
    os.close(wanted)
    with os.fdopen(done) as answer:
        words = answer.read()
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{reader}: it ended with status {status}")
    return {**json.loads(words), "peak_mib": round(usage.ru_maxrss / 1024, 1)}


def one(reader: str, path: str) -> None:
    """Run one reader and print its figures."""
    began, used = time.perf_counter(), time.process_time()
    pages = _READERS[reader](path)
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    print(
        json.dumps(
            {
                "pages": pages,
                "pages_a_second": round(pages / seconds, 1),
                "pages_a_processor_second": round(pages / processor, 1),
                "mib_at_end": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            }
        )
    )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000], help="pages of each archive")
    parser.add_argument("--peer-pages", type=int, default=2_000, help="pages of the archive that the peer reads")
    parser.add_argument("--one", nargs=2, metavar=("READER", "PATH"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(*given.one)
        return
    found: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted({*given.sizes, given.peer_pages}):
            archive = Path(folder) / f"{size}.warc.gz"
            write_archive(archive, size)
            if size in given.sizes:
                found[f"sayso_{size}"] = measured("sayso", archive)
                print(f"{size} pages: {found[f'sayso_{size}']}", flush=True)
            if size == given.peer_pages:
                found["fastwarc_trafilatura"] = _peer(archive)
    print(json.dumps(found, sort_keys=True))


def _peer(archive: Path) -> dict[str, float] | None:
    try:
        import fastwarc  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        print("fastwarc is not installed: no peer in this run")
        return None
    return measured("fastwarc_trafilatura", archive)


if __name__ == "__main__":
    main()
