"""On whom the facts of a page rest: the bodies and persons that its opening names as where it has them from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.speakers import Speaker, alike
from sayso.comparison.wording import content_stems
from sayso.comparison.words import word_set
from sayso.records import Act, Article, Place, Report, Span
from sayso.resolution.gazetteer import country_of
from sayso.text import each_sentence

# Sentences of a page that tell its news; what follows is comment and what went before.
NEWS: Final = 6
_TELLING: Final[frozenset[Act]] = frozenset({"say", "report", "accuse", "believe", "predict"})
# Whoever is described by these is somebody else than the body that is named beside him, though nobody names him.
_WITNESSES: Final = word_set(
    "activist activists witness witnesses eyewitness eyewitnesses resident residents correspondent correspondents "
    "reporter reporters journalist journalists photographer doctor doctors medic medics survivor survivors rebels "
    "media television tv residents' officials police rescuers villagers locals images footage videos"
)
# Words that many bodies and persons have in their names, and that tell none from another.
_GENERAL: Final = content_stems(
    "human rights state news agency national general council group ministry army force official government media "
    "defence foreign interior president minister spokesman"
)
_NAME: Final = re.compile(r"[^\W\d_a-z][\w.’'-]*")
_WORD: Final = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Testimony:
    """One source of a page's news: who, the stems of the names in the words for it, and the words themselves."""

    speaker: Speaker | None
    words: frozenset[str]
    shown: Place


def read_witnesses(article: Article, reports: Iterable[Report], speakers: Mapping[str, Speaker]) -> Sequence[Testimony]:
    """Return on whom the opening of a page rests, in order; the ``reports`` are its own."""
    kept = (span for span in each_sentence(article.text) if not any(span.overlaps(f) for f in article.furniture))
    news = [span for _, span in zip(range(NEWS), kept, strict=False)]
    found: list[tuple[int, Testimony]] = []
    for report in sorted(reports, key=lambda report: report.id):
        at = min((span.start for span in (*report.source, *report.cue, *report.content)), default=0)
        if not report.source or report.act not in _TELLING or not any(span.contains(report.source[0]) for span in news):
            continue
        shown = Place(article.id, Span(report.source[0].start, report.source[-1].end))
        words = shown.span.of(article.text)
        speaker = speakers.get(report.speaker) if report.speaker else None
        if speaker is not None and speaker.kind not in {"unnamed", "document", "place"}:
            named = _name_stems(words) | (speaker.introduced if speaker.kind == "person" else _name_stems(speaker.name))
            found.append((at, Testimony(speaker, named, shown)))
        elif frozenset(_WORD.findall(words.lower())) & _WITNESSES:
            found.append((at, Testimony(None, frozenset(), shown)))
        relays = (speakers[one] for one in report.relay if one in speakers)
        found += [(at, Testimony(relay, _name_stems(relay.name), shown)) for relay in relays]
    return [one for _, one in sorted(found, key=lambda item: (item[0], item[1].shown))]


def sole_witness(found: Sequence[Testimony]) -> Testimony | None:
    """Return the one named source on which the news of a page rests; ``None`` where it has none or several."""
    named = [one for one in found if one.speaker is not None]
    if not named or len(named) < len(found):
        return None
    first = named[0]
    return first if all(one_body(first, other) for other in named[1:]) else None


def _name_stems(words: str) -> frozenset[str]:
    """Return the stems of the names in ``words`` that tell one body from another: no countries, no general words."""
    names = (match.group().rstrip(".") for match in _NAME.finditer(words))
    return content_stems(" ".join(name for name in names if not country_of(name))) - _GENERAL


def one_body(a: Testimony, b: Testimony) -> bool:
    """Return whether two sources are one body: the same, its short name, or a person who speaks for it."""
    if a.speaker is None or b.speaker is None:
        return False
    return a.speaker.entity == b.speaker.entity or _stands_for(a, b) or _stands_for(b, a)


def _stands_for(one: Testimony, body: Testimony) -> bool:
    """Return whether a person's introduction names ``body``, or all words of its name are among those of ``one``."""
    if body.speaker is None or body.speaker.kind == "person":
        return False
    shared = alike(body.words, one.words)
    if one.speaker is not None and one.speaker.kind == "person":
        return bool(shared)  # "Observatory head Ann Poe" speaks for the Lake Observatory for Water
    return bool(body.words) and len(shared) == len(body.words)
