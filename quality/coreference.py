"""Whom the pronouns and descriptions that speak mean, against the coreference chains of GUM's news (OntoGUM).

    python -m quality coreference --data ../shared/data/gum-news

The shipped tagger finds the sources in each text of ``coref/``.  A source counts when it is a pronoun of the
third person or a description and is a gold mention of a chain in which somebody is named.  It is right when
the party chosen has most of its names in that chain, wrong when they lie in another, missed when there is
none or only a description.  Since these are few, "he", "she" and "they" as subjects of other verbs are asked for
too, one at a time, as if they were sources (``subject``).  The interviews, questions with answers, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quality.options import Options
from sayso.attribution import load_tagger
from sayso.records import Article, Attribution, Span, Tagging
from sayso.resolution import resolve_page
from sayso.resolution.page import PageResolution, Said
from sayso.resolution.party import Party

_THIRD: Final = frozenset(["he", "him", "his", "she", "her", "they", "them", "their", "it", "its", "who", "which"])
_SPEAKING: Final = frozenset(["he", "she", "they"])  # the pronouns asked for beyond the sources found
_ALIKE: Final = 0.5  # the share of both spans' characters that two mentions of one place have in common
_EDGE: Final = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")


@dataclass(frozen=True, slots=True)
class Chained:
    """A gold mention: where, of which chain, whether its head is a proper noun, and whether it is a verb's subject."""

    span: Span
    chain: int
    named: bool
    subject: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One text of GUM, rebuilt from its words, with its gold mentions in order of place."""

    name: str
    text: str
    mentions: tuple[Chained, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    number: int
    span: Span
    proper: bool
    head: int
    edges: str
    subject: bool


def run(options: Options) -> dict[str, object]:
    """Return, of pronouns and descriptions, how many count, and how many of them are right, wrong and missed."""
    tagger = load_tagger()
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("pronoun", "nominal", "subject")}
    for document in read_documents(options.data):
        for verdict in judged(document, tagger.tag(document.text)):
            counts[verdict.kind][verdict.outcome] += 1
    return {kind: _rates(counted) for kind, counted in counts.items()}


def _rates(counted: Counter[str]) -> dict[str, float]:
    total = sum(counted.values())
    given = counted["right"] + counted["wrong"]
    return {
        **{outcome: counted[outcome] for outcome in ("right", "wrong", "missed")},
        "accuracy": round(100 * counted["right"] / max(1, total), 1),
        "precision": round(100 * counted["right"] / max(1, given), 1),
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """One source or subject that counts: its kind, the outcome, where it stands, and who was chosen."""

    kind: str
    outcome: str
    span: Span
    chosen: str | None


def judged(document: Document, tagging: Tagging) -> Iterator[Judged]:
    """Yield a verdict on each source, and on each other subject, that counts."""
    article = _article(document)
    taken: set[Span] = set()
    page = resolve_page(article, tagging)
    for said in page.said:
        if said.source.span is not None:
            taken.add(said.source.span)
            yield from _judged(document, page, said, said.source.kind)
    for mention in document.mentions:
        told = mention.span.of(document.text).lower() in _SPEAKING
        if mention.subject and told and mention.span not in taken:
            asked = Attribution((mention.span,), (), (), "indirect")
            page = resolve_page(article, Tagging((*tagging.attributions, asked), tagging.names))
            yield from _judged(document, page, page.said[-1], "subject")


def _judged(document: Document, page: PageResolution, said: Said, kind: str) -> Iterator[Judged]:
    source = said.source
    chain = _chain_at(document.mentions, source.span) if source.span else None
    named = {mention.chain for mention in document.mentions if mention.named}
    itself = any(mention.span == source.span and mention.named for mention in document.mentions)
    if source.span is None or source.kind not in {"pronoun", "nominal"} or itself or chain not in named:
        return
    if source.kind == "pronoun" and source.head not in _THIRD:
        return
    party = next((party for party in page.parties if party.number == said.speaker), None)
    outcome = "missed" if party is None else _outcome(document, party, chain)
    yield Judged(kind, outcome, source.span, party.name if party else None)


def _outcome(document: Document, party: Party, chain: int | None) -> str:
    """Return ``right`` when one of the two chains that hold most of a party's names is the source's own.

    A description in place of a name is right if the chain has these very words, else the name is missed.
    """
    forms = {form.lower() for form in party.forms}
    if not party.named:
        own = " ".join(m.span.of(document.text).lower() for m in document.mentions if m.chain == chain and m.named)
        return "right" if any(form in own for form in forms) else "missed"
    places = [span for span in party.mentions if any(form in span.of(document.text).lower() for form in forms)]
    chains = Counter(_holding(document.mentions, span) for span in places)
    return "right" if chain in {found for found, _ in chains.most_common(2)} else "wrong"


def _chain_at(mentions: Iterable[Chained], span: Span) -> int | None:
    """Return the chain of the gold mention that has the most in common with a span, if half of both."""
    best, most = None, _ALIKE
    for mention in mentions:
        shared = min(mention.span.end, span.end) - max(mention.span.start, span.start)
        whole = max(mention.span.end, span.end) - min(mention.span.start, span.start)
        if shared > 0 and shared / whole >= most:
            best, most = mention.chain, shared / whole
    return best


def _holding(mentions: Sequence[Chained], name: Span) -> int | None:
    """Return the chain of the shortest named gold mention that holds the end of a name."""
    over = [m for m in mentions if m.named and m.span.start < name.end <= m.span.end and name.start < m.span.end]
    return min(over, key=lambda m: m.span.end - m.span.start).chain if over else None


def _article(document: Document) -> Article:
    return Article(
        id=document.name, path=document.name, url=None, outlet=None, title=None, byline=None, published=None,
        published_from=None, credits=(), language="en", sha256="", furniture=(), text=document.text,
    )  # fmt: skip


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield the texts of ``folder/coref`` in the order of their names."""
    for path in sorted((folder / "coref").glob("GUM_news_*.conllu")):
        yield read_document(path.stem, path.read_text(encoding="utf-8"))


