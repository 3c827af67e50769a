"""Drift: what changed along a copy, where the words around it stayed the same.

The words of each passage that two pages share are aligned, and the few words that differ are looked at:
a number changed, a hedge or a negation that fell out, an official who became his government, and
words that one page puts in quotation marks and the other does not.  Only what stands between equal words
counts, so that each record can be read side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from sayso.comparison.cut_pages import Page
from sayso.comparison.rulings import days_apart
from sayso.comparison.word_runs import NEAR
from sayso.comparison.wording import counts, negations
from sayso.comparison.words import word_set
from sayso.indexed import by_id
from sayso.memory import Memory
from sayso.records import Article, Dependence, Drift, DriftKind, SharedPassage, Span, identifier
from sayso.resolution.lexicon import head_kind
from sayso.spilled import SpilledPacks, SpilledTable

# Other words in a row that can be one change; more are another sentence.
CHANGED: Final = 4
# Equal words that must stand on each side of a change, so that the same thing is spoken of.
BESIDE: Final = 2
# Words that one page quotes and the other tells from which a paraphrase has become a quotation.
QUOTED: Final = 5
# Days between two pages from which a house that fills in its own form anew is likelier than a copy that drifted.
LATER: Final = 10
NOT_KNOWN: Final = "Which of the two pages was first is not known"

HEDGES: Final = word_set(
    "reportedly allegedly alleged suspected suspectedly apparently apparent possibly possible probably probable likely "
    "purportedly purported presumably presumed supposedly supposed seemingly believed unconfirmed unverified may might "
    "perhaps potentially potential"
)
_SAYING: Final = word_set(
    "said says say told announced claimed stated according added confirmed reported warned declared"
)
# A number beside one of these is a date, a time or a measure, not a count of what happened.
_OTHERWISE: Final = word_set(
    "january february march april may june july august september october november december am pm gmt local time hours "
    "percent km kilometres kilometers miles metres meters aged year old page photo updated published views"
)
_STOP: Final = re.compile(r"[.!?…][”\"’')]*\s")
_MARK: Final = re.compile(r"[“”„«»\"]")
_YEARS: Final = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Change:
    """Words of ``a`` in place of which ``b`` has others, as places in the two pages' words."""

    a: range
    b: range


