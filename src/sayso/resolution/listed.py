"""The parties of a user's alias file on one page: what is listed goes to its party, and to no other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.records import Alias, Span
from sayso.resolution.page import PageResolution, Said
from sayso.resolution.party import Party
from sayso.resolution.spelling import close_spelling, name_words


class Listed:
    """The parties of a user's alias file, found by any of their names."""

    def __init__(self, aliases: Sequence[Alias] = ()) -> None:
        self._by_words: Mapping[tuple[str, ...], Alias] = {
            name_words(form): party for party in aliases for form in (party.name, *party.aliases)
        }

    def means(self, form: str) -> Alias | None:
        """Return the listed party that a name means, letter case, articles and possessive marks aside."""
        return self._by_words.get(name_words(form))

    def party(self, party: Party) -> Alias | None:
        """Return the listed party that a party of a page is, by the most frequent of its listed names."""
        if not self._by_words:
            return None
        found = [form for form in party.forms if self.means(form)]
        best = min(found, key=lambda form: (form != party.name, -party.forms[form], form), default=None)
        return self.means(best) if best is not None else None

    def set_apart(self, page: PageResolution) -> PageResolution:
        """Return the page with each listed name in a party of its own where the page gave it to another."""
        parties = list(page.parties)
        apart: dict[int, dict[str, int]] = {}
        if self._by_words:
            for party in page.parties:
                for entry in self._others(party):
                    parties.append(Party(len(parties), entry.kind or party.kind))
                    apart.setdefault(party.number, {})[entry.name] = parties[-1].number
        if not apart:
            return page
        moved: dict[Span, int] = {}
        for number, homes in apart.items():
            self._move(page, parties, number, homes, moved)
        places = sorted(moved.items())
        return replace(page, parties=tuple(parties), said=tuple(_said_anew(one, apart, places) for one in page.said))

    def _others(self, party: Party) -> list[Alias]:
        """Return the listed parties whose names a party of a page bears, and that it is not, sorted by name."""
        entries = {entry.name: entry for form in party.forms if (entry := self.means(form))}
        home = self.party(party)
        if home is not None and party.kind == "person" and _another_person(party, home, self):
            home = None
        return [entry for name, entry in sorted(entries.items()) if home is None or name != home.name]

    def _move(
        self,
        page: PageResolution,
        parties: list[Party],
        number: int,
        homes: Mapping[str, int],
        moved: dict[Span, int],
    ) -> None:
        """Give the names of ``homes`` that a party bears to the parties of their own, and note their places."""
        party = parties[number]
        kept = replace(party, forms=Counter(), mentions=[])
        for form, times in party.forms.items():
            entry = self.means(form)
            home = parties[homes[entry.name]] if entry and entry.name in homes else kept
            home.forms[form] += times
        for span in party.mentions:
            entry = self.means(span.of(page.article.text))
            home = parties[homes[entry.name]] if entry and entry.name in homes else kept
            home.mentions.append(span)
            if home is not kept:
                moved[span] = home.number
        parties[number] = kept


def _another_person(party: Party, entry: Alias, listed: Listed) -> bool:
    """Return whether a party bears a full name that is not listed and that no name of the listed person allows."""
    names = [words for form in (entry.name, *entry.aliases) if len(words := name_words(form)) > 1]
    full = [name_words(form) for form in party.forms if len(name_words(form)) > 1 and listed.means(form) is None]
    return any(not any(_may_be_one(words, other) for other in names) for words in full)


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return close_spelling(one[-1], other[-1]) and (
        close_spelling(one[0], other[0]) or set(one) <= set(other) or set(other) <= set(one)
    )


def _said_anew(said: Said, apart: Mapping[int, Mapping[str, int]], moved: Sequence[tuple[Span, int]]) -> Said:
    """Return what was said with its parties named anew, by the names that stand in it."""

    def anew(number: int | None, within: Sequence[Span]) -> int | None:
        if number is None or number not in apart:
            return number
        homes = set(apart[number].values())
        found = {home for part in within for home in _inside(moved, part) if home in homes}
        return min(found) if len(found) == 1 else number

    attribution = said.attribution
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    whole = [Span(min(span.start for span in spans), max(span.end for span in spans))] if spans else []
    return replace(
        said,
        speaker=anew(said.speaker, attribution.source),
        target=anew(said.target, whole),
        relay=tuple(other for number in said.relay if (other := anew(number, whole)) is not None),
    )


def _inside(moved: Sequence[tuple[Span, int]], part: Span) -> Iterator[int]:
    """Yield the parties of the names that stand within ``part``."""
    for at in range(bisect_left(moved, part.start, key=lambda item: item[0].start), len(moved)):
        span, home = moved[at]
        if span.start >= part.end:
            break
        if part.contains(span):
            yield home
