"""Where a page names somebody: the tagger's names, mended and completed by the page's own capitals."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records import Name, NameKind, Span
from sayso.resolution.gazetteer import Known, is_given_name, known, longest_known
from sayso.resolution.layout import Layout, Word
from sayso.resolution.lexicon import CALENDAR, FUNCTION_WORDS, HONORIFICS, ORGANISATION_NOUNS, ROLE_NOUNS, head_kind

_BRACKETED = re.compile(r"\s\(([A-Z]{2,8})\)")
_GIVEN_TOO = frozenset("dean bishop king prince marshal baron duke pope major".split())  # as often names as titles
_SMALL = frozenset("of for and the to in on a an at by de la".split())
_CONNECTORS = frozenset(
    {
        "of",
        "for",
        "and",
        "the",
        "de",
        "da",
        "di",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "bin",
        "ibn",
        "al",
        "el",
        "abu",
        "on",
        "in",
        "du",
        "dos",
    }
)
_NAME_PARTICLES = frozenset(
    {
        "de",
        "da",
        "di",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "abu",
        "du",
        "dos",
        "bint",
        "ben",
    }
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in the text, without titles before it: its span, words, kind, and the titles in front.

    ``known`` is what the gazetteer says of it; ``possessive`` whether "'s" follows; ``quoted``
    whether it stands inside quotation marks; ``modifies`` whether a noun follows that it describes
    ("the Clinton campaign").
    """

    span: Span
    words: tuple[str, ...]
    kind: NameKind
    titles: tuple[str, ...]
    known: Known | None
    possessive: bool
    quoted: bool
    modifies: bool

    @property
    def text(self) -> str:
        """The name as one line."""
        return " ".join(self.words)


def find_names(layout: Layout, tagged: Sequence[Name], sources: Iterable[Span] = ()) -> list[Naming]:
    """Return the names of a page in order of place, none overlapping another.

    ``tagged`` are the tagger's names; ``sources`` the spans in which any capitalised words are
    taken for a name, since whoever speaks is most often named.
    """
    sources = sorted(sources)
    spans: dict[Span, NameKind] = {}
    taken = _Taken(())
    for span, kind in _introduced(layout):
        if taken.add(span):
            spans[span] = kind
    edges = sorted({edge for source in sources for edge in (source.start, source.end)})
    for name in tagged:
        for piece in _cut(name, edges):
            for span, kind in _mended(layout, piece):
                if taken.add(span):
                    spans[span] = kind
    for span, kind in _known_names(layout):
        if taken.add(span):
            spans[span] = kind
    for source in sources:
        for span in _capitals(layout, source, taken):
            if taken.add(span):
                spans[span] = _guess(layout, span)
    headlines = _headlines(layout)
    for span in [span for span in spans if _in_headline(headlines, span) and _only_there(layout, headlines, span)]:
        del spans[span]
        taken.free(span)
    for span, kind in _again(layout, headlines, spans):
        if taken.add(span):
            spans[span] = kind
    for span, kind in _repeated(layout, spans):
        if taken.add(span):
            spans[span] = kind
    last = {source.end for source in sources}
    kept = _joined(
        layout, {span: kind for span, kind in spans.items() if span.end in last or not _adjective(layout, span, kind)}
    )
    return [_naming(layout, span, kept[span]) for span in sorted(kept)]


