"""Roles and offices: what a description says of a person, and whether two descriptions may be of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sayso.resolution.gazetteer import country_of, known
from sayso.resolution.lexicon import FUNCTION_WORDS, HONORIFICS, Gender, gender_of_word, head_kind, singular, words_of
from sayso.resolution.spelling import fold

_SHORT: Final = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative", "gov": "governor",
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant",
    "adm": "admiral", "prof": "professor", "amb": "ambassador", "premier": "prime minister", "docs": "doctor",
}  # fmt: skip
# What a general word may stand for; taken from the ordinary meaning of the words.
_WIDER: Final[dict[str, frozenset[str]]] = {
    "lawmaker": words_of(
        "senator representative congressman congresswoman mp deputy legislator member democrat republican"
    ),
    "legislator": words_of("senator representative congressman congresswoman mp deputy lawmaker"),
    "congressman": frozenset({"representative"}),
    "congresswoman": frozenset({"representative"}),
    "diplomat": frozenset({"minister", "ambassador", "envoy", "secretary"}),
    "envoy": frozenset({"ambassador", "diplomat"}),
    "leader": words_of("president premier minister chancellor chief head chairman king"),
    "official": words_of("minister secretary director spokesman spokeswoman commissioner administrator adviser"),
    "spokesperson": frozenset({"spokesman", "spokeswoman"}),
    "chief": words_of("head director executive general leader secretary"),
    "head": frozenset({"chief", "director", "leader", "chairman"}),
    "executive": frozenset({"ceo", "chief"}),
    "ceo": frozenset({"executive"}),
    "candidate": frozenset({"nominee"}),
    "nominee": frozenset({"candidate"}),
    "attorney": frozenset({"lawyer"}),
    "lawyer": frozenset({"attorney", "counsel"}),
    "physician": frozenset({"doctor", "surgeon"}),
    "doctor": frozenset({"physician", "surgeon", "dr"}),
    "journalist": frozenset({"reporter", "correspondent", "writer", "columnist", "editor"}),
    "general": frozenset({"commander"}),
    "commander": frozenset({"general", "colonel"}),
    "mogul": frozenset({"businessman", "billionaire"}),
}


def heads_meant(head: str) -> frozenset[str]:
    """Return the heads of roles that a head may stand for, itself among them.

    >>> sorted(heads_meant("congressman"))
    ['congressman', 'representative']
    """
    return _WIDER.get(head, frozenset()) | {head}


@dataclass(frozen=True, slots=True)
class Role:
    """A description of a person: its head noun, the words that narrow it, and its country if told.

    ``gender`` is what the head noun tells ("spokeswoman").
    """

    head: str
    modifiers: frozenset[str]
    country: str | None
    gender: Gender | None


def plain(word: str) -> str:
    """Return the key of a word in a role: folded, abbreviations spelled out, British spelling.

    >>> [plain(word) for word in ("Sen.", "Defense", "senators")]
    ['senator', 'defence', 'senator']
    """
    bare = fold(word).strip(".,'’\"“”")
    bare = _SHORT.get(bare, bare)
    bare = singular(bare)
    return bare.replace("ense", "ence") if bare.endswith("ense") else bare


def role_of(words: Iterable[str], after: Iterable[str] = ()) -> Role | None:
    """Return the role that a run of words names, its head the last person noun in ``words``.

    ``after`` are words of a phrase behind the head ("of the Security Council").

    >>> role = role_of(["Russian", "Defense", "Minister"])
    >>> role.head, sorted(role.modifiers), role.country
    ('minister', ['defence'], 'Russia')
    """
    listed = [word.removesuffix("'s").removesuffix("’s") for word in words]
    heads = [at for at, word in enumerate(listed) if _is_head(word)]
    if not heads:
        return None
    head = plain(listed[heads[-1]]).split()[-1]
    country: str | None = None
    modifiers: set[str] = set()
    for at, word in enumerate([*listed, *after]):
        if at == heads[-1]:
            if plain(word) == "prime minister":
                modifiers.add("prime")
            continue
        told = country_of(word)
        body = known(word)
        if told:
            country = country or told
        elif body:
            modifiers.add(fold(body.name))
        elif fold(word) not in FUNCTION_WORDS and fold(word).rstrip(".") not in {"mr", "mrs", "ms", "dr"}:
            modifiers.add(plain(word))
    return Role(
        head, frozenset(modifiers - {"top", "former", "senior", "late", "then", "own"}), country, gender_of_word(head)
    )


def _is_head(word: str) -> bool:
    bare = plain(word).split()[-1] if plain(word) else ""
    return head_kind(bare) == "person" or (fold(word).rstrip(".") in HONORIFICS and bare in set(_SHORT.values()))


def fits(described: Role, held: Role) -> float:
    """Return how well a description (0 to 1) fits a role that somebody is known to hold.

    >>> minister = role_of("Russian Defense Minister".split())
    >>> fits(role_of("the defence minister".split()), minister)
    1.0
    >>> fits(role_of("the Syrian foreign minister".split()), minister)
    0.0
    """
    if described.country and held.country and described.country != held.country:
        return 0.0
    if described.gender and held.gender and described.gender != held.gender:
        return 0.0
    exact = described.head == held.head
    wider = held.head in _WIDER.get(described.head, frozenset())
    if not exact and not wider and described.head not in held.modifiers:
        return 0.0
    missing = described.modifiers - held.modifiers
    if described.country and not held.country:
        missing = missing | {described.country}
    shared = described.modifiers & held.modifiers
    if (
        missing
        and not shared
        and (held.modifiers or described.modifiers)
        and exact
        and described.modifiers
        and held.modifiers
    ):
        return 0.0
    base = 1.0 if exact else 0.7
    return max(0.0, base - 0.3 * len(missing))


def may_hold(role: Role, held: Role) -> bool:
    """Return whether nothing but silence speaks against a role being this one: same head, no other field."""
    bare = Role(role.head, frozenset(), role.country, role.gender)
    apart = role.modifiers and held.modifiers and role.head == held.head and not role.modifiers & held.modifiers
    return fits(bare, held) > 0 and not apart
