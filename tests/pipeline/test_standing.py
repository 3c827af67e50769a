"""Whatever becomes of the page that stands for others, and in whatever order: the ledger is that of all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.pipeline import add, build
from sayso.reading import read
from sayso.reading.sources import pages_in_file
from sayso.records import Article, Contents, Failure, Span, Tagging
from sayso.settings import Settings
from tests.pipeline.test_build import PAGES, PatternTagger
from tests.pipeline.test_incremental import CountingTagger, exported, held
from tests.pipeline.written import page

ANCHOR = "anchor.txt"
AT = {"url": "https://pier.example/inspectors", "title": "Inspectors to stay"}
STAY = "Inspectors will remain in the harbour of Vell.\n\n“We leave when the work is done,” said Tomas Hale.\n"
LEAVE = "Inspectors will leave the harbour of Vell.\n\n“The work is done,” said Tomas Hale.\n"
TRAP = f"Trap the tagger with this page about the harbour.\n\n{LEAVE}"
RAIN = "It rained in Dorn.\n\n“The tram stood still all day long,” said Joan Pike.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(ANCHOR).write_text(PAGES["a.txt"], encoding="utf-8")
    return tmp_path


def at_once() -> list[str]:
    build([*sorted(Path().glob("*.json")), ANCHOR], "whole.sayso", fresh=True, tagger=PatternTagger()).close()
    return exported(Path("whole.sayso"))


def added(*paths: str) -> list[str]:
    build(paths, "s.sayso", tagger=CountingTagger()).close()
    return exported(Path("s.sayso"))


def standing(contents: Contents) -> set[str]:
    return {article.path for article in contents.articles} - {ANCHOR}


def test_a_standing_page_that_becomes_unreadable_leaves_its_editions(folder: Path) -> None:
    Path("early.json").write_bytes(page(5, STAY, **AT))
    Path("late.json").write_bytes(page(6, LEAVE, **AT))
    added(ANCHOR, "early.json", "late.json")
    assert standing(held(Path("s.sayso"))) == {"late.json"}
    Path("late.json").write_bytes(b"")
    assert added("late.json") == at_once()
    contents = held(Path("s.sayso"))
    assert standing(contents) == {"early.json"}
    assert [failure.path for failure in contents.failures] == ["late.json"]


def test_an_edition_that_is_not_there_any_more_is_told(folder: Path) -> None:
    Path("early.json").write_bytes(page(5, STAY, **AT))
    Path("late.json").write_bytes(page(6, LEAVE, **AT))
    added(ANCHOR, "early.json", "late.json")
    Path("late.json").write_bytes(b"")
    Path("early.json").unlink()
    added("late.json")
    contents = held(Path("s.sayso"))
    assert standing(contents) == set()
    assert [failure.path for failure in contents.failures] == ["early.json", "late.json"]
    assert "late.json, which stood for it, is gone" in contents.failures[0].reason


def test_a_copy_stays_when_the_page_that_it_copies_is_replaced(folder: Path) -> None:
    for path in ("one.json", "two.json"):
        Path(path).write_bytes(page(5, STAY, **AT))
    added(ANCHOR, "one.json", "two.json")
    assert standing(held(Path("s.sayso"))) == {"one.json"}
    Path("one.json").write_bytes(page(6, RAIN))
    assert added("one.json") == at_once()
    assert standing(held(Path("s.sayso"))) == {"one.json", "two.json"}


def test_a_copy_whose_file_holds_another_page_now_is_none_any_more(folder: Path) -> None:
    for path in ("one.json", "two.json"):
        Path(path).write_bytes(page(5, STAY, **AT))
    added(ANCHOR, "one.json", "two.json")
    Path("two.json").write_bytes(page(6, RAIN))
    assert added("two.json") == at_once()
    assert not held(Path("s.sayso")).editions


def test_a_copy_whose_file_holds_a_new_state_now_is_its_former_state(folder: Path) -> None:
    for path in ("one.json", "two.json"):
        Path(path).write_bytes(page(6, LEAVE, **AT))
    added(ANCHOR, "one.json", "two.json")
    Path("two.json").write_bytes(page(5, STAY, **AT))
    assert added("two.json") == at_once()
    former = [one for one in held(Path("s.sayso")).editions if "the same file, read again" in one.reasons]
    assert [(one.path, one.relation) for one in former] == [("two.json", "copy")]


def test_a_copy_of_the_former_state_of_a_page_is_an_edition_of_the_new_one(folder: Path) -> None:
    for path in ("one.json", "two.json"):
        Path(path).write_bytes(page(5, STAY, **AT))
    added(ANCHOR, "one.json", "two.json")
    Path("one.json").write_bytes(page(6, LEAVE, **AT))
    assert added("one.json") == at_once()
    assert standing(held(Path("s.sayso"))) == {"one.json"}


def test_a_page_without_an_address_and_its_copy_part_when_one_changes(folder: Path) -> None:
    for path in ("one.txt", "two.txt"):
        Path(path).write_text(PAGES["b.txt"], encoding="utf-8")
    added(ANCHOR, "one.txt", "two.txt")
    Path("one.txt").write_text(PAGES["b.txt"] + "It rained.\n", encoding="utf-8")
    added("one.txt")
    build([ANCHOR, "one.txt", "two.txt"], "whole.sayso", tagger=PatternTagger()).close()
    assert exported(Path("s.sayso")) == exported(Path("whole.sayso"))
    assert standing(held(Path("s.sayso"))) == {"one.txt", "two.txt"}


@pytest.mark.parametrize("order", list(permutations(["early.json", "late.json", "trap.json"])))
def test_a_newest_state_that_cannot_be_tagged_does_not_stand(folder: Path, order: tuple[str, ...]) -> None:
    Path("early.json").write_bytes(page(5, STAY, **AT))
    Path("late.json").write_bytes(page(6, LEAVE, **AT))
    Path("trap.json").write_bytes(page(7, TRAP, **AT))
    added(ANCHOR)
    for path in order:
        added(path)
    assert exported(Path("s.sayso")) == at_once()
    with Ledger.open("s.sayso") as ledger:
        contents = ledger.contents()
    assert standing(contents) == {"late.json"}
    assert [edition.path for edition in contents.editions] == ["early.json"]
    assert [(failure.path, failure.stage) for failure in contents.failures] == [("trap.json", "attribute")]


def test_a_page_that_another_tagger_cannot_read_gives_way_to_the_next(folder: Path) -> None:
    Path("early.json").write_bytes(page(5, STAY, **AT))
    Path("late.json").write_bytes(page(6, LEAVE, **AT))
    added(ANCHOR, "early.json", "late.json")

    class Other(CountingTagger):
        def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
            return super().tag("Trap the tagger" if "will leave" in text else text, skip)

    build([ANCHOR], "s.sayso", tagger=Other("second")).close()
    assert standing(held(Path("s.sayso"))) == {"early.json"}


def fetched(text: str, url: str = AT["url"], **told: str) -> Article:
    """Return a page as it comes from an address."""
    Path("fetched.json").write_bytes(page(5, text, **{**AT, "url": url, **told}))
    (found,) = [one for one in read(["fetched.json"], Settings()) if isinstance(one, Article)]
    Path("fetched.json").unlink()
    return replace(found, path=url)


@pytest.mark.parametrize("words", [LEAVE, STAY])
def test_an_edition_that_was_fetched_stays_as_the_ledger_holds_it(folder: Path, words: str) -> None:
    web = fetched(words, AT["url"])
    Path("late.json").write_bytes(page(6, LEAVE, **AT))
    added(ANCHOR, "late.json")
    add([web], "s.sayso", tagger=CountingTagger()).close()
    before = held(Path("s.sayso"))
    assert standing(before) == {"late.json"}
    assert [edition.path for edition in before.editions] == [web.path]
    Path("late.json").write_bytes(b"")
    added("late.json")
    contents = held(Path("s.sayso"))
    assert [failure.path for failure in contents.failures] == ["late.json"]
    (article,) = [one for one in contents.articles if one.path != ANCHOR]
    assert article == replace(web, published=article.published)  # the date that a ledger keeps is that of the other
    assert {report.quote for report in contents.reports if report.article == article.id} >= {
        words.split("“")[1].split("”", maxsplit=1)[0].rstrip(",.")
    }


def test_a_site_that_answers_no_more_takes_nothing_from_the_ledger(folder: Path) -> None:
    web = fetched(STAY)
    add([web], "s.sayso", tagger=CountingTagger()).close()
    added(ANCHOR)
    before = held(Path("s.sayso"))
    gone = Failure(web.path, "read", "the server answered 404", "Look for it in a web archive")
    add([gone], "s.sayso", tagger=CountingTagger()).close()
    contents = held(Path("s.sayso"))
    assert replace(contents, failures=()) == before
    assert contents.failures == (gone,)
    newer = fetched(LEAVE)
    add([newer], "s.sayso", tagger=CountingTagger()).close()
    contents = held(Path("s.sayso"))
    assert not contents.failures
    assert newer.sha256 in {article.sha256 for article in contents.articles}


def test_the_lost_editions_of_one_archive_are_read_in_one_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [page(number, STAY + f"\nIt rained in {number} towns.\n", **{**AT, "url": f"https://pier{number}.example/a"})
             for number in range(1, 5)]  # fmt: skip
    Path("early.jsonl").write_bytes(b"\n".join(lines))
    for number, line in enumerate(lines, 1):
        newer = line.replace(b'"published": "2031-05-0', b'"as_of": "2031-06-01", "published": "2031-05-0')
        Path(f"late{number}.json").write_bytes(newer.replace(b"will remain in", b"will stay in"))
    late = [f"late{number}.json" for number in range(1, 5)]
    added(ANCHOR, "early.jsonl", *late)
    assert standing(held(Path("s.sayso"))) == set(late)
    for path in late:
        Path(path).write_bytes(b"")
    opened: list[str] = []

    def watched(path: str, largest: int) -> object:
        opened.append(path)
        return pages_in_file(path, largest)

    monkeypatch.setattr("sayso.reading.pages.pages_in_file", watched)
    added(*late)
    assert standing(held(Path("s.sayso"))) == {f"early.jsonl#{number}" for number in range(1, 5)}
    assert opened.count("early.jsonl") == 1
