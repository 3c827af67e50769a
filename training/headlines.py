"""Headlines that attribute by a mark alone (“Talks have failed: ministry”), made from annotated articles.

PolNeAR has next to none of them, and its headlines end with a full stop; pages have many.  Each is made of
the source and the content of an annotated attribution, set above the paragraph that holds it.  As many are
made that only look alike: a place or a kind of text before the colon, an outlet behind the dash.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from training.examples import in_capitals
from training.polnear import Gold, GoldArticle, Range

PRONOUNS: Final = re.compile(r"(?:I|you|he|she|it|we|they|who|that|which|this|these|those|his|her|its|their)", re.I)
# What is said with these is a clause, as headlines have it; much else is a thing ("supports the plan").
CUES: Final = re.compile(r"sa(?:id|ys?)|told|according to|argue[sd]|claim(?:s|ed)|added", re.I)
KINDS: Final = ("Analysis", "Live", "Opinion", "Video", "Breaking", "Explained", "Factbox", "Timeline", "Exclusive")
OUTLETS: Final = ("BBC News", "CNN", "Reuters", "The Guardian", "The New York Times", "AP", "Al Jazeera", "RT", "NPR")
SHORTEST, LONGEST = 4, 14  # words of what is said
LONGEST_SOURCE = 5

Part = tuple[str, str]
"""A stretch of a headline and its role, or the empty role."""


def headlines(gold: Sequence[GoldArticle], chance: random.Random) -> list[GoldArticle]:
    """Return short articles of a headline and a paragraph each; half of them attribute nothing in the headline."""
    made: list[GoldArticle] = []
    for article in gold:
        for one in article.attributions:
            made_of = _said(article.text, one)
            body = _body(article, one) if made_of else None
            if made_of is None or body is None:
                continue
            parts = _shape(*made_of, chance) if chance.random() < 0.5 else _alike(made_of[1], article, chance)
            made.append(_above(article, body, _dressed(parts, chance)))
    return made


def _said(text: str, one: Gold) -> tuple[str, str] | None:
    """Return the source and the content as a headline would have them, or ``None`` when it would not."""
    if len(one.source) != 1 or len(one.content) != 1 or not one.cue:
        return None
    source = text[slice(*one.source[0])].strip(" ,.").removeprefix("The ").removeprefix("the ")
    content = text[slice(*one.content[0])].strip(" ,.").removeprefix("that ")
    words = content.split()
    fits = SHORTEST <= len(words) <= LONGEST and 1 <= len(source.split()) <= LONGEST_SOURCE
    told = text[slice(*one.content[0])].startswith("that ") or CUES.fullmatch(text[slice(*one.cue[-1])])
    plain = "''" not in content and not set('\n“”":') & set(source + content) and not PRONOUNS.fullmatch(source)
    named = source[:1].isupper() or " " in source
    return (source, content[:1].upper() + content[1:]) if told and fits and plain and named else None


def _shape(source: str, content: str, chance: random.Random) -> list[Part]:
    """Return a headline that attributes ``content`` to ``source``, in parts."""
    said, who, mark = (content, "content"), (source, "source"), chance.choice((" – ", " - ", " — "))
    return chance.choice(
        (
            [said, (":", "cue"), (" ", ""), who],
            [(source[:1].upper() + source[1:], "source"), (":", "cue"), (" ", ""), said],
            [said, (mark[0], ""), (mark[1], "cue"), (mark[2], ""), who],
            [said, (", ", ""), ("says", "cue"), (" ", ""), who],
            [said, (", ", ""), who, (" ", ""), ("says", "cue")],
        )
    )


def _alike(content: str, article: GoldArticle, chance: random.Random) -> list[Part]:
    """Return a headline of the same look that attributes nothing."""
    places = [article.text[start:end] for start, end, kind in article.names or () if kind == "LOCATION"]
    topic = chance.choice(places) if places and chance.random() < 0.5 else chance.choice(KINDS)
    behind = f"{content}{chance.choice((' - ', ' | ', ' – '))}{chance.choice(OUTLETS)}"
    return [(chance.choice((f"{topic}: {content}", behind)), "")]


def _dressed(parts: list[Part], chance: random.Random) -> list[Part]:
    """Return the headline as it is, with capitals on its longer words, or all in capitals; the length stays."""
    draw = chance.random()
    if draw < 0.5:
        return parts
    if draw < 0.6:
        return [(in_capitals(text), role) for text, role in parts]
    return [(" ".join(map(_titled, text.split(" "))), role) for text, role in parts]


def _titled(word: str) -> str:
    """Return a longer word with a capital."""
    return in_capitals(word[:1]) + word[1:] if len(word) > 3 else word


def _body(article: GoldArticle, one: Gold) -> Range | None:
    """Return the paragraph that holds ``one``, or ``None`` when an attribution runs over its end."""
    start = article.text.rfind("\n", 0, one.content[0][0]) + 1
    end = article.text.find("\n", one.content[0][1])
    end = len(article.text) if end < 0 else end
    for other in article.attributions:
        inside = {start <= s and e <= end for s, e in _spans(other) if s < end and e > start}
        apart = any(e <= start or s >= end for s, e in _spans(other))
        if False in inside or (inside and apart):
            return None
    return start, end


def _spans(one: Gold) -> tuple[Range, ...]:
    return one.source + one.cue + one.content


def _above(article: GoldArticle, body: Range, parts: list[Part]) -> GoldArticle:
    """Return ``parts`` as the headline over the paragraph ``body`` of ``article``."""
    start, end = body
    head, at = "".join(text for text, _ in parts) + "\n\n", 0
    spans: dict[str, list[Range]] = {"source": [], "cue": [], "content": []}
    for text, role in parts:
        if role:
            spans[role].append((at, at + len(text)))
        at += len(text)
    attributions = [Gold(*(tuple(spans[role]) for role in ("source", "cue", "content")))] if spans["cue"] else []
    attributions += _moved(article, body, len(head) - start)
    return replace(article, text=head + article.text[start:end], attributions=tuple(attributions), names=None)


def _moved(article: GoldArticle, body: Range, by: int) -> Iterator[Gold]:
    """Yield the attributions of ``body`` with their places moved."""
    for one in article.attributions:
        if _spans(one) and all(body[0] <= start and end <= body[1] for start, end in _spans(one)):
            yield Gold(*(tuple((s + by, e + by) for s, e in part) for part in (one.source, one.cue, one.content)))
