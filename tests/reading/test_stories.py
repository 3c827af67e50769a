"""The pages of a real story: furniture at both ends is marked, and none of the article is lost."""

from pathlib import Path

import pytest

from sayso.reading import read
from sayso.records import Article
from sayso.settings import Settings

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, Article]:
    found = read([shared / "stories" / "syria-2016"], Settings())
    return {Path(item.path).name[:3]: item for item in found if isinstance(item, Article)}


def _marked(article: Article) -> str:
    return "\n".join(span.of(article.text) for span in article.furniture)


def test_the_stored_text_is_the_file(pages: dict[str, Article], shared: Path) -> None:
    assert sorted(pages) == ["000", "001", "002", "003", "004"]
    for page in sorted((shared / "stories" / "syria-2016").glob("*.txt")):
        assert pages[page.name[:3]].text == page.read_bytes().decode("utf-8")


def test_no_paragraph_is_lost(pages: dict[str, Article]) -> None:
    for article in pages.values():
        for line in _marked(article).split("\n"):
            assert len(line) < 220
            assert "said" not in line.split()


def test_furniture_at_the_top_and_the_end(pages: dict[str, Article]) -> None:
    marked = _marked(pages["001"])
    for words in ("Share this article", "Copy/paste", "<a href", "You might also like", "WATCH:"):
        assert words in marked
    assert pages["001"].title == "Moscow to West: are you fighting terrorists or Russia?"
    assert (pages["001"].byline, pages["001"].credits) == ("Alasdair Sandford", ("Reuters",))
    assert "Photo by AFP" in _marked(pages["002"])
    assert pages["002"].credits == ()
    assert _marked(pages["003"]).count("Advertisement") == 2
    assert pages["000"].furniture == ()