@dataclass(frozen=True, slots=True)
class _Pages:
    """The words of the articles that are looked at; those cut last are kept."""

    cut: dict[str, Page]

    def of(self, article: Article) -> Page:
        """Return the words of an article."""
        if article.id not in self.cut:
            if len(self.cut) >= NEAR:
                del self.cut[next(iter(self.cut))]
            self.cut[article.id] = Page.of(article)
        return self.cut[article.id]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two pages and their texts, the earlier first."""

    a: Page
    b: Page
    texts: tuple[str, str]


def find_drifts(
    articles: Sequence[Article], dependences: Iterable[Dependence], memory: Memory | None = None
) -> Sequence[Drift]:
    """Return what changed in the passages that copies share, sorted by identifier, each change once."""
    memory = memory or Memory()
    known = by_id(articles)
    pages, names = _Pages({}), dict[str, str]()
    found: SpilledTable[str, Drift] = SpilledTable()
    for one in dependences:
        if not one.passages:
            continue
        a, b = _in_order(known[one.a], known[one.b])
        if (days_apart(a.published, b.published) or 0) > LATER:
            continue
        for page in (a, b):
            if page.id not in names:
                names[page.id] = memory.named(page)
        drifts = memory.recall(_drifts, pages, a, b, one.passages, named=(names[a.id], names[b.id], one.passages))
        for drift in drifts:
            found.setdefault(drift.id, drift)
    return SpilledPacks(found[name] for name in sorted(found))


def _drifts(pages: _Pages, a: Article, b: Article, passages: Sequence[SharedPassage]) -> tuple[Drift, ...]:
    """Return what changed in passages that two pages share, of which the first is the earlier."""
    pair = _Pair(pages.of(a), pages.of(b), (a.text, b.text))
    dated = _day(a) != _day(b) and bool(_day(a) and _day(b))
    return tuple(drift for passage in passages for drift in _in_passage(pair, _spans(passage, a.id), dated=dated))


def _day(article: Article) -> str:
    return (article.published or "")[:10]


def _in_order(a: Article, b: Article) -> tuple[Article, Article]:
    """Return the earlier page first; where the dates do not tell, in the order of identifiers."""
    return (b, a) if _day(a) and _day(b) and _day(b) < _day(a) else (a, b)


def _spans(passage: SharedPassage, first: str) -> tuple[Span, Span]:
    spans = (passage.span_a, passage.span_b)
    return spans if passage.article_a == first else spans[::-1]


def _in_passage(pair: _Pair, spans: tuple[Span, Span], *, dated: bool) -> Iterator[Drift]:
    a, b, texts = pair.a, pair.b, pair.texts
    ours, theirs = _words_in(a, spans[0]), _words_in(b, spans[1])
    words = (a.words[ours.start : ours.stop], b.words[theirs.start : theirs.stop])
    blocks = SequenceMatcher(None, *words, autojunk=False).get_matching_blocks()
    equal = [block for block in blocks if block.size]
    for before, after in pairwise(equal):
        change = _Change(
            range(ours.start + before.a + before.size, ours.start + after.a),
            range(theirs.start + before.b + before.size, theirs.start + after.b),
        )
        narrow = min(before.size, after.size) >= BESIDE and max(len(change.a), len(change.b)) <= CHANGED
        if narrow and not (_ends_sentence(texts[0], a, change.a) or _ends_sentence(texts[1], b, change.b)):
            yield from _of_change(a, b, change, dated=dated)
    for block in equal:
        start_a, start_b = ours.start + block.a, theirs.start + block.b
        for drift in _quotations(a, b, (start_a, start_b, block.size), dated=dated):
            told = texts[0] if drift.a == a.article else texts[1]
            if not _MARK.search(told, drift.span_a.start, drift.span_a.end):
                yield drift


def _ends_sentence(text: str, page: Page, places: range) -> bool:
    """Return whether a sentence ends before the last word of a change, or where words are left out."""
    shown = _shown(page, places)
    return _STOP.search(text, shown.start, page.ends[places[-1]] if places else shown.end) is not None


def _words_in(page: Page, span: Span) -> range:
    return range(bisect_left(page.starts, span.start), bisect_left(page.starts, span.end))


def _of_change(a: Page, b: Page, change: _Change, *, dated: bool) -> Iterator[Drift]:
    ours, theirs = a.words[change.a.start : change.a.stop], b.words[change.b.start : change.b.stop]
    if number := _numbers(a, b, change):
        yield _drift("number_changed", (a, b), change, f"“{number[0]}” became “{number[1]}”", dated=dated)
    for kind, words_of in _LOST:
        if words_of(ours) and not words_of(theirs):
            reason = f"“{' '.join(words_of(ours))}” is gone"
            yield _drift(kind, (a, b), change, reason, dated=dated)
        elif words_of(theirs) and not words_of(ours) and not dated:
            turned = _Change(change.b, change.a)
            reason = f"“{' '.join(words_of(theirs))}” is in one page only"
            yield _drift(kind, (b, a), turned, reason, dated=dated)
    if _promoted(a, ours, theirs, change):
        reason = f"“{' '.join(ours)}” became “{' '.join(theirs)}”"
        yield _drift("speaker_promoted", (a, b), change, reason, dated=dated)


def _hedges(words: Sequence[str]) -> list[str]:
    return [word for word in words if word in HEDGES]


def _negations(words: Sequence[str]) -> list[str]:
    return [word for word in words if negations([word])]


_LOST: Final[tuple[tuple[DriftKind, Callable[[Sequence[str]], list[str]]], ...]] = (
    ("hedge_dropped", _hedges),
    ("negation_lost", _negations),
)


def _numbers(a: Page, b: Page, change: _Change) -> tuple[str, str] | None:
    """Return the two numbers where one count stands in place of another, of things that happened."""
    found = [sorted(counts(page.words[places.start : places.stop])) for page, places in ((a, change.a), (b, change.b))]
    if len(found[0]) != 1 or len(found[1]) != 1 or found[0] == found[1]:
        return None
    around = {*a.words[max(0, change.a.start - 2) : change.a.stop + 2], *b.words[change.b.start : change.b.stop + 2]}
    years = any(number.isdigit() and int(number) in _YEARS for both in found for number in both)
    return None if years or around & _OTHERWISE else (found[0][0], found[1][0])


def _promoted(a: Page, ours: Sequence[str], theirs: Sequence[str], change: _Change) -> bool:
    """Return whether a person who speaks was put in one page and the body behind him in the other."""
    beside = a.words[max(0, change.a.start - 2) : change.a.start] + a.words[change.a.stop : change.a.stop + 2]
    kinds = [{head_kind(word) for word in words} for words in (ours, theirs)]
    spoken = bool(frozenset(beside) & _SAYING)
    return spoken and "person" in kinds[0] and "person" not in kinds[1] and "organisation" in kinds[1] - kinds[0]


def _quotations(a: Page, b: Page, block: tuple[int, int, int], *, dated: bool) -> Iterator[Drift]:
    """Yield the runs that one page quotes and the other tells; pages without any quotation marks have lost them."""
    start_a, start_b, size = block
    for first, second, starts in ((a, b, (start_a, start_b)), (b, a, (start_b, start_a))):
        if first is b and dated:
            continue  # a quotation that became a paraphrase is none of the kinds
        if not any(first.quoted):
            continue
        told = [n for n in range(size) if second.quoted[starts[1] + n] and not first.quoted[starts[0] + n]]
        for run in _runs(told):
            if len(run) >= QUOTED:
                change = _Change(*(range(start + run[0], start + run[-1] + 1) for start in starts))
                words = " ".join(first.words[change.a.start : change.a.stop][:8])
                reason = f"“{words} …” is told in one page and quoted in the other"
                yield _drift("quotation_made", (first, second), change, reason, dated=dated)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _drift(kind: DriftKind, pages: tuple[Page, Page], change: _Change, reason: str, *, dated: bool) -> Drift:
    a, b = pages
    span_a, span_b = _shown(a, change.a), _shown(b, change.b)
    reasons = (reason,) if dated else (reason, NOT_KNOWN)
    name = identifier("dri", a.article, span_a.start, span_a.end, b.article, span_b.start, span_b.end, kind)
    return Drift(name, a.article, span_a, b.article, span_b, kind, _SURE[kind], reasons)


def _shown(page: Page, places: range) -> Span:
    """Return the changed words with one equal word on each side."""
    first, last = max(0, places.start - 1), min(len(page.words) - 1, places.stop)
    return Span(page.starts[first], page.ends[last])


# How sure each kind is: the share of those read that were right (docs/how-it-decides.md), rounded down.
_SURE: Final[Mapping[DriftKind, float]] = {
    "number_changed": 0.8,
    "hedge_dropped": 0.8,
    "negation_lost": 0.7,
    "quotation_made": 0.8,
    "speaker_promoted": 0.7,
}
