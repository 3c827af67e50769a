"""Every case folder in tests/cases/reading: a page and what the reader must make of it."""

import json
from pathlib import Path

import pytest

from sayso.reading import read
from sayso.records import Article, Failure
from sayso.settings import Settings

CASES = sorted((Path(__file__).parents[1] / "cases" / "reading").iterdir())
FIELDS = ("title", "byline", "outlet", "url", "published", "published_from", "language")


def _furniture(article: Article) -> list[str]:
    return [line.strip() for span in article.furniture for line in span.of(article.text).split("\n") if line.strip()]


def _kept(article: Article) -> list[str]:
    text = article.text
    for span in reversed(article.furniture):
        text = text[: span.start] + text[span.end :]
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    page = next(item for item in sorted(folder.iterdir()) if item.stem == "page")
    (found,) = read([page], Settings())
    if "failure" in expected:
        assert isinstance(found, Failure)
        assert expected["failure"] in found.reason
        assert found.remedy
        return
    assert isinstance(found, Article), found
    assert {name: getattr(found, name) for name in FIELDS if name in expected} == {
        name: expected[name] for name in FIELDS if name in expected
    }
    if "credits" in expected:
        assert list(found.credits) == expected["credits"]
    marked, kept = _furniture(found), _kept(found)
    for line in expected.get("furniture", []):
        assert any(piece.startswith(line) for piece in marked), line
        assert not any(piece.startswith(line) for piece in kept), line
    for line in expected.get("apart", []):  # not in the body, be it marked or left out of the text
        assert not any(piece.startswith(line) for piece in kept), line
    if expected.get("furniture") == []:
        assert marked == []
    for line in expected.get("kept", []):
        assert any(line in piece for piece in kept), line
    for words in expected.get("absent", []):
        assert words not in found.text
    if "headlines_kept" in expected:
        assert kept.count(found.title) == expected["headlines_kept"]
