"""What makes a stretch of text a name: the rules by which the tagger's names are mended and others found."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from sayso.records import Name, NameKind, Span
from sayso.resolution.gazetteer import is_given_name, known, longest_known, may_begin
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import (
    CALENDAR,
    FUNCTION_WORDS,
    HONORIFICS,
    NAMED_DOCUMENTS,
    ORGANISATION_NOUNS,
    head_kind,
    words_of,
)
from sayso.resolution.titles import is_role, is_title, titles_before

_DESCRIBING: Final = re.compile(
    r"-(?:backed|led|based|born|held|run|linked|style|controlled|sponsored|made|funded|allied|affiliated|aligned|wide)$|"
    r"^(?:anti|pro|ex)-[A-Z]|"
    r"^(?:Western|Eastern|Northern|Southern|Central)$|(?:an|ese|ish|i)-[A-Z]?\w+(?:an|ese|ish|i)$"
)
_BRACKETED: Final = re.compile(r"\s\(([A-Z]{2,8})\)")
_SMALL: Final = words_of("of for and the to in on a an at by de la")
_CONNECTORS: Final = words_of("of for and the de da di del la le van von der bin ibn al el abu on in du dos")
_PARTICLES: Final = words_of("de da di del la le van von der den bin ibn al el abu du dos bint ben")
_TELLING: Final = words_of("new latest recent first second third final annual national")  # which one, and not its name
_STATES: Final = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|N\.[HJMYCD]|"
    r"Okla|Ore|Pa|R\.I|[SW]\.[CDV]a?|Tenn|Tex|Vt|Va|Wash|Wis|Wyo)\."
)
_IN_STATE: Final = re.compile(rf", {_STATES}")
_STATE: Final = re.compile(rf"{_STATES}(?!\w)")
_ALSO_WORDS: Final = words_of("is us who as au ec ad")  # acronyms that are words when written small


def cut(name: Name, edges: Sequence[int]) -> list[Name]:
    """Return a name cut where a source begins or ends: no name is half a speaker."""
    inside = edges[bisect_right(edges, name.span.start) : bisect_left(edges, name.span.end)]
    places = [name.span.start, *inside, name.span.end]
    return [Name(Span(start, end), name.kind) for start, end in pairwise(places)]


def introduced(layout: Layout) -> Iterable[tuple[Span, NameKind]]:
    """Names spelled out before their acronym in brackets: "Alliance to Reclaim Our Schools (AROS)"."""
    for match in _BRACKETED.finditer(layout.text):
        at = layout.word_at(match.start()) - 1
        letters = match.group(1).lower()
        run: list[Word] = []
        while at >= 0 and len(run) < 12 and letters:
            word = layout.words[at]
            if layout.text[word.span.end : (run[-1].span.start if run else match.start())].strip(" '’s-"):
                break
            run.append(word)
            if word.lower[0] == letters[-1] and (word.capital or word.lower not in _SMALL):
                letters = letters[:-1]
            elif word.lower not in _SMALL:
                break
            at -= 1
        if not letters and len(run) > 1 and run[-1].capital:
            yield Span(run[-1].span.start, run[0].span.end), "organisation"


def mended(layout: Layout, name: Name) -> list[tuple[Span, NameKind]]:
    """Cut titles, roles and possessive marks off a tagged name; drop what has no capital at all."""
    words = _trimmed_ends(list(layout.words_in(name.span)), person=name.kind == "person")
    if not any(word.capital or word.text[0].isdigit() for word in words) or _is_bare_title(words):
        return []
    only_what = name.kind != "person" and (is_role(words[-1].text) or _is_any_document(words))
    if only_what or _describes(words[-1], alone=len(words) == 1):
        return []
    if all(word.lower in CALENDAR or (word.lower in FUNCTION_WORDS and len(words) == 1) for word in words):
        return []
    if name.kind == "person":
        for at, word in enumerate(words[:-1]):
            if word.possessive:
                return [(span_of(words[at + 1 :]), name.kind), (span_of(words[: at + 1]), "other")]
    at = _known_behind(layout, words)
    if at:
        return [(span_of(words[:at]), name.kind), (span_of(words[at:]), "organisation")]
    return [(span_of(words), name.kind)]


def _known_behind(layout: Layout, words: Sequence[Word]) -> int:
    """Return where a known body begins that only stands behind another name: "Ann Poe | UNICEF"; 0 if none does."""
    if len(words) < 2 or known(" ".join(span_of(words).of(layout.text).split())):
        return 0
    for at in range(1, len(words)):
        found = known(" ".join(span_of(words[at:]).of(layout.text).split()))
        letters = at == len(words) - 1 and words[at].text.isupper() and len(words[at].text) > 1
        if found is not None and found.how == "alias" and letters and not words[at - 1].text.isupper():
            return at
        if found is not None and found.kind == "group" and at < len(words) - 1:
            return at
    return 0


def _trimmed_ends(words: list[Word], *, person: bool) -> list[Word]:
    """Return the words of a tagged name without titles, articles and links at its ends, nor "UK-based" before it."""
    if person:
        while len(words) > 1 and is_title(words[0]):
            words.pop(0)
        while words and not words[-1].capital and words[-1].lower not in _PARTICLES:
            words.pop()
    while words and words[0].lower in {"the", "a", "an"}:
        words.pop(0)
    while len(words) > 1 and words[-1].text.endswith(".") and is_title(words[-1]):
        words.pop()
    while len(words) > 1 and words[-1].lower in {"of", "for", "and", "the", "at", "on", "from", "with", "by"}:
        words.pop()
    while len(words) > 1 and _describes(words[0], alone=False):
        words.pop(0)
    return words


def _describes(word: Word, *, alone: bool) -> bool:
    """Return whether a word only describes what comes after: "UK-based", "anti-Roe"; alone, "Western" too."""
    return _DESCRIBING.search(word.text) is not None and (alone or "-" in word.text)


def _is_bare_title(words: Sequence[Word]) -> bool:
    """Return whether the tagger found but the "Mr." of a name."""
    return len(words) == 1 and words[0].lower.rstrip(".") in HONORIFICS


def _is_any_document(words: Sequence[Word]) -> bool:
    """Return whether words with capitals say but what sort of document it is: "New Poll", "Charter"."""
    return words[-1].lower in NAMED_DOCUMENTS and all(word.lower in _TELLING for word in words[:-1])


def span_of(words: Sequence[Word]) -> Span:
    """Return the span from the first of some words to the last."""
    return Span(words[0].span.start, words[-1].span.end)


def known_names(layout: Layout) -> Iterable[tuple[Span, NameKind]]:
    """Yield the names that the gazetteer knows, the longest at each place."""
    at, words = 0, layout.words
    while at < len(words):
        length = _known_length(layout, at) if words[at].capital or words[at].lower.startswith("al-") else 0
        if length:
            span = span_of(words[at : at + length])
            found = known(" ".join(span.of(layout.text).split()))
            yield span, "place" if found and found.kind == "government" else "organisation"
        at += max(length, 1)


def _known_length(layout: Layout, at: int) -> int:
    words = layout.words
    longest = longest_known() if may_begin(words[at].text) else 1
    for length in range(min(longest, len(words) - at), 0, -1):
        piece = span_of(words[at : at + length]).of(layout.text)
        if "\n" in piece or not known(" ".join(piece.split())):
            continue
        if length > 1 or words[at].lower not in _ALSO_WORDS or words[at].text.isupper():
            return length
    return 0


def capitals(layout: Layout, span: Span, taken: set[int]) -> Iterable[Span]:
    """Return the runs of capitalised words in a source, outside brackets and names found before."""
    run: list[Word] = []
    previous: Word | None = None
    lines = span.of(layout.text).rstrip()
    span = Span(span.start + lines.rfind("\n") + 1, span.end)  # what stands on a line above is a heading
    for word in layout.words_in(span):
        gap = layout.text[previous.span.end : word.span.start] if previous else ""
        bracketed = layout.text.rfind("(", span.start, word.span.start) > layout.text.rfind(
            ")", span.start, word.span.start
        )
        joins = (not gap.strip(" .") or gap.strip() == "&") and not (previous and previous.possessive)
        if word.span.start in taken or bracketed:
            yield from _trimmed(run)
            run = []
        elif joins and (word.capital or (run and word.lower in _CONNECTORS)):
            run.append(word)
        else:
            yield from _trimmed(run)
            run = [word] if word.capital else []
        previous = word
    yield from _trimmed(run)


def _trimmed(run: Sequence[Word]) -> Iterable[Span]:
    words = list(run)
    while words and (not words[-1].capital or words[-1].lower in CALENDAR):
        words.pop()
    while words and (words[0].lower in FUNCTION_WORDS | CALENDAR or is_title(words[0]) or not words[0].capital):
        words.pop(0)
    if words and is_title(words[-1]) and all(word.capital for word in words):
        return  # "Foreign Minister", before a name or alone, is an office
    offices = [at for at, word in enumerate(words[:-1]) if is_role(word.text) and is_title(word)]
    words = words[offices[-1] + 1 :] if offices else words
    while words and _describes(words[0], alone=False):
        words.pop(0)
    if words and (_is_any_document(words) or (len(words) == 1 and _describes(words[0], alone=True))):
        return
    if words and len("".join(word.text for word in words)) > 1 and not (len(words) == 1 and head_kind(words[0].lower)):
        yield span_of(words)


def guess_kind(layout: Layout, span: Span) -> NameKind:
    """Return the kind that a name found by its capitals most likely has."""
    words = layout.words_in(span)
    if _IN_STATE.match(layout.text, span.end) or _STATE.match(layout.text, span.start):
        return "place"
    if words and (words[-1].lower in ORGANISATION_NOUNS or any(word.lower in {"of", "for"} for word in words)):
        return "organisation"
    if (len(words) > 1 and is_given_name(words[0].text)) or titles_before(layout, span):
        return "person"
    if len(words) == 1 and words[0].text.isupper():
        return "organisation" if len(words[0].text) < 7 else "other"
    return "person" if len(words) == 1 else "other"


def repeated(layout: Layout, spans: dict[Span, NameKind]) -> Iterable[tuple[Span, NameKind]]:
    """Single names that stand elsewhere on the page unmarked: a person's last word, or a body of one word."""
    singles: dict[str, NameKind] = {}
    for span, kind in sorted(spans.items()):
        words = layout.words_in(span)
        if kind == "person" and words:
            singles.setdefault(words[-1].text, "person")
        elif kind == "organisation" and len(words) == 1:
            singles.setdefault(words[0].text, "organisation")
    for word in layout.words:
        shouted = word.text.isupper() and len(word.text) > 3
        kind_here = singles.get(word.text) or (singles.get(word.text.title()) if shouted else None)
        if kind_here and word.capital and (len(word.text) > 2 or not word.text.isupper()):
            yield word.span, kind_here
