"""One entity for one party over all pages: by full names, known other names, offices; never by surname alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from sayso.records import Alias, Article, Entity, EntityKind, Mention, Report, Resolution, Verdict, identifier, quote_of
from sayso.resolution.gazetteer import known
from sayso.resolution.lexicon import head_kind
from sayso.resolution.listed import Listed
from sayso.resolution.page import PageResolution, Said
from sayso.resolution.party import Party
from sayso.resolution.roles import Role, fits
from sayso.resolution.sayings import says_something
from sayso.resolution.spelling import close_spelling, fold, name_words, skeleton
from sayso.resolution.state_bodies import state_body

_OFFICE: Final = 0.95  # only the very same office of the same country makes a description a person


@dataclass(frozen=True, slots=True, order=True)
class _At:
    """A party of one page: the index of the page in sorted order, and the party's number there."""

    page: int
    party: int


class _Groups:
    """Sets of parties that are one, joined step by step."""

    def __init__(self) -> None:
        self._parent: dict[_At, _At] = {}
        self._listed: dict[_At, Alias] = {}

    def mark(self, item: _At, party: Alias) -> None:
        """Note that a user's alias file lists the party: it is joined to no other one that is listed."""
        self._listed[self.find(item)] = party

    def listed(self, item: _At) -> Alias | None:
        """Return the listed party that the set of ``item`` is, if any."""
        return self._listed.get(self.find(item))

    def find(self, item: _At) -> _At:
        root = item
        while (above := self._parent.get(root, root)) != root:
            root = above
        while item != root:
            self._parent[item], item = root, self._parent.get(item, root)
        return root

    def join(self, one: _At, other: _At) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        told = {party.name: party for party in (self._listed.get(first), self._listed.get(second)) if party}
        if len(told) > 1:
            return
        self._parent[second] = first
        if told:
            self._listed[first] = next(iter(told.values()))


def link_pages(pages: Sequence[PageResolution], aliases: Sequence[Alias] = ()) -> Resolution:
    """Return the entities, mentions and reports of all pages, whatever their order.

    A party of ``aliases`` is one entity under its listed name, and its names go to no other.
    """
    listed = Listed(aliases)
    ordered = sorted(map(listed.set_apart, pages), key=lambda page: (page.article.id, page.article.path))
    parties = {_At(p, party.number): party for p, page in enumerate(ordered) for party in page.parties if party.forms}
    groups = _Groups()
    _join_listed(parties, listed, groups)
    _join_bodies(parties, groups)
    _join_misread(parties, groups)
    _join_full_names(parties, groups)
    _join_surnames(parties, groups)
    _join_offices(parties, groups)
    members: dict[_At, list[_At]] = defaultdict(list)
    for at in sorted(parties):
        members[groups.find(at)].append(at)
    entities: dict[_At, Entity] = {}
    for group in members.values():
        entity = _entity([parties[at] for at in group], ordered[group[0].page].article, group[0])
        if (party := groups.listed(group[0])) is not None:
            entity = _as_listed(entity, party)
        entities.update(dict.fromkeys(group, entity))
    return Resolution(
        entities=tuple(
            sorted({entity.id: entity for entity in entities.values()}.values(), key=lambda entity: entity.id)
        ),
        mentions=tuple(_mentions(ordered, entities)),
        reports=tuple(report for p, page in enumerate(ordered) for report in _reports(p, page, entities)),
    )


def _join_listed(parties: dict[_At, Party], listed: Listed, groups: _Groups) -> None:
    first: dict[str, _At] = {}
    for at, party in sorted(parties.items()):
        if (entry := listed.party(party)) is not None and not party.parts:
            groups.mark(at, entry)
            groups.join(first.setdefault(entry.name, at), at)


def _as_listed(entity: Entity, party: Alias) -> Entity:
    """Return an entity under the name, the kind and the aliases that a user's file lists."""
    kind = party.kind or (entity.kind if entity.kind != "unnamed" else "organisation")
    forms = {entity.name, *entity.aliases, *party.aliases} - {party.name}
    return Entity(identifier("ent", fold(party.name), _family(kind)), party.name, kind, tuple(sorted(forms)))


def _body_keys(party: Party) -> set[tuple[str, ...]]:
    keys = set()
    for form in party.forms:
        found = known(form)
        words = name_words(found.name if found else form)
        body = state_body(form)
        if body is not None:
            keys |= {("", body.country, *body.core)} if body.country else set()
        elif found or (words and not all(head_kind(word) for word in words)):
            keys.add(tuple(skeleton(word) if len(word) > 4 else word for word in words))
    return keys


def _join_bodies(parties: dict[_At, Party], groups: _Groups) -> None:
    first: dict[tuple[str, tuple[str, ...]], _At] = {}
    for at, party in sorted(parties.items()):
        if not party.named or party.kind == "person" or party.parts:
            continue
        family = _family(party.kind)
        for key in sorted(_body_keys(party)):
            groups.join(first.setdefault((family, key), at), at)


def _join_misread(parties: dict[_At, Party], groups: _Groups) -> None:
    """Join a name of one word, taken for a person's on one page, to the place or body that others show it to be."""
    bodies: dict[tuple[str, ...], _At] = {}
    bearers = {word for party in parties.values() if party.kind == "person" for full in _full(party) for word in full}
    for at, party in sorted(parties.items()):
        if party.named and party.kind in {"place", "government", "organisation"} and not party.parts:
            for form in party.forms:
                bodies.setdefault(name_words(form), at)
    for at, party in sorted(parties.items()):
        told = party.genders or not party.named or party.kind != "person"
        words = {name_words(form) for form in party.forms}
        if told or len(words) != 1 or any(len(one) != 1 or one[0] in bearers for one in words):
            continue
        other = bodies.get(next(iter(words)))
        if other is not None and (parties[other].kind != "organisation" or not party.roles):
            groups.join(other, at)


