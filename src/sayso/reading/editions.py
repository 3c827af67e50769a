"""One page that was read several times: the article that stands for it, its copies, and its other versions.

Pages belong together when they have the same bytes, or the same address (tracking, phone, print and AMP left
aside, or the address that a page itself names as its own) and so much of their words or their title in common
that the address can be believed: a site may name its front page as the address of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from sayso.indexed import InOrder, in_order
from sayso.joined import Joined
from sayso.reading.resemblance import Sketch, resemblance, sketch
from sayso.reading.web_addresses import page_key
from sayso.records import Article, Edition, Span, identifier
from sayso.text import paragraphs

# Of two states of one page, half the runs of words are the same as a rule; of two pages of one site, next to none.
_LEAST: Final = 0.2
_AGAIN: Final = "the same file, read again"
_MOST_LINES: Final = 2000  # of a page whose changes are told line by line


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles, one for each page, and the other editions that were read of them, sorted by identifier."""

    articles: Sequence[Article]
    editions: Sequence[Edition]


def gather(
    articles: Sequence[Article], former: Sequence[Edition] = (), *, replaced: frozenset[tuple[str, str]] = frozenset()
) -> Gathered:
    """Return one article for each page and, as editions, what else was read of it, with what changed.

    The standing article is the newest that is neither an AMP nor a print version.  ``former`` are editions
    known from before, ``replaced`` the path and sha256 of pages whose file now has other bytes: they
    stand no longer, join no others, and are dropped where the file now holds another page.  The order of
    ``articles`` does not matter.
    """
    read = _Read.of(articles, replaced)
    standing: dict[str, int] = {}
    kept: list[int] = []
    editions: dict[str, Edition] = {}
    for group in _groups(read):
        kept.append(read.best(group))
        article = read.pages[kept[-1]]
        standing |= {read.names[place]: kept[-1] for place in group}
        others = (read.pages[place] for place in group if place != kept[-1])
        editions |= {edition.id: edition for page in others if (edition := _edition(page, article))}
    for known in former:
        if known.id not in editions and (edition := _of_before(known, read, standing)):
            editions[known.id] = edition
    here = {(page.path, page.sha256) for page in InOrder(read.pages, kept)}
    found = (edition for edition in editions.values() if (edition.path, edition.sha256) not in here)
    return Gathered(
        InOrder(read.pages, sorted(kept, key=read.names.__getitem__)),
        tuple(sorted(found, key=lambda edition: edition.id)),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, by path and sha256; ``pages`` may lie on the disk, and are meant by their places.

    ``names`` are their identifiers, ``places`` by these where they stand, ``gone`` the places of those whose file now
    has other bytes; ``now`` has by its path the place of what a file holds.
    """

    pages: Sequence[Article]
    names: Sequence[str]
    places: Mapping[str, int]
    gone: Set[int]
    now: Mapping[str, int]

    @classmethod
    def of(cls, articles: Sequence[Article], replaced: Set[tuple[str, str]]) -> _Read:
        """Return articles as read, without those ``replaced``."""
        pages = in_order(articles, lambda page: (page.path, page.sha256))
        names, now, gone = list[str](), dict[str, int](), set[int]()
        for place, page in enumerate(pages):
            names.append(page.id)
            if (page.path, page.sha256) in replaced:
                gone.add(place)
            else:
                now[page.path] = place
        return cls(pages, names, {name: place for place, name in enumerate(names)}, gone, now)

    def best(self, group: Sequence[int]) -> int:
        """Return the place of the page that stands for all of a group."""
        if len(group) == 1:  # as most are, and need not be read
            return group[0]
        return max(group, key=lambda place: (place not in self.gone, *_rank(self.pages[place])))


def _of_before(edition: Edition, read: _Read, standing: Mapping[str, int]) -> Edition | None:
    """Return an edition known from before beside the article that stands for it now.

    There is none where its article is gone, or where its file now holds another page.
    """
    new = read.pages[read.now[edition.path]] if edition.path in read.now else edition
    again = new.sha256 != edition.sha256
    at = standing.get(edition.article)
    if at is None or (again and standing.get(new.id) != at):
        return None
    text = edition.text if edition.text is not None else read.pages[read.places[edition.article]].text
    reasons = tuple(dict.fromkeys((*edition.reasons, _AGAIN))) if again else edition.reasons
    article = read.pages[at]
    return _compared(replace(edition, article=article.id, reasons=reasons), text, article)


def _rank(page: Article) -> tuple[bool, str, str, int, tuple[int, ...]]:
    """Return what is greater the better a page stands for all its editions; the least path decides a tie."""
    kept = len(page.text) - sum(span.end - span.start for span in page.furniture)
    twin = bool(page.url and page_key(page.url)[1])
    order = tuple(-ord(character) for character in f"{page.path}\x00{page.sha256}")
    return not twin, page.as_of or "", page.published or "", kept, order


def _addresses(page: Article) -> set[str]:
    return {page_key(address)[0] for address in (page.url, page.canonical) if address}


def _groups(read: _Read) -> Sequence[Sequence[int]]:
    """Return the places of pages that belong together, and beside them those of their former states."""
    places = [place for place in range(len(read.pages)) if place not in read.gone]
    joined = Joined(_pairs(read.pages, places))
    groups: dict[int, list[int]] = defaultdict(list)
    for place in places:
        groups[joined.root(place)].append(place)
    for place in sorted(read.gone):
        new = read.now.get(read.pages[place].path)
        if new is not None and any(a != b for a, b in _alike(read.pages, [new, place])):
            groups[joined.root(new)].append(place)
    return list(groups.values())


def _pairs(ordered: Sequence[Article], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places that belong together; their number grows with that of the pages, not its square."""
    first: dict[str, int] = {}
    near: dict[str, list[int]] = defaultdict(list)
    for place in places:
        page = ordered[place]
        yield first.setdefault(page.sha256, place), place
        for key in sorted(_addresses(page) | {f"file {page.path}"}):
            near[key].append(place)
    for together in near.values():
        if len(together) > 1:
            yield from _alike(ordered, together)


def _alike(ordered: Sequence[Article], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, of pages at one address, that have a title or enough words in common."""
    titles: dict[str, int] = {}
    samples: dict[int, Sketch] = {}
    holders: dict[int, int] = {}
    for place in places:
        page = ordered[place]
        samples[place] = sketch("\n".join(line.of(page.text) for line in _kept(page)))
        if page.title:
            yield titles.setdefault(page.title.casefold(), place), place
        for held in sorted(samples[place]):
            other = holders.setdefault(held, place)
            if other != place and resemblance(samples[other], samples[place]) >= _LEAST:
                yield other, place


def _kept(page: Article) -> list[Span]:
    return [line for line in paragraphs(page.text) if not any(span.contains(line) for span in page.furniture)]


def _edition(page: Article, article: Article) -> Edition | None:
    """Return what is kept of a page beside the article that stands for it; nothing of the same file read twice."""
    if (page.path, page.sha256, page.url) == (article.path, article.sha256, article.url):
        return None
    made = Edition(
        id=identifier("edi", page.path, page.url or "", page.sha256), article=article.id, relation="copy",
        path=page.path, url=page.url, as_of=page.as_of, sha256=page.sha256, reasons=_reasons(page, article),
        text=None, gone=(), new=(),
    )  # fmt: skip
    return _compared(made, page.text, article)


def _reasons(page: Article, article: Article) -> tuple[str, ...]:
    reasons = []
    if page.sha256 == article.sha256:
        reasons.append("the same bytes")
    if page.url and page_key(page.url)[1]:
        reasons.append("an AMP or print version")
    if shared := sorted(_addresses(page) & _addresses(article)):
        reasons.append(f"the same address ({shared[0]})")
    if page.path == article.path:
        reasons.append(_AGAIN)
    return tuple(reasons) or ("joined by another page that is one with both",)


def _compared(edition: Edition, text: str, article: Article) -> Edition:
    """Return the edition with its text and changes where its words are other than the article's."""
    if edition.sha256 == article.sha256 or text == article.text:
        return replace(edition, relation="copy", text=None, gone=(), new=())
    gone, new = changes(text, article.text)
    changed = bool(gone or new)
    copy = not changed or "an AMP or print version" in edition.reasons
    return replace(edition, relation="copy" if copy else "version", text=text if changed else None, gone=gone, new=new)


def changes(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    r"""Return the lines of ``before`` that ``after`` has not, and those of ``after`` that are new, as spans.

    >>> gone, new = changes("He said no.\nRain.", "He said yes.\nRain.")
    >>> gone, new
    ((Span(start=0, end=11),), (Span(start=0, end=12),))
    """
    lines = [paragraphs(text) for text in (before, after)]
    words = [
        [" ".join(line.of(text).split()) for line in held] for held, text in zip(lines, (before, after), strict=True)
    ]
    if max(map(len, words)) > _MOST_LINES:
        return _missing(lines[0], words[0], words[1]), _missing(lines[1], words[1], words[0])
    steps = SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes()
    gone = tuple(lines[0][place] for kind, a, b, _, _ in steps if kind != "equal" for place in range(a, b))
    new = tuple(lines[1][place] for kind, _, _, a, b in steps if kind != "equal" for place in range(a, b))
    return gone, new


def _missing(lines: Sequence[Span], words: Sequence[str], others: Sequence[str]) -> tuple[Span, ...]:
    known = frozenset(others)
    return tuple(line for line, said in zip(lines, words, strict=True) if said not in known)
