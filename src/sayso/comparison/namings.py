"""What each voice calls the parties: the outlet itself, those it quotes, those it paraphrases.

``find_namings`` returns the exact words with the party that they mean.  A phrase that holds a name
means the party of that name.  A phrase without one ("the rebels") means an unspecific party, told by
its country (that of its own adjective, else where its page says most often that things happen) and
by what its head noun tells: "opposition in Syria", never which of several groups.  ``parties`` makes
the entities for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from sayso.comparison.party_names import names_of_parties
from sayso.comparison.party_phrases import PartyPhrase, phrases_of
from sayso.comparison.party_words import Side
from sayso.comparison.scare_quotes import scare_quoted
from sayso.records import Article, Entity, EntityKind, Mention, Naming, Report, Resolution, Span, Voice, identifier
from sayso.text import quotations

# How an unspecific party is told: "armed groups in Syria", "government of Syria".
_CALLED: Final[dict[Side, str]] = {
    "government": "government of",
    "forces": "government forces of",
    "opposition": "opposition in",
    "militants": "armed groups in",
    "coalition": "coalition in",
    "crowd": "crowds in",
}
_KINDS: Final[dict[Side, EntityKind]] = {"government": "government"}
_PREFIX: Final = 4  # letters that an adjective of nation shares with its country: Syrian, Syria; Turkish, Turkey
_REACH: Final = 120  # characters back to the party that a word in scare quotes is said of
_IN: Final = re.compile(r"\b(?:in|across|over|inside) ((?:[A-Z][a-z]+ )?[A-Z][a-z]+)")


def find_namings(articles: Sequence[Article], resolution: Resolution) -> tuple[Naming, ...]:
    """Return every expression that calls a party, sorted by article and place."""
    return tuple(naming for naming, _ in _named(articles, resolution))


def parties(articles: Sequence[Article], resolution: Resolution) -> tuple[Entity, ...]:
    """Return the entities that ``find_namings`` refers to and ``resolution`` lacks, sorted by id."""
    known = {entity.id for entity in resolution.entities}
    made = {entity.id: entity for _, entity in _named(articles, resolution) if entity.id not in known}
    return tuple(made[key] for key in sorted(made))


def _named(articles: Sequence[Article], resolution: Resolution) -> list[tuple[Naming, Entity]]:
    names = names_of_parties(articles, resolution.entities)
    lookup = _Lookup(articles, resolution)
    found: list[tuple[Naming, Entity]] = []
    for article in sorted(articles, key=lambda item: item.id):
        quoted = quotations(article.text)
        country = lookup.country_of(article)
        former: list[tuple[PartyPhrase, Entity]] = []
        for phrase in phrases_of(article, names):
            referent = lookup.mentioned(article, phrase) or lookup.party(phrase, country)
            former.append((phrase, referent))
        former += _scare_quoted(article, former)
        for phrase, referent in sorted(former, key=lambda item: item[0].span):
            voice = _voice(phrase.span, lookup.reports.get(article.id, ()), quoted)
            label = phrase.span.of(article.text)
            found.append((Naming(article.id, phrase.span, label, referent.id, voice, phrase.scare_quotes), referent))
    return found


def _scare_quoted(article: Article, former: Sequence[tuple[PartyPhrase, Entity]]) -> list[tuple[PartyPhrase, Entity]]:
    """Return the scare quotes outside the phrases found; words for a party mean the party named last."""
    found: list[tuple[PartyPhrase, Entity]] = []
    for span, party in scare_quoted(article.text):
        if any(phrase.span.overlaps(span) for phrase, _ in former):
            continue
        near = (item for item in former if 0 <= span.start - item[0].span.end <= _REACH)
        before = [referent for phrase, referent in near if phrase.side in {"opposition", "militants", None}]
        if party and not before:
            continue
        label = span.of(article.text)
        called = Entity(identifier("ent", "called", _plain(label)), f"what is called “{label}”", "unnamed", ())
        referent = before[-1] if party else called
        found.append((PartyPhrase(span, None, None, None, None, True), referent))
    return found


class _Lookup:
    """The entities, mentions and reports of a resolution, and the countries its pages speak of."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution) -> None:
        self.entities = {entity.id: entity for entity in resolution.entities}
        self.by_name = _by_name(resolution.entities)
        self.reports: dict[str, list[Report]] = {}
        for report in resolution.reports:
            self.reports.setdefault(report.article, []).append(report)
        self.mentions: dict[str, list[Mention]] = {}
        for mention in resolution.mentions:
            self.mentions.setdefault(mention.article, []).append(mention)
        self.places = Counter(match.group(1) for article in articles for match in _IN.finditer(article.text))

    def country_of(self, article: Article) -> str | None:
        """Return the place that the page says most often things happen in, where one leads."""
        ranked = Counter(match.group(1) for match in _IN.finditer(article.text)).most_common()
        best = sorted((name for name, count in ranked if count == ranked[0][1]), key=lambda n: (-self.places[n], n))
        return best[0] if best else None

    def mentioned(self, article: Article, phrase: PartyPhrase) -> Entity | None:
        """Return the one party that resolution found inside the phrase; places and people are none."""
        inside = {m.entity for m in self.mentions.get(article.id, ()) if phrase.span.contains(m.span)}
        kinds = {"organisation", "government", "group"}
        found = sorted(key for key in inside if key in self.entities and self.entities[key].kind in kinds)
        return self.entities[found[0]] if len(found) == 1 else None

    def party(self, phrase: PartyPhrase, country: str | None) -> Entity:
        """Return the party of the name in the phrase, else the unspecific party that its head tells."""
        side = phrase.side or "militants"
        if phrase.name is not None:
            return self.by_name.get(_plain(phrase.name)) or _entity(phrase.name, "group")
        where = self._country(phrase.nation) if phrase.nation else country
        called = _CALLED[side]
        if phrase.alliance is not None:
            name = phrase.alliance
        elif where is None:  # no country, or an adjective that no country on these pages is like
            name = " ".join(word for word in (phrase.nation, called.rpartition(" ")[0]) if word)
        else:
            name = f"{called} {where}"
        return self.by_name.get(_plain(name)) or _entity(name, _KINDS.get(side, "group"))

    def _country(self, nation: str) -> str | None:
        """Return the place whose name begins like the adjective: Syria for Syrian."""
        alike = [name for name in self.places if name[:_PREFIX] == nation[:_PREFIX] and name != nation]
        return min(alike, key=lambda name: (-self.places[name], name), default=None)


def _by_name(entities: Sequence[Entity]) -> dict[str, Entity]:
    table: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda item: item.id):
        for name in (entity.name, *entity.aliases):
            table.setdefault(_plain(name), entity)
    return table


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").removeprefix("the ").split())


def _entity(name: str, kind: EntityKind) -> Entity:
    return Entity(identifier("ent", "party", _plain(name)), name, kind, ())


def _voice(span: Span, reports: Sequence[Report], quoted: Sequence[Span]) -> Voice:
    holding = [report for report in reports if any(piece.contains(span) for piece in report.content)]
    if not holding:
        return "outlet"
    direct = any(report.kind == "direct" for report in holding)
    return "quoted" if direct or any(piece.contains(span) for piece in quoted) else "paraphrased"
