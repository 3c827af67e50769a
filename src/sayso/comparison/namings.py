"""What each voice calls the parties: the outlet itself, those it quotes, those it paraphrases.

``find_namings`` returns the exact words with the party that they mean (see ``referents``), whose
voice they are, and whether they stand in scare quotes.  ``namings_and_parties`` also makes the
entities of those parties that resolution does not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sayso.comparison.party_names import Known, names_of_parties
from sayso.comparison.party_phrases import phrases_of
from sayso.comparison.party_words import Side
from sayso.comparison.referents import Referents
from sayso.comparison.scare_quotes import scare_quoted
from sayso.memory import Memory
from sayso.records import Article, Entity, Naming, Report, Resolution, Span, Voice, identifier
from sayso.text import quotations

_REACH: Final = 120  # characters back to the party that a word in scare quotes is said of

# Somebody else's word, told with whose it is: "which the ministry refers to as “bandits”".
_CALLING: Final = re.compile(
    r"\b(?:which|whom|who) (?:[\w'’]+ ){1,4}(?:calls?|called|refer(?:s|red)? to|describ(?:es?|ed)|brand(?:s|ed)|"
    r"labels?|labell?ed|dubs?|dubbed|terms|termed)(?: (?:as|a|an|the))* ?[“\"‘']$",
    re.IGNORECASE,
)


def find_namings(articles: Sequence[Article], resolution: Resolution) -> tuple[Naming, ...]:
    """Return every expression that calls a party, sorted by article and place."""
    return namings_and_parties(articles, resolution)[0]


def namings_and_parties(
    articles: Sequence[Article], resolution: Resolution, memory: Memory | None = None
) -> tuple[tuple[Naming, ...], tuple[Entity, ...]]:
    """Return ``find_namings`` and the entities, sorted by id, that they refer to and ``resolution`` lacks."""
    known = {entity.id for entity in resolution.entities}
    found = _named(articles, resolution, memory or Memory())
    made = {entity.id: entity for _, entity in found if entity.id not in known}
    return tuple(naming for naming, _ in found), tuple(made[key] for key in sorted(made))


def _named(articles: Sequence[Article], resolution: Resolution, memory: Memory) -> list[tuple[Naming, Entity]]:
    known = Known(names_of_parties(articles, resolution.entities, memory))
    pages = {
        article: memory.recall(phrases_of, article.text, article.furniture, known.on(article.text))
        for article in sorted(articles, key=lambda item: item.id)
    }
    referents = Referents(articles, resolution).of_phrases(pages)
    reports: dict[str, list[Report]] = {}
    for report in resolution.reports:
        reports.setdefault(report.article, []).append(report)
    found: list[tuple[Naming, Entity]] = []
    for article, phrases in pages.items():
        quoted = quotations(article.text)
        called: list[_Called] = [
            ((phrase.span, phrase.side, phrase.scare_quotes), entity)
            for phrase, entity in zip(phrases, referents[article], strict=True)
        ]
        called += _scare_quoted(article, called)
        for (span, _, scare), referent in sorted(called, key=lambda item: item[0][0]):
            voice = _voice(span, reports.get(article.id, ()), quoted)
            if scare and voice == "outlet" and _CALLING.search(article.text[max(0, span.start - 60) : span.start]):
                voice = "quoted"
            found.append((Naming(article.id, span, span.of(article.text), referent.id, voice, scare), referent))
    return found


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
