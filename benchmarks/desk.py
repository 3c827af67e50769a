"""How long each page of the desk takes: ``python -m benchmarks.desk --attributions 10000``.

A ledger is generated (invented names and words, a fixed seed) and each page is asked for several times, the
statement, speaker, outlet and article with most to show among them; the first request, which compiles the templates,
is left out.  Its vectors of meaning are sums of invented vectors of words, since to encode a million sentences takes
the better part of an hour; a question goes through the shipped encoder too, so that its time counts.  The last line is
one JSON object: the median of the milliseconds on the clock and of the processor by page, and the floor that holds for
the size.  On a busy machine the processor's are the ones to compare.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from starlette.testclient import TestClient

from sayso.comparison import ShippedEncoder
from sayso.ledger import write_ledger
from sayso.records import (
    Act,
    Article,
    Contents,
    Entity,
    Figure,
    FigureLink,
    Link,
    Naming,
    Origin,
    Report,
    Span,
    Statement,
    Verdict,
)
from sayso.web.desk import desk

_FLOORS: Final = ((10_000, 200), (1_000_000, 500))
_ACTS: Final[tuple[Act, ...]] = ("say", "say", "say", "accuse", "deny", "demand", "warn", "promise")
_SYLLABLES: Final = (
    "ka",
    "ro",
    "min",
    "tel",
    "sa",
    "vor",
    "li",
    "dun",
    "pe",
    "gra",
    "so",
    "nim",
    "ba",
    "thur",
    "el",
    "ix",
)
_PER_ARTICLE: Final = 10
_WIDTH: Final = 384
_NEW: Final = "story of a new ledger"


def main() -> None:
    """Generate the ledger, time the pages, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attributions", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path, help="kept here, and taken from here where it exists")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "generated.sayso"
        started = time.perf_counter()
        if not path.exists():
            write_ledger(path, generated(options.attributions), encoder=WordVectors())
            print(f"written in {time.perf_counter() - started:.1f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        times = timed(path, options.repeat)
    floor = next((limit for size, limit in _FLOORS if options.attributions <= size), _FLOORS[-1][1])
    slowest = {kind: max(row[kind] for row in times.values()) for kind in ("clock_ms", "processor_ms")}
    print(json.dumps({"attributions": options.attributions, "floor_ms": floor, "slowest": slowest, "pages": times}))


def timed(path: Path, repeat: int) -> dict[str, dict[str, float]]:
    """Return the median time of each page, on the clock and of the processor, the first request left out."""
    client = TestClient(desk(path, encoder=WordVectors(ShippedEncoder())), base_url="http://127.0.0.1")
    found: dict[str, dict[str, float]] = {}
    for name, address in addresses(path).items():
        clock, processor = [], []
        for _ in range(repeat + 1):
            if name == _NEW:
                os.utime(path)  # as after a build: nothing that the desk kept holds any more
            started, worked = time.perf_counter(), time.process_time()
            answer = client.get(address)
            clock.append(1000 * (time.perf_counter() - started))
            processor.append(1000 * (time.process_time() - worked))
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}")
        medians = [round(statistics.median(times[1:]), 1) for times in (clock, processor)]
        found[name] = dict(zip(("clock_ms", "processor_ms"), medians, strict=True))
        print(f"{name:24} {medians[0]:8.1f} ms, of the processor {medians[1]:8.1f} ms", flush=True)
    return found


def addresses(path: Path) -> dict[str, str]:
    """Return a page of each kind, the fullest where one can be told."""
    with sqlite3.connect(path) as connection:

        def first(query: str) -> str:
            return quote(str(connection.execute(query).fetchone()[0]))

        statement = first("select id from statement_place order by reports desc")
        outlet = first("select outlet from article group by 1 order by count(*) desc")
        article = first("select article from report group by 1 order by count(*) desc")

        speaker = first(
            "select speaker from statement_place where speaker is not null group by 1 order by count(*) desc"
        )
        phrase = first("select substr(gist, 1, 60) from statement order by id desc limit 1")
        word = first("select substr(gist, 1, instr(gist, ' ') - 1) from statement limit 1")
        gists = connection.execute("select gist from statement order by id limit 1000")
        common = Counter(word for (gist,) in gists for word in set(gist.split())).most_common(1)[0][0]
        return {
            _NEW: "/",
            "story": "/",
            "all statements": "/search",
            "words": f"/search?q={word}",
            "words and speaker": f"/search?q={word}&speaker={speaker}",
            "a common word": f"/search?q={common}",
            "a common word, filtered": f"/search?q={common}&speaker={speaker}&contested=1&act=accuse",
            "near in meaning": f"/search?q={phrase}&by=meaning",
            "near, one speaker": f"/search?q={phrase}&speaker={speaker}&by=meaning",
            "near, a third of all": f"/search?q={phrase}&act=say&by=meaning",
            "contested accusations": "/search?contested=1&act=accuse",
            "a late page": "/search?page=150",
            "statement": f"/statement/{statement}",
            "speakers": "/speakers",
            "speakers by name": f"/speakers?name={word}",
            "speaker": f"/speaker/{speaker}",
            "outlets": "/outlets",
            "outlet": f"/outlet?name={outlet}",
            "figures": "/figures",
            "article": f"/article/{article}",
        }


