"""Who speaks where a page has lost the commas around what somebody is, or between the names of a list."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import HeadKind, head_kind, words_of
from sayso.resolution.names import Naming

_OPENS: Final = words_of("a an the one")
_BELONGS: Final = words_of("of for at in")
_REACH: Final = 6  # words behind a name in which it is said what somebody is
_AGES: Final = 3  # figures: nobody is a thousand years old


def leading_name(layout: Layout, words: Sequence[Word], inside: Sequence[Naming]) -> Naming | None:
    """Return the person or body that a source begins with and then describes, without a comma in between.

    "Ann Poe director of the bank", "Roe a police officer", "Karl Low 24", "the Watch a group based in Varn"; not
    "Poe campaign manager Ida Roe".
    ``words`` are those of the source, ``inside`` the names in it.
    """
    name = next((name for name in inside[:1] if name.known is None and name.kind != "place"), None)
    before = len(name.titles) + (words[0].lower == "the") if name is not None else 0
    if name is None or name.possessive or before >= len(words) or name.span.start > words[before].span.start:
        return None
    behind = [word for word in words if word.span.start >= name.span.end]
    if not behind or layout.text[name.span.end : behind[0].span.start] != " ":
        return None
    if name.kind == "organisation":
        return name if behind[0].text in _OPENS and _head(behind, {"organisation"}) is not None else None
    return name if _is_age(behind) or _says_what(behind, alone=len(name.words) == 1) else None


def run_together(before: Naming, name: Naming, gap: str) -> bool:
    """Return whether two names are of a list that lost a comma: two states, side by side."""
    return gap == " " and before.known is not None and name.known is not None


def _is_age(behind: Sequence[Word]) -> bool:
    return len(behind) == 1 and behind[0].text.isdigit() and len(behind[0].text) <= _AGES


def _head(behind: Sequence[Word], kinds: Container[HeadKind | None]) -> int | None:
    """Return where the noun of one of these kinds stands near the beginning, no name before it."""
    at = next((at for at, word in enumerate(behind[:_REACH]) if head_kind(word.lower) in kinds), None)
    return None if at is None or any(word.capital for word in behind[1:at]) else at


def _says_what(behind: Sequence[Word], *, alone: bool) -> bool:
    """Return whether words behind a name say what somebody is; ``alone`` is whether that name is one word."""
    opened = behind[0].text in _OPENS  # a capital begins a sentence: "Karl Low A man walks by"
    at = _head(behind, {"person", "people"})
    if at is None or (alone and not opened):
        return False
    following = behind[at + 1] if at + 1 < len(behind) else None
    if opened:
        return following is None or not following.capital
    return following is not None and following.lower in _BELONGS