class _Taken:
    """The characters that names already hold."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._places = {place for span in spans for place in range(span.start, span.end)}

    def add(self, span: Span) -> bool:
        """Take ``span`` and return true, unless part of it is taken."""
        if any(place in self._places for place in range(span.start, span.end)):
            return False
        self._places.update(range(span.start, span.end))
        return True

    def holds(self, span: Span) -> bool:
        """Return whether part of ``span`` is taken."""
        return any(place in self._places for place in range(span.start, span.end))

    def free(self, span: Span) -> None:
        """Give the characters of ``span`` free again."""
        self._places.difference_update(range(span.start, span.end))


def _headlines(layout: Layout) -> list[Span]:
    """The paragraphs set in title case, where a capital letter tells nothing."""
    found = []
    for paragraph in layout.paragraphs:
        long = [word for word in layout.words_in(paragraph) if len(word.text) > 3]
        if 3 <= len(long) <= 24 and sum(word.capital for word in long) >= 0.8 * len(long):
            found.append(paragraph)
    return found


def _in_headline(headlines: Sequence[Span], span: Span) -> bool:
    at = bisect_right(headlines, span.start, key=lambda line: line.start) - 1
    return at >= 0 and headlines[at].contains(span)


def _only_there(layout: Layout, headlines: Sequence[Span], span: Span) -> bool:
    """Whether a name of three words or more stands in headlines alone: then it is most often half a sentence."""
    words = layout.words_in(span)
    if len(words) < 3 or known(span.of(layout.text)):
        return False
    name = span.of(layout.text)
    place = layout.text.find(name)
    while place >= 0:
        if not _in_headline(headlines, Span(place, place + len(name))):
            return False
        place = layout.text.find(name, place + 1)
    return True


def _again(layout: Layout, headlines: Sequence[Span], spans: dict[Span, NameKind]) -> Iterable[tuple[Span, NameKind]]:
    """Names of the body that stand in a headline too."""
    names = {span.of(layout.text): kind for span, kind in sorted(spans.items()) if not _in_headline(headlines, span)}
    for line in headlines:
        words = layout.words_in(line)
        for start in range(len(words)):
            for end in range(min(len(words), start + 5), start, -1):
                piece = _span(words[start:end])
                kind = names.get(piece.of(layout.text))
                if kind is not None:
                    yield piece, kind
                    break


def _adjective(layout: Layout, span: Span, kind: NameKind) -> bool:
    """Whether a name is but an adjective: "European", "Democratic"."""
    words = layout.words_in(span)
    return (
        kind == "other"
        and len(words) == 1
        and words[0].lower.endswith(("an", "ic", "ish", "ese", "ist"))
        and not known(words[0].text)
    )


def _joined(layout: Layout, spans: dict[Span, NameKind]) -> dict[Span, NameKind]:
    """Join a given name with the single name or capital right behind it: the tagger split one person's name."""
    joined: dict[Span, NameKind] = {}
    gone: set[Span] = set()
    for span in sorted(spans):
        words = layout.words_in(span)
        if (
            span in gone
            or spans[span] != "person"
            or len(words) != 1
            or not is_given_name(words[0].text)
            or words[0].possessive
        ):
            continue
        after = layout.word_at(span.end)
        if after >= len(layout.words) or layout.text[span.end : layout.words[after].span.start] != " ":
            continue
        following = layout.words[after]
        other = next((one for one in (following.span,) if one in spans), None)
        free = other is not None or not any(
            one.overlaps(following.span) for one in spans if abs(one.start - following.span.start) < 60
        )
        if following.capital and free and not known(following.text) and head_kind(following.lower) is None:
            joined[Span(span.start, following.span.end)] = "person"
            gone |= {span, following.span}
    return {**{span: kind for span, kind in spans.items() if span not in gone}, **joined}


def _cut(name: Name, edges: Sequence[int]) -> list[Name]:
    """Cut a name where a source begins or ends: no name is half a speaker."""
    inside = edges[bisect_right(edges, name.span.start) : bisect_left(edges, name.span.end)]
    places = [name.span.start, *inside, name.span.end]
    return [Name(Span(start, end), name.kind) for start, end in zip(places, places[1:], strict=False)]


def _introduced(layout: Layout) -> Iterable[tuple[Span, NameKind]]:
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


