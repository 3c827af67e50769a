"""Who speaks: the party behind the source of each attribution of one page, or nobody when it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.records import Attribution, Span, SpeakerFrom, Verdict
from sayso.resolution.gazetteer import adjective_of, country_of
from sayso.resolution.history import History
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import FEMALE_PRONOUNS, MALE_PRONOUNS, RELATIVE, words_of
from sayso.resolution.names import Naming
from sayso.resolution.nominals import (
    Described,
    body_meant,
    body_of,
    describe,
    described_before,
    group_meant,
    mention,
    person_meant,
)
from sayso.resolution.parties import Party
from sayso.resolution.pronouns import Choice, choose, may_mean, pronoun_gender
from sayso.resolution.phrases import antecedent, phrase_before
from sayso.resolution.roles import fits, role_of
from sayso.resolution.sources import NamesAt, Source, read_source

_CONTINUING = frozenset(
    {"add", "adds", "added", "adding", "continue", "continues", "continued", "continuing", "conclude", "concluded"}
)
_VARIED: Final = 0.75  # how sure a role told nowhere must be of the person last spoken of
_VARYING: Final = words_of(
    "nominee candidate businessman businesswoman billionaire tycoon mogul politician contender hopeful frontrunner incumbent rival veteran leader man woman star magnate"
)
_SALIENT: Final = 0.6  # how sure a bare "the bank" must be of its body
_UNKNOWN = Choice(None, 0.0, ("the page names no source for it",))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The speaker found for one attribution: party or ``None``, where it is read from, and the verdict."""

    party: Party | None
    came_from: SpeakerFrom
    verdict: Verdict
    source: Source


