"""One entity for one party over all pages, with its mentions and the reports of what it says."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby, pairwise
from typing import Final

import numpy as np

from sayso.indexed import InOrder, in_order
from sayso.records import Alias, Article, Entity, Mention, Report, Resolution, Verdict, identifier, quote_of
from sayso.resolution.gazetteer import known
from sayso.resolution.joins import Groups, family, join_parties
from sayso.resolution.listed import Listed
from sayso.resolution.page import PageResolution, Said
from sayso.resolution.party import Party
from sayso.resolution.sayings import says_something
from sayso.resolution.spelling import fold, name_words
from sayso.resolution.state_bodies import state_body
from sayso.spilled import Spilled, SpilledPacks

_MANY: Final = 10
_RARE: Final = 20
# Pages that are not put on the disk, and parties that lie there together: those of one group are of many pages.
_NEAR: Final = 100
_TOGETHER: Final = 16


def link_pages(pages: Iterable[PageResolution], aliases: Sequence[Alias] = ()) -> Resolution:
    """Return the entities, mentions and reports of all pages, whatever their order.

    A party of ``aliases`` is one entity under its listed name, and its names go to no other.
    """
    listed = Listed(aliases)
    kept: Spilled[PageResolution] = Spilled(map(listed.set_apart, pages), near=_NEAR)
    ordered = in_order(kept, lambda page: (page.article.id, page.article.path))
    entities, cast = _cast(ordered, listed)
    mentions: SpilledPacks[Mention] = SpilledPacks()
    reports: Spilled[Report] = Spilled()
    for _, of_article in groupby(enumerate(ordered), key=lambda numbered: numbered[1].article.id):
        some = list(of_article)
        mentions.extend(_mentions(some, cast))
        for p, page in some:
            reports.extend(_reports(p, page, cast))
    return Resolution(entities, mentions, reports)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Which entity each party of each page is, in numbers.

    ``starts`` are those of the first party of each page, among all parties; ``entities`` has the number of the entity
    of each party, -1 for one without a name, and ``names`` the identifier of each entity.
    """

    starts: Sequence[int]
    entities: Sequence[int]
    names: Sequence[str]

    def entity(self, page: int, party: int | None) -> str | None:
        """Return the identifier of the entity that a party of a page is, both by their numbers."""
        number = -1 if party is None else self.entities[self.starts[page] + party]
        return None if number < 0 else self.names[number]


def _cast(pages: Iterable[PageResolution], listed: Listed) -> tuple[Sequence[Entity], _Cast]:
    """Return the entities that the parties of all pages are, sorted, and which party is which."""
    parties: SpilledPacks[Party] = SpilledPacks(together=_TOGETHER)
    starts, articles = array("L"), list[str]()
    for page in pages:
        starts.append(len(parties))
        articles.append(page.article.id)
        parties.extend(map(_shown, page.parties))
    groups = join_parties(parties, listed)
    numbers = array("l", [-1]) * len(parties)
    found: Spilled[Entity] = Spilled()
    names: list[str] = []
    for members in _members(groups, len(parties)):
        group = [parties[at] for at in members]
        if not group[0].forms:
            continue
        entity = _entity(group, articles[bisect_right(starts, members[0]) - 1])
        if (party := groups.listed(members[0])) is not None:
            entity = _as_listed(entity, party)
        for at in members:
            numbers[at] = len(found)
        found.append(entity)
        names.append(entity.id)
    last = {name: number for number, name in enumerate(names)}
    return InOrder(found, (last[name] for name in sorted(last))), _Cast(starts, numbers, names)


def _shown(party: Party) -> Party:
    """Return what other pages may see of a party; of one without a name nothing, and it is joined to none."""
    return replace(party, mentions=[]) if party.forms else Party(party.number, "unnamed")


