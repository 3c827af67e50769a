"""What each voice calls the parties: the outlet itself, those it quotes, those it paraphrases.

``find_namings`` returns the exact words with the party that they mean.  A phrase that holds a name
means the party of that name.  A phrase without one ("the rebels") means an unspecific party, told by
its nation (its own adjective, else the one that its page speaks of most) and by what its head noun
tells: "Syrian opposition", never which of several groups.  ``parties`` makes the entities for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from sayso.comparison.party_phrases import PartyPhrase, is_demonym, names_of_parties, phrases_of
from sayso.comparison.party_words import Side
from sayso.comparison.words import words_of
from sayso.records import Article, Entity, EntityKind, Mention, Naming, Report, Resolution, Span, Voice, identifier
from sayso.text import quotations

_CALLED: Final[dict[Side, str]] = {
    "government": "government",
    "forces": "government forces",
    "opposition": "opposition and rebels",
    "militants": "armed groups",
    "coalition": "coalition",
    "crowd": "people in the streets",
}
_KINDS: Final[dict[Side, EntityKind]] = {"government": "government"}


def find_namings(articles: Sequence[Article], resolution: Resolution) -> tuple[Naming, ...]:
    """Return every expression that calls a party, sorted by article and place."""
    return tuple(naming for naming, _ in _named(articles, resolution))


def parties(articles: Sequence[Article], resolution: Resolution) -> tuple[Entity, ...]:
    """Return the entities that ``find_namings`` refers to and ``resolution`` lacks, sorted by id."""
    known = {entity.id for entity in resolution.entities}
    made = {entity.id: entity for _, entity in _named(articles, resolution) if entity.id not in known}
    return tuple(made[key] for key in sorted(made))


def _named(articles: Sequence[Article], resolution: Resolution) -> list[tuple[Naming, Entity]]:
    names = names_of_parties(articles)
    entities = {entity.id: entity for entity in resolution.entities}
    by_name = _by_name(resolution.entities)
    mentions: dict[str, list[Mention]] = {}
    for mention in resolution.mentions:
        mentions.setdefault(mention.article, []).append(mention)
    reports: dict[str, list[Report]] = {}
    for report in resolution.reports:
        reports.setdefault(report.article, []).append(report)
    found: list[tuple[Naming, Entity]] = []
    for article in sorted(articles, key=lambda item: item.id):
        nation = _nation_of(article)
        quoted = quotations(article.text)
        for phrase in phrases_of(article, names):
            referent = _mentioned(phrase, mentions.get(article.id, ()), entities) or _party(phrase, nation, by_name)
            if referent is None:
                continue
            voice = _voice(phrase.span, reports.get(article.id, ()), quoted)
            label = phrase.span.of(article.text)
            found.append((Naming(article.id, phrase.span, label, referent.id, voice, phrase.scare_quotes), referent))
    return found


def _by_name(entities: Sequence[Entity]) -> dict[str, Entity]:
    table: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda item: item.id):
        for name in (entity.name, *entity.aliases):
            table.setdefault(_plain(name), entity)
    return table


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").removeprefix("the ").split())


def _mentioned(phrase: PartyPhrase, mentions: Sequence[Mention], entities: Mapping[str, Entity]) -> Entity | None:
    """Return the one party that resolution found inside the phrase; places and people are none."""
    inside = {m.entity for m in mentions if phrase.span.contains(m.span)}
    kinds = {"organisation", "government", "group"}
    found = sorted(key for key in inside if key in entities and entities[key].kind in kinds)
    return entities[found[0]] if len(found) == 1 else None


def _party(phrase: PartyPhrase, nation: str | None, by_name: Mapping[str, Entity]) -> Entity | None:
    if phrase.name is not None:
        return by_name.get(_plain(phrase.name)) or _entity(phrase.name, "group")
    if phrase.side is None:
        return None
    words = [phrase.nation or nation or "", _CALLED[phrase.side]]
    name = " ".join(word for word in words if word)
    return by_name.get(_plain(name)) or _entity(name, _KINDS.get(phrase.side, "group"))


def _entity(name: str, kind: EntityKind) -> Entity:
    return Entity(identifier("ent", "party", _plain(name)), name, kind, ())


def _nation_of(article: Article) -> str | None:
    """Return the adjective of nation that the page uses most, where one leads."""
    words = words_of(article.text, Span(0, len(article.text)))
    counted = Counter(word.raw for word in words if word.capitalised and is_demonym(word.lower))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _voice(span: Span, reports: Sequence[Report], quoted: Sequence[Span]) -> Voice:
    holding = [report for report in reports if any(piece.contains(span) for piece in report.content)]
    if not holding:
        return "outlet"
    direct = any(report.kind == "direct" for report in holding)
    return "quoted" if direct or any(piece.contains(span) for piece in quoted) else "paraphrased"
