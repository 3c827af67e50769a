"""What the words of one report hold that can be compared: stems, numbers, names, negation."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_AGAIN: Final = re.compile(
    r"\b(?:again|once more|repeat(?:s|ed|ing|edly)?|reiterat\w+|renew(?:s|ed|ing)|as before|reaffirm\w*)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'-]*")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Function words, and the verbs of saying: they are in every report and tell nothing about what was said.
_COMMON: Final = _listed(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just me more most much must my myself
    no nor not now of off on once only or other our ours ourselves out over own same she should so some such
    than that the their theirs them themselves then there these they this those through to too under until up
    upon us very was we were what when where which while who whom whose why will with would yet you your yours
    yourself don doesn didn isn wasn aren weren won t s re ve ll d m say says said saying tell tells told
    telling add adds added adding according ask asked like get got go going make made one may might mr mrs ms
    really think thing things way want even still well"""
)
_NEGATION: Final = _listed(
    """no not never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't
    wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't ain't fail fails failed failing refuse
    refuses refused refusing unable lack lacks lacked"""
)
# Words by which a speaker turns against what another said, proposed or did.
_REJECTION: Final = _listed(
    """accuse attack bash blast condemn contradict criticise criticize debunk decry denial denounce deny deplore
    discredit dismiss dispute disavow distance fabricate fabrication false falsehood lambast lie mock object
    oppose opposition protest rebuff rebuke rebut refutation refute reject rejection repudiate ridicule rip
    slam unfounded baseless untrue warn decline"""
)
# "One" is mostly no count.
_WRITTEN: Final = {
    word: str(number)
    for number, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=2,
    )
}
_ENDINGS: Final = (
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", "e"),
    ("s", ""),
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the word in lower case without the commonest endings of English.

    >>> [stem(word) for word in ("Talks", "delayed", "denies", "bus", "Assad’s")]
    ['talk', 'delay', 'deny', 'bus', 'assad']
    """
    plain = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3 and not plain.endswith(("ss", "us", "is")):
            plain = plain[: -len(ending)] + instead
            break
    # "postpone" and "postponed", "planning" and "plan" must meet.
    plain = plain[:-1] if len(plain) > 4 and plain.endswith("e") else plain
    return plain[:-1] if len(plain) > 4 and plain[-1] == plain[-2] and plain[-1] not in "sl" else plain


_REJECTION_STEMS: Final = frozenset(stem(word) for word in _REJECTION)


def tokens(text: str) -> tuple[str, ...]:
    """Return the words and numbers of ``text`` in order, in lower case, apostrophes made alike."""
    return tuple(sys.intern(match.group().lower().replace("’", "'")) for match in _TOKEN.finditer(text))


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words of ``text`` that carry its substance."""
    return frozenset(stem(token) for token in tokens(text) if token not in _COMMON and not token[0].isdigit())


def numbers(text: str) -> frozenset[str]:
    """Return the numbers written in digits, without separators of thousands."""
    return frozenset(token.replace(",", "") for token in tokens(text) if token[0].isdigit())


def counts(words: Iterable[str]) -> frozenset[str]:
    """Return the numbers among ``words``, in digits, those up to twenty also where they are written out.

    >>> sorted(counts(("five", "of", "14")))
    ['14', '5']
    """
    digits = (_WRITTEN.get(word, word.replace(",", "")) for word in words)
    return frozenset(digit for digit in digits if digit[0].isdigit())


def names(text: str) -> frozenset[str]:
    """Return the stems of the capitalised words that are no function words."""
    return frozenset(stem(match.group()) for match in _NAME.finditer(text) if match.group().lower() not in _COMMON)


def negations(words: Iterable[str]) -> int:
    """Return how many of ``words`` negate."""
    return sum(word in _NEGATION for word in words)


def rejects(text: str) -> bool:
    """Return whether ``text`` has a word by which a speaker turns against what another said or did."""
    return any(stem(token) in _REJECTION_STEMS for token in tokens(text))


def says_again(text: str) -> bool:
    """Return whether ``text`` tells that something is said once more.

    >>> says_again("he said again that"), says_again("he said that")
    (True, False)
    """
    return bool(_AGAIN.search(text))


# Several features and rulings ask it of one pair, one after the other.
@lru_cache(maxsize=1_000)
def longest_shared_run(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Return the length of the longest run of words that stands in both.

    >>> longest_shared_run(("the", "talks", "are", "over"), ("so", "talks", "are", "off"))
    2
    """
    best = 0
    before: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for place, word in enumerate(b):
        places.setdefault(word, []).append(place)
    for word in a:
        row = {place: before.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best = max(best, max(row.values(), default=0))
        before = row
    return best