class Scene:
    """One page while its speakers are found: the parties so far and who was mentioned where."""

    def __init__(
        self,
        layout: Layout,
        attributions: Sequence[Attribution],
        names: Sequence[Naming],
        parties: list[Party],
        whose: dict[Span, Party],
    ) -> None:
        self.layout = layout
        self.attributions = attributions
        self.parties = parties
        self.whose = whose
        self.names = names
        self.history = History()
        self.described: list[Described] = []
        at = NamesAt(names)
        self.sources = [read_source(layout, attribution.source, at) for attribution in attributions]
        self.choices: list[Choice | None] = [None] * len(attributions)
        self._bodies: dict[str, Party] = {}
        self._wholes: dict[tuple[int, ...], Party] = {}

    def find(self) -> list[Spoken]:
        """Return the speaker of each attribution, in the order given."""
        order = sorted(range(len(self.sources)), key=self.place)
        for index in order:
            if self.sources[index].kind in {"name", "names"}:
                self.choices[index] = self._named(self.sources[index])
        self._note_names()
        pending = self._pronouns()
        for index in order:
            place = self.place(index)
            while pending and pending[0][0].start < place:
                self._pass_pronoun(*pending.pop(0))
            if self.choices[index] is None:
                self.choices[index] = self._choice(index)
            self._note_source(index)
        self._look_ahead(order)
        self._lead(order)
        self._carry(order)
        return [self._spoken(index) for index in range(len(self.sources))]

    def place(self, index: int) -> int:
        """Return where an attribution's source stands (its cue, or its content, when it has none)."""
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return spans[0].start if spans else 0

    def _spoken(self, index: int) -> Spoken:
        source, choice = self.sources[index], self.choices[index] or _UNKNOWN
        came: SpeakerFrom = "name" if source.kind in {"name", "names"} else source.kind  # type: ignore[assignment]
        relation = "resolved" if choice.party is not None else "unresolved"
        return Spoken(choice.party, came, Verdict(relation, round(choice.score, 2), choice.reasons), source)

    def _new(self, party: Party) -> Party:
        party.number = len(self.parties)
        self.parties.append(party)
        return party

    def _named(self, source: Source) -> Choice:
        found = [self.whose[name.span] for name in source.names if name.span in self.whose]
        if not found:
            return _UNKNOWN
        if len(found) == 1:
            return Choice(found[0], 0.97, ("named in the source",))
        parts = tuple(dict.fromkeys(party.number for party in found))
        whole = self._wholes.get(parts) or self._new(Party(0, "group", plural=True, parts=parts))
        self._wholes[parts] = whole
        names = [self.parties[number].name for number in parts]
        whole.forms[", ".join(names[:-1]) + " and " + names[-1]] += 1
        mention(whole, source.span)
        return Choice(whole, 0.95, ("named together in the source",))

    def _note_names(self) -> None:
        starts = {sentence.start: sentence for sentence in self.layout.sentences}
        firsts = sorted(starts)
        for name in self.names:
            adjective = name.known is not None and name.known.how == "adjective"
            if adjective or self.layout.furnished(name.span.start) or name.span not in self.whose:
                continue
            sentence = self.layout.sentences[self.layout.sentence(name.span.start)]
            lead = self.layout.text[sentence.start : name.span.start]
            subject = (
                bool(firsts) and len(lead) < 40 + 12 * len(name.titles) and not name.possessive and not name.modifies
            )
            self.history.add(name.span, self.whose[name.span], "subject" if subject else "other", quoted=name.quoted)

    def _pronouns(self) -> list[tuple[Span, str]]:
        sourced = {span.start for attribution in self.attributions for span in attribution.source}
        gendered = MALE_PRONOUNS | FEMALE_PRONOUNS
        return [
            (word.span, word.lower)
            for word in self.layout.words
            if word.lower in gendered and word.span.start not in sourced and not self.layout.quoted(word.span.start)
        ]

    def _pass_pronoun(self, span: Span, pronoun: str) -> None:
        choice = choose(self.layout, self.history, self.parties, pronoun, span.start)
        if choice.party is not None and choice.score > 0.6:
            subject = "subject" if pronoun in {"he", "she"} else "other"
            self.history.add(span, choice.party, subject, quoted=False, pronoun=True)  # type: ignore[arg-type]

    def _note_source(self, index: int) -> None:
        choice, source = self.choices[index], self.sources[index]
        if choice and choice.party and source.span:
            self.history.add(source.span, choice.party, "source", quoted=False, pronoun=source.kind == "pronoun")
            mention(choice.party, source.span)

    def _choice(self, index: int) -> Choice | None:
        source = self.sources[index]
        if source.kind == "nominal":
            return self._nominal(source, self.place(index))
        if source.kind == "pronoun":
            return self._pronoun(index)
        return None

    def _nominal(self, source: Source, place: int) -> Choice:
        if source.head_kind == "person":
            choice = person_meant(source, self.parties, self.described, place)
            if choice.party is None and source.definite and source.owner_pronoun is None:
                choice = self._varied(source, place)
            if choice.party is not None:
                return choice
        if source.head_kind == "organisation":
            choice = self._body(source, place)
            if choice.party is not None:
                return choice
        group = group_meant(source, self.parties, place)
        if group.party is not None:
            return group
        source = self._owned(source, place)
        earlier = described_before(source, self.described)
        if earlier is not None:
            return Choice(earlier.party, 0.7, ("described so before",))
        if source.head_kind == "document" and source.definite and len(source.words) < 3:
            phrase = phrase_before(self.layout, source.head, place)
            source = replace(source, text=phrase) if phrase else source
        if _points_back(source):
            return Choice(None, 0.0, (f"“the {source.head}” points to something that the page does not tell apart",))
        found = describe(source, len(self.parties))
        self.parties.append(found.party)
        self.described.append(found)
        return Choice(found.party, 0.8, ("described, not named",))

    def _varied(self, source: Source, place: int) -> Choice:
        """The person last spoken of, when a role not told before takes up the name: "the nominee", "the billionaire"."""
        role = role_of(source.words, source.after)
        if role is None or role.head not in _VARYING:
            return _UNKNOWN

        def free(party: Party) -> bool:
            agrees = role.gender is None or party.gender in {None, role.gender}
            return party.named and party.kind == "person" and agrees

        choice = choose(self.layout, self.history, self.parties, "i", place, usable=free)
        near = choice.party is not None and choice.score >= _VARIED
        return Choice(choice.party, 0.6, (*choice.reasons, f"“{source.head}” takes up the name")) if near else _UNKNOWN

    def _body(self, source: Source, place: int) -> Choice:
        owner = self._owner(source, place)
        if owner is None:
            choice = body_meant(source, self.parties, place)
            if choice.party is None and source.definite and len(source.words) < 3:
                choice = self._salient_body(place)
            return choice
        country = country_of(owner.name)
        party = body_of(source, owner.name, 0)
        if country:
            text = next(iter(party.forms)).replace(owner.name, adjective_of(country), 1)
            party.forms.clear()
            party.forms[text] += 1
        known = self._bodies.setdefault(party.name.lower(), party)
        if known is party:
            self._new(party)
        return Choice(known, 0.85, (f"named through {owner.name}",))

    def _salient_body(self, place: int) -> Choice:
        """The body that the page is about here, for "the bank", "the agency", "the company"."""
        choice = choose(
            self.layout,
            self.history,
            self.parties,
            "it",
            place,
            usable=lambda party: party.named and party.kind == "organisation",
        )
        return choice if choice.score >= _SALIENT else Choice(None, 0.0, ("described, not named",))

    def _owned(self, source: Source, place: int) -> Source:
        """Put the owner's name in the place of a possessive pronoun: "his lawyer", "their supporters"."""
        if source.owner_pronoun not in {"his", "her", "their", "its"}:
            return source
        owner = choose(self.layout, self.history, self.parties, source.owner_pronoun, place).party
        if owner is None:
            return source
        return replace(source, text=f"{owner.name}'s {source.text.split(' ', 1)[-1]}", definite=True)

    def _owner(self, source: Source, place: int) -> Party | None:
        if source.owner is not None:
            return self.whose.get(source.owner.span)
        if source.owner_pronoun in {"his", "her"}:
            return choose(self.layout, self.history, self.parties, source.owner_pronoun, place).party
        return None

    def _pronoun(self, index: int) -> Choice:
        source = self.sources[index]
        pronoun, place = source.head, self.place(index)
        if pronoun in RELATIVE:
            return self._relative(source, place)
        if pronoun in {"i", "we", "my", "our", "me", "us", "you", "your"}:
            return self._first_person(index)
        return choose(self.layout, self.history, self.parties, pronoun, place, own=self.attributions[index].content)

    def _relative(self, source: Source, place: int) -> Choice:
        phrase = antecedent(self.layout, place)
        for event in self.history.before(place, reach=90):
            gap = self.layout.text[event.end : place]
            party = self.parties[event.party]
            if self.layout.sentence(event.start) != self.layout.sentence(place) or (
                phrase and event.start < phrase[0].start
            ):
                break
            if source.head == "who" and not (party.person or party.plural):
                continue
            describes = gap.lstrip("'’s ")[:1].islower()  # "a Clinton aide who": the name narrows the noun behind it
            if len(gap) < 60 and not describes and not self._hangs(event.start):
                return Choice(party, 0.85, (f"“{source.head}” follows the name",))
        if phrase is None:
            return Choice(None, 0.0, (f"no name stands before “{source.head}”",))
        return self._nominal(phrase[1], phrase[0].start)

    def _hangs(self, start: int) -> bool:
        """Whether a name hangs on a preposition inside a description of somebody else: "Roe, a lawyer for Poe, who"."""
        lead = self.layout.text[max(0, start - 90) : start]
        return (
            re.search(r", (?:(?:an?|the|then|one of) [^,.;]{3,60} (?:for|of|to|at)|of|from|in) (?:[A-Z]\w+ )?$", lead)
            is not None
        )

    def _first_person(self, index: int) -> Choice:
        nested = self.attributions[index].nested_in
        holder = self.choices[nested] if nested is not None else None
        if holder is not None and holder.party is not None:
            return Choice(holder.party, 0.7, ("speaks inside that one's words",))
        return Choice(None, 0.0, ("speaks of itself, unnamed",))

    def _look_ahead(self, order: list[int]) -> None:
        """Cataphora: a pronoun without anybody before it takes the name that ends its run of quotations."""
        for position, index in enumerate(order):
            source, choice = self.sources[index], self.choices[index]
            gender = pronoun_gender(source.head)
            held = choice.party if choice else None
            if (
                source.kind != "pronoun"
                or gender is None
                or (held and (held.named or held.gender == gender))
                or (choice and choice.rivals)
            ):
                continue
            found = self._ahead(order[position + 1 :], index)
            if found is not None and (held is None or found.gender == gender):
                self.choices[index] = Choice(found, 0.7, ("named at the end of the same run of quotations",))

    def _ahead(self, following: list[int], index: int) -> Party | None:
        paragraph = self.layout.paragraph(self.place(index))
        for other in following[:6]:
            if self.layout.paragraph(self.place(other)) - paragraph > 1:
                return None
            choice = self.choices[other]
            if self.sources[other].kind == "name" and choice and choice.party:
                return choice.party if may_mean(self.sources[index].head, choice.party) else None
            paragraph = self.layout.paragraph(self.place(other))
        return None

    def _lead(self, order: list[int]) -> None:
        """A short description in the first lines takes the fuller one of the same head, or the holder of the role, that follows."""
        if not self.layout.paragraphs:
            return
        end = self.layout.paragraphs[min(2, len(self.layout.paragraphs) - 1)].end
        for index in order:
            source, choice = self.sources[index], self.choices[index]
            if self.place(index) > end:
                return
            if (
                source.kind != "nominal"
                or choice is None
                or choice.party is None
                or choice.party.named
                or len(source.words) > 4
            ):
                continue
            fuller = self._fuller(source, choice.party)
            if fuller is not None:
                self.choices[index] = Choice(fuller, 0.6, ("the first lines describe whom the page then names",))

    def _fuller(self, source: Source, held: Party) -> Party | None:
        if source.head_kind == "person":
            role = role_of(source.words, source.after)
            agreeing = [
                p
                for p in self.parties
                if p.kind == "person" and p.named and role and any(fits(role, r) >= 0.6 for r in p.roles)
            ]
            return agreeing[0] if agreeing else None
        if source.head_kind != "document":
            return None
        later = (
            item
            for item in self.described
            if item.head == source.head and len(item.words) > len(source.words) and item.party is not held
        )
        found = next(later, None)
        return found.party if found else None

    def _carry(self, order: list[int]) -> None:
        """A quotation without a source takes the speaker of the quotation beside it."""
        for position, index in enumerate(order):
            if self.sources[index].kind != "implicit":
                continue
            if position and self._same_breath(order[position - 1], index):
                self.choices[index] = self._carried(order[position - 1], "the same sentence goes on with its speaker")
                continue
            if self.attributions[index].kind == "indirect":
                continue
            after = order[position + 1] if position + 1 < len(order) else None
            before = order[position - 1] if position else None
            if after is not None and self._continues(index, after):
                self.choices[index] = self._carried(after, "the words go on in the next quotation")
            elif before is not None and self._adjoins(before, index):
                self.choices[index] = self._carried(before, "the words go on from the quotation before")

    def _same_breath(self, before: int, index: int) -> bool:
        """Whether a participle goes on with the sentence of the attribution before: "…, noting that"."""
        cue = self.attributions[index].cue
        if not cue or not cue[0].of(self.layout.text).split()[:1] or not self.attributions[before].cue:
            return False
        participle = cue[0].of(self.layout.text).split()[0].endswith("ing")
        return participle and self.layout.sentence(cue[0].start) == self.layout.sentence(self.attributions[before].cue[0].start)

    def _carried(self, other: int, reason: str) -> Choice | None:
        choice = self.choices[other]
        return Choice(choice.party, 0.8 * choice.score, (reason,)) if choice and choice.party else None

    def _continues(self, index: int, after: int) -> bool:
        cue = " ".join(span.of(self.layout.text) for span in self.attributions[after].cue).lower()
        gap = self._gap(index, after)
        return (
            gap is not None and len(gap) < 40 and "\n" not in gap and any(word in _CONTINUING for word in cue.split())
        )

    def _adjoins(self, before: int, index: int) -> bool:
        gap = self._gap(before, index)
        return gap is not None and not any(letter.isalnum() for letter in gap) and self.choices[before] is not None

    def _gap(self, one: int, other: int) -> str | None:
        first, second = self.attributions[one], self.attributions[other]
        ends = [span.end for span in (*first.source, *first.cue, *first.content)]
        starts = [span.start for span in (*second.source, *second.cue, *second.content)]
        return self.layout.text[max(ends) : min(starts)] if ends and starts and max(ends) <= min(starts) else None


def _points_back(source: Source) -> bool:
    """Whether a description is but a definite noun in the singular: it means something said before, or nobody can tell."""
    bare = len(source.words) == 2 and not source.after and source.owner_pronoun is None
    return (
        bare
        and source.definite
        and source.head_kind in {"person", "organisation", "document"}
        and source.text == source.head
    )