def _full(party: Party) -> list[tuple[str, ...]]:
    return sorted({words for form in party.forms if len(words := name_words(form)) > 1})


def _join_full_names(parties: dict[_At, Party], groups: _Groups) -> None:
    by_last: dict[str, list[tuple[tuple[str, ...], _At]]] = defaultdict(list)
    for at, party in sorted(parties.items()):
        if party.kind != "person" or not party.named:
            continue
        for words in _full(party):
            bucket = by_last[skeleton(words[-1])[1:]]
            for other, there in bucket:
                if _one_person(words, other):
                    groups.join(there, at)
                    break
            bucket.append((words, at))


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not close_spelling(one[-1], other[-1]):
        return False
    return one[0] == other[0] or close_spelling(one[0], other[0]) or set(one) <= set(other) or set(other) <= set(one)


def _join_surnames(parties: dict[_At, Party], groups: _Groups) -> None:
    """Join a surname alone to the one full name that bears it, when only one bears it anywhere."""
    bearers: dict[str, set[_At]] = defaultdict(set)
    for at, party in parties.items():
        if party.kind == "person" and party.named:
            for words in _full(party):
                bearers[fold(words[-1])].add(groups.find(at))
    alone = [
        (at, party)
        for at, party in sorted(parties.items())
        if party.kind == "person" and party.named and not _full(party)
    ]
    for at, party in alone:
        found = {
            root
            for form in party.forms
            for root in bearers.get(fold(name_words(form)[-1]) if name_words(form) else "", ())
        }
        if len(found) == 1:
            root = next(iter(found))
            if party.gender in {None, parties[root].gender} or parties[root].gender is None:
                groups.join(root, at)


def _join_offices(parties: dict[_At, Party], groups: _Groups) -> None:
    """Join a person described by office and country to the one named person who holds that very office there."""
    holders: dict[tuple[str, str], list[tuple[Role, _At]]] = defaultdict(list)
    for at, party in sorted(parties.items()):
        if party.kind == "person" and party.named:
            for role in party.roles:
                if role.country and role.modifiers:
                    holders[role.head, role.country].append((role, groups.find(at)))
    for at, party in sorted(parties.items()):
        if party.named or not party.roles or party.plural:
            continue
        role = party.roles[0]
        if not (role.country and role.modifiers):
            continue
        found = {root for held, root in holders.get((role.head, role.country), ()) if fits(role, held) >= _OFFICE}
        if len(found) == 1:
            groups.join(next(iter(found)), at)


def _entity(group: list[Party], article: Article, at: _At) -> Entity:
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
    name = min(forms, key=lambda form: (-len(name_words(form)), -forms[form], form))
    told = sorted({found.name for form in forms if (found := known(form)) is not None and found.kind == kind})
    if told and kind in {"government", "group"}:
        name = told[0]  # states and groups have one name in the gazetteer, whichever the pages use
    key: tuple[str | int, ...] = (fold(name), _family(kind))
    body = state_body(name)
    if not named[0].named or (kind == "person" and len(name_words(name)) < 2) or (body and not body.country):
        key = (fold(name), article.id, at.party)
    others = sorted({form for party in group for form in party.forms} - {name})
    return Entity(identifier("ent", *key), name, kind, tuple(others))


def _family(kind: EntityKind) -> str:
    return kind if kind in {"person", "document"} else "body"


def _mentions(pages: Sequence[PageResolution], entities: dict[_At, Entity]) -> Iterable[Mention]:
    found = {
        Mention(page.article.id, span, entities[_At(p, party.number)].id)
        for p, page in enumerate(pages)
        for party in page.parties
        if _At(p, party.number) in entities
        for span in party.mentions
    }
    return sorted(found, key=lambda mention: (mention.article, mention.span, mention.entity))


def _reports(p: int, page: PageResolution, entities: dict[_At, Entity]) -> Iterable[Report]:
    telling = {index for index, said in enumerate(page.said) if says_something(page.article.text, said.attribution)}
    for index, said in enumerate(page.said):
        if index in telling:
            yield _report(p, page.article, index, said, entities, telling)


def _report(p: int, article: Article, index: int, said: Said, entities: dict[_At, Entity], telling: Set[int]) -> Report:
    def named(number: int | None) -> str | None:
        entity = entities.get(_At(p, number)) if number is not None else None
        return entity.id if entity else None

    attribution = said.attribution
    nested = attribution.nested_in
    speaker = named(said.speaker)
    verdict = (
        said.spoken.verdict
        if speaker
        else Verdict("unresolved", said.spoken.verdict.score, said.spoken.verdict.reasons)
    )
    return Report(
        id=identifier("att", article.id, index),
        article=article.id,
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        kind=attribution.kind,
        quote=quote_of(article.text, attribution.content),
        speaker=speaker,
        speaker_from=said.spoken.came_from,
        why_speaker=verdict,
        act=said.act,
        target=named(said.target),
        said_on=said.dated.on,
        said_precision=said.dated.precision,
        date_words=said.dated.words,
        relay=tuple(identity for number in said.relay if (identity := named(number))),
        nested_in=identifier("att", article.id, nested) if nested is not None and nested in telling else None,
        why_act=said.why_act,
    )