def read_document(name: str, conllu: str) -> Document:
    """Return one text rebuilt: a space between words unless ``SpaceAfter=No``, an empty line between paragraphs."""
    text = ""
    mentions: list[Chained] = []
    for block in conllu.split("\n\n"):
        lines = block.splitlines()
        if any(line.startswith("# newpar") for line in lines) and text:
            text = text.rstrip() + "\n\n"
        tokens: list[_Token] = []
        for row in (line.split("\t") for line in lines):
            if row[0].isdigit():
                tokens.append(_token(row, len(text)))
                text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        mentions.extend(_mentions(tokens))
    return Document(name, text, tuple(sorted(mentions, key=lambda mention: mention.span)))


def _token(row: Sequence[str], start: int) -> _Token:
    edges = re.search(r"Entity=([^|]*)", row[9])
    return _Token(
        number=int(row[0]),
        span=Span(start, start + len(row[1])),
        proper=row[3] == "PROPN",
        subject=row[7].startswith("nsubj"),
        head=int(row[6]),
        edges=edges[1] if edges else "",
    )


def _mentions(tokens: Sequence[_Token]) -> Iterator[Chained]:
    """Yield the gold mentions of one sentence."""
    open_at: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        for alone, opened, closed in _EDGE.findall(token.edges):
            if opened:
                open_at.setdefault(int(opened), []).append(at)
                continue
            chain = int(alone or closed)
            begun = at if alone else (open_at.get(chain) or [at]).pop()
            yield _chained(tokens[begun : at + 1], chain)


def _chained(tokens: Sequence[_Token], chain: int) -> Chained:
    """Return one gold mention; it is named if its head is, or the name that stands beside a role ("Biologist Bos")."""
    inside = {token.number for token in tokens}
    head = next((token for token in tokens if token.head not in inside), tokens[-1])
    named = head.proper or any(token.proper and token.head == head.number for token in tokens)
    return Chained(Span(tokens[0].span.start, tokens[-1].span.end), chain, named, head.subject)
