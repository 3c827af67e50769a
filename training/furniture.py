"""Train the model that tells furniture from article on a page of text, line by line.

    python -m training.furniture --data ../shared/data/pages --out src/sayso/reading/furniture.json

The data is the article extraction benchmark: web pages and their true article text.  Stripping the
tags of a page gives a dump; its lines that stand in the article text are article, the others
furniture.  Needs the ``training`` extra; the same data gives the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from sayso.reading.furniture import LineModel
from sayso.reading.headline import is_headline
from sayso.reading.html import parse
from sayso.reading.language import language_of
from sayso.reading.line_features import Matrix, features, tokens
from sayso.reading.line_looks import words_of
from sayso.reading.strip import strip_tags

ARTICLE: Final = 0
FURNITURE: Final = 1
HEADLINE: Final = 2  # kept, though the benchmark's article text leaves it out

FOLDS: Final = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Dump:
    """A page without its tags: its lines, what each of them is, and the site that it comes from."""

    name: str
    site: str
    lines: tuple[str, ...]
    labels: tuple[int, ...]


def _words(line: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(line)]


def _grams(words: Sequence[str], size: int = 4) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[place : place + size]) for place in range(max(1, len(words) - size + 1)))


class _Truth:
    """The article text of a page, asked line by line."""

    def __init__(self, article: str) -> None:
        paragraphs = [_words(line) for line in article.split("\n")]
        self.paragraphs = {" ".join(words) for words in paragraphs if words}
        self.flat = f" {' '.join(_words(article))} "
        self.grams = set(_grams(_words(article)))

    def holds(self, line: str) -> bool:
        """Return whether most of a long line is in the article, or all of a short one."""
        words = _words(line)
        if len(words) < 4:
            return bool(words) and " ".join(words) in self.paragraphs
        if len(words) < 8:
            return f" {' '.join(words)} " in self.flat
        grams = _grams(words)
        return sum(count for gram, count in grams.items() if gram in self.grams) > grams.total() / 2

    def mentions(self, line: str) -> bool:
        """Return whether a line of any length stands in the article word for word."""
        words = _words(line)
        return bool(words) and f" {' '.join(words)} " in self.flat


def label(lines: Sequence[str], article: str, titles: Sequence[str]) -> list[int]:
    """Return what each line is, by the true article text and the page's own titles and description."""
    truth = _Truth(article)
    held = [truth.holds(line) for line in lines]
    long = [place for place, line in enumerate(lines) if held[place] and len(_words(line)) >= 8]
    if not long:
        return [FURNITURE] * len(lines)
    first, last = long[0], long[-1]
    labels = [ARTICLE if held[place] and first - 6 <= place <= last + 6 else FURNITURE for place in range(len(lines))]
    inside = (place for place in range(first, last) if labels[place] == FURNITURE and truth.mentions(lines[place]))
    for place in inside:  # pieces of a paragraph that the dump broke into lines
        if labels[place - 1] == ARTICLE or labels[place + 1] == ARTICLE:
            labels[place] = ARTICLE
    known = {" ".join(_words(title)) for title in titles} - {""}
    for place in range(first - 1, -1, -1):
        said = " ".join(_words(lines[place]))
        if said in known and len(said.split()) >= 3:
            labels[place] = HEADLINE
            known.discard(said)
    return labels


def _titles(root: object) -> list[str]:
    found: list[str] = []
    for element in root.iter("meta"):  # type: ignore[attr-defined]
        if (element.get("property") or element.get("name") or "").lower() in {
            "og:title",
            "og:description",
            "description",
            "twitter:title",
        }:
            found.append(element.get("content") or "")
    for element in root.iter("title", "h1"):  # type: ignore[attr-defined]
        found.append(" ".join("".join(element.itertext()).split()))
    return found + [part for title in found for part in re.split(r"\s+[|–—-]\s+", title)[:1]]


