"""Copies: pages of which one has the other's sentences, as they stand or edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.comparison.by_pair import ByPair
from sayso.comparison.cut_pages import word_count
from sayso.comparison.reuse import Reuse, Shared
from sayso.records import Article, SharedPassage
from sayso.spilled import Spilled

# Equal words outside standing phrases that make a copy: about two sentences of news, or one that is much of a short
# page.  Measured on the pages of 34 incidents of press reports (12 of 63 pairs are copies): those that are none
# share up to 24 such words, those that are share 21 and more but for one, which shares 17.
TWO_SENTENCES: Final = 30
ONE_SENTENCE: Final = 15
MUCH: Final = 0.25
# Of them so many must be the reporter's own, and so many for each that somebody is quoted with: two pages that quote
# one speech at length, and name the speaker alike, have copied nothing.  Of 804 reports of one war the copies share 11
# such words and more, one for five quoted words at the least; of 924 political reports the pairs that have 30 quoted
# words and more in common without being copies share one such word at the most.
PROSE: Final = 10
BESIDE_QUOTED: Final = 1 / 8
# The part of the shorter page that stands in the other from which it is a verbatim copy: in runs without changes, or
# with single words changed.
VERBATIM: Final = 0.85
ALL_BUT_WORDS: Final = 0.98


@dataclass(frozen=True, slots=True)
class Copied:
    """How much two pages share: the relation, the part of the shorter one, equal words, and the passages."""

    relation: Literal["verbatim", "edited"]
    share: float
    words: int
    passages: tuple[SharedPassage, ...]


def find_copies(articles: Sequence[Article], reuse: Reuse) -> Mapping[tuple[str, str], Copied]:
    """Return the copies among the pairs of pages that share passages, sorted."""
    sharing = {page for two in reuse for page in two}
    lengths = {article.id: word_count(article) for article in articles if article.id in sharing}
    found: ByPair[Copied] = ByPair(sorted(lengths), Spilled())
    for a, b in reuse:
        copied = _copied(reuse[a, b], min(lengths[a], lengths[b]))
        if copied:
            found.append((a, b), copied)
    return found


def _copied(passages: Sequence[Shared], shorter: int) -> Copied | None:
    own = sum(one.own for one in passages)
    words = sum(one.words for one in passages)
    share = min(1.0, words / max(1, shorter))
    if not _is_lent(passages, share) or (own < TWO_SENTENCES and (own < ONE_SENTENCE or share < MUCH)):
        return None
    unchanged = sum(one.words for one in passages if one.verbatim)
    relation: Literal["verbatim", "edited"] = (
        "verbatim" if unchanged >= VERBATIM * shorter or share >= ALL_BUT_WORDS else "edited"
    )
    telling = tuple(one.passage for one in passages if one.own)
    return Copied(relation, round(share, 4), words, telling)


def _is_lent(passages: Sequence[Shared], share: float) -> bool:
    """Return whether the reporter's words are shared too, of a page that is all but whole in the other set ones too."""
    prose = sum(one.prose if share >= VERBATIM else one.told for one in passages)
    return prose >= max(PROSE, BESIDE_QUOTED * sum(one.quoted for one in passages))
