"""The words of a claim and of what a report tells, made ready to be set beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sayso.comparison.counts import Count, counts_of
from sayso.comparison.meaning import Encoder, Vectors
from sayso.comparison.wording import content_stems, names, stem, tokens
from sayso.records import Act, Report, Span
from sayso.text import sentences

# Words that turn a sentence round.  "No one", "no longer", "nothing"; "not only" turns nothing.
_NEGATING: Final = re.compile(
    r"\b(?:not(?! (?:only|just))|no(?! doubt\b|,)|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t|"
    r"den(?:y|ies|ied|ying)|fail(?:s|ed)? to|refus(?:e|es|ed) to|falsely|rul(?:e|es|ed) out|far from)\b",
    re.IGNORECASE,
)
# Said of the whole: "the report is false".
_FALSE: Final = re.compile(
    r"\b(?:false(?:hoods?)?|untrue|baseless|fabricat\w+|(?:a|are|is) lies?|hoax|unfounded|bogus|groundless|fiction)\b",
    re.IGNORECASE,
)
_REACH: Final = 6  # words behind a negation; it turns what stands there
# Verbs and phrases of saying that turn against what is said.
_DENYING: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denial|refut\w+|rebut\w*|reject\w*|dismiss\w*|disput\w+|debunk\w*|contradict\w*|"
    r"no (?:evidence|proof|sign)|knock\w* down|disavow\w*)\b",
    re.IGNORECASE,
)
_OPPOSITES: Final = tuple(
    (frozenset(stem(word) for word in left.split()), frozenset(stem(word) for word in right.split()))
    for left, right in (
        ("rise rose increase grew climb", "fall fell drop decrease decline shrink"),
        ("support back endorse favour favor approve", "oppose reject condemn"),
        ("accept agree", "reject refuse disagree"),
        ("win won", "lose lost"),
        ("open reopen", "close shut"),
        ("begin began start resume", "end stop halt suspend"),
        ("allow permit", "ban forbid prevent block"),
        ("succeed success", "fail failure"),
        ("innocent", "guilty"),
        ("true", "false untrue"),
        ("safe", "dangerous unsafe"),
        ("hold held respect observe", "break broke breach violate collapse"),
        ("stay remain", "leave left quit withdraw"),
        ("strengthen", "weaken"),
        ("legal lawful", "illegal unlawful"),
        ("alive", "dead"),
    )
)
# What asks for a thing or foresees it does not tell that it is so.
_MOODS: Final[Mapping[Act, str]] = {
    "ask": "asks",
    "demand": "demands",
    "request": "requests",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence: its words, and those of them that turn it round, each with the stems that it turns.

    What turns all of the sentence ("is false") comes with no stems.
    """

    text: str
    negations: tuple[tuple[str, frozenset[str]], ...]

    def negates(self, stems: frozenset[str]) -> tuple[str, ...]:
        """Return the words that negate something of ``stems``."""
        return tuple(words for words, turned in self.negations if not turned or turned & stems)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready; ``vectors`` has a row for the whole and one for each of ``parts``."""

    text: str
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    counts: tuple[Count, ...]
    parts: tuple[Part, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: its words, the stems of them and of whoever speaks and is spoken of, and how it speaks.

    ``named`` are the stems among which the names of a claim are looked for, those around the report included;
    ``mood`` is set where the report asks or demands; ``denies`` where its verb of saying denies.
    """

    wording: Wording
    stems: frozenset[str]
    named: frozenset[str]
    cue: str
    denies: bool
    mood: str | None


def worded(texts: Sequence[str], encoder: Encoder, known: frozenset[str] = frozenset()) -> list[Wording]:
    """Return each of ``texts`` made ready.

    A text begins with a capital whatever its first word is: that one is a name only if ``known`` has its stem.
    """
    split = [tuple(_parts(text)) for text in texts]
    asked = sorted({one for text, parts in zip(texts, split, strict=True) for one in (text, *(p.text for p in parts))})
    rows = encoder.vectors(asked)
    place = {text: number for number, text in enumerate(asked)}
    return [
        Wording(
            text=text,
            words=tokens(text),
            stems=content_stems(text),
            names=names(text) - (names(text.split(maxsplit=1)[0]) - known if text.strip() else frozenset()),
            counts=_counts(text),
            parts=parts,
            vectors=np.stack([rows[place[one]] for one in (text, *(part.text for part in parts))]),
        )
        for text, parts in zip(texts, split, strict=True)
    ]


def _parts(text: str) -> list[Part]:
    cut = [span.of(text) for span in sentences(text)] or [text]
    return [Part(one, tuple(_negations(one))) for one in cut]


def _negations(sentence: str) -> Iterator[tuple[str, frozenset[str]]]:
    for match in _NEGATING.finditer(sentence):
        clause = re.split(r"[,;:.]", sentence[match.end() :], maxsplit=1)[0]
        turned = content_stems(" ".join(clause.split()[:_REACH]))
        if turned:
            yield f"“{match.group()}”", turned
    for match in _FALSE.finditer(sentence):
        yield f"“{match.group()}”", frozenset()


def _counts(text: str) -> tuple[Count, ...]:
    return tuple(
        count for span in sentences(text) or [Span(0, len(text))] for count in counts_of(text, span) if count.low != 1
    )


def told(report: Report, wording: Wording, cue: str, parties: str, around: str) -> Told:
    """Return what ``report`` tells.

    ``parties`` are the names of its speaker and target; ``around`` is the text that it stands in, which names
    whom a pronoun means.
    """
    # A quotation puts the denial in its own words: it is turned by them alone.
    turned = report.kind != "direct" and _DENYING.search(cue) is not None
    negated = any(match.group().lower() != "without" for match in _NEGATING.finditer(_DENYING.sub(" ", cue)))
    denies = turned ^ negated  # "did not deny"
    return Told(
        wording=wording,
        stems=wording.stems | content_stems(f"{parties} {cue}"),
        named=wording.stems | names(f"{parties} {around}"),
        cue=" ".join(cue.split()),
        denies=denies,
        mood=_MOODS.get(report.act),
    )


def opposites(ours: frozenset[str], theirs: frozenset[str]) -> tuple[str, str] | None:
    """Return a word of the claim and one of the report that mean the opposite, where neither says both.

    >>> opposites(frozenset({"price", "rise"}), frozenset({"price", "fall"}))
    ('rise', 'fall')
    """
    for pair in _OPPOSITES:
        for left, right in (pair, pair[::-1]):
            if ours & left and theirs & right and not (ours & right or theirs & left):
                return min(ours & left), min(theirs & right)
    return None
