"""What changed between two states of a ledger: who gained an origin, who was answered, which figure changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.records import Article, Contents, Link, Relation, Report, Statement, identifier
from sayso.watching.figure_changes import figure_news
from sayso.watching.known import Known, keys_of, known_of, report_keys
from sayso.watching.news import ANSWERED, News, Page, Said


def news_between(former: Contents, new: Contents) -> tuple[News, ...]:
    """Return what is to be told when a ledger that held ``former`` holds ``new``: `changes` of what was known."""
    return changes(known_of(former), new)


def changes(known: Known, contents: Contents) -> tuple[News, ...]:
    """Return the news of ``contents`` to one who knows ``known``, sorted by kind and identifier.

    A statement is told of when the number of its origins rises, to two or more, or falls although no report of
    it is gone; when a denial, contradiction or retraction of it is found that was not there between the same
    statements; a figure, when it updates or conflicts with another one and no page told so before.  The order
    of records does not matter, and a ledger holds no news to one who knows it.
    """
    view = _View.of(known, contents)
    holder = {name: view.said(one) for one in view.statements.values() for name in one.attributions}
    told = [*_origin_news(view), *_answer_news(view, contents.links), *figure_news(known.figures, contents, holder)]
    return tuple(sorted({one.id: one for one in told}.values(), key=lambda one: (one.kind, one.id)))


@dataclass(frozen=True, slots=True)
class _View:
    """A ledger beside what was known.

    ``keys`` are those of the reports; ``former`` tells, for each statement, the places in ``known`` of those that
    it shares a report with.
    """

    known: Known
    statements: dict[str, Statement]
    keys: dict[str, str]
    former: dict[str, frozenset[int]]
    reports: dict[str, Report]
    articles: dict[str, Article]
    names: dict[str, str]

    @classmethod
    def of(cls, known: Known, contents: Contents) -> _View:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for number, held in enumerate(known.statements):
            for key in held:
                places[key].add(number)
        keys = report_keys(contents)
        return cls(
            known=known,
            statements={one.id: one for one in sorted(contents.statements, key=lambda one: one.id)},
            keys=keys,
            former={
                one.id: frozenset(number for key in keys_of(one, keys) for number in places.get(key, ()))
                for one in contents.statements
            },
            reports={one.id: one for one in contents.reports},
            articles={one.id: one for one in contents.articles},
            names={one.id: one.name for one in contents.entities},
        )

    def before(self, name: str) -> int:
        """Return the most origins that a statement was known to have."""
        return max((self.known.origins[place] for place in self.former[name]), default=0)

    def held(self, name: str) -> set[str]:
        """Return the keys of all reports of what a statement was."""
        return {key for place in self.former[name] for key in self.known.statements[place]}

    def said(self, one: Statement) -> Said:
        speaker = self.names.get(one.speaker or "")
        words = " ".join(one.gist.split())
        return Said(one.id, speaker, one.act, one.said_on, words, one.outlets, len(one.origins))

    def pages(self, *names: str) -> tuple[Page, ...]:
        """Return the pages of the reports that were not known, in order of time; all pages where none is new."""
        reports = [(self.reports[one], name) for name in names for one in self.statements[name].attributions]
        new = [report for report, name in reports if self.keys[report.id] not in self.held(name)]
        found = {report.article: self.articles[report.article] for report in new or [one for one, _ in reports]}
        ordered = sorted(found.values(), key=lambda one: (one.published or "9999", one.id))
        return tuple(Page(one.id, one.outlet, one.published, one.url or one.path) for one in ordered)


def _origin_news(view: _View) -> Iterator[News]:
    for name, statement in view.statements.items():
        before, after = view.before(name), len(statement.origins)
        keys = keys_of(statement, view.keys)
        rose = after > max(before, 1)
        # Where a statement was parted, its reports did not become dependent on one another.
        fell = after < before and view.held(name) <= set(keys)
        if rose or fell:
            made = identifier("new", "origins", *keys, before, after)
            pages, why = view.pages(name), _why_of_origins(view, name)
            yield News(made, "origins", view.said(statement), (), before, after, (), (), pages, why)


def _why_of_origins(view: _View, name: str) -> tuple[str, ...]:
    before, joined = view.before(name), len(view.former[name])
    if len(view.statements[name].origins) < before:
        return ("Reports that passed for independent are now seen to rest on one origin",)
    if joined > 1:
        return (f"{joined} statements are now seen to be one",)
    if view.held(name) >= set(keys_of(view.statements[name], view.keys)):
        return ("No new report, but its reports are now seen to be independent",)
    return ()


def _answer_news(view: _View, links: Iterable[Link]) -> Iterator[News]:
    groups: defaultdict[tuple[str, Relation, str], list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda one: (-one.score, one.a, one.b)):
        if link.relation in ANSWERED and not _was_answered(view, link):
            # A page that tells a denial in its headline and three sentences holds one denial for its reader.
            groups[link.b, link.relation, view.statements[link.a].speaker or link.a].append(link)
    for (name, relation, _), found in sorted(groups.items()):
        said, answers = view.statements[name], [view.statements[link.a] for link in found]
        keys = [keys_of(said, view.keys), *sorted(keys_of(one, view.keys) for one in answers)]
        yield News(
            id=identifier("new", relation, *(key for held in keys for key in ("by", *held))),
            kind=ANSWERED[relation],
            said=view.said(said),
            answers=tuple(view.said(one) for one in answers),
            before=view.before(name),
            after=len(said.origins),
            earlier=(),
            figures=(),
            pages=view.pages(name, *(one.id for one in answers)),
            reasons=found[0].reasons,
        )


def _was_answered(view: _View, link: Link) -> bool:
    ends = [(a, b) for a in view.former[link.a] for b in view.former[link.b]]
    # Which of two statements contradicts the other one is told by their dates alone.
    turned = [(b, a) for a, b in ends] if link.relation == "contradicts" else []
    return any((link.relation, a, b) in view.known.answers for a, b in (*ends, *turned))