def _mended(layout: Layout, name: Name) -> list[tuple[Span, NameKind]]:
    """Cut titles, roles and possessive marks off a tagged name; drop what has no capital at all."""
    words = list(layout.words_in(name.span))
    if name.kind == "person":
        while len(words) > 1 and _is_title(words[0]):
            words.pop(0)
        while words and not words[-1].capital and words[-1].lower not in _NAME_PARTICLES:
            words.pop()
    while words and words[0].lower in {"the", "a", "an"}:
        words.pop(0)
    if not words or not any(word.capital or word.text[0].isdigit() for word in words):
        return []
    if all(word.lower in CALENDAR or (word.lower in FUNCTION_WORDS and len(words) == 1) for word in words):
        return []
    if name.kind == "person":
        for at, word in enumerate(words[:-1]):
            if word.possessive:
                return [(_span(words[at + 1 :]), name.kind), (_span(words[: at + 1]), "other")]
    return [(_span(words), name.kind)]


def _is_title(word: Word) -> bool:
    bare = word.lower.rstrip(".")
    return (
        bare in HONORIFICS
        or (bare in ROLE_NOUNS and bare not in _GIVEN_TOO)
        or bare in {"vice", "former", "president-elect"}
    )


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _known_names(layout: Layout) -> Iterable[tuple[Span, NameKind]]:
    at, words = 0, layout.words
    while at < len(words):
        if not (words[at].capital or words[at].lower.startswith("al-")):
            at += 1
            continue
        for length in range(min(longest_known(), len(words) - at), 0, -1):
            span = _span(words[at : at + length])
            piece = layout.text[span.start : span.end]
            found = known(" ".join(piece.split())) if "\n" not in piece else None
            if found and not (
                length == 1 and words[at].lower in {"is", "us", "who", "as", "au", "ec", "ad"} and not _sure(words[at])
            ):
                yield span, "place" if found.kind == "government" else "organisation"
                at += length - 1
                break
        at += 1


def _sure(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper()


def _capitals(layout: Layout, span: Span, taken: _Taken) -> Iterable[Span]:
    run: list[Word] = []
    previous: Word | None = None
    for word in [*layout.words_in(span), None]:
        gap = layout.text[previous.span.end : word.span.start] if previous and word else ""
        joins = (
            word is not None
            and (not gap.strip(" .") or gap.strip() in {"&"})
            and not (previous and previous.possessive)
        )
        if word is not None and taken.holds(word.span):
            yield from _trimmed(run)
            run = []
        elif word is not None and joins and (word.capital or (run and word.lower in _CONNECTORS)):
            run.append(word)
        else:
            yield from _trimmed(run)
            run = [word] if word is not None and word.capital else []
        previous = word
    yield from _trimmed(run)


def _trimmed(run: list[Word]) -> Iterable[Span]:
    run = list(run)
    while run and (not run[-1].capital):
        run.pop()
    while run and (
        run[0].lower in FUNCTION_WORDS or _is_title(run[0]) or run[0].lower in CALENDAR or not run[0].capital
    ):
        run.pop(0)
    while run and run[-1].lower in CALENDAR:
        run.pop()
    role = max(
        (at for at, word in enumerate(run[:-1]) if _role(word.text) and word.lower not in _GIVEN_TOO), default=-1
    )
    run = run[role + 1 :]
    if run and len("".join(word.text for word in run)) > 1 and not (len(run) == 1 and head_kind(run[0].lower)):
        yield _span(run)


def _guess(layout: Layout, span: Span) -> NameKind:
    words = layout.words_in(span)
    if words and (words[-1].lower in ORGANISATION_NOUNS or any(word.lower in {"of", "for"} for word in words)):
        return "organisation"
    if (len(words) > 1 and is_given_name(words[0].text)) or _titles(layout, span):
        return "person"
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) < 7:
        return "organisation"
    return "person" if len(words) == 1 and not words[0].text.isupper() else "other"


