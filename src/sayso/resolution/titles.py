"""The titles, offices and countries that stand in front of a name."""

from __future__ import annotations

from typing import Final

from sayso.records import Span
from sayso.resolution.gazetteer import known
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import FUNCTION_WORDS, HONORIFICS, ROLE_NOUNS, head_kind, singular, words_of

_GIVEN_TOO: Final = words_of("dean bishop king prince marshal baron duke pope major")  # as often names as titles
_OFFICE_LINKS: Final = words_of("of to the at")  # "Secretary of State", "Ambassador to the UN"
_ADJECTIVE_ENDINGS: Final = tuple(
    "al an ish ic ve ry ty er or se ng ed ent top hts ign ce".split(" ")  # noqa: SIM905 - a list of endings reads best so
)


def is_title(word: Word) -> bool:
    """Return whether a word before a name is a title or an office, not part of the name."""
    bare = word.lower.rstrip(".")
    office = singular(bare) in ROLE_NOUNS and bare not in _GIVEN_TOO
    return bare in HONORIFICS or office or bare in {"vice", "former", "president-elect"}


def is_role(title: str) -> bool:
    """Return whether a word is an honorific or the name of an office held by a person."""
    bare = title.lower().rstrip(".")
    return bare in HONORIFICS or head_kind(singular(bare)) == "person"


def titles_before(layout: Layout, span: Span) -> tuple[str, ...]:
    """Return the titles, offices and what narrows them directly before a name, in order.

    Nothing comes back unless one of the words is a title or an office.
    """
    at = layout.word_at(span.start) - 1
    titles: list[str] = []
    following = span.start
    while at >= 0 and len(titles) < 10:
        word = layout.words[at]
        gap = layout.text[word.span.end : following]
        if gap.strip(" .") or "\n" in gap or not _belongs(word, titles):
            break
        titles.append(word.text + ("'s" if word.possessive else ""))
        following = word.span.start
        at -= 1
    titles.reverse()
    while titles and titles[0].lower() in FUNCTION_WORDS:
        titles.pop(0)
    return tuple(titles) if any(is_role(title) for title in titles) else ()


def _belongs(word: Word, titles: list[str]) -> bool:
    bare = word.lower.rstrip(".")
    if bare in FUNCTION_WORDS:
        return bare in _OFFICE_LINKS and bool(titles) and not any(is_role(title) for title in titles)
    narrowing = bool(titles) and bare.isalpha() and head_kind(bare) is None and bare.endswith(_ADJECTIVE_ENDINGS)
    return bare in HONORIFICS or head_kind(bare) is not None or word.capital or narrowing


def own_words(titles: tuple[str, ...]) -> int:
    """Return how many words at the end of ``titles`` belong to the name: "Secretary General Ban | Ki-moon"."""
    own = 0
    while own < len(titles) and _family_name(titles[-1 - own]):
        own += 1
    return own if own <= 2 and own < len(titles) else 0


def _family_name(title: str) -> bool:
    bare = title.lower().rstrip(".")
    return title[0].isupper() and not is_role(title) and head_kind(bare) is None and not known(title) and bare.isalpha()