def dumps(folder: Path) -> list[Dump]:
    """Return the English pages of the benchmark in ``folder`` as labelled dumps, sorted by name.

    Pages in other languages are set aside by the reader, and would teach that prose lacks English words; lists
    without words of any language stay.
    """
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    found = []
    for name in sorted(truth):
        if language_of(truth[name]["articleBody"]).code not in {"en", "und", None}:
            continue
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        root = parse(data, name)
        lines = tuple(line for line in strip_tags(root).split("\n") if line.strip())
        labels = label(lines, truth[name]["articleBody"], _titles(root))
        host = (urlsplit(truth[name]["url"]).hostname or name).removeprefix("www.")
        found.append(Dump(name, host, lines, tuple(labels)))
    return found


def word_odds(pages: Sequence[Dump], most: int = 1500) -> dict[str, float]:
    """Return the log odds of words and pairs to stand in furniture, counted once a site so that no site rules.

    A word counts when at least four sites have it; the ``most`` telling ones are kept.
    """
    sites: dict[int, Counter[str]] = {ARTICLE: Counter(), FURNITURE: Counter()}
    for site in sorted({page.site for page in pages}):
        for kind, counter in sites.items():
            counter.update({
                token
                for page in pages if page.site == site
                for line, labelled in zip(page.lines, page.labels, strict=True) if labelled == kind
                for token in tokens([word.lower() for word in words_of(line)])
            })  # fmt: skip
    both = sites[ARTICLE] + sites[FURNITURE]
    odds = {
        token: round(float(np.log((sites[FURNITURE][token] + 0.5) / (sites[ARTICLE][token] + 0.5))), 2)
        for token, count in both.items() if count >= 4
    }  # fmt: skip
    telling = sorted(odds, key=lambda token: (-abs(odds[token]) * np.sqrt(both[token]), token))[:most]
    return {token: odds[token] for token in sorted(telling)}


def site_folds(pages: Sequence[Dump], folds: int = FOLDS) -> list[list[Dump]]:
    """Return the pages in folds; all pages of a site are in one, chosen by the order of a seeded shuffle."""
    sites = sorted({page.site for page in pages})
    random.Random(7).shuffle(sites)  # noqa: S311 - a fixed order, not a secret
    fold_of = {site: place % folds for place, site in enumerate(sites)}
    return [[page for page in pages if fold_of[page.site] == fold] for fold in range(folds)]


_EMBED: Final = (
    '{line}</a> {tag} <a href="">#{word}</a> <a href=""></a></p>&mdash; {word} ({word}) November 3, 2018',
    '{line} <a href="">#{word}</a> {word}: <a href=""></a><br>{word}. </a></p>&mdash; {word} (@{word}) May 1, 2017',
    '<blockquote class="twitter-tweet"><p>{line} <a href="">pic.twitter.com/x1</a></p>',
    '{line} <a href=""></a><br><a href="">#{word}</a>, <a href="">@{word}</a> {tag}',
    '<iframe src="" title="{line}"></iframe>',
    '<div class="embed"><a href="">{line}</a></div>',
    '[caption id="" align="alignleft"]{line}[/caption]',
)
_CAPTION: Final = (
    "{line} (Photo by AFP)",
    "{line} (Photo: {word}/Reuters)",
    "{line} (AP Photo/{word} {word})",
    "{line} [File: {word} {word}/Reuters]",
    "{line} Photo: {word} {word}",
    "{line} / AFP",
    "{line} Getty Images",
    "File photo: {line}",
    "Image: {line}",
)


