"""What is counted: the noun phrase after a number, its head word, and what sort of thing that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.comparison.happenings import ACTIVE, BEFALLING, NOUNS, PARTICIPLES, STATES
from sayso.comparison.quantities import NUMBER_WORDS
from sayso.comparison.words import Word, word_set

Sort = Literal["people", "event", "measure", "thing"]

_IRREGULAR: Final = {
    "child": "children", "man": "men", "woman": "women", "person": "people", "persons": "people", "infant": "babies",
    "infants": "babies", "baby": "babies", "policeman": "policemen", "gunman": "gunmen", "serviceman": "servicemen",
    "kid": "children", "kids": "children", "youngsters": "children", "minors": "children", "individuals": "people",
    "lives": "people", "souls": "people", "humans": "people", "people": "people", "dead": "dead", "staff": "staff",
    "police": "police", "personnel": "personnel", "children": "children", "women": "women", "men": "men",
}  # fmt: skip

# Who is counted, by the part of a population that the word tells; "people" is everybody.
POPULATIONS: Final[dict[str, str]] = {
    word: population
    for population, members in {
        "people": "people lives others souls victims bodies corpses dead casualties humans passengers members",
        "civilians": "civilians citizens residents inhabitants villagers locals families family shoppers bystanders "
        "worshippers pilgrims tourists pedestrians households farmers workers labourers laborers",
        "children": "children babies boys girls teenagers pupils students schoolchildren toddlers newborns youths",
        "women": "women mothers wives ladies",
        "men": "men fathers",
        "medics": "medics doctors nurses paramedics physicians surgeons staff patients staffers",
        "rescuers": "rescuers firefighters volunteers helmets",
        "journalists": "journalists reporters correspondents photographers cameramen",
        "forces": "soldiers troops troopers officers servicemen policemen police personnel guards conscripts marines "
        "sailors pilots commandos generals peacekeepers recruits",
        "fighters": "fighters rebels militants insurgents terrorists jihadists gunmen extremists militiamen combatants "
        "mercenaries attackers assailants bombers commanders elements guerrillas opponents",
        "displaced": "refugees evacuees migrants asylum-seekers deportees",
        "prisoners": "prisoners detainees inmates hostages captives suspects convicts abductees",
        "crowd": "protesters protestors demonstrators activists supporters voters marchers",
        "martyrs": "martyrs",
    }.items()
    for word in members.split()
}

# What is counted as an event or as a thing thrown, by the name that figures are compared under.
EVENTS: Final[dict[str, str]] = {
    word: name
    for name, members in {
        "airstrikes": "airstrikes strikes raids sorties bombings air-raids air-strikes bombardments",
        "attacks": "attacks assaults explosions blasts incidents",
        "projectiles fired": "shells missiles projectiles mortars rounds rockets",
        "bombs": "bombs explosives",
        "ceasefire breaches": "breaches violations",
    }.items()
    for word in members.split()
}

_MEASURES: Final = word_set(
    "day days hour hours minute minutes second seconds week weeks month months year years decade decades "
    "century km kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm feet foot "
    "ft inch inches acre acres hectare hectares kg kilogram kilograms tonne tonnes ton tons pound pounds "
    "litre litres gallon gallons barrel barrels dollar dollars euro euros cent cents lira rubles roubles bn "
    "per percent % pc am pm a.m p.m a.m. p.m. degrees degree times time gmt est points point mph kph mg mm hp "
    "weekend night nights morning evening years-old year-old stage stages phase phases part parts round way "
    "ways side sides north south"
) - {"round"}  # fmt: skip
# "round" is a mortar round as well; "part" and the like tell of no people or events.

STOPS: Final = word_set(
    "in on at of by from to with for into near over under after before during since until while when where "
    "which who whom whose that this these those was were is are be been being has have had did do does not "
    "and or but as than the a an his her its their our your my he she it they we you i if because so said "
    "says say saying told including adding among amid against between around across along through inside "
    "outside within without about despite out up off also would could should will can may might must there "
    "here then now reportedly allegedly only at least more ago however although though per via both were "
    "killed whether if according"
)
# Endings of nouns for people: "pensioners", "ministers", "scientists", "trainees".
_PERSONAL: Final = ("ers", "ors", "ists", "ees", "eers", "ians", "mates", "men", "women", "folk")
_THINGS: Final = word_set(
    "numbers containers bunkers helicopters headquarters quarters centers letters matters orders borders computers "
    "newspapers papers towers waters powers shelters trailers meters rivers offers posters chapters doors floors "
    "motors factors errors tractors sectors lists trees"
)
_ACRONYMS: Final = frozenset({"IS"})  # "24 IS fighters" names a group; in a line of capitals it is the verb
_LINKING: Final = word_set("and or & /")
_LONGEST: Final = 7  # words; "members of" and the like go on after a preposition


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase in words ``[first, past)``; ``head`` as the unit is told, ``sort`` what it is."""

    first: int
    past: int
    head: str | None
    sort: Sort


