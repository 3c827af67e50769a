"""Bodies that every state has: "Foreign Ministry" names one only together with its country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sayso.resolution.gazetteer import adjective_of, country_of, known
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import words_of
from sayso.resolution.names import Naming
from sayso.resolution.spelling import name_words

_FIELDS: Final = words_of(
    "foreign defence defense interior health finance justice transport education energy culture economic economy trade "
    "information emergency emergencies agriculture labour labor environment home supreme national central general "
    "federal armed security intelligence internal external affairs air public religious oil water electricity tourism "
    "state"
)
_BODIES: Final = words_of(
    "ministry department parliament government army military navy police force forces staff court office bank council "
    "intelligence cabinet embassy regime authorities"
)
_ALIKE: Final = {"defense": "defence", "labor": "labour", "emergency": "emergencies", "economic": "economy"}
_BEFORE: Final = re.compile(r"([A-Z][\w.]*(?: [A-Z][\w.]*)?)(?:['’]s?)?\s(?:state )?$")


@dataclass(frozen=True, slots=True)
class StateBody:
    """A body of a state by what it is (``core``, in one order and spelling) and whose, where told."""

    country: str | None
    core: tuple[str, ...]


def state_body(name: str) -> StateBody | None:
    """Return which body of a state a name is, or ``None`` when it is something more of its own.

    >>> state_body("Russian Defense Ministry") == state_body("Russia’s Ministry of Defence")
    True
    >>> state_body("Foreign Ministry").country is None
    True
    >>> state_body("Harbour Council"), state_body("Russia")
    (None, None)
    """
    if known(name) is not None:
        return None
    country, rest = _country_and_rest(name)
    words = [word for word in name_words(rest) if word not in {"of", "for", "and", "arab"}]
    if words and words[0] in _BODIES:
        words = [*words[1:], words[0]]
    if len(words) < 2 and (country is None or not words or words[0] not in {"parliament", "army", "military", "navy"}):
        return None
    if not words or words[-1] not in _BODIES or not set(words) <= _FIELDS | _BODIES:
        return None
    core = tuple(_ALIKE.get(word, word) for word in words if not (word == "affairs" and "foreign" in words))
    return StateBody(country, core)


def _country_and_rest(name: str) -> tuple[str | None, str]:
    words = [re.sub(r"['’]s?$", "", word) for word in name.split()]
    for size in (3, 2, 1):
        if len(words) > size and (country := country_of(" ".join(words[:size]))):
            return country, " ".join(words[size:])
        if len(words) > size + 1 and words[-size - 1] == "of" and (country := country_of(" ".join(words[-size:]))):
            return country, " ".join(words[: -size - 1])
    return None, name


def owned_form(layout: Layout, name: Naming) -> str | None:
    """Return the name of a state's body together with its country, told by the name or the word before it.

    "Russia’s Foreign Ministry" and "the Russian Foreign Ministry" both give "Russian Foreign Ministry".
    """
    body = state_body(name.text)
    if body is None:
        return None
    _, rest = _country_and_rest(name.text)
    country = body.country or _country_before(layout, name)
    return f"{adjective_of(country)} {rest}" if country else None


def _country_before(layout: Layout, name: Naming) -> str | None:
    found = _BEFORE.search(layout.text[max(0, name.span.start - 40) : name.span.start])
    if found is None:
        return None
    return country_of(found[1]) or country_of(found[1].split()[-1])