class _Worn:
    """Makes of a full dump what people keep of one: most furniture gone, some glued, broken or with stray markup."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - repeatable wear, not a secret

    def part(self, page: Dump, strays: Sequence[str]) -> Dump:
        """Return the article with what stands near it: a few lines of furniture before, inside and after."""
        kept = [place for place, kind in enumerate(page.labels) if kind != FURNITURE]
        first, last = kept[0], kept[-1]
        head = self._some(page, range(max(0, first - 60), first), self.random.choice((0, 1, 2, 4, 12)))
        tail = self._some(
            page, range(last + 1, min(len(page.lines), last + 80)), self.random.choice((0, 1, 2, 4, 8, 20))
        )
        inner = self.random.choice((0.15, 0.5, 1.0))
        body = [
            place for place in range(first, last + 1) if page.labels[place] != FURNITURE or self.random.random() < inner
        ]
        worn = self._glued(page, [*head, *body, *tail], strays)
        return _in_one_line(worn) if self.random.random() < 0.1 else worn

    def _some(self, page: Dump, places: range, count: int) -> list[int]:
        """Return up to ``count`` places: a run of them, scattered ones, or headlines of other stories."""
        way = self.random.random()
        if way < 0.4 and len(places) > count:
            start = self.random.randrange(len(places) - count + 1)
            return list(places[start : start + count])
        headlines = [place for place in places if is_headline(page.lines[place]) and len(_words(page.lines[place])) > 4]
        chosen = headlines if way > 0.7 else places
        return sorted(self.random.sample(chosen, min(count, len(chosen))))

    def _glued(self, page: Dump, places: Sequence[int], strays: Sequence[str]) -> Dump:
        lines: list[str] = []
        labels: list[int] = []
        for place in places:
            line, kind = page.lines[place], page.labels[place]
            glue = kind == FURNITURE and labels and labels[-1] == FURNITURE and len(line) < 30 and len(lines[-1]) < 50
            if glue and self.random.random() < 0.3:
                lines[-1] += line
                continue
            lines.append(line)
            labels.append(kind)
            if kind == ARTICLE and strays and self.random.random() < 0.08:
                lines.append(self.stray(self.random.choice(strays)))
                labels.append(FURNITURE)
        return Dump(page.name, page.site, tuple(lines), tuple(labels))

    def stray(self, line: str) -> str:
        """Return a line with the remains of an embedded post around it, or one that closes as captions do."""
        words = _WORD.findall(line)
        tag = self.random.choice(("", "<br>", '<a href="">'))
        form = self.random.choice(_EMBED if self.random.random() < 0.5 else _CAPTION)
        return form.format(line=line[:200], tag=tag, word=self.random.choice(words) if words else "x")


def _in_one_line(page: Dump) -> Dump:
    """Return a page whose article has lost its line ends, as texts out of spreadsheets and databases have."""
    lines: list[str] = []
    labels: list[int] = []
    for line, kind in zip(page.lines, page.labels, strict=True):
        if kind == ARTICLE and labels and labels[-1] == ARTICLE:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
            labels.append(kind)
    return Dump(page.name, page.site, tuple(lines), tuple(labels))


def variants(pages: Sequence[Dump], copies: int) -> Iterator[Dump]:
    """Yield each page as it is and ``copies`` worn versions of it."""
    strays = [
        line
        for page in pages
        for line, kind in zip(page.lines, page.labels, strict=True)
        if kind == ARTICLE and 40 < len(line) < 300
    ]
    for page in pages:
        yield page
        for copy in range(copies):
            yield _Worn(f"{page.name} {copy}").part(page, strays)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is trained, and where it draws the line.

    Swept by five-fold cross-validation by site on the 161 English pages: ``threshold`` 0.5 to 0.85,
    ``switch`` 0 to 2, ``inside`` 0 to 0.1.  The mean F1 of a page is highest (0.918) at a threshold of
    0.5 and a switch of 1, where 6 % of the article text and a quarter of the headlines are lost; at
    the values here 3.5 % and a sixth are, for 0.905.  Lost text is lost for good and kept furniture only
    costs, so F1 is given away for it.
    """

    copies: int = 2
    rounds: int = 120
    leaves: int = 16
    rate: float = 0.08
    threshold: float = 0.7
    switch: float = 0.25
    inside: float = 0.0


