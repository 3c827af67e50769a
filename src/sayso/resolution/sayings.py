"""Whether an attribution tells that somebody said something, or only what somebody is called."""

from __future__ import annotations

import re
from typing import Final

from sayso.records import Attribution
from sayso.resolution.cue_words import cue_lemmas
from sayso.resolution.lexicon import FUNCTION_WORDS, PRONOUNS, words_of

_RENAMED: Final = re.compile(
    r"\b(?:known as|so-called|nicknamed|renamed|rebranded|(?:changed|changing) (?:its|their|his|her) name)\b",
    re.IGNORECASE,
)
_NAMING: Final = re.compile(
    r"\b(?:call(?:s|ed|ing)?|deem(?:s|ed|ing)?|dub(?:s|bed|bing)?|label(?:s|l?ed|l?ing)?|brand(?:s|ed|ing)?|"
    r"term(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(r"[“\"‘'«„]([^“”\"‘»]+)[”\"’'»]")
_DEEDS: Final = words_of("support back promote defend")  # as often done as said
_FEW: Final = 2  # words in marks: a longer string of them is somebody's judgement


def says_something(text: str, attribution: Attribution) -> bool:
    """Return whether an attribution reports words or thoughts, and is no mere naming.

    Three kinds are no report: a change of name ("formerly known as"), a party's word for another of at most
    ``_FEW`` words in marks behind a verb of naming ("which it calls “moderate”"), and one bare common noun
    behind a verb of no words, but of deeds ("supporting militants").  Of the 665 attributions of the development
    articles, 27 have a content of one word, most of them names and pronouns that somebody does speak of
    ("endorses him"): so one word alone is no reason.
    """
    cue = " ".join(span.of(text) for span in attribution.cue)
    content = " ".join(span.of(text) for span in attribution.content)
    if _RENAMED.search(cue):
        return False
    if _NAMING.search(cue):
        marked = _MARKED.findall(content)
        bare = re.findall(r"[\w-]+", _MARKED.sub(" ", content))
        few = len(marked) == 1 and len(marked[0].split()) <= _FEW
        return not (few and all(word.lower() in FUNCTION_WORDS for word in bare))
    alone = content.isalpha() and content.islower() and content not in FUNCTION_WORDS | PRONOUNS
    lemmas = {lemma for lemma, _ in cue_lemmas(cue)}
    return not (alone and lemmas and lemmas <= _DEEDS)
