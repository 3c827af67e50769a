"""Noun phrases read off the words before a place: what "who" follows, what "the letter" was first called."""

from __future__ import annotations

from typing import Final

from sayso.records import Span
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import DETERMINERS, FUNCTION_WORDS, HeadKind, head_kind, words_of
from sayso.resolution.sources import Source

_REACH: Final = 400  # words looked back over for the first naming of a document
_ALIKE: Final = tuple(
    frozenset(words.split())
    for words in (
        "article piece story feature column op-ed editorial report",
        "report study analysis findings finding research paper survey",
        "poll survey",
        "film documentary movie",
        "letter email e-mail memo note",
        "bill legislation law act",
        "lawsuit suit complaint indictment",
        "statement communique release",
    )
)
_QUANTITIES: Final = words_of("one two three four five six many few several most other")
_NO_HEADS: Final = words_of(
    "some many most few several both all everyone everybody anyone nobody one ones others media"
)
_VERBS: Final = words_of(  # they end a phrase to their right: "the army struck | moderate groups"
    "struck hit shot sent told met left took gave made saw held found put led brought caught fought sought taught kept "
    "paid lost won drove drew threw beat cut bombs backs attacks targets hits says supports blames arms funds"
)
_EARLY: Final = 40  # characters into its sentence where a subject begins
_BEHIND: Final = frozenset(["by", "from", "of", "in", "to"])


def alike(head: str) -> frozenset[str]:
    """Return the words that pages use in turn for a document of this kind, itself among them.

    >>> sorted(alike("poll"))
    ['poll', 'survey']
    """
    return frozenset({head}).union(*(words for words in _ALIKE if head in words))


def phrase_before(layout: Layout, head: str, place: int) -> str | None:
    """Return the fullest words by which a document was called shortly before: "a letter from ten mayors"."""
    heads = alike(head)
    last = layout.word_at(place) - 1
    for at in range(last, max(-1, last - _REACH), -1):
        word = layout.words[at]
        if word.lower not in heads:
            continue
        start = _start(layout, at)
        end = _end(layout, at)
        if end - start > 1:
            span = Span(layout.words[start].span.start, layout.words[end - 1].span.end)
            return " ".join(span.of(layout.text).split())
    return None


def _start(layout: Layout, at: int) -> int:
    """Return the index of the first word of the phrase whose head is at ``at``, its article left out."""
    start = at
    while start > 0 and at - start < 6:
        word, following = layout.words[start - 1], layout.words[start]
        if layout.text[word.span.end : following.span.start].strip("'’s \"“”"):
            break
        if (
            word.lower in FUNCTION_WORDS
            or word.lower.endswith("ed")
            or not (word.capital or word.possessive or _narrows(word))
        ):
            break
        start -= 1
    return start


def _narrows(word: Word) -> bool:
    return word.text[0].isdigit() or (
        word.text.isalpha() and word.lower.endswith(("al", "ic", "ial", "ive", "ary", "ing", "tional"))
    )


def _end(layout: Layout, at: int) -> int:
    """Return the index behind the last word of a short "by", "from" or "of" phrase after the head."""
    end = at + 1
    words = layout.words
    if (
        end >= len(words)
        or words[end].lower not in _BEHIND
        or layout.text[words[at].span.end : words[end].span.start].strip()
    ):
        return end
    while end + 1 < len(words) and end - at < 8:
        gap = layout.text[words[end].span.end : words[end + 1].span.start]
        if gap.strip() or not (
            words[end + 1].capital or words[end + 1].lower in {"the", "a", "of", "for", "and", "black", "group"}
        ):
            break
        end += 1
    while end > at and words[end].lower in FUNCTION_WORDS:
        end -= 1
    return end + 1


def antecedent(layout: Layout, place: int) -> tuple[Span, Source] | None:
    """Return the nominal that stands right before a relative pronoun at ``place``: "some critics, who".

    "Who" means people, "which" does not, "that" means either.
    """
    last = layout.word_at(place) - 1
    if last < 0 or layout.sentence(layout.words[last].span.start) != layout.sentence(place):
        return None
    head = layout.words[last]
    kind = head_kind(head.lower)
    people, pronoun = kind in {"person", "people"}, layout.words[last + 1].lower
    if (
        kind is None
        or (pronoun != "that" and people != (pronoun == "who"))
        or head.capital
        or layout.text[head.span.end : place].strip(" ,–—-")
    ):
        return None
    return _phrase(layout, last, kind)


def plural_subject(layout: Layout, at: int) -> tuple[Span, Source] | None:
    """Return the plural nominal that ends with the word at ``at`` where it begins a clause: "the officials said"."""
    head = layout.words[at]
    if head.capital or head.lower in _NO_HEADS or head_kind(head.lower) != "people" or layout.quoted(head.span.start):
        return None
    found = _phrase(layout, at, "people")
    if found is None or at + 1 >= len(layout.words):
        return None
    gap = layout.text[head.span.end : layout.words[at + 1].span.start]
    lead = found[0].start - layout.sentences[layout.sentence(head.span.start)].start
    return found if lead < _EARLY and gap == " " else None


def _phrase(layout: Layout, last: int, kind: HeadKind) -> tuple[Span, Source] | None:
    head = layout.words[last]
    start = last
    while start > 0 and last - start < 4:
        word, following = layout.words[start - 1], layout.words[start]
        if layout.text[word.span.end : following.span.start].strip("'’s "):
            break
        if word.lower in DETERMINERS:
            start -= 1
            break
        verb = word.lower in _VERBS or word.lower.endswith(("ed", "ly"))
        if verb or (word.lower in FUNCTION_WORDS and word.lower not in _QUANTITIES):
            break
        start -= 1
    words = layout.words[start : last + 1]
    if kind == "person" and words[0].lower not in DETERMINERS:
        return None
    span = Span(words[0].span.start, head.span.end)
    text = " ".join(word.text for word in words if word.lower not in {"the", "a", "an"})
    definite = words[0].lower in {"the", "this", "that", "these", "those", "his", "her", "its", "their"}
    source = Source("nominal", span, text, head.lower, kind, tuple(word.text for word in words), definite=definite)
    return span, source
