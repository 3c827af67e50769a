"""Whose a document is: "the statement" that the council issued, "the film" by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.records import Span
from sayso.resolution.layout import Word
from sayso.resolution.lexicon import words_of
from sayso.resolution.names import Naming
from sayso.resolution.party import Party
from sayso.resolution.phrases import alike
from sayso.resolution.scene import Scene
from sayso.resolution.sources import Source

_REACH: Final = 300  # words looked back over for where a document came in: some six paragraphs
_LOOSE: Final = 2  # sentences back to who spoke, when the document was never introduced
_TITLED: Final = words_of("film documentary movie book memoir novel series play song album show podcast op-ed essay")
_OWN_WORDS: Final = words_of("statement letter release communique memo report study data figures statistics findings")
_TITLE: Final = re.compile(r",? ?[“\"‘']{1,2}((?=[A-Z0-9])[^“”\"’\n]{2,60}?)[.,]?[”\"’]")
_BY: Final = re.compile(
    r"\s+(?:(?:released|published|issued|written|signed|filed|conducted|posted|made)\s+(?:\w+\s+){0,2})?"
    r"(?:by|from)\s+(?:the\s+)?(?:federal\s+)?$"
)
_ISSUED: Final = re.compile(r"(?:\s[a-z]+){1,3}\s(?:an?|its|his|her|their|another)\s(?:[\w’'-]+\s){0,3}$")
_INSIDE: Final = re.compile(r"\b[Ii]n (?:an?|its|his|her|their|the)\s(?:[\w’'-]+\s){0,3}$")
_HANGING: Final = re.compile(r"\b(?:of|in|at|by|from|for|with|on|to|about|against)\s+(?:the\s+)?$")


def document_named(scene: Scene, source: Source, place: int) -> tuple[str, str] | None:
    """Return the fuller name of a document that a source only points to, and the reason, or ``None``.

    The name is its title, or whose it is and what it is ("Harbour Council statement").
    """
    if source.owner is not None or source.span is None:
        return _with_owner(scene, source)
    led_in = _INSIDE.search(scene.layout.text, max(0, place - 30), place + 2) is not None
    if len(source.words) > 3 or source.after or source.text.startswith(("his ", "her ", "their ", "its ")):
        return None
    if not source.definite and not led_in and not _within(scene, source, place):
        return None
    for word in _introductions(scene, source, place):
        told = _title(scene, word) or _issuer(scene, word)
        if isinstance(told, str):
            return told, "the page gives its title before"
        if told is not None:
            return _joined(told, source.head), f"the page tells whose {source.head} it is"
    return _last_word(scene, source, place) if source.definite and len(source.words) <= 2 else None


def _with_owner(scene: Scene, source: Source) -> tuple[str, str] | None:
    """Return the words of a source with its owner's full name in place of the short one: "a Times article"."""
    owner = source.owner
    party = scene.whose.get(owner.span) if owner else None
    if owner is None or party is None or owner.known is not None or owner.text not in source.text:
        return None
    if len(party.name.split()) <= len(owner.words):
        return None
    return source.text.replace(owner.text, party.name, 1), f"{owner.text} is {party.name}"


def _within(scene: Scene, source: Source, place: int) -> bool:
    """Return whether "a statement" stands behind "in": it is the words of the one who speaks in that sentence."""
    return source.span is not None and _INSIDE.search(scene.layout.text[max(0, place - 20) : place + 3]) is not None


def _introductions(scene: Scene, source: Source, place: int) -> Iterator[Word]:
    """Yield the places where a document of this kind is named, nearest first, this very one before all."""
    heads = alike(source.head)
    words = scene.layout.words
    own = scene.layout.word_at(source.span.end if source.span else place) - 1
    first = own if not source.definite else own - 1
    for at in range(first, max(-1, own - _REACH), -1):
        if words[at].lower in heads:
            yield words[at]


def _title(scene: Scene, word: Word) -> str | None:
    found = _TITLE.match(scene.layout.text, word.span.end) if word.lower in _TITLED else None
    return found[1].strip() if found and len(found[1].split()) < 9 else None


def _issuer(scene: Scene, word: Word) -> Party | None:
    """Return the party that a passage shows to have written, issued or published a document."""
    text = scene.layout.text
    sentence = scene.layout.sentences[scene.layout.sentence(word.span.start)]
    behind = scene.at.inside(Span(word.span.end, min(sentence.end, word.span.end + 80)))
    if behind and _BY.fullmatch(text[word.span.end : behind[0].span.start - _titles(text, behind[0])]):
        return scene.whose.get(behind[0].span)
    if _INSIDE.search(text[max(sentence.start, word.span.start - 40) : word.span.start]):
        return _speaking_in(scene, sentence)
    before = scene.at.inside(Span(sentence.start, word.span.start))
    if not before or before[-1].span.end < word.span.start - 60:
        return None
    return _owning(scene, before[-1], word)


def _titles(text: str, name: Naming) -> int:
    """Return how many characters the titles before a name take."""
    written = " ".join(name.titles)
    return len(written) + 1 if written and text.startswith(written, name.span.start - len(written) - 1) else 0


def _owning(scene: Scene, name: Naming, word: Word) -> Party | None:
    text = scene.layout.text
    gap = text[name.span.end : word.span.start]
    if name.quoted or (name.known is not None and name.known.how == "adjective"):
        return None
    owns = name.possessive and len(gap.split()) <= 4 and not re.search(r"[,;:.]", gap)
    hangs = _HANGING.search(text[max(0, name.span.start - 12) : name.span.start]) is not None
    issues = _ISSUED.fullmatch(gap) is not None and not hangs and not name.possessive
    return scene.whose.get(name.span) if owns or issues else None


def _speaking_in(scene: Scene, sentence: Span) -> Party | None:
    """Return the one named party that speaks in a sentence."""
    found: dict[int, Party] = {}
    for index, attribution in enumerate(scene.attributions):
        choice = scene.choices[index]
        inside = any(sentence.contains(span) for span in attribution.source)
        if inside and choice is not None and choice.party is not None and choice.party.named:
            found[choice.party.number] = choice.party
    return next(iter(found.values())) if len(found) == 1 else None


def _last_word(scene: Scene, source: Source, place: int) -> tuple[str, str] | None:
    """Return the document of the body that spoke in the sentences just before: "the data" behind its figures."""
    if source.head not in _OWN_WORDS:
        return None
    here = scene.layout.sentence(place)
    for event in scene.history.before(place, reach=600):
        party = scene.parties[event.party]
        if event.place != "source" or here - scene.layout.sentence(event.start) > _LOOSE:
            continue
        if not party.named or party.kind not in {"organisation", "government", "group"}:
            return None
        return _joined(party, source.head), f"{party.name} spoke just before"
    return None


def _joined(party: Party, head: str) -> str:
    return f"{party.name}’s {head}" if party.kind == "person" else f"{party.name} {head}"