def _repeated(layout: Layout, spans: dict[Span, NameKind]) -> Iterable[tuple[Span, NameKind]]:
    """Names that stand elsewhere on the page unmarked: a full name's last word, or the same words."""
    lasts: dict[str, NameKind] = {}
    for span in sorted(spans):
        if spans[span] not in {"person", "organisation"}:
            continue
        words = layout.words_in(span)
        if spans[span] == "person" and words:
            lasts.setdefault(words[-1].text, "person")
            if len(words) == 1:
                lasts.setdefault(words[0].text, "person")
        elif len(words) == 1:
            lasts.setdefault(words[0].text, "organisation")
    for word in layout.words:
        kind = lasts.get(word.text) or (
            lasts.get(word.text.title()) if word.text.isupper() and len(word.text) > 3 else None
        )
        if kind and len(word.text) > 2 and word.capital:
            yield word.span, kind


def _titles(layout: Layout, span: Span) -> tuple[str, ...]:
    """The capitalised words, honorifics and roles that stand directly before a name."""
    at = layout.word_at(span.start) - 1
    titles: list[str] = []
    following = span.start
    while at >= 0 and len(titles) < 10:
        word = layout.words[at]
        gap = layout.text[word.span.end : following]
        if gap.strip(" .") or "\n" in gap:
            break
        bare = word.lower.rstrip(".")
        if not (
            bare in HONORIFICS
            or head_kind(bare)
            or word.capital
            or bare in FUNCTION_WORDS
            or (titles and _lower_modifier(bare))
        ):
            break
        if bare in FUNCTION_WORDS and bare not in {"former"}:
            office = bare in {"of", "to", "the", "at"} and titles and not any(_role(title) for title in titles)
            if not office:
                break
        titles.append(word.text + ("'s" if word.possessive else ""))
        following = word.span.start
        at -= 1
    titles.reverse()
    while titles and titles[0].lower() in FUNCTION_WORDS:
        titles.pop(0)
    return tuple(titles) if any(_role(title) for title in titles) else ()


def _family_name(title: str) -> bool:
    """Whether a capitalised word between a role and a name is part of the name: "Secretary General Ban Ki-moon"."""
    bare = title.lower().rstrip(".")
    return title[0].isupper() and not _role(title) and head_kind(bare) is None and not known(title) and bare.isalpha()


def _lower_modifier(bare: str) -> bool:
    return (
        bare.isalpha()
        and bare not in FUNCTION_WORDS
        and head_kind(bare) is None
        and bare.endswith(
            ("al", "an", "ish", "ic", "ve", "ry", "ty", "er", "or", "se", "ng", "ed", "ent", "top", "hts", "ign", "ce")
        )
    )


def _role(title: str) -> bool:
    bare = title.lower().rstrip(".")
    return bare in HONORIFICS or head_kind(bare) in {"person"} or bare in {"gen", "sen"}


def _naming(layout: Layout, span: Span, kind: NameKind) -> Naming:
    words = layout.words_in(span)
    text = " ".join(layout.text[span.start : span.end].split())
    titles = _titles(layout, span) if kind in {"person", "other"} else ()
    if layout.text[span.end : span.end + 1] == "." and known(text + "."):
        span, text = Span(span.start, span.end + 1), text + "."
    found = known(text)
    after = layout.word_at(span.end)
    modifies = False
    if after < len(layout.words) and not layout.text[span.end : layout.words[after].span.start].strip("'’s "):
        following = layout.words[after]
        modifies = head_kind(following.lower) is not None and not (words and words[-1].possessive)
    if titles and kind == "other" and not found:
        kind = "person"
    if kind == "person" and titles:
        own = 0
        while own < len(titles) and _family_name(titles[-1 - own]):
            own += 1
        if 0 < own <= 2 and own < len(titles):
            first = layout.words[layout.word_at(span.start) - own]
            span, titles = Span(first.span.start, span.end), titles[:-own]
            text = " ".join(span.of(layout.text).split())
    return Naming(
        span=span,
        words=tuple(text.split()),
        kind=kind,
        titles=titles,
        known=found,
        possessive=bool(words) and words[-1].possessive,
        quoted=layout.quoted(span.start),
        modifies=modifies,
    )
