"""The builds: from paths, from pages read or tagged elsewhere, and anew after a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.attribution import Tagger
from sayso.errors import InputError, LedgerError
from sayso.ledger import (
    Findings,
    Hold,
    Ledger,
    findings_beside,
    hold,
    name_of,
    read_waiting,
    renumbered,
)
from sayso.pipeline.adding import Again, Pages, add_pages
from sayso.pipeline.collecting import seldom_collected
from sayso.pipeline.judging import Told, judge_pages
from sayso.pipeline.means import Means, Progress
from sayso.pipeline.remembering import KnownTaggings, remembering
from sayso.pipeline.tagging import tag_standing
from sayso.reading import Gathered, read, read_again
from sayso.records import Article, Contents, Correction, Failure, Tagging, tagged_sha256
from sayso.resolution import read_aliases
from sayso.settings import Settings
from sayso.spilled import SpilledTable


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

    With ``output`` the ledger is kept in that file, or in the PostgreSQL database of that address
    (``postgresql://…``); pages that it already holds stay in it unless ``fresh``, and all is judged anew, so that the
    result is that of one build from all pages.  Of two builds of one ledger the second waits for the first.  Only
    pages in words that the ledger does not hold are tagged; what a build that was killed had tagged lies beside the
    file, and this one takes it up.  Without ``output`` the ledger lives in memory.  Pages that cannot be
    read are in the ledger as failures.  Raise InputError when no page could be read at all (nothing is then
    written), LedgerError when ``output`` cannot be read or written, ModelError when the weights cannot be loaded.
    """
    means = Means.of(settings, progress, tagger)
    return _built(
        read(paths, means.settings), ", ".join(str(path) for path in paths), _Work(output, means), fresh=fresh
    )


def add(
    found: Iterable[Article | Failure],
    output: Path | str | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Add pages that were read before, and those that could not be, to the ledger at ``output``; as `build` does."""
    return _built(found, "the pages", _Work(output, Means.of(settings, progress, tagger)))


def add_tagged(
    found: Iterable[tuple[Article, Tagging | Failure] | Failure],
    output: Path | str | None = None,
    *,
    fingerprint: str,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Add pages that were read and tagged elsewhere to the ledger at ``output``; as `build` does, without tagging them.

    A page that could not be tagged comes with its failure, which the ledger holds where the page would stand in it.
    ``fingerprint`` is that of the tagger that tagged them (``fingerprint_of``).  Only if it is that of ``tagger`` too
    (default: the tagger of ``settings``), later builds go by these taggings; else they will tag the pages anew.
    """
    work = _Work(output, Means.of(settings, progress, tagger), fingerprint)
    return _built(_handed(found, work.given), "the tagged pages", work)


def correct(
    path: Path | str,
    *corrections: Correction,
    settings: Settings | None = None,
    progress: Progress | None = None,
    tagger: Tagger | None = None,
) -> Ledger:
    """Add a person's corrections to the ledger at ``path``, judge its pages anew and return it, open for reading.

    They stay over later builds, until another one undoes them.  Those that the ledger holds already are not added
    again, and the numbers of the others follow those that it holds.  No page is tagged that a build tagged.  Raise
    LedgerError when the ledger cannot be read or written.
    """
    means = Means.of(settings, progress, tagger)
    Ledger.open(path).close()
    work = _Work(path, means)
    with _held(work) as held:
        former = _former(held, fresh=False)
        if former is None:
            raise LedgerError(name_of(path), "it was taken away meanwhile", "Build it again from its pages")
        made = (*former.corrections, *renumbered(corrections, former.corrections))
        told = replace(_told(means.settings, former), corrections=made)
        gathered = Gathered(former.articles, former.editions)
        again = _again(means.settings)
        pages = Pages(gathered, former.failures, former.articles, former.editions, frozenset(), again)
        return _finished(pages, told, work, held)


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
class _Work:
    """The ledger that a build makes, in memory where it has no path, by what means, and what it is given tagged."""

    output: Path | str | None
    means: Means
    fingerprint: str | None = None
    given: SpilledTable[str, Tagging | Failure] = field(default_factory=SpilledTable)


def _built(found: Iterable[Article | Failure], subject: str, work: _Work, *, fresh: bool = False) -> Ledger:
    with _held(work) as held:
        former = _former(held, fresh=fresh)
        told = _told(work.means.settings, former)
        pages = add_pages(found, None if fresh else former, work.means.tell, _again(work.means.settings))
        if not pages.gathered.articles:
            failed = next(iter(pages.failures), None)
            raise InputError(
                subject,
                f"no page could be read ({failed.path}: {failed.reason})" if failed else "no page was found",
                failed.remedy if failed else "Name files or folders of .txt, .html or .jsonl pages",
            )
        return _finished(pages, told, work, held)


def _held(work: _Work) -> AbstractContextManager[Hold | None]:
    """Return the right to write the ledger of a build, from before its former contents are read."""
    if work.output is None:
        return nullcontext()
    means = work.means
    return hold(work.output, patience=means.settings.patience, waiting=lambda stage: means.tell(stage, 0, 0))


@seldom_collected()
def _finished(pages: Pages, told: Told, work: _Work, held: Hold | None) -> Ledger:
    """Tag what is not yet tagged, judge all, and write the ledger.

    What is found is kept beside the ledger as it comes, which outlives a build that is killed.
    """
    own = work.means.fingerprint()
    with _findings(work.output) as findings:
        known = KnownTaggings((_tagged_before(held, own), work.given), findings, own)
        pages, tagged = tag_standing(pages, told.corrections, work.means, known)
        encoder = work.means.encoder(findings)
        contents = judge_pages(pages, tagged, told, work.means.tell, encoder, remembering(findings))
        if held is None or work.output is None or findings is None:
            return Ledger.of(contents, encoder)
        strange = work.given.keys() if work.fingerprint != own else frozenset()
        held.write(contents, tagged.kept(own, strange), encoder)
        findings.close(ended=True)
    return Ledger.open(work.output)


def _findings(output: Path | str | None) -> AbstractContextManager[Findings | None]:
    return nullcontext() if output is None else closing(findings_beside(output))


def _again(settings: Settings) -> Again:
    return lambda pages: read_again(pages, settings)


def _tagged_before(held: Hold | None, fingerprint: str | None) -> Mapping[str, Tagging]:
    """Return what the tagger of that fingerprint found in builds that ended."""
    with suppress(LedgerError):  # of another release, or damaged, and to be made afresh
        former = held.ledger() if held is not None and fingerprint is not None else None
        if former is not None and fingerprint is not None:
            with former:
                return former.taggings(fingerprint)
    return {}


def _handed(
    found: Iterable[tuple[Article, Tagging | Failure] | Failure], given: MutableMapping[str, Tagging | Failure]
) -> Iterator[Article | Failure]:
    """Yield the articles and failures, and put what was found in each article among what is given."""
    for item in found:
        if isinstance(item, Failure):
            yield item
        else:
            article, tagging = item
            given[tagged_sha256(article)] = tagging
            yield article


def _told(settings: Settings, former: Contents | None) -> Told:
    """Return what persons said: a new alias file in the place of the former one, and all corrections."""
    aliases = read_aliases(settings.aliases) if settings.aliases else (former.aliases if former else ())
    return Told(aliases, former.corrections if former else ())


def _former(held: Hold | None, *, fresh: bool) -> Contents | None:
    """Return what a ledger was made of; a build from nothing does without one that cannot be read."""
    try:
        former = held.ledger() if held is not None else None
        if former is None:
            return None
        with former:
            return former.given()
    except LedgerError:
        if fresh:
            return None
        raise
