"""One page while its speakers are found: its parties, who was mentioned where, and what was described."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.records import Attribution, Span
from sayso.resolution.history import History
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import singular
from sayso.resolution.names import Naming
from sayso.resolution.party import Party
from sayso.resolution.pronouns import Choice
from sayso.resolution.roles import Role, heads_meant
from sayso.resolution.sources import NamesAt, Source, read_source
from sayso.resolution.spelling import name_words

NOT_NAMED = Choice(None, 0.0, ("described, not named",))
NO_SOURCE = Choice(None, 0.0, ("the page names no source for it",))


@dataclass(frozen=True, slots=True)
class Described:
    """A party that the page only describes, kept so that "the letter" finds "a letter"."""

    party: Party
    head: str
    role: Role | None
    words: frozenset[str]


@dataclass(slots=True)
class Scene:
    """The state of one page; ``choices`` holds whom each attribution's source is taken to mean so far."""

    layout: Layout
    attributions: Sequence[Attribution]
    names: Sequence[Naming]
    parties: list[Party]
    whose: dict[Span, Party]
    at: NamesAt = field(init=False)
    history: History = field(default_factory=History)
    sources: list[Source] = field(default_factory=list)
    choices: list[Choice | None] = field(default_factory=list)
    described: dict[str, list[Described]] = field(default_factory=dict)  # by head
    wholes: dict[tuple[int, ...], Party] = field(default_factory=dict)  # people named together, by their numbers
    bodies: dict[str, Party] = field(default_factory=dict)  # bodies named through an owner, by name
    documents: dict[str, Party] = field(default_factory=dict)  # documents by title or owner
    holders: dict[str, list[Party]] = field(default_factory=dict)  # people by the words of their roles
    titled: dict[str, list[Party]] = field(default_factory=dict)  # bodies by the words of their names

    def __post_init__(self) -> None:
        self.at = NamesAt(self.names)
        self.sources = [read_source(self.layout, attribution.source, self.at) for attribution in self.attributions]
        self.choices = [None] * len(self.sources)
        for party in self.parties:
            if party.kind == "person":
                _file(self.holders, party, (word for role in party.roles for word in (role.head, *role.modifiers)))
            elif party.kind in {"organisation", "group", "government"}:
                words = (singular(word) for form in party.forms for word in name_words(form))
                _file(self.titled, party, words)

    def place(self, index: int) -> int:
        """Return where an attribution's source stands (its cue, or its content, when it has none)."""
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return spans[0].start if spans else 0

    def add(self, party: Party) -> Party:
        """Return a new party of the page, numbered."""
        party.number = len(self.parties)
        self.parties.append(party)
        return party

    def together(self, parts: tuple[int, ...]) -> Party:
        """Return the party of several that speak or are meant together, made once for the same people."""
        whole = self.wholes.get(parts)
        if whole is None:
            whole = self.wholes[parts] = self.add(Party(0, "group", plural=True, parts=parts))
        names = [self.parties[number].name for number in parts]
        whole.forms[", ".join(names[:-1]) + " and " + names[-1]] += 1
        return whole

    def describe(self, described: Described) -> Party:
        """Keep a party that is only described, and return it."""
        self.described.setdefault(described.head, []).append(described)
        return self.add(described.party)

    def holding(self, role: Role) -> list[Party]:
        """Return the named people who may hold a role: whose roles have its head, or a word that it may stand for."""
        found = {party.number: party for head in heads_meant(role.head) for party in self.holders.get(head, ())}
        return [found[number] for number in sorted(found)]


def _file(index: dict[str, list[Party]], party: Party, words: Iterable[str]) -> None:
    for word in sorted(set(words)):
        index.setdefault(word, []).append(party)


def last_before(party: Party, place: int) -> int:
    """Return where a party is last mentioned before ``place``, or -1."""
    return max((span.start for span in party.mentions if span.start < place), default=-1)


def mention(party: Party, span: Span | None) -> None:
    """Note that a party is meant at ``span``."""
    if span is not None and span not in party.mentions:
        party.mentions.append(span)
        party.mentions.sort()
