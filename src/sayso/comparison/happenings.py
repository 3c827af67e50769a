"""What is said of the people and things that are counted: killed, injured, displaced, fired and more.

A visible lexicon: each happening with the verbs that do it to somebody (``transitive``), the verbs
whose subject it befalls (``intransitive``), and the adjectives and nouns that tell of it.  The
happenings are those that press reports count; the verbs are general English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that befalls people or is done by them, and the words that tell of it."""

    name: str
    transitive: str = ""
    intransitive: str = ""
    states: str = ""
    nouns: str = ""


# An irregular verb is written with all its forms, joined by "/": base, participle, past, -ing, -s.
HAPPENINGS: Final = (
    Happening(
        "killed",
        "kill slaughter murder massacre assassinate behead execute eliminate slay/slain/slew/slaying/slays annihilate "
        "martyr liquidate/liquidated/liquidated/liquidating/liquidates electrocute gun/gunned/gunned/gunning/guns",
        "die/died/died/dying/dies perish succumb drown",
        "dead lifeless fatal",
        "death deaths killing killings fatality fatalities execution executions murder murders martyrdom drownings",
    ),
    Happening(
        "injured",
        "injure wound hurt/hurt/hurt/hurting/hurts maim hospitalise hospitalize burn",
        "suffocate",
        "",
        "injury injuries wounding woundings",
    ),
    Happening("killed or injured", nouns="casualty casualties"),
    Happening(
        "evacuated", "evacuate bus/bused/bused/busing/buses transfer", "", "", "evacuation"
    ),
    Happening(
        "displaced",
        "displace uproot expel/expelled/expelled/expelling/expels deport",
        "flee/fled/fled/fleeing/flees migrate emigrate escape",
        "homeless",
        "displacement expulsion exodus deportation",
    ),
    Happening(
        "besieged",
        "besiege encircle trap/trapped/trapped/trapping/traps blockade surround",
        "",
        "",
        "",
    ),
    Happening("stranded", "strand"),
    Happening(
        "abducted", "abduct kidnap/kidnapped/kidnapped/kidnapping/kidnaps capture seize", "", "", "abduction kidnapping"
    ),
    Happening(
        "arrested",
        "arrest detain imprison jail apprehend round-up intern",
        "",
        "",
        "arrest arrests detention imprisonment",
    ),
    Happening("released", "release free/freed/freed/freeing/frees liberate", "", "", "release"),
    Happening("rescued", "rescue save", "", "", "rescue"),
    Happening(
        "missing", "", "disappear vanish", "missing unaccounted", "disappearance disappearances"
    ),
    Happening("sentenced", "sentence convict condemn indict", "", "", "conviction convictions"),
    Happening("charged", "charge accuse", "", "", ""),
    Happening("infected", "infect contaminate", "", "ill sick", "infection infections"),
    Happening("treated", "treat", "", "", ""),
    Happening("surrendered", "", "surrender defect", "", "surrender defection defections"),
    Happening("deployed", "deploy dispatch station", "", "", "deployment"),
    Happening("dismissed", "dismiss sack/sacked/sacked/sacking/sacks suspend", "", "jobless unemployed redundant"),
    Happening("returned", "repatriate", "return", "", "return"),
    Happening("arrived", "", "arrive", "", "arrival arrivals"),
    Happening("protested", "", "protest demonstrate rally march gather", "", ""),
    Happening("voted", "", "vote abstain", "", ""),
    Happening("destroyed", "destroy demolish wreck raze flatten damage", "", "", "destruction"),
    Happening("launched", "launch conduct", "", "", ""),
    Happening("fired", "fire", "", "", ""),
    Happening("dropped", "drop/dropped/dropped/dropping/drops", "", "", ""),
    Happening("in need", "affect", "starve suffer", "hungry", ""),
    Happening("living", "", "live/lived/lived/living/live", "", ""),  # "lives" is mostly a noun: "claimed 17 lives"
)  # fmt: skip


def _forms(verb: str) -> tuple[str, str, str, str, str]:
    """Return base, participle, past, -ing and -s of a verb, regular unless all are given."""
    if "/" in verb:
        base, participle, past, present, third = verb.split("/")
        return base, participle, past, present, third
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb + ("es" if verb.endswith(("sh", "ch", "ss", "x")) else "s")
    return verb, stem + "ed", stem + "ed", stem + "ing", third


def _table(kind: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for happening in HAPPENINGS:
        for word in getattr(happening, kind).split():
            table.setdefault(word, happening.name)
    return table


def _participles() -> dict[str, str]:
    return {_forms(verb)[1]: h.name for h in reversed(HAPPENINGS) for verb in h.transitive.split()}


def _active() -> dict[str, str]:
    return {form: h.name for h in reversed(HAPPENINGS) for verb in h.transitive.split() for form in _forms(verb)}


def _befalling() -> dict[str, str]:
    return {form: h.name for h in reversed(HAPPENINGS) for verb in h.intransitive.split() for form in _forms(verb)}


PARTICIPLES: Final = _participles()
"""``killed`` -> killed: after "were", or after the thing counted ("30 wounded")."""
ACTIVE: Final = _active()
"""Any form of a transitive verb, before the thing counted ("killing 31")."""
BEFALLING: Final = _befalling()
"""Any form of an intransitive verb, after the thing counted ("22 people died")."""
STATES: Final = _table("states")
"""Adjectives: "10 people dead"."""
NOUNS: Final = _table("nouns")
"""Nouns: "the deaths of 12", "seven civilian deaths"."""

BODILY: Final = frozenset(
    {
        "killed",
        "injured",
        "killed or injured",
        "evacuated",
        "stranded",
        "arrested",
        "missing",
        "arrived",
        "living",
        "voted",
        "protested",
        "infected",
        "treated",
        "sentenced",
        "in need",
    }
)
"""What befalls people only: "the attack on two villages killed 15" tells nothing of villages."""
