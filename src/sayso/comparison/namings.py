"""What each voice calls the parties: the outlet itself, those it quotes, those it paraphrases.

``find_namings`` returns the exact words with the party that they mean (see ``referents``), whose
voice they are, and whether they stand in scare quotes.  ``namings_and_parties`` also makes the
entities of those parties that resolution does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Final

from sayso.comparison.party_names import Known, names_of_parties
from sayso.comparison.party_phrases import PartyPhrase, phrases_of
from sayso.comparison.party_words import Side
from sayso.comparison.referents import Referents
from sayso.comparison.scare_quotes import scare_quoted
from sayso.indexed import by_page, in_order
from sayso.memory import Memory
from sayso.records import Article, Entity, Naming, Report, Resolution, Span, Voice, identifier
from sayso.spilled import Spilled, SpilledPacks
from sayso.text import quotations

_REACH: Final = 120  # characters back to the party that a word in scare quotes is said of
_NEAR: Final = 16  # pages of which the phrases are in memory

# Somebody else's word, told with whose it is: "which the ministry refers to as “bandits”".
_CALLING: Final = re.compile(
    r"\b(?:which|whom|who) (?:[\w'’]+ ){1,4}(?:calls?|called|refer(?:s|red)? to|describ(?:es?|ed)|brand(?:s|ed)|"
    r"labels?|labell?ed|dubs?|dubbed|terms|termed)(?: (?:as|a|an|the))* ?[“\"‘']$",
    re.IGNORECASE,
)


def find_namings(articles: Sequence[Article], resolution: Resolution) -> Sequence[Naming]:
    """Return every expression that calls a party, sorted by article and place."""
    return namings_and_parties(articles, resolution)[0]


def namings_and_parties(
    articles: Sequence[Article], resolution: Resolution, memory: Memory | None = None
) -> tuple[Sequence[Naming], tuple[Entity, ...]]:
    """Return ``find_namings`` and the entities, sorted by id, that they refer to and ``resolution`` lacks."""
    namings = SpilledPacks[Naming]()
    meant: dict[str, Entity] = {}
    for naming, entity in _named(in_order(articles, attrgetter("id")), resolution, memory or Memory()):
        namings.append(naming)
        meant[entity.id] = entity
    for entity in resolution.entities:
        meant.pop(entity.id, None)
    return namings, tuple(meant[key] for key in sorted(meant))


def _named(pages: Sequence[Article], resolution: Resolution, memory: Memory) -> Iterator[tuple[Naming, Entity]]:
    phrases = _phrases(pages, resolution.entities, memory)
    referents = Referents(pages, phrases, resolution).of_pages()
    reports = by_page(resolution.reports)
    for article, of_page, meant in zip(pages, phrases, referents, strict=True):
        called: list[_Called] = [
            ((phrase.span, phrase.side, phrase.scare_quotes), entity)
            for phrase, entity in zip(of_page, meant, strict=True)
        ]
        called += _scare_quoted(article, called)
        yield from _voiced(article, sorted(called, key=lambda item: item[0][0]), reports.get(article.id, ()))


def _phrases(pages: Iterable[Article], entities: Sequence[Entity], memory: Memory) -> Sequence[tuple[PartyPhrase, ...]]:
    """Return the phrases of each page; they are gone through in order, so that few need be near."""
    known = Known(names_of_parties(pages, entities, memory))
    return Spilled(
        (memory.recall(phrases_of, article.text, article.furniture, known.on(article.text)) for article in pages),
        near=_NEAR,
    )


def _voiced(article: Article, called: Iterable[_Called], reports: Sequence[Report]) -> Iterator[tuple[Naming, Entity]]:
    """Yield the namings of a page, and whom they mean."""
    quoted = quotations(article.text)
    for (span, _, scare), referent in called:
        voice = _voice(span, reports, quoted)
        if scare and voice == "outlet" and _CALLING.search(article.text[max(0, span.start - 60) : span.start]):
            voice = "quoted"
        yield Naming(article.id, span, span.of(article.text), referent.id, voice, scare), referent


_Called = tuple[tuple[Span, Side | None, bool], Entity]


def _scare_quoted(article: Article, former: Sequence[_Called]) -> list[_Called]:
    """Return the scare quotes outside the phrases found; words for a party mean the party named last."""
    found: list[_Called] = []
    for span, party in scare_quoted(article.text):
        if any(phrase.overlaps(span) for (phrase, _, _), _ in former):
            continue
        near = (item for item in former if 0 <= span.start - item[0][0].end <= _REACH)
        before = [referent for (_, side, _), referent in near if side in {"opposition", "militants"}]
        if party and not before:
            continue
        label = span.of(article.text)
        called = Entity(identifier("ent", "called", label.lower()), f"what is called “{label}”", "unnamed", ())
        found.append(((span, None, True), before[-1] if party else called))
    return found


def _voice(span: Span, reports: Sequence[Report], quoted: Sequence[Span]) -> Voice:
    holding = [report for report in reports if any(piece.contains(span) for piece in report.content)]
    if not holding:
        return "outlet"
    direct = any(report.kind == "direct" for report in holding)
    return "quoted" if direct or any(piece.contains(span) for piece in quoted) else "paraphrased"