def _table(pages: Sequence[Dump], odds: Mapping[str, float], copies: int) -> tuple[Matrix, Matrix, Matrix]:
    rows, labels, weights = [], [], []
    for page in variants(pages, copies):
        rows.append(features(page.lines, odds))
        kinds = np.array(page.labels)
        labels.append(kinds == FURNITURE)
        # Losing an article's line loses its length; a page counts the same however many menus it has.
        sizes = np.sqrt([len(line) for line in page.lines])
        weights.append(sizes * np.where(kinds == HEADLINE, 3.0, 1.0) / sizes.sum())
    return np.concatenate(rows), np.concatenate(labels).astype(float), np.concatenate(weights)


def train(pages: Sequence[Dump], recipe: Recipe) -> LineModel:
    """Return the model trained on ``pages``.

    The word odds that a page is trained with are counted on the other folds' sites, so that the
    trees learn how far to trust them; the shipped odds are counted on all.
    """
    folds = site_folds(pages)
    tables = []
    for fold in folds:
        others = [page for other in folds if other is not fold for page in other]
        tables.append(_table(fold, word_odds(others), recipe.copies))
    rows, labels, weights = (np.concatenate([table[part] for table in tables]) for part in range(3))
    trees = HistGradientBoostingClassifier(
        max_iter=recipe.rounds, max_leaf_nodes=recipe.leaves, learning_rate=recipe.rate,
        l2_regularization=1.0, min_samples_leaf=40, early_stopping=False, random_state=7, max_features=0.3,
    )  # fmt: skip
    trees.fit(rows, labels, sample_weight=weights / weights.mean())
    return _exported(trees, word_odds(pages), recipe)


def _exported(trees: HistGradientBoostingClassifier, odds: dict[str, float], recipe: Recipe) -> LineModel:
    """Return the trees as flat arrays; split points and values are rounded to five digits."""
    roots: list[int] = []
    nodes: list[tuple[int, float, int, int, float]] = []
    depth = 0
    for (tree,) in trees._predictors:
        base = len(nodes)
        roots.append(base)
        for place, node in enumerate(tree.nodes):
            here = base + place
            leaf = bool(node["is_leaf"])
            left, right = (here, here) if leaf else (base + int(node["left"]), base + int(node["right"]))
            split = 0.0 if leaf else float(f"{node['num_threshold']:.5g}")
            nodes.append(
                (
                    0 if leaf else int(node["feature_idx"]),
                    split,
                    left,
                    right,
                    float(f"{node['value']:.4g}") if leaf else 0.0,
                )
            )
            depth = max(depth, int(node["depth"]))
    feature, split_at, left_of, right_of, value = (np.array(column) for column in zip(*nodes, strict=True))
    return LineModel(
        odds=odds, roots=np.array(roots), feature=feature, split=split_at.astype(float), left=left_of, right=right_of,
        value=value.astype(float), bias=round(float(trees._baseline_prediction.ravel()[0]), 5), depth=depth,
        threshold=recipe.threshold, switch=recipe.switch, inside=recipe.inside,
    )  # fmt: skip


def write(model: LineModel, path: Path) -> None:
    """Write the model as JSON, the same bytes for the same model."""
    held = {
        "odds": model.odds, "roots": model.roots.tolist(),
        "feature": model.feature.tolist(), "split": model.split.tolist(),
        "left": model.left.tolist(), "right": model.right.tolist(),
        "value": model.value.tolist(), "bias": model.bias, "depth": model.depth,
        "threshold": model.threshold, "switch": model.switch, "inside": model.inside,
    }  # fmt: skip
    path.write_text(
        json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on all pages and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.furniture", description="Train the furniture model.")
    parser.add_argument(
        "--data", type=Path, required=True, help="the article extraction benchmark: ground-truth.json and html/"
    )
    parser.add_argument("--out", type=Path, required=True, help="the JSON file to write")
    parsed = parser.parse_args(arguments)
    pages = dumps(parsed.data)
    model = train(pages, Recipe())
    write(model, parsed.out)
    print(
        f"{len(pages)} pages, {len(model.roots)} trees, {len(model.feature)} nodes, {parsed.out.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
