"""One entity for one party over all pages, with its mentions and the reports of what it says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set

from sayso.records import Alias, Article, Entity, Mention, Report, Resolution, Verdict, identifier, quote_of
from sayso.resolution.gazetteer import known
from sayso.resolution.joins import At, family, join_parties
from sayso.resolution.listed import Listed
from sayso.resolution.page import PageResolution, Said
from sayso.resolution.party import Party
from sayso.resolution.sayings import says_something
from sayso.resolution.spelling import fold, name_words
from sayso.resolution.state_bodies import state_body

_MANY = 10
_RARE = 20


def link_pages(pages: Sequence[PageResolution], aliases: Sequence[Alias] = ()) -> Resolution:
    """Return the entities, mentions and reports of all pages, whatever their order.

    A party of ``aliases`` is one entity under its listed name, and its names go to no other.
    """
    listed = Listed(aliases)
    ordered = sorted(map(listed.set_apart, pages), key=lambda page: (page.article.id, page.article.path))
    parties = {At(p, party.number): party for p, page in enumerate(ordered) for party in page.parties if party.forms}
    groups = join_parties(parties, listed)
    members: dict[At, list[At]] = defaultdict(list)
    for at in sorted(parties):
        members[groups.find(at)].append(at)
    entities: dict[At, Entity] = {}
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


def _as_listed(entity: Entity, party: Alias) -> Entity:
    """Return an entity under the name, the kind and the aliases that a user's file lists."""
    kind = party.kind or (entity.kind if entity.kind != "unnamed" else "organisation")
    forms = {entity.name, *entity.aliases, *party.aliases} - {party.name}
    return Entity(identifier("ent", fold(party.name), family(kind)), party.name, kind, tuple(sorted(forms)))


def _entity(group: list[Party], article: Article, at: At) -> Entity:
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
        key = (fold(name), article.id, at.party)
    others = sorted({form for party in group for form in party.forms} - {name})
    return Entity(identifier("ent", *key), name, kind, tuple(others))


def _fullest(forms: Counter[str]) -> str:
    """Return the longest of the names in common use: one that stands once among many is misread or has run together.

    Of a party with ten mentions or more, a name in common use is one in twenty of them, and more than one.
    """
    total = forms.total()
    common = [form for form in forms if total < _MANY or forms[form] >= max(2, total / _RARE)] or list(forms)
    return min(common, key=lambda form: (-len(name_words(form)), -forms[form], form))


def _mentions(pages: Sequence[PageResolution], entities: dict[At, Entity]) -> Iterable[Mention]:
    found = {
        Mention(page.article.id, span, entities[At(p, party.number)].id)
        for p, page in enumerate(pages)
        for party in page.parties
        if At(p, party.number) in entities
        for span in party.mentions
    }
    return sorted(found, key=lambda mention: (mention.article, mention.span, mention.entity))


def _reports(p: int, page: PageResolution, entities: dict[At, Entity]) -> Iterable[Report]:
    telling = {index for index, said in enumerate(page.said) if says_something(page.article.text, said.attribution)}
    for index, said in enumerate(page.said):
        if index in telling:
            yield _report(p, page.article, index, said, entities, telling)


def _report(p: int, article: Article, index: int, said: Said, entities: dict[At, Entity], telling: Set[int]) -> Report:
    def named(number: int | None) -> str | None:
        entity = entities.get(At(p, number)) if number is not None else None
        return entity.id if entity else None

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
