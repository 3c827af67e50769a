"""What a build judges: the pages that are read now, and those of the ledger that they do not replace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from sayso.pipeline.means import Progress
from sayso.reading import Gathered, Read, gather, held_page, is_address, names_a_scheme
from sayso.records import Article, Contents, Edition, Failure
from sayso.spilled import Spilled

Again = Callable[[Collection[Read]], Mapping[Read, Article]]
"""Reads pages once more, each known by its path and sha256; without those that are not there any more."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a ledger to be, and what could not be read of them.

    ``gathered`` is made of the pages ``found``, of the editions known from before (``former``), and without those that
    are ``replaced``, by path and sha256; ``again`` reads the pages of editions once more.
    """

    gathered: Gathered
    failures: Sequence[Failure]
    found: Sequence[Article]
    former: Sequence[Edition]
    replaced: frozenset[tuple[str, str]]
    again: Again

    def without(self, articles: Set[str]) -> Pages:
        """Return the pages without articles of these identifiers: where one stood, the next best edition stands."""
        gone = [page for page in self.found if page.id in articles]
        kept = replace(self, found=Spilled(page for page in self.found if page.id not in articles))
        return _standing(kept, gone, {page.path for page in gone} | {failure.path for failure in self.failures})


def add_pages(found: Iterable[Article | Failure], former: Contents | None, tell: Progress, again: Again) -> Pages:
    """Return what was found together with what the ledger holds.

    A page found anew takes the place of what the ledger held under its path, and so does the failure of a file.  What
    else a page stood for that is gone so is read again where it lies; what is there no more is a failure.  What came
    from an address stays as the ledger holds it: it is not fetched for that, and a site that does not answer, or has
    taken the page away, takes nothing from the ledger.
    """
    articles: Spilled[Article] = Spilled()
    failures: list[Failure] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        else:
            failures.append(item)
        tell("read", len(articles) + len(failures), 0)
    if former is None:
        return Pages(gather(articles), failures, articles, (), frozenset(), again)
    seen, told = {article.path for article in articles}, {failure.path for failure in failures}
    failed = {path for path in told if not is_address(path)}
    known = {(article.path, article.sha256) for article in articles}
    replaced: set[tuple[str, str]] = set()
    gone: list[Article] = []
    for article in former.articles:
        if article.path in failed:
            gone.append(article)
        elif (article.path, article.sha256) not in known:
            articles.append(article)
            if article.path in seen:
                replaced.add((article.path, article.sha256))
                gone.append(article)
    failures += [failure for failure in former.failures if failure.path not in seen | told]
    editions = [edition for edition in former.editions if edition.path not in failed]
    pages = Pages(Gathered((), ()), failures, articles, editions, frozenset(replaced), again)
    return _standing(pages, gone, seen | failed)


def _standing(pages: Pages, gone: Iterable[Article], told: Set[str]) -> Pages:
    """Return the pages gathered, after those that stood for others are gone, and with what is ``told`` of other paths.

    An edition is no page of its own until the page that stood for it is gone; then it is read again.
    """
    stood = {article.id: article for article in gone}
    here = told | {page.path for page in pages.found}
    left = [edition for edition in pages.former if edition.article in stood and edition.path not in here]
    again = pages.again([(edition.path, edition.sha256) for edition in left])
    found, lost = list[Article](), []
    for edition in left:
        page = again.get((edition.path, edition.sha256))
        if page is None and names_a_scheme(edition.path):
            page = held_page(edition, stood[edition.article])
        if page is not None:
            found.append(page)
        else:
            lost.append(edition)
    every = Spilled(chain(pages.found, found)) if found else pages.found
    gathered = gather(every, pages.former, replaced=pages.replaced)
    kept = {article.path for article in gathered.articles} | {edition.path for edition in gathered.editions}
    failures = {
        edition.path: _lost(edition, stood[edition.article].path) for edition in lost if edition.path not in kept
    }
    return replace(pages, gathered=gathered, failures=[*pages.failures, *failures.values()], found=every)


def _lost(edition: Edition, standing: str) -> Failure:
    found = f"{standing}, which stood for it, is gone, and it is not there any more as it was read"
    return Failure(edition.path, "read", found, "Put it back, or save it, and build again with it")
