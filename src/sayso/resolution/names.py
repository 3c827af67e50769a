"""Where a page names somebody: each name with its titles and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records import Name, NameKind, Span
from sayso.resolution.gazetteer import Known, is_given_name, known
from sayso.resolution.layout import Layout
from sayso.resolution.lexicon import FUNCTION_WORDS, head_kind
from sayso.resolution.name_spans import NameSpans
from sayso.resolution.titles import own_words, titles_before

_DATELINE = re.compile(r"\b[A-Z]{4,}\b[^a-z()]{0,14}\($")


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
    spans = NameSpans(layout, tagged, sorted(sources))
    return [_naming(layout, span, kind) for span, kind in spans.found() if not _in_dateline(layout, span)]


def _in_dateline(layout: Layout, span: Span) -> bool:
    """Return whether a name is the agency of a dateline, "MOSCOW (Sputnik)": a credit, and nobody in the story."""
    after = layout.text[span.end : span.end + 1]
    return after == ")" and _DATELINE.search(layout.text[max(0, span.start - 40) : span.start]) is not None


def _naming(layout: Layout, span: Span, kind: NameKind) -> Naming:
    text = span.of(layout.text)
    if layout.text[span.end : span.end + 1] == "." and "." in text:
        span = Span(span.start, span.end + 1)  # the last full stop of "U.N."
    words = layout.words_in(span)
    found = known(" ".join(span.of(layout.text).split()))
    titles = titles_before(layout, span) if kind in {"person", "other"} else ()
    if titles and kind == "other" and not found:
        kind = "person"
    begun = len(words) > 1 and is_given_name(words[0].text)  # a verb of a headline is no name before "Ann Poe"
    if kind == "person" and not begun and (own := own_words(titles)):
        first = layout.words[layout.word_at(span.start) - own]
        span, titles = Span(first.span.start, span.end), titles[:-own]
        if titles[-1].lower() in FUNCTION_WORDS:  # "the governor of | Upper Varn", half of it taken for a person
            kind, titles = "other", ()
    return Naming(
        span=span,
        words=tuple(span.of(layout.text).split()),
        kind=kind,
        titles=titles,
        known=found,
        possessive=bool(words) and words[-1].possessive,
        quoted=layout.quoted(span.start),
        modifies=_modifies(layout, span),
    )


def _modifies(layout: Layout, span: Span) -> bool:
    after = layout.word_at(span.end)
    if after >= len(layout.words) or layout.text[span.end : layout.words[after].span.start].strip("'’s "):
        return False
    possessive = layout.words[after - 1].possessive if after else False
    return head_kind(layout.words[after].lower) is not None and not possessive


def shown(name: Naming) -> str:
    """Return the form of a name as it is shown: without quotation marks, a state by its own name, no shouting."""
    text = re.sub(r"(?:['’]s|['’])$", "", name.text)
    if text.isupper() and len(text) > 4 and not name.known and name.kind == "person":
        text = text.title()
    return name.known.name if name.known and name.known.how in {"adjective", "seat"} else _bare(text)


def _bare(text: str) -> str:
    bare = text.strip(" ,;:\"“”‘’'()[]")
    dotted = "." in bare[:-1] or bare.endswith((" Jr.", " Sr."))
    return (bare if dotted else bare.rstrip(".")) or text
