"""Origins: which reports of one statement rest on one another or on one source, and so count once.

A quotation that two pages share is no copying: both may have heard it.  What counts is

- a credit: both pages say that they carry the same agency's copy;
- a relay: both report the words through the same third party, or one names the other, or the agency whose copy
  the other carries, as where it has them from;
- the prose: words that no speaker said, and that name none who speaks, are the same in both pages, around the
  report or in sum;
- the page: reports in one page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.comparison.reuse import Reuse, Shared
from sayso.comparison.sides import Side
from sayso.records import Article, Entity, Origin, SharedPassage, Span, Statement, identifier
from sayso.resolution.spelling import name_words

# Prose shared within this many characters of the report's own words is "around it": a paragraph or two.
AROUND: Final = 600
# Words of shared prose that make a copy: around the report, and in the whole pages.  News phrases
# ("on the sidelines of the meeting in Geneva") stay below.  Standing phrases count only where they are
# what is reported.  Swept on 804 reports of one war: at 12 words around the report, 14 of 684 pairs of one origin fall
# out, of eleven pairs of pages, of which nine print one text.
PROSE_AROUND: Final = 10
PROSE_IN_ALL: Final = 40

_AGENCY_WORDS: Final = frozenset({"news", "agency", "press", "wire", "service", "newspaper", "website"})
_ARTICLE: Final = re.compile(r"^[Tt]he ")
_ENDING: Final = re.compile(rf"(?: (?i:{'|'.join(sorted(_AGENCY_WORDS))}))+$")
_TOLD_THROUGH: Final = (
    r"\b{}(?: [Nn]ews)?(?: [Aa]gency| newspaper| website)? (?:has )?(?:cited|quoted|reported|reports|wrote|writes)\b",
    r"\b(?:told|according to|(?:cited|quoted|reported) by|interview (?:with|to)|speaking to) (?:the )?{}\b",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What tells where pages have their words from."""

    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    reuse: Reuse


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports rest on one origin, and the passages that show it."""

    why: str
    passages: tuple[SharedPassage, ...] = ()


def find_origins(statement: Statement, sides: Sequence[Side], sources: Sources) -> tuple[Origin, ...]:
    """Return the origins of the reports of one statement, sorted by identifier; each report is in exactly one."""
    ordered = sorted(sides, key=lambda side: side.report.id)
    home = list(range(len(ordered)))
    ties: list[tuple[int, Tie]] = []
    for b in range(len(ordered)):
        for a in range(b):
            found = tie(ordered[a], ordered[b], sources, statement.recycled)
            if found is None:
                continue
            kept, gone = sorted((home[a], home[b]))
            home = [kept if place == gone else place for place in home]
            ties.append((a, found))
    members: defaultdict[int, list[Side]] = defaultdict(list)
    for side, place in zip(ordered, home, strict=True):
        members[place].append(side)
    return tuple(
        sorted(
            (_origin(statement.id, found, [t for a, t in ties if home[a] == place], sources)
             for place, found in members.items()),
            key=lambda origin: origin.id,
        )
    )  # fmt: skip


def _origin(statement: str, sides: Sequence[Side], ties: Sequence[Tie], sources: Sources) -> Origin:
    reports = tuple(side.report.id for side in sides)
    first = min(sides, key=lambda side: (side.published or "9999", side.report.content, side.report.id))
    return Origin(
        id=identifier("ori", statement, *reports),
        statement=statement,
        attributions=reports,
        why=tuple(sorted({found.why for found in ties})),
        first=first.report.id,
        passages=tuple(sorted({passage for found in ties for passage in found.passages})),
    )


def tie(a: Side, b: Side, sources: Sources, recycled: Container[str] = ()) -> Tie | None:
    """Return why two reports of one statement rest on one origin, or ``None`` when nothing shows it.

    ``recycled`` are the reports that present old words as new: they have them from where they were first.
    """
    if a.report.article == b.report.article:
        return Tie("They stand in one page")
    if (a.report.id in recycled) != (b.report.id in recycled):
        return Tie("One presents as new the words that the other has from before")
    return next((found for found in _ties(a, b, sources)), None)


def _ties(a: Side, b: Side, sources: Sources) -> Iterator[Tie]:
    yield from _shared_prose(a, b, sources)
    for credit in _shared_credits(sources.articles[a.report.article], sources.articles[b.report.article]):
        yield Tie(f"Both pages carry {credit}'s copy")
    relayed = sorted(set(a.report.relay) & set(b.report.relay))
    if relayed:
        yield Tie(f"Both have it from {_name(relayed[-1], sources)}")
    for one, other in ((a, b), (b, a)):
        page = sources.articles[other.report.article]
        if page.outlet and _has_it_from(one, page.outlet, sources):
            yield Tie(f"One page has it from {page.outlet}, whose page is the other")
        for credit in page.credits:
            if _has_it_from(one, credit, sources):
                yield Tie(f"One page has it from {credit}, whose copy the other carries")


def _name(entity: str, sources: Sources) -> str:
    return sources.entities[entity].name if entity in sources.entities else entity


def _has_it_from(side: Side, body: str, sources: Sources) -> bool:
    """Return whether a report names an outlet or agency as where its page has the words from.

    It does as the report's relay, as its speaker, or in the words of its sentence ("..., the Pelagos agency reported").
    """
    named = (*side.report.relay, *([side.report.speaker] if side.report.speaker else ()))
    if any(_same_body(_name(entity, sources), body) for entity in named):
        return True
    words = _ENDING.sub("", _ARTICLE.sub("", body)) or body
    return any(re.search(pattern.format(re.escape(words)), side.around) for pattern in _TOLD_THROUGH)


def _same_body(one: str, other: str) -> bool:
    """Return whether two names are of one outlet or agency, "Pelagos" being the "Pelagos News Agency"."""
    first, second = (frozenset(name_words(name)) - _AGENCY_WORDS for name in (one, other))
    return bool(first) and first == second


def _shared_credits(a: Article, b: Article) -> list[str]:
    return [credit for credit in sorted(set(a.credits)) if any(_same_body(credit, theirs) for theirs in b.credits)]


def _shared_prose(a: Side, b: Side, sources: Sources) -> Iterator[Tie]:
    first, second = (a, b) if a.report.article < b.report.article else (b, a)
    runs = sources.reuse.get((first.report.article, second.report.article), ())
    near = [run for run in runs if _reaches(run, first, second, AROUND)]
    told = "direct" not in {a.report.kind, b.report.kind}
    if sum(run.prose if told and _reaches(run, first, second) else run.told for run in near) >= PROSE_AROUND:
        words = sum(run.words for run in near)
        yield Tie(f"The passage around it is the same in {words} words", tuple(run.passage for run in near))
    elif sum(run.told for run in runs) >= PROSE_IN_ALL:
        words = sum(run.words for run in runs)
        yield Tie(f"The pages share {words} words of their text", tuple(run.passage for run in runs))


def _reaches(run: Shared, a: Side, b: Side, around: int = 0) -> bool:
    """Return whether a passage stands in both reports, or within so many characters of them."""
    return _within(run.passage.span_a, a, around) and _within(run.passage.span_b, b, around)


def _within(span: Span, side: Side, around: int) -> bool:
    place = side.report.place
    return span.start < place.end + around and span.end > place.start - around