def plural(word: str) -> str:
    """Return the unit under which a noun is told: "child" as "children", "air strike" by its head.

    >>> plural("child"), plural("soldier"), plural("people"), plural("family")
    ('children', 'soldiers', 'people', 'families')
    """
    word = word.removesuffix("'s")
    if word in _IRREGULAR or word.endswith("men"):
        return _IRREGULAR.get(word, word)
    if word.endswith("s") or word in EVENTS:
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def counted_at(words: Sequence[Word], start: int) -> Counted:
    """Return what the words from ``start`` on count, right after a number; its head may be ``None``."""
    past = start
    while past < len(words) and past - start < _LONGEST and not _ends_phrase(words, past, start):
        past += 1
    while past > start and words[past - 1].lower in _LINKING:
        past -= 1
    if past == start or words[past - 1].is_mark:
        return Counted(start, start, None, "thing")
    head = words[past - 1].lower
    unit = words[past - 1].raw if words[past - 1].capitalised and head not in POPULATIONS else plural(head)
    return Counted(start, past, unit, _sort(unit, head, words[start].lower))


def _ends_phrase(words: Sequence[Word], place: int, start: int) -> bool:
    word = words[place]
    if word.lower in _LINKING:  # "regime and rebel fighters": goes on when people follow within two words
        ahead = [plural(other.lower) for other in words[place + 1 : place + 4]]
        before = plural(words[place - 1].lower) if place > start else ""
        return before in POPULATIONS or before in EVENTS or place == start or not any(w in POPULATIONS for w in ahead)
    if word.is_mark and (word.raw not in {'"', "“", "”"} or place > start):
        return True
    before = words[place - 1].lower
    if place > start and (before in POPULATIONS or before in EVENTS) and not _goes_on(words, place):
        return True
    if word.lower in NUMBER_WORDS:
        return True
    if word.lower in PARTICIPLES and place == start:
        return not _describes(words, place)
    acronym = word.raw in _ACRONYMS and place + 1 < len(words) and not words[place + 1].raw.isupper()
    return (word.lower in STOPS and not acronym) or _tells_happening(word.lower) or word.raw[:1].isdigit()


def _describes(words: Sequence[Word], place: int) -> bool:
    """Return whether a participle right after the number describes a noun: "two besieged towns"."""
    for word in words[place + 1 : place + 4]:
        if word.lower in STOPS or word.is_mark or word.lower in NUMBER_WORDS or _tells_happening(word.lower):
            return False
        if plural(word.lower) == word.lower and not word.lower.endswith("day"):
            return True
    return False


def _goes_on(words: Sequence[Word], place: int) -> bool:
    """Return whether a word for people is only a modifier: "police officers", "bomb attacks"."""
    word = words[place].lower
    return word in POPULATIONS or word in EVENTS or word in {"members", "deaths", "casualties"}


def _tells_happening(word: str) -> bool:
    if word in ACTIVE and word.endswith(("kills", "wounds", "injures", "arrests", "detains")):
        return True
    return word in PARTICIPLES or word in STATES or word in BEFALLING or word in NOUNS or (
        word in ACTIVE and word.endswith("ing"))  # fmt: skip


def _sort(unit: str, head: str, first: str) -> Sort:
    if head in _MEASURES or first in _MEASURES:
        return "measure"
    if unit.lower() in POPULATIONS or plural(head) in POPULATIONS:
        return "people"
    if unit[:1].isupper() or (unit.endswith(_PERSONAL) and unit not in _THINGS):
        return "people"
    return "event" if unit in EVENTS else "thing"