def _members(groups: Groups, count: int) -> Iterator[list[int]]:
    """Yield the parties of each group in order, the group with the first party first."""
    roots = np.fromiter(map(groups.find, range(count)), dtype=np.int64, count=count)
    order = np.argsort(roots, kind="stable")
    begins = np.flatnonzero(np.diff(roots[order], prepend=-1))
    for begin, end in pairwise([*begins.tolist(), count]):
        yield order[begin:end].tolist()


def _as_listed(entity: Entity, party: Alias) -> Entity:
    """Return an entity under the name, the kind and the aliases that a user's file lists."""
    kind = party.kind or (entity.kind if entity.kind != "unnamed" else "organisation")
    forms = {entity.name, *entity.aliases, *party.aliases} - {party.name}
    return Entity(identifier("ent", fold(party.name), family(kind)), party.name, kind, tuple(sorted(forms)))


def _entity(group: Sequence[Party], article: str) -> Entity:
    """Return the entity that parties are, the first of them on the page of an article."""
    named = [party for party in group if party.named] or group
    forms: Counter[str] = Counter()
    for party in named:
        forms.update(party.forms)
    kinds = Counter(party.kind for party in named)
    if len(kinds) > 1:
        del kinds["person"]  # a place or a body that some pages show in no other light than a person's
    if "government" in kinds:
        del kinds["place"]  # a state on one page is a state on all
    kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    name = _fullest(forms)
    told = sorted({found.name for form in forms if (found := known(form)) is not None and found.kind == kind})
    if told and kind in {"government", "group"}:
        name = told[0]  # states and groups have one name in the gazetteer, whichever the pages use
    key: tuple[str | int, ...] = (fold(name), family(kind))
    body = state_body(name)
    if not named[0].named or (kind == "person" and len(name_words(name)) < 2) or (body and not body.country):
        key = (fold(name), article, group[0].number)
    others = sorted({form for party in group for form in party.forms} - {name})
    return Entity(identifier("ent", *key), name, kind, tuple(others))


def _fullest(forms: Counter[str]) -> str:
    """Return the longest of the names in common use: one that stands once among many is misread or has run together.

    Of a party with ten mentions or more, a name in common use is one in twenty of them, and more than one.
    """
    total = forms.total()
    common = [form for form in forms if total < _MANY or forms[form] >= max(2, total / _RARE)] or list(forms)
    return min(common, key=lambda form: (-len(name_words(form)), -forms[form], form))


def _mentions(pages: Iterable[tuple[int, PageResolution]], cast: _Cast) -> list[Mention]:
    """Return the mentions in pages of one article, sorted."""
    found = {
        Mention(page.article.id, span, entity)
        for p, page in pages
        for party in page.parties
        if (entity := cast.entity(p, party.number)) is not None
        for span in party.mentions
    }
    return sorted(found, key=lambda mention: (mention.span, mention.entity))


def _reports(p: int, page: PageResolution, cast: _Cast) -> Iterator[Report]:
    telling = {index for index, said in enumerate(page.said) if says_something(page.article.text, said.attribution)}
    for index, said in enumerate(page.said):
        if index in telling:
            yield _report(page.article, index, said, partial(cast.entity, p), telling)


def _report(
    article: Article, index: int, said: Said, named: Callable[[int | None], str | None], telling: Set[int]
) -> Report:
    attribution = said.attribution
    nested = attribution.nested_in
    speaker = named(said.speaker)
    verdict = said.why_speaker if speaker else Verdict("unresolved", said.why_speaker.score, said.why_speaker.reasons)
    return Report(
        id=identifier("att", article.id, index),
        article=article.id,
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        kind=attribution.kind,
        quote=quote_of(article.text, attribution.content),
        speaker=speaker,
        speaker_from=said.came_from,
        why_speaker=verdict,
        act=said.act,
        target=named(said.target),
        said_on=said.dated.on,
        said_precision=said.dated.precision,
        date_words=said.dated.words,
        relay=tuple(identity for number in said.relay if (identity := named(number))),
        nested_in=identifier("att", article.id, nested) if nested is not None and nested in telling else None,
        why_act=said.why_act,
        relay_words=said.relay_words,
    )
