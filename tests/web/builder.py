"""Contents by hand: articles with their attributions, found by their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sayso.records import (
    Act,
    Article,
    Contents,
    Entity,
    EntityKind,
    Failure,
    Figure,
    FigureLink,
    FigureRelation,
    Judgement,
    Link,
    Naming,
    Origin,
    Relation,
    Report,
    SharedPassage,
    Span,
    SpeakerFrom,
    Statement,
    Verdict,
    Voice,
    identifier,
    quote_of,
)

Row = TypeVar("Row")


def ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: str(getattr(row, "id", row))))


class Builder:
    """Collects records; `contents` gives them sorted as a ledger does."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.entities: list[Entity] = []
        self.reports: dict[str, Report] = {}
        self.statements: list[Statement] = []
        self.origins: list[Origin] = []
        self.judgements: list[Judgement] = []
        self.links: list[Link] = []
        self.figures: list[Figure] = []
        self.figure_links: list[FigureLink] = []
        self.namings: list[Naming] = []
        self.failures: list[Failure] = []

    def span(self, article: str, words: str, nth: int = 0) -> Span:
        text = self.articles[article].text
        place = -1
        for _ in range(nth + 1):
            place = text.index(words, place + 1)
        return Span(place, place + len(words))

    def article(
        self,
        name: str,
        text: str,
        *,
        outlet: str | None,
        title: str | None,
        published: str | None,
        url: str | None = None,
        byline: str | None = None,
        credits: tuple[str, ...] = (),
        furniture: Sequence[str] = (),
    ) -> str:
        made = identifier("art", name)
        places = sorted(Span(text.index(words), text.index(words) + len(words)) for words in furniture)
        self.articles[made] = Article(
            id=made,
            path=f"pages/{name}",
            url=url,
            outlet=outlet,
            title=title,
            byline=byline,
            published=published,
            published_from="metadata" if published else "no date on the page",
            credits=credits,
            language="en",
            sha256=identifier("x", name)[2:] * 5 + "0000",
            furniture=tuple(places),
            text=text,
        )
        return made

    def entity(self, name: str, kind: EntityKind = "person", aliases: tuple[str, ...] = ()) -> str:
        made = identifier("ent", name)
        self.entities.append(Entity(made, name, kind, aliases))
        return made

    def report(
        self,
        article: str,
        source: str,
        cue: str,
        *content: str,
        speaker: str | None,
        act: Act = "say",
        target: str | None = None,
        said_on: str | None = None,
        date_words: str | None = None,
        speaker_from: SpeakerFrom = "name",
        reasons: tuple[str, ...] = ("the source is the full name",),
        relay: tuple[str, ...] = (),
        nested_in: str | None = None,
    ) -> str:
        pieces = tuple(self.span(article, words) for words in content)
        made = identifier("att", article, len(self.reports))
        text = self.articles[article].text
        quoted = any(text[max(0, span.start) : span.end].startswith(("“", '"')) for span in pieces)
        self.reports[made] = Report(
            id=made,
            article=article,
            source=(self.span(article, source),) if source else (),
            cue=(self.span(article, cue),) if cue else (),
            content=pieces,
            kind="direct" if quoted else "indirect",
            quote=quote_of(text, pieces),
            speaker=speaker,
            speaker_from=speaker_from,
            why_speaker=Verdict("resolved" if speaker else "unresolved", 0.94 if speaker else 0.41, reasons),
            act=act,
            target=target,
            said_on=said_on,
            said_precision="day" if said_on else None,
            date_words=date_words,
            relay=relay,
            nested_in=nested_in,
        )
        return made

    def statement(self, *origins: tuple[Sequence[str], tuple[str, ...]], recycled: tuple[str, ...] = ()) -> str:
        """Add a statement: its reports grouped by origin, each with why they count as one."""
        names = sorted(name for reports, _ in origins for name in reports)
        fullest = max((self.reports[name] for name in names), key=lambda report: (len(report.quote), report.id))
        made = identifier("sta", *names)
        found = []
        for reports, why in origins:
            origin = Origin(
                identifier("ori", *reports), made, tuple(sorted(reports)), why, reports[0], self._shared(reports)
            )
            self.origins.append(origin)
            found.append(origin.id)
        outlets = {self.articles[self.reports[name].article].outlet for name in names}
        self.statements.append(
            Statement(
                id=made,
                speaker=fullest.speaker,
                act=fullest.act,
                said_on=fullest.said_on,
                gist=fullest.quote,
                attributions=tuple(names),
                origins=tuple(sorted(found)),
                outlets=tuple(sorted(outlet for outlet in outlets if outlet is not None)),
                recycled=recycled,
            )
        )
        return made

    def _shared(self, reports: Sequence[str]) -> tuple[SharedPassage, ...]:
        first = self.reports[reports[0]]
        others = (self.reports[name] for name in reports[1:])
        return tuple(
            SharedPassage(first.article, first.content[0], other.article, other.content[0]) for other in others
        )

    def judgement(self, a: str, b: str, relation: str, score: float, *reasons: str) -> None:
        self.judgements.append(Judgement(a, b, Verdict(relation, score, reasons)))

    def link(self, a: str, b: str, relation: Relation, score: float, *reasons: str) -> None:
        self.links.append(Link(a, b, relation, score, reasons))

    def figure(
        self,
        article: str,
        words: str,
        low: float,
        high: float | None,
        unit: str | None,
        what: str | None,
        *,
        place: str | None = None,
        as_of: str | None = None,
        according_to: str | None = None,
        attribution: str | None = None,
        part_of: str | None = None,
    ) -> str:
        span = self.span(article, words)
        made = identifier("fig", article, span.start, span.end)
        self.figures.append(
            Figure(made, article, span, low, high, unit, what, place, as_of, according_to, attribution, part_of)
        )
        return made

    def figure_link(self, a: str, b: str, relation: FigureRelation, *reasons: str) -> None:
        self.figure_links.append(FigureLink(a, b, relation, 0.8, reasons))

    def naming(
        self, article: str, words: str, referent: str, voice: Voice = "outlet", scare: bool = False, nth: int = 0
    ) -> None:
        self.namings.append(Naming(article, self.span(article, words, nth), words, referent, voice, scare))

    def contents(self) -> Contents:
        return Contents(
            articles=ordered(self.articles.values()),
            entities=ordered(self.entities),
            reports=ordered(self.reports.values()),
            statements=ordered(self.statements),
            origins=ordered(self.origins),
            judgements=tuple(self.judgements),
            links=tuple(self.links),
            figures=ordered(self.figures),
            figure_links=tuple(self.figure_links),
            namings=tuple(self.namings),
            failures=tuple(self.failures),
        )
