"""The people of one page: full names first, then the short ones, each to its bearer."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.records import Span
from sayso.resolution.gazetteer import gender_of_name, is_given_name
from sayso.resolution.lexicon import Gender, gender_of_word, words_of
from sayso.resolution.names import Naming, shown
from sayso.resolution.party import Party
from sayso.resolution.roles import role_of
from sayso.resolution.spelling import close_spelling, name_words, skeleton
from sayso.resolution.titles import is_role

_SUFFIXES: Final = words_of("jr jr. sr sr. ii iii iv")


def core(name: Naming) -> tuple[str, ...]:
    """Return the identifying words of a person's name, generation suffixes left out."""
    return tuple(word for word in name_words(name.text) if word not in _SUFFIXES)


def _people(names: Sequence[Naming]) -> list[Naming]:
    """Return the names of people: tagged so, or the last name of somebody named in full."""
    lasts: dict[str, set[str]] = {}
    for name in names:
        if name.kind == "person" and len(core(name)) > 1:
            lasts.setdefault(_sound(core(name)[-1]), set()).add(core(name)[-1])
    found = []
    for name in names:
        words = core(name)
        bearers = lasts.get(_sound(words[-1]), set()) if words else set()
        own_name = name.kind == "person" and len(words) == 1 and words[0] in bearers  # "Paris", of Valeria Paris
        group = name.known is not None and name.known.kind == "group"  # "the rival Hezbollah" is no title before it
        if not words or (name.known and (group or not name.titles) and not own_name):
            continue
        if name.kind == "person" or (len(words) == 1 and any(close_spelling(words[0], last) for last in bearers)):
            found.append(name)
        elif words[-1] in bearers and len(words) < 4 and all(is_role(word) for word in name.words[:-1]):
            found.append(replace(name, words=name.words[-1:], titles=(*name.titles, *name.words[:-1]), kind="person"))
    return found


class _Surnames:
    """The people of a page by the sound of their last and first names."""

    def __init__(self) -> None:
        self._last: dict[str, list[tuple[tuple[str, ...], Party]]] = {}
        self._first: dict[str, list[tuple[tuple[str, ...], Party]]] = {}

    def add(self, words: tuple[str, ...], party: Party) -> None:
        """Note that a party bears a name."""
        self._last.setdefault(_sound(words[-1]), []).append((words, party))
        if len(words) > 1:
            self._first.setdefault(words[0], []).append((words, party))

    def same(self, words: tuple[str, ...]) -> Party | None:
        """Return the first party whose full name this may be."""
        bearers = self._last.get(_sound(words[-1]), ())
        return next((party for known, party in bearers if _same_person(words, known)), None)

    def bearers(self, word: str) -> list[Party]:
        """Return the parties whose last name this is; if none, those whose first name it is."""
        last = {id(p): p for known, p in self._last.get(_sound(word), ()) if close_spelling(word, known[-1])}
        return list(last.values()) or list({id(p): p for _, p in self._first.get(word, ())}.values())


def _sound(word: str) -> str:
    return skeleton(word)[1:] or word


def gather_people(names: Sequence[Naming], parties: list[Party], whose: dict[Span, Party]) -> None:
    """Add the people named on a page to ``parties``, and whose each of their names is to ``whose``.

    Full names come first; then names with a title that tells a gender; then the bare ones, each to
    the page's main bearer.
    """
    people = _people(names)
    surnames = _Surnames()
    full = [name for name in people if len(core(name)) > 1]
    short = [name for name in people if len(core(name)) == 1]
    for name in full:
        _assign(name, surnames.same(core(name)), surnames, parties, whose)
    for name in full:
        _tell_gender(name, whose[name.span])
    for told in (True, False):
        for name in short:
            if (_title_gender(name) is not None) == told:
                _assign(name, _bearer(name, surnames), surnames, parties, whose)
                _tell_gender(name, whose[name.span])


def _assign(
    name: Naming, party: Party | None, surnames: _Surnames, parties: list[Party], whose: dict[Span, Party]
) -> None:
    if party is None:
        party = Party(len(parties), "person")
        parties.append(party)
        surnames.add(core(name), party)
    elif len(core(name)) > 1 and name.text not in party.forms:
        surnames.add(core(name), party)
    whose[name.span] = party
    party.forms[shown(name)] += 1
    insort(party.mentions, name.span)
    if name.titles and (role := role_of(name.titles)):
        party.roles.append(role)


def _tell_gender(name: Naming, party: Party) -> None:
    words = core(name)
    if told := _title_gender(name):
        party.genders[told] += 4
    if len(words) > 1 and not any("-" in word for word in words[1:]) and (told := gender_of_name(words[0])):
        party.genders[told] += 2  # a hyphen behind: the family name may stand first, as in Korean names
    elif len(words) == 1 and is_given_name(words[0]) and (told := gender_of_name(words[0])) and not party.genders:
        family = any(len(full := name_words(form)) > 1 and full[-1] == words[0] for form in party.forms)
        if not family:  # "Joseph", of Amelie Joseph, tells nothing
            party.genders[told] += 1


def _bearer(name: Naming, surnames: _Surnames) -> Party | None:
    """Return the bearer of a short name: of agreeing gender, by office, then by how much the page is about it."""
    gender = _title_gender(name)
    found = [party for party in surnames.bearers(core(name)[0]) if gender is None or party.gender in {None, gender}]
    role = role_of(name.titles) if name.titles else None
    if role is not None and len(found) > 1:
        found = [party for party in found if any(held.head == role.head for held in party.roles)] or found
    return max(found, key=lambda party: (len(party.mentions), -party.mentions[0].start)) if found else None


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not close_spelling(one[-1], other[-1]):
        return False
    if len(one) == 1 or len(other) == 1:
        return one == other
    first, second = one[0].rstrip("."), other[0].rstrip(".")
    if close_spelling(first, second):
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return set(one) <= set(other) or set(other) <= set(one)


def _title_gender(name: Naming) -> Gender | None:
    return next((g for title in name.titles if (g := gender_of_word(title.lower().rstrip(".")))), None)
