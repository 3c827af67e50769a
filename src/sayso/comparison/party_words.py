"""The words by which news pages call parties to a conflict: head nouns, modifiers, and what they tell.

A lexicon of general English; no party is named in it.  Names of parties are learnt from the pages
("NAME militants", "the terror group of NAME"), see ``party_names``.
"""

from __future__ import annotations

from typing import Final, Literal

from sayso.comparison.words import word_set

Side = Literal["government", "forces", "opposition", "militants", "coalition", "crowd"]

_SIDES: Final[dict[Side, str]] = {
    "government": "government regime administration authorities junta dictatorship rulers leadership",
    "forces": "army military troops soldiers forces warplanes jets planes aircraft airforce helicopters paramilitaries "
    "militias militiamen militia loyalists police gunships navy mercenaries",
    "opposition": "rebels rebel insurgents insurgent opposition dissidents revolutionaries insurgency rebellion",
    "militants": "militants militant terrorists terrorist jihadists jihadist extremists extremist gunmen islamists "
    "islamist takfiris fighters fighter separatists guerrillas fanatics radicals supremacists vigilantes",
    "coalition": "coalition alliance",
    "crowd": "protesters protestors demonstrators rioters settlers migrants mob thugs invaders occupiers",
}
HEADS: Final[dict[str, Side]] = {word: side for side, words in _SIDES.items() for word in words.split()}
"""What a head noun tells of the party, without telling which of several it is."""

BARE: Final = word_set("military forces warplanes jets planes aircraft helicopters police navy soldiers fighter")
"""Head nouns that call no party unless something stands before them: every state has a police."""

BODIES: Final = word_set(
    "group groups faction factions organisation organization organisations organizations outfit outfits brigade "
    "brigades elements members gangs gang units leader commanders commander allies ally affiliate branch offshoot "
    "wing body parties movement cell cells network side stronghold air-force bombers"
)
"""Words for a body of people that call a party only beside a word of ``HEADS`` or ``TELLING``, or a name."""

TELLING: Final = word_set(
    "armed terror takfiri terrorist militant extremist jihadist rebel opposition insurgent separatist "
    "self-defence self-defense"
)
"""Modifiers that make a body of people a party: "armed groups", "terror groups"."""

MODIFIERS: Final = TELLING | word_set(
    "moderate moderates radical hardline islamic islamist salafi salafist wahhabi sunni shia shiite kurdish secular "
    "foreign local rival allied loyal ruling occupying occupation so-called regime government state pro-government "
    "pro-regime anti-government anti-regime western-backed foreign-backed us-backed u.s.-backed mainstream main ultra "
    "far-right far-left neo-nazi paramilitary mercenary separatist revolutionary popular border special security air "
    "war fighter"
)
JOINED: Final = word_set("held controlled run backed led occupied besieged dominated affiliated linked")
"""The second half of "rebel-held", "government-controlled": it calls the party by the first half."""

FORMATIONS: Final = word_set("front army brigade brigades militia movement alliance battalion battalions legion")
"""Last words of names of armed bodies: "NAME Front", "NAME Brigades"."""
