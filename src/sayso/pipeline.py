"""Chains the stages: pages in, a ledger out.  It has no rules of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.attribution import Tagger, load_tagger
from sayso.comparison import compare_reports, load_encoder
from sayso.errors import InputError, LedgerError
from sayso.ledger import Ledger, read_waiting, renumbered, write_ledger
from sayso.reading import Gathered, gather, read
from sayso.records import Alias, Article, Comparison, Contents, Correction, Failure, Resolution, Tagging
from sayso.resolution import as_published, read_aliases, resolve
from sayso.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage, how many pages are done, how many there are."""


def build(
    paths: Sequence[Path | str],
    output: Path | str | None = None,
    *,
    fresh: bool = False,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Read the pages at ``paths`` and return the ledger of them, open for reading.

    With ``output`` the ledger is kept in that file; pages that the file already holds stay in it
    unless ``fresh``, and all is judged anew, so that the result is that of one build from all
    pages.  Without it the ledger lives in memory.  Pages that cannot be read are in the ledger as failures.  Raise
    InputError when no page could be read at all (nothing is then written), LedgerError when
    ``output`` cannot be read or written, ModelError when the weights cannot be loaded.
    """
    settings = settings or Settings()
    means = _Means(settings, progress or (lambda stage, done, total: None), tagger)
    return _built(read(paths, settings), ", ".join(str(path) for path in paths), output, means, fresh=fresh)


def add(
    found: Iterable[Article | Failure],
    output: Path | str,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Add pages that were read before, and those that could not be, to the ledger at ``output``; as `build` does."""
    means = _Means(settings or Settings(), progress or (lambda stage, done, total: None), tagger)
    return _built(found, "the pages", output, means, fresh=False)


def _built(
    found: Iterable[Article | Failure], subject: str, output: Path | str | None, means: _Means, *, fresh: bool
) -> Ledger:
    kept = _former(output, fresh=fresh)
    told = _told(means.settings, kept)
    gathered, failures = _read(found, None if fresh else kept, means.tell)
    if not gathered.articles:
        raise InputError(
            subject,
            f"no page could be read ({failures[0].path}: {failures[0].reason})" if failures else "no page was found",
            failures[0].remedy if failures else "Name files or folders of .txt, .html or .jsonl pages",
        )
    contents = _made(gathered, failures, told, means)
    if output is None:
        return Ledger.of(contents)
    write_ledger(output, contents)
    return Ledger.open(output)


def correct(
    path: Path | str,
    *corrections: Correction,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Add a person's corrections to the ledger at ``path``, judge its pages anew and return it, open for reading.

    They stay over later builds, until another one undoes them.  Those that the ledger holds already are not added
    again, and the numbers of the others follow those that it holds.  Raise LedgerError when the ledger cannot be
    read or written.
    """
    settings = settings or Settings()
    with Ledger.open(path) as ledger:
        former = ledger.contents()
    told = replace(
        _told(settings, former), corrections=(*former.corrections, *renumbered(corrections, former.corrections))
    )
    gathered = Gathered(former.articles, former.editions)
    failures = [failure for failure in former.failures if failure.stage != "attribute"]
    tell = progress or (lambda stage, done, total: None)
    write_ledger(path, _made(gathered, failures, told, _Means(settings, tell, tagger)))
    return Ledger.open(path)


def correct_waiting(
    path: Path | str,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Add the corrections that wait beside the ledger (``waiting.py``) to it, all in one judging, as ``correct`` does.

    Nothing is judged where none waits.
    """
    with Ledger.open(path) as ledger, ledger.shelf() as shelf:
        waiting = read_waiting(path, shelf.some(Correction))
    if not waiting:
        return Ledger.open(path)
    return correct(path, *waiting, settings=settings, progress=progress, tagger=tagger)


@dataclass(frozen=True, slots=True)
class _Told:
    """What persons say of the pages: the parties of an alias file, and corrections."""

    aliases: tuple[Alias, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class _Means:
    """What a run works with."""

    settings: Settings
    tell: Progress
    tagger: Tagger | None


def _told(settings: Settings, former: Contents | None) -> _Told:
    """Return what persons said: a new alias file in the place of the former one, and all corrections."""
    aliases = read_aliases(settings.aliases) if settings.aliases else (former.aliases if former else ())
    return _Told(aliases, former.corrections if former else ())


def _made(gathered: Gathered, failures: Sequence[Failure], told: _Told, means: _Means) -> Contents:
    settings = means.settings
    tagger = means.tagger or load_tagger(settings.model, threads=settings.threads, nested=True)
    published = as_published(gathered.articles, told.corrections)
    articles, taggings, untagged = _tag(published, tagger, means.tell)
    means.tell("resolve", 0, len(articles))
    resolution = resolve(articles, taggings, told.aliases, told.corrections)
    means.tell("compare", 0, len(articles))
    comparison = compare_reports(articles, resolution, load_encoder(threads=settings.threads), told.corrections)
    contents = _contents(articles, resolution, comparison, (*failures, *untagged))
    tagged = {article.id for article in articles}
    return replace(
        contents,
        editions=tuple(other for other in gathered.editions if other.article in tagged),
        aliases=told.aliases,
        corrections=told.corrections,
    )


def _former(output: Path | str | None, *, fresh: bool) -> Contents | None:
    """Return what the ledger at ``output`` holds; a build from nothing does without one of another release."""
    if output is None or not Path(output).exists():
        return None
    try:
        with Ledger.open(output) as ledger:
            return ledger.contents()
    except LedgerError:
        if fresh:
            return None
        raise


def _read(
    found: Iterable[Article | Failure], former: Contents | None, tell: Progress
) -> tuple[Gathered, list[Failure]]:
    articles: list[Article] = []
    failures: list[Failure] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        else:
            failures.append(item)
        tell("read", len(articles) + len(failures), 0)
    if former is None:
        return gather(articles), failures
    # A page read anew takes the place of what the ledger held under its path.
    seen, failed = {article.path for article in articles}, {failure.path for failure in failures}
    known = {(article.path, article.sha256) for article in articles}
    others = [a for a in former.articles if (a.path, a.sha256) not in known and a.path not in failed]
    replaced = frozenset((article.path, article.sha256) for article in others if article.path in seen)
    failures += [failure for failure in former.failures if failure.path not in seen | failed]
    return gather([*articles, *others], former.editions, replaced=replaced), failures


def _tag(
    articles: Sequence[Article], tagger: Tagger, tell: Progress
) -> tuple[list[Article], list[Tagging], list[Failure]]:
    tagged: list[tuple[Article, Tagging]] = []
    failures: list[Failure] = []
    for done, article in enumerate(articles, 1):
        try:
            tagged.append((article, tagger.tag(article.text, article.furniture)))
        except Exception as error:  # the one place where a page that breaks a stage is set aside
            found = f"{type(error).__name__}: {error}"
            failures.append(Failure(article.path, "attribute", found, "Please report this page as a fault of sayso"))
        tell("attribute", done, len(articles))
    return [article for article, _ in tagged], [tagging for _, tagging in tagged], failures


def _contents(
    articles: Sequence[Article], resolution: Resolution, comparison: Comparison, failures: Sequence[Failure]
) -> Contents:
    return Contents(
        articles=tuple(articles),
        entities=tuple(sorted((*resolution.entities, *comparison.parties), key=lambda entity: entity.id)),
        mentions=resolution.mentions,
        reports=resolution.reports,
        statements=comparison.statements,
        origins=comparison.origins,
        judgements=comparison.judgements,
        links=comparison.links,
        figures=comparison.figures,
        figure_links=comparison.figure_links,
        namings=comparison.namings,
        events=comparison.events,
        dependences=comparison.dependences,
        drifts=comparison.drifts,
        failures=tuple(sorted(failures, key=lambda failure: (failure.path, failure.stage))),
    )
