"""A party of one page: somebody or something that it names or describes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sayso.records import EntityKind, Span
from sayso.resolution.lexicon import Gender
from sayso.resolution.roles import Role
from sayso.resolution.spelling import name_words


@dataclass(slots=True)
class Party:
    """Somebody or something that a page names or describes, gathered mention by mention.

    ``forms`` counts the names used, ``titled`` those of them with two words or more; ``named`` is
    false for a source that is only described; ``genders`` holds what was told of its gender.
    """

    number: int
    kind: EntityKind
    named: bool = True
    plural: bool = False
    forms: Counter[str] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    parts: tuple[int, ...] = ()

    @property
    def person(self) -> bool:
        """Whether it is one person."""
        return self.kind == "person" or (not self.named and not self.plural and self.kind == "unnamed")

    @property
    def name(self) -> str:
        """The fullest, then most frequent, then first form in the alphabet."""
        return min(self.forms, key=lambda form: (-len(name_words(form)), -self.forms[form], form))

    @property
    def gender(self) -> Gender | None:
        """The gender most evidence tells, or ``None`` when there is none or it is even."""
        male, female = self.genders["male"], self.genders["female"]
        return None if male == female else ("male" if male > female else "female")

    @property
    def country(self) -> str | None:
        """The country that its roles name, if any."""
        return next((role.country for role in self.roles if role.country), None)