class WordVectors:
    """Vectors for a ledger that is generated: alike for alike words, and as spread out as those of sentences."""

    fingerprint = "vectors of words"

    def __init__(self, timed: ShippedEncoder | None = None) -> None:
        self._timed = timed
        self._known: dict[str, NDArray[np.float32]] = {}

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text; with an encoder to be timed its vectors are made too, and not used."""
        if self._timed is not None:
            self._timed.vectors(texts)
        return np.stack([np.sum([self._vector(word) for word in text.split() or [""]], axis=0) for text in texts])

    def _vector(self, word: str) -> NDArray[np.float32]:
        if word not in self._known:
            seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
            self._known[word] = np.random.default_rng(seed).standard_normal(_WIDTH, dtype=np.float32)
        return self._known[word]


def generated(attributions: int) -> Contents:
    """Return contents of so many attributions; the same number gives the same contents."""
    chance = random.Random(attributions)  # noqa: S311  # the pages are invented, not secret
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(4_000)]
    weights = [1 / (place + 5) for place in range(len(words))]
    entities = [
        Entity(
            f"ent_{n:08d}",
            f"{chance.choice(words).title()} {chance.choice(words).title()}",
            "person",
            (words[n % 4_000],),
        )
        for n in range(max(20, attributions // 25))
    ]
    outlets = [f"The {chance.choice(words).title()} Post" for _ in range(min(300, max(5, attributions // 200)))]
    articles: list[Article] = []
    reports: list[Report] = []
    for number in range(max(1, attributions // _PER_ARTICLE)):
        sentences = [" ".join(chance.choices(words, weights, k=chance.randint(12, 24))) for _ in range(_PER_ARTICLE)]
        day = f"20{10 + number % 14:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        article = _article(number, sentences, outlets[int(len(outlets) * chance.random() ** 2)], day)
        articles.append(article)
        place = 0
        for order, sentence in enumerate(sentences):
            speaker = entities[int(len(entities) * chance.random() ** 3)]
            target = entities[int(len(entities) * chance.random() ** 3)]
            act = chance.choice(_ACTS)
            name = f"att_{number:08d}{order:02d}"
            aimed = target.id if act == "accuse" and target is not speaker else None
            reports.append(_report(name, article, Span(place, place + len(sentence)), speaker.id, act, aimed))
            place += len(sentence) + 2
    statements, origins = _grouped(reports, articles, chance)
    return Contents(
        tuple(articles),
        tuple(entities),
        (),
        tuple(reports),
        tuple(statements),
        tuple(origins),
        (),
        tuple(_links(statements, chance)),
        figures := tuple(_figures(reports)),
        tuple(
            FigureLink(one.id, other.id, chance.choice(("conflict", "update", "same")), 0.8, ("made up",))
            for one, other in zip(figures[::4], figures[1::4], strict=False)
        ),
        tuple(
            Naming(
                one.article,
                Span(one.content[0].start, one.content[0].start + 5),
                one.quote[:5],
                one.speaker or "",
                "outlet",
                False,
            )
            for one in reports[::7]
        ),
        (),
    )


def _article(number: int, sentences: list[str], outlet: str, day: str) -> Article:
    text = "\n\n".join(sentences)
    return Article(
        f"art_{number:08d}", f"pages/{number}.txt", None, outlet, sentences[0][:60], None, day, "text", (), "en",
        f"{number:064x}", (), text,
    )  # fmt: skip


def _report(name: str, article: Article, content: Span, speaker: str, act: Act, target: str | None) -> Report:
    verdict = Verdict("resolved", 0.9, ("the source is a name",))
    return Report(
        name, article.id, (), (), (content,), "indirect", content.of(article.text), speaker, "name", verdict, act,
        target, article.published, "day", None, (), None,
    )  # fmt: skip


def _grouped(
    reports: list[Report], articles: list[Article], chance: random.Random
) -> tuple[list[Statement], list[Origin]]:
    """Return statements of one to thirty reports, most of one, each with one origin or more."""
    outlet_of = {article.id: article.outlet or "" for article in articles}
    order = reports[:]
    chance.shuffle(order)
    statements: list[Statement] = []
    origins: list[Origin] = []
    place = 0
    while place < len(order):
        size = min(30, int(chance.paretovariate(2.2)))
        told = sorted(order[place : place + size], key=lambda one: one.id)
        place += size
        name = f"sta_{len(statements):09d}"
        halves = [told] if len(told) < 3 else [told[: len(told) // 2], told[len(told) // 2 :]]
        made = [
            Origin(f"ori_{len(origins) + n:09d}", name, tuple(one.id for one in half), ("same words",), half[0].id, ())
            for n, half in enumerate(halves)
        ]
        origins += made
        one = told[0]
        statements.append(
            Statement(
                name, one.speaker, one.act, one.said_on, one.quote, tuple(each.id for each in told),
                tuple(origin.id for origin in made), tuple(sorted({outlet_of[each.article] for each in told})), (),
            )
        )  # fmt: skip
    return statements, origins


def _links(statements: list[Statement], chance: random.Random) -> Iterator[Link]:
    seen = set()
    for one in statements[::20]:
        other = chance.choice(statements)
        if other is not one and (one.id, other.id) not in seen:
            seen.add((one.id, other.id))
            yield Link(one.id, other.id, chance.choice(("denies", "contradicts", "confirms")), 0.9, ("made up",))


def _figures(reports: list[Report]) -> Iterator[Figure]:
    for number, one in enumerate(reports[::5]):
        span = Span(one.content[0].start, one.content[0].start + 6)
        yield Figure(
            f"fig_{number:08d}", one.article, span, number % 90, number % 90, "people", ("killed", "hurt")[number % 2],
            f"Place {number % 400}", one.said_on, one.speaker, one.id, None,
        )  # fmt: skip


if __name__ == "__main__":
    main()
