"""Labelled pairs of attributions, and what sayso makes of them, for training and for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from sayso.comparison.features import Pair, rarities
from sayso.comparison.meaning import load_encoder
from sayso.comparison.sides import make_sides
from sayso.comparison.wording import content_stems
from sayso.records import Article, Attribution, Kind, Name, NameKind, Resolution, Span, Tagging, identifier
from sayso.resolution import resolve
from sayso.text import quotations
from training.polnear import Gold, GoldArticle, articles

_NAME_KINDS: Final[Mapping[str, NameKind]] = {
    "PERSON": "person",
    "ORGANIZATION": "organisation",
    "LOCATION": "place",
    "MISC": "other",
}

# An attribution's place: the article's name and the first character and end of source, cue and content.
Place = tuple[str, Gold]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """One labelled pair: its number, its label, the month of the earlier page, and its two attributions.

    ``published`` are the dates of the two pages.
    """

    pair: int
    label: str
    month: str
    places: tuple[Place, Place]
    published: tuple[str, str]


def read_gold(path: Path) -> list[GoldPair]:
    """Return the labelled pairs of a JSON lines file, in its order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_gold_pair(row) for row in rows]


def _gold_pair(row: Mapping[str, object]) -> GoldPair:
    sides = [row["a"], row["b"]]
    places, published = [], []
    for side in sides:
        assert isinstance(side, dict)  # noqa: S101 - tells the type checker what the file holds
        spans = (tuple((start, end) for start, end in side[role]) for role in ("source", "cue", "content"))
        places.append((str(side["doc"]), Gold(*spans)))
        published.append(str(side["published"]))
    return GoldPair(
        pair=int(str(row["pair"])),
        label=str(row["label"]),
        month=min(published)[:7],
        places=(places[0], places[1]),
        published=(published[0], published[1]),
    )


@dataclass(frozen=True, slots=True)
class LabelledPages:
    """The pages that labelled pairs stand in, resolved, and which report each labelled place is."""

    texts: tuple[Article, ...]
    resolution: Resolution
    report_at: Mapping[Place, str]


def read_pages(gold: Sequence[GoldPair], folder: Path) -> LabelledPages:
    """Return the pages of ``folder`` that the pairs of ``gold`` stand in.

    ``folder`` has ``text/`` and ``attributions/``, or holds such folders.  Names are those that CoreNLP
    found (beside the folder), so that no tagger takes part; speakers are resolved by sayso.
    """
    dates = {place[0]: day for row in gold for place, day in zip(row.places, row.published, strict=True)}
    pages = [page for page in _pages(folder) if page.name in dates]
    texts = tuple(_article(page, dates[page.name]) for page in pages)
    report_at = {
        (page.name, told): identifier("att", article.id, number)
        for page, article in zip(pages, texts, strict=True)
        for number, told in enumerate(page.attributions)
    }
    return LabelledPages(texts, resolve(texts, [_tagging(page) for page in pages]), report_at)


def read_pairs(gold: Sequence[GoldPair], folder: Path) -> list[Pair | None]:
    """Return the pairs made ready to be compared, in the order of ``gold``; ``folder`` as in ``read_pages``.

    A pair is ``None`` where sayso holds one of the two to be a mere naming, and so has no report of it.
    """
    read = read_pages(gold, folder)
    asked = {read.report_at[place] for row in gold for place in row.places}
    only = replace(read.resolution, reports=tuple(one for one in read.resolution.reports if one.id in asked))
    sides = {side.report.id: side for side in make_sides(read.texts, only, load_encoder())}
    rarity = rarities(content_stems(article.text) for article in read.texts)
    ends = [[sides.get(read.report_at[place]) for place in row.places] for row in gold]
    return [Pair.of(a, b, rarity) if a and b else None for a, b in ends]


def _pages(folder: Path) -> Iterator[GoldArticle]:
    for root in [folder] if (folder / "text").is_dir() else sorted(folder.iterdir()):
        if (root / "text").is_dir():
            yield from articles(root)


def _article(page: GoldArticle, published: str) -> Article:
    digest = sha256(page.text.encode()).hexdigest()
    outlet, text = page.name.split("_")[0], page.text
    found = identifier("art", digest)
    return Article(found, page.name, None, outlet, None, None, published, "metadata", (), "en", digest, (), text)


def _tagging(page: GoldArticle) -> Tagging:
    inside = quotations(page.text)
    return Tagging(
        tuple(_attribution(told, inside, page.text) for told in page.attributions),
        tuple(Name(Span(start, end), _NAME_KINDS[kind]) for start, end, kind in page.names or ()),
    )


def _attribution(told: Gold, inside: Sequence[Span], text: str) -> Attribution:
    source, cue, content = (tuple(Span(*place) for place in places) for places in (told.source, told.cue, told.content))
    quoted = sum(min(a.end, b.end) - max(a.start, b.start) for a in content for b in inside if a.overlaps(b))
    share = quoted / (sum(span.end - span.start for span in content) or 1)
    kind: Kind = "direct" if share > 0.8 else "mixed" if share > 0.05 else "indirect"
    return Attribution(source, cue, content, kind)
