"""What a build judges: the pages that are read now, and those of the ledger that they do not replace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.pipeline.means import Progress
from sayso.reading import Gathered, gather
from sayso.records import Article, Contents, Failure


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a ledger to be, and what could not be read of them."""

    gathered: Gathered
    failures: list[Failure]


def add_pages(found: Iterable[Article | Failure], former: Contents | None, tell: Progress) -> Pages:
    """Return what was found together with what the ledger holds.

    A page found anew takes the place of what the ledger held under its path, and so does its failure.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        else:
            failures.append(item)
        tell("read", len(articles) + len(failures), 0)
    if former is None:
        return Pages(gather(articles), failures)
    seen, failed = {article.path for article in articles}, {failure.path for failure in failures}
    known = {(article.path, article.sha256) for article in articles}
    others = [a for a in former.articles if (a.path, a.sha256) not in known and a.path not in failed]
    replaced = frozenset((article.path, article.sha256) for article in others if article.path in seen)
    failures += [failure for failure in former.failures if failure.path not in seen | failed]
    return Pages(gather([*articles, *others], former.editions, replaced=replaced), failures)
