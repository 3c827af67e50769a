"""Tags the pages of a build one by one, and no page that was tagged before."""

from __future__ import annotations

from array import array
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from sayso.indexed import InOrder
from sayso.pipeline.adding import Pages
from sayso.pipeline.means import Means
from sayso.pipeline.remembering import KnownTaggings
from sayso.records import Article, Correction, Failure, KeptTagging, Tagging, tagged_sha256
from sayso.resolution import as_published
from sayso.spilled import MadeWhenAsked, Spilled


@dataclass(frozen=True, slots=True)
class Tagged:
    """The articles that could be tagged, what was found in each, and a failure for each of the others."""

    articles: Sequence[Article]
    taggings: Sequence[Tagging]
    failures: Sequence[Failure]

    def kept(self, fingerprint: str | None, strange: Container[str] = ()) -> Sequence[KeptTagging]:
        """Return what the ledger keeps for later builds, nothing of a tagger that has no fingerprint.

        Left out are texts that are ``strange``: tagged by another one.
        """
        if fingerprint is None:
            return ()
        texts = [(place, tagged_sha256(article)) for place, article in enumerate(self.articles)]
        return _Kept(fingerprint, [(place, text) for place, text in texts if text not in strange], self.taggings)


class _Kept(MadeWhenAsked[KeptTagging]):
    """Taggings to keep, each read when it is asked for."""

    def __init__(self, fingerprint: str, texts: Sequence[tuple[int, str]], taggings: Sequence[Tagging]) -> None:
        super().__init__()
        self._fingerprint, self._texts, self._taggings = fingerprint, texts, taggings

    def __len__(self) -> int:
        return len(self._texts)

    def made(self, at: int) -> KeptTagging:
        """Return the tagging at a place."""
        place, text = self._texts[at]
        return KeptTagging(text, self._fingerprint, self._taggings[place])


def tag_standing(
    pages: Pages,
    corrections: Sequence[Correction],
    means: Means,
    known: KnownTaggings,
) -> tuple[Pages, Tagged]:
    """Return the pages as they stand, tagged: where one cannot be that stands for others, the next best of them stands.

    ``corrections`` may date the articles; ``known`` is as in `tag_pages`.
    """
    failures: list[Failure] = []
    while True:
        articles = as_published(pages.gathered.articles, corrections)
        tagged = tag_pages(articles, means, known)
        failures += tagged.failures
        failed = {article.id for article in articles} - {article.id for article in tagged.articles}
        if not failed:
            return pages, replace(tagged, failures=failures)
        pages = pages.without(failed)


def tag_pages(articles: Sequence[Article], means: Means, known: KnownTaggings) -> Tagged:
    """Return what is found in each article, in their order.

    What the same tagger found before is ``known``; a page that is known to fail is not tried.  What it finds now is
    added, page by page.  The weights are loaded with the first page that is not known.
    Raise ModelError when they cannot be.
    """
    places = array("L")
    taggings: Spilled[Tagging] = Spilled()
    failures: list[Failure] = []
    for place, article in enumerate(articles):
        key = tagged_sha256(article)
        found = known.get(key)
        if isinstance(found, Failure):
            failures.append(replace(found, path=article.path))
            found = None
        elif found is None:
            found = _found(article, means, failures)
            if found is not None:
                known.add(key, found)
        if found is not None:
            places.append(place)
            taggings.append(found)
        means.tell("attribute", place + 1, len(articles))
    return Tagged(InOrder(articles, places), taggings, failures)


def _found(article: Article, means: Means, failures: list[Failure]) -> Tagging | None:
    tagger = means.loaded()
    try:
        return tagger.tag(article.text, article.furniture)
    except Exception as error:  # the one place where a page that breaks a stage is set aside
        failures.append(_untagged(article, error))
        return None


def _untagged(article: Article, error: Exception) -> Failure:
    # onnxruntime has an error of its own for memory that it does not get.
    if isinstance(error, MemoryError) or "alloc" in str(error):
        found = f"its {len(article.text):,} characters take more memory than there is"
        return Failure(article.path, "attribute", found, "Split the page, or give sayso more memory")
    found = f"{type(error).__name__}: {error}"
    return Failure(article.path, "attribute", found, "Please report this page as a fault of sayso")
