"""The stretches of a page that are names: the tagger's, mended, and those that the page's own capitals add."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from sayso.records import Name, NameKind, Span
from sayso.resolution.gazetteer import is_given_name, known
from sayso.resolution.headlines import Headlines
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import FUNCTION_WORDS, ORGANISATION_NOUNS, head_kind, words_of
from sayso.resolution.name_rules import capitals, cut, guess_kind, introduced, known_names, mended, repeated, span_of
from sayso.resolution.titles import is_title, titles_before

_PARTICLE: Final = re.compile(
    r" (?:(?:[Aa]l|[Ee]l|an|ash|as)-[A-Z]\w+|(?:de|da|del|di|van|von|bin|ibn|abu|bint)(?: la| der| den)? [A-Z]\w+)"
)
_GEOGRAPHIC: Final = re.compile(
    r" (?:Road|Street|Avenue|Highway|River|Province|Airport|Square|Bridge|Valley|"
    r"Mountains?|Islands?|Strait|Sea|District|"
    r"Camp|Base|Dam|Crossing|Peninsula|Gulf|Heights|Strip|Bay|Port|Governorate|County)\b"
)
_SETTLED: Final = re.compile(
    r"\b(?:villages?|towns?|city|cities|districts?|province|region|suburbs?|neighbou?rhood|valley|island|river|enclave)"
    r",? (?:of|called|named|known as) $"
)
_GOES_ON: Final = re.compile(
    r" (?:of|for|on|against|in) (?:the )?[A-Z]\w+(?:(?: of| and| for| the|,? and)? [A-Z][\w’'-]+)*(?<![’']s)"
)
_PLACED: Final = (
    r"(?:\b(?:in|across|into|throughout|near) NAME\b(?!['’]s| [A-Z])|"
    r"\bNAME['’]s (?:(?:foreign|defence|defense|interior|finance|health|transport|justice|prime) minist(?:er|ry)|"
    r"government|parliament|capital|army|borders?)\b)"
)
_NARROWED: Final = re.compile(r" (?:of|for) (?:the )?[A-Z]")  # "Union of Dock", of "Union of Dock Workers"
_CAPITALS_ON: Final = re.compile(r"(?: [A-Z][\w’'-]+)+(?<![’']s)")
_STAFFED: Final = re.compile(
    r"(?:['’]s)? (?:CEO|CFO|COO|chief executive|board|bankers|employees|executives|shareholders|customers)\b"
)
_GENERATION: Final = re.compile(r",? (?:[JS]r\.?|II|III|IV)(?!\w)")
_OWNING: Final = words_of("his her its our their my your")
_LOWER_ON: Final = re.compile(r" [a-z]")
_INITIAL: Final = re.compile(r"\w\w+ [A-Z]$")
_AFTER_INITIAL: Final = re.compile(r"\. [A-Z]\w+")


class NameSpans:
    """The names of a page as spans with their kind; none overlaps another, the first to come stays."""

    def __init__(self, layout: Layout, tagged: Sequence[Name], sources: Sequence[Span]) -> None:
        self._layout = layout
        self._spans: dict[Span, NameKind] = {}
        self._taken: set[int] = set()
        self._last_words: set[str] = set()
        self._places: dict[str, bool] = {}  # whether a name of one word is used as a place's
        self._ends: dict[int, list[int]] = {}  # where the names that start at a place end
        headlines = Headlines(layout)
        self._add(introduced(layout))
        edges = sorted({edge for source in sources for edge in (source.start, source.end)})
        self._add(found for name in tagged for piece in cut(name, edges) for found in mended(layout, piece))
        body = {span.of(layout.text) for span in self._spans if not headlines.holds(span)}
        self._extend()
        self._remove([span for span in self._spans if self._half_a_headline(headlines, span, body)])
        self._widen(headlines)
        for span, kind in known_names(layout):
            if len(layout.words_in(span)) > 1:
                self._give_way(span)
            self._add([(span, kind)])
        for source in sources:
            self._compound(source)
            self._add((span, guess_kind(layout, span)) for span in capitals(layout, source, self._taken))
        self._add(repeated(layout, self._spans))
        ends = {source.end for source in sources}
        self._remove([span for span in self._spans if span.end not in ends and self._adjective(span)])
        self._join(headlines)
        self._settle_kinds()

    def found(self) -> list[tuple[Span, NameKind]]:
        """Return the names in order of place."""
        return sorted(self._spans.items())

    def _add(self, found: Iterable[tuple[Span, NameKind]]) -> None:
        for span, kind in found:
            places = range(span.start, span.end)
            if not any(place in self._taken for place in places):
                self._taken.update(places)
                self._spans[span] = kind
                self._ends.setdefault(span.start, []).append(span.end)

    def _give_way(self, known_name: Span) -> None:
        """Remove the names that overlap a known one and do not hold it whole; what is left of them is no name."""
        overlapping = self._inside(Span(max(0, known_name.start - 60), known_name.end + 60))
        self._remove([span for span in overlapping if span.overlaps(known_name) and not span.contains(known_name)])

    def _inside(self, whole: Span) -> list[Span]:
        """Return the names that lie in ``whole``, in order."""
        places = range(whole.start, whole.end)
        found = {Span(start, end) for start in places for end in self._ends.get(start, ()) if end <= whole.end}
        return sorted(found & self._spans.keys())

    def _remove(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self._taken.difference_update(range(span.start, span.end))
            del self._spans[span]

    def _extend(self) -> None:
        """Take what a body's name goes on with: "Institute | for School Reform", "Donald J | . Trump"."""
        for span, kind in self.found():
            if span not in self._spans:
                continue
            match = _PARTICLE.match(self._layout.text, span.end)
            if match is None and kind == "organisation" and self._layout.words_in(span)[-1].lower in ORGANISATION_NOUNS:
                match = _GOES_ON.match(self._layout.text, span.end)
            elif match is None and kind == "organisation" and _NARROWED.search(span.of(self._layout.text)):
                match = _CAPITALS_ON.match(self._layout.text, span.end)
            elif match is None and kind == "person" and _INITIAL.search(span.of(self._layout.text)):
                match = _AFTER_INITIAL.match(self._layout.text, span.end)
            elif match is None and kind == "person" and " " in span.of(self._layout.text):
                match = _GENERATION.match(self._layout.text, span.end)
            elif match is None and kind == "place":
                match = _GEOGRAPHIC.match(self._layout.text, span.end)
            if match is not None:
                whole = Span(span.start, match.end())
                self._give_way(whole)
                self._add([(whole, kind)])

    def _settle_kinds(self) -> None:
        """Give a name that is nobody's last name the kind that its staff tells, or else its most frequent one."""
        counts: dict[str, Counter[NameKind]] = {}
        lasts: set[str] = set()
        staffed: set[str] = set()
        for span, kind in self.found():
            self._spans[span] = settled = self._kind(span, kind)
            words = self._layout.words_in(span)
            counts.setdefault(span.of(self._layout.text), Counter())[settled] += 1
            if _STAFFED.match(self._layout.text, span.end):
                staffed.add(span.of(self._layout.text))
            if settled == "person" and len(words) > 1:
                lasts |= {words[0].text, words[-1].text}
        for span in self._spans:
            name = span.of(self._layout.text)
            held = counts.get(name, Counter())
            if len(held) > 1 and name not in lasts and not titles_before(self._layout, span):
                order = ("place", "organisation", "person", "other")
                self._spans[span] = (
                    "organisation" if name in staffed else min(held, key=lambda kind: (-held[kind], order.index(kind)))
                )

    def _kind(self, span: Span, kind: NameKind) -> NameKind:
        """Return the kind of a name; "the X" and an acronym without a title are no person, whatever the tagger says."""
        words = self._layout.words_in(span)
        if kind == "person" and not titles_before(self._layout, span) and self._settled_place(span):
            return "place"
        if kind != "person" or len(words) != 1:
            return kind
        before = self._layout.words[self._layout.word_at(span.start) - 1] if span.start else None
        articled = before is not None and before.lower == "the" and span.start - before.span.end == 1
        articled = articled and not self._narrows(span)  # "the Roe government" tells nothing of "Roe"
        if not titles_before(self._layout, span) and self._placed(words[0].text):
            return "place"
        acronym = (
            words[0].text.isupper() and 1 < len(words[0].text) < 6 and words[0].text.title() not in self._singles()
        )
        return "organisation" if articled or acronym else kind

    def _settled_place(self, span: Span) -> bool:
        """Whether a noun right before a name says that it is a place: "the village of X"."""
        return _SETTLED.search(self._layout.text, max(0, span.start - 30), span.start) is not None

    def _narrows(self, span: Span) -> bool:
        """Whether a noun that the name narrows follows it directly."""
        after = self._layout.word_at(span.end)
        if after >= len(self._layout.words):
            return False
        following = self._layout.words[after]
        beside = self._layout.text[span.end : following.span.start] == " "
        return beside and not following.capital and head_kind(following.lower) is not None

    def _placed(self, name: str) -> bool:
        """Whether the page uses a name as a place's: "in X", "across X", or "X's foreign ministry"."""
        if name not in self._places:
            pattern = _PLACED.replace("NAME", re.escape(name.removesuffix("'s").removesuffix("’s")))
            self._places[name] = re.search(pattern, self._layout.text) is not None
        return self._places[name]

    def _singles(self) -> set[str]:
        if not self._last_words:
            spans = (span for span, kind in self._spans.items() if kind == "person")
            self._last_words = {
                words[-1].text
                for span in spans
                if (words := self._layout.words_in(span)) and not words[-1].text.isupper()
            }
            self._last_words.add("")
        return self._last_words

    def _half_a_headline(self, headlines: Headlines, span: Span, body: set[str]) -> bool:
        """Whether a name of several words stands in headlines alone: most often it is half a sentence."""
        name = span.of(self._layout.text)
        words = self._layout.words_in(span)
        person = len(words) == 2 and is_given_name(words[0].text)
        return len(words) > 1 and not person and headlines.holds(span) and name not in body and not known(name)

    def _widen(self, headlines: Headlines) -> None:
        """Find again, wherever they stand, the names of two words and more, also over shorter tagged ones."""
        starting: dict[str, dict[str, NameKind]] = {}
        for span, kind in self.found():
            words = self._layout.words_in(span)
            if len(words) > 1 and not headlines.holds(span) and len(words) < 9:
                starting.setdefault(words[0].text, {}).setdefault(span.of(self._layout.text), kind)
        covering = sorted(self._spans)
        for word in self._layout.words:
            for name, kind in sorted(starting.get(word.text, {}).items(), key=lambda item: -len(item[0])):
                span = Span(word.span.start, word.span.start + len(name))
                if self._layout.text.startswith(name, span.start) and span not in self._spans:
                    at = bisect_left(covering, Span(span.start, span.start))
                    inner = [one for one in covering[at : at + 6] if span.contains(one) and one in self._spans]
                    self._remove(inner)
                    self._add([(span, kind)])
                    break

    def _compound(self, source: Span) -> None:
        """Make one name of capitals in a row that end in a noun for a body: "State Department Visa Office"."""
        words = self._layout.words_in(source)
        run: list[Word] = []
        for word, following in zip(words, [*words[1:], None], strict=False):
            beside = run and self._layout.text[run[-1].span.end : word.span.start] == " " and not run[-1].possessive
            run = ([*run, word] if beside else [word]) if word.capital else []
            goes_on = following and following.capital and self._layout.text[word.span.end : following.span.start] == " "
            if (
                1 < len(run) < 9
                and not goes_on
                and word.lower in ORGANISATION_NOUNS
                and run[0].lower not in FUNCTION_WORDS
            ):
                self._replace(span_of(run))

    def _replace(self, whole: Span) -> None:
        """Put one name of a body in the place of the several, none a person's, that it holds."""
        held = self._inside(whole)
        if len(held) > 1 and all(self._spans[span] != "person" for span in held):
            self._remove(held)
            self._add([(whole, "organisation")])

    def _adjective(self, span: Span) -> bool:
        """Whether a name is but an adjective: "European", "Democratic"; "their Orwellian fancy", however tagged."""
        words = self._layout.words_in(span)
        ending = ("an", "ic", "ish", "ese", "ist")
        before = self._layout.word_at(span.start) - 1
        owned = before >= 0 and self._layout.words[before].lower in _OWNING and not words[-1].possessive
        owned = owned and _LOWER_ON.match(self._layout.text, span.end) is not None
        single = len(words) == 1 and (self._spans[span] == "other" or owned)
        return single and words[0].lower.endswith(ending) and not known(words[0].text)

    def _join(self, headlines: Headlines) -> None:
        """Join a given name, or half a name, with the single capital behind it: the tagger split one person's name."""
        held = [self._layout.words_in(span) for span, kind in self._spans.items() if kind == "person"]
        lasts = {words[-1].text for words in held if len(words) > 1}
        for span, kind in self.found():
            if headlines.holds(span):
                continue
            words = self._layout.words_in(span)
            single = kind == "person" and len(words) == 1 and not words[0].possessive
            after = self._layout.word_at(span.end)
            if not single or after >= len(self._layout.words):
                continue
            following = self._layout.words[after]
            halves = self._spans.get(following.span) == "person" and words[0].text not in lasts
            if not halves and not is_given_name(words[0].text):
                continue
            if (
                self._layout.text[span.end : following.span.start] != " "
                or not following.capital
                or is_title(following)
            ):
                continue
            free = following.span in self._spans or not self._taken & set(
                range(following.span.start, following.span.end)
            )
            if free and not known(following.text) and head_kind(following.lower) is None and span in self._spans:
                self._remove([one for one in (span, following.span) if one in self._spans])
                self._add([(Span(span.start, following.span.end), "person")])
