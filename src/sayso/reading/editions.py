"""One page that was read several times: the article that stands for it, its copies, and its other versions.

Pages belong together when they have the same bytes, or the same address (tracking, phone, print and AMP left
aside, or the address that a page itself names as its own) and so much of their words or their title in common
that the address can be believed: a site may name its front page as the address of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    ordered = in_order(articles, lambda page: (page.path, page.sha256))
    names, now, gone = list[str](), dict[str, int](), set[int]()
    for place, page in enumerate(ordered):
        names.append(page.id)
        if (page.path, page.sha256) in replaced:
            gone.add(place)
        else:
            now[page.path] = place
    groups = _groups(ordered, [place for place in range(len(ordered)) if place not in gone])
    _add_former_states(groups, ordered, sorted(gone), now)
    standing: dict[str, int] = {}
    kept: list[int] = []
    editions: dict[str, Edition] = {}
    for group in groups:
        chosen = group[0] if len(group) == 1 else max(group, key=lambda at: (at not in gone, *_rank(ordered[at])))
        kept.append(chosen)
        standing |= {names[place]: chosen for place in group}
        others = (ordered[place] for place in group if place != chosen)
        editions |= {edition.id: edition for page in others if (edition := _edition(page, ordered[chosen]))}
    places = {name: place for place, name in enumerate(names)}
    for edition in former:
        new = ordered[now[edition.path]] if edition.path in now else edition
        again = new.sha256 != edition.sha256
        at = standing.get(edition.article)
        if at is None or edition.id in editions or (again and standing.get(new.id) != at):
            continue  # the last: its file now holds another page
        text = edition.text if edition.text is not None else ordered[places[edition.article]].text
        reasons = tuple(dict.fromkeys((*edition.reasons, _AGAIN))) if again else edition.reasons
        article = ordered[at]
        editions[edition.id] = _compared(replace(edition, article=article.id, reasons=reasons), text, article)
    stand = {(page.path, page.sha256) for page in InOrder(ordered, kept)}
    found = (edition for edition in editions.values() if (edition.path, edition.sha256) not in stand)
    return Gathered(
        InOrder(ordered, sorted(kept, key=names.__getitem__)), tuple(sorted(found, key=lambda edition: edition.id))
    )


def _rank(page: Article) -> tuple[bool, str, str, int, tuple[int, ...]]:
    """Return what is greater the better a page stands for all its editions; the least path decides a tie."""
    kept = len(page.text) - sum(span.end - span.start for span in page.furniture)
    twin = bool(page.url and page_key(page.url)[1])
    order = tuple(-ord(character) for character in f"{page.path}\x00{page.sha256}")
    return not twin, page.as_of or "", page.published or "", kept, order


def _addresses(page: Article) -> set[str]:
    return {page_key(address)[0] for address in (page.url, page.canonical) if address}


def _groups(ordered: Sequence[Article], places: Sequence[int]) -> list[list[int]]:
    """Return the places that belong together, of pages at some ``places``."""
    joined = Joined(_pairs(ordered, places))
    groups: dict[int, list[int]] = defaultdict(list)
    for place in places:
        groups[joined.root(place)].append(place)
    return list(groups.values())


def _add_former_states(
    groups: Sequence[list[int]], ordered: Sequence[Article], replaced: Sequence[int], now: Mapping[str, int]
) -> None:
    """Put each replaced page beside the page that its file holds now, if that is a state of it."""
    home = {place: group for group in groups for place in group} if replaced else {}
    for place in replaced:
        new = now.get(ordered[place].path)
        if new is not None and any(a != b for a, b in _alike(ordered, [new, place])):
            home[new].append(place)


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
