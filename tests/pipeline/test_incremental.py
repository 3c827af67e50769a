"""Any way to the same pages ends in the same ledger; and no page is tagged twice on it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import resolution
from sayso.comparison import figures, verdicts
from sayso.errors import InputError
from sayso.ledger import Ledger, Signature, json_lines, merge_of, undo_of
from sayso.pipeline import add, add_tagged, build, correct, remembering
from sayso.reading import read
from sayso.records import Article, Contents, Span, Tagging, tagged_sha256
from sayso.settings import Settings
from tests.pipeline.written import ANCHOR, STATES
from tests.places import Place
from tests.taggers import PAGES, PatternTagger

SIGNED = Signature("A. Reader", "2031-05-14T09:00:00+00:00")
NAMES = "- name: Tomas Hale\n  aliases: [the chief inspector]\n  kind: person\n"


class CountingTagger(PatternTagger):
    """Says what it was asked to tag, and has a fingerprint, so that what it finds is kept."""

    def __init__(self, fingerprint: str = "first") -> None:
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        self.asked.append(text)
        return super().tag(text, skip)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def held(path: Path | str) -> Contents:
    with Ledger.open(path) as ledger:
        return ledger.contents()


def exported(path: Path | str) -> list[str]:
    """Return the export without the former states of files that were read again, which only their history tells."""
    rows = [(line, json.loads(line)) for line in json_lines(held(path))]
    return [line for line, row in rows if "the same file, read again" not in row.get("reasons", ())]


Step = tuple[dict[str, int], str]
STEPS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(sorted(STATES)), st.integers(0, 2), min_size=1, max_size=5),
        st.sampled_from(("", "", "merge", "undo", "names")),
    ),
    min_size=1,
    max_size=4,
)


def write(states: dict[str, int]) -> list[str]:
    """Give each file one of its states, and return their names in the order drawn."""
    for name, state in states.items():
        Path(name).write_bytes(STATES[name][state % len(STATES[name])])
    return list(states)


def intervene(output: Path, what: str) -> None:
    """Correct the ledger, as far as it holds what is to be corrected."""
    contents = held(output)
    with suppress(InputError):
        if what == "merge":
            correct(output, merge_of(contents, "Ida Rune", "Tomas Hale", SIGNED), tagger=PatternTagger()).close()
        if what == "undo":
            correct(output, undo_of(contents, 1, SIGNED), tagger=PatternTagger()).close()


def in_steps(output: Path, steps: Iterable[Step], tagger: CountingTagger) -> list[str]:
    """Build and correct step by step; return all files that were named."""
    named: dict[str, None] = {}
    for states, what in steps:
        Path("names.yaml").write_text(NAMES, encoding="utf-8")
        wishes = Settings(aliases=Path("names.yaml")) if what == "names" else None
        paths = write(states)
        build(paths, output, settings=wishes, tagger=tagger).close()
        named |= dict.fromkeys(paths)
        intervene(output, what)
    return list(named)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=STEPS)
def test_any_split_and_order_of_the_pages_gives_the_same_ledger(folder: Path, steps: list[Step]) -> None:
    output, whole = folder / "steps.sayso", folder / "whole.sayso"
    for former in (output, findings_of(whole)):  # what was found on other ways to these pages stays for the steps
        former.unlink(missing_ok=True)
    named = in_steps(output, [({ANCHOR: 0}, ""), *steps], CountingTagger())
    # The same pages in one go, by a tagger of which nothing is kept; corrections and names outlast a fresh build.
    shutil.copy(output, whole)
    build(sorted(named), whole, fresh=True, tagger=PatternTagger()).close()
    assert exported(output) == exported(whole)


def findings_of(ledger: Path) -> Path:
    return ledger.with_name(f".{ledger.name}.findings")


class Counted:
    """Counts how often a function is asked of what."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
        function = getattr(module, name)
        self.asked: list[tuple[object, ...]] = []

        @wraps(function)
        def counting(*given: object) -> object:
            self.asked.append(given)
            return function(*given)

        monkeypatch.setattr(module, name, counting)


def test_a_second_build_judges_anew_only_what_new_pages_touch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = Counted(monkeypatch, resolution, "_found")
    counted = Counted(monkeypatch, figures, "_counts_of")
    seen = Counted(monkeypatch, verdicts, "see")
    output, whole = folder / "s.sayso", folder / "whole.sayso"
    build(["a.txt", "b.txt"], output, tagger=PatternTagger()).close()
    before = {tuple(side.report.id for side in given[:2]) for given in seen.asked}
    for one in (resolved, counted, seen):
        one.asked.clear()
    build(list(PAGES), output, tagger=PatternTagger()).close()
    assert [article.path for article, _ in resolved.asked] == ["c.txt"]
    assert [given[0] for given in counted.asked] == [PAGES["c.txt"]]
    assert before
    assert not before & {tuple(side.report.id for side in given[:2]) for given in seen.asked}
    build(list(PAGES), whole, tagger=PatternTagger()).close()
    assert exported(output) == exported(whole)


@pytest.mark.postgres
def test_so_does_one_of_a_ledger_on_a_server(folder: Path, in_postgres: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = Counted(monkeypatch, resolution, "_found")
    seen = Counted(monkeypatch, verdicts, "see")
    build(["a.txt", "b.txt"], in_postgres.ledger, tagger=CountingTagger()).close()
    assert seen.asked
    resolved.asked.clear()
    seen.asked.clear()
    build(["a.txt"], in_postgres.ledger, tagger=CountingTagger()).close()
    assert resolved.asked == seen.asked == []
    build(["c.txt"], in_postgres.ledger, tagger=CountingTagger()).close()
    assert [article.path for article, _ in resolved.asked] == ["c.txt"]
    build(list(PAGES), folder / "whole.sayso", tagger=CountingTagger()).close()
    assert exported(in_postgres.ledger) == exported(folder / "whole.sayso")


@pytest.mark.parametrize("damage", [None, b"damaged" * 1000])
def test_findings_may_be_thrown_away_at_any_time(folder: Path, damage: bytes | None) -> None:
    output = folder / "s.sayso"
    build(list(PAGES), output, tagger=PatternTagger()).close()
    before = exported(output)
    if damage is None:
        findings_of(output).unlink()
    else:
        findings_of(output).write_bytes(damage)
    build(["a.txt"], output, tagger=PatternTagger()).close()
    assert exported(output) == before


def test_what_another_release_found_is_found_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = Counted(monkeypatch, resolution, "_found")
    build(list(PAGES), folder / "s.sayso", tagger=PatternTagger()).close()
    monkeypatch.setattr(remembering, "code_fingerprint", lambda: "of another release")
    build(["a.txt"], folder / "s.sayso", tagger=PatternTagger()).close()
    assert len(resolved.asked) == 2 * len(PAGES)


def test_a_second_build_tags_new_pages_only(folder: Path) -> None:
    tagger = CountingTagger()
    build(["a.txt", "b.txt"], folder / "s.sayso", tagger=tagger).close()
    assert sorted(tagger.asked) == [PAGES["a.txt"], PAGES["b.txt"]]
    tagger.asked.clear()
    build(list(PAGES), folder / "s.sayso", tagger=tagger).close()
    assert tagger.asked == [PAGES["c.txt"]]
    Path("b.txt").write_text(PAGES["b.txt"] + "It rained.\n", encoding="utf-8")
    tagger.asked.clear()
    build(["b.txt"], folder / "s.sayso", tagger=tagger).close()
    assert tagger.asked == [PAGES["b.txt"] + "It rained.\n"]


def test_names_and_corrections_tag_nothing(folder: Path) -> None:
    output, tagger = folder / "s.sayso", CountingTagger()
    build(list(PAGES), output, tagger=tagger).close()
    tagger.asked.clear()
    correct(output, merge_of(held(output), "Ida Rune", "Tomas Hale", SIGNED), tagger=tagger).close()
    Path("names.yaml").write_text(NAMES, encoding="utf-8")
    build(["a.txt"], output, settings=Settings(aliases=Path("names.yaml")), tagger=tagger).close()
    assert held(output).aliases
    assert tagger.asked == []


def test_another_tagger_tags_anew_and_one_without_a_fingerprint_keeps_nothing(folder: Path) -> None:
    output = folder / "s.sayso"
    build(list(PAGES), output, tagger=CountingTagger("first")).close()
    second = CountingTagger("second")
    build(["a.txt"], output, tagger=second).close()
    assert len(second.asked) == len(PAGES)
    build(["a.txt"], output, tagger=PatternTagger()).close()
    with Ledger.open(output) as ledger:
        assert ledger.taggings("second") == {}


def test_a_correction_keeps_the_pages_that_could_not_be_tagged(folder: Path) -> None:
    Path("trap.txt").write_text("Trap the tagger with this page.\n\n" + PAGES["a.txt"], encoding="utf-8")
    build([*PAGES, "trap.txt"], folder / "s.sayso", tagger=PatternTagger()).close()
    failures = held(folder / "s.sayso").failures
    assert [failure.stage for failure in failures] == ["attribute"]
    merge = merge_of(held(folder / "s.sayso"), "Ida Rune", "Tomas Hale", SIGNED)
    correct(folder / "s.sayso", merge, tagger=PatternTagger()).close()
    assert held(folder / "s.sayso").failures == failures


def tagged_in_a_build_cut_short_and_in_the_next(ledger: Path | str) -> list[str]:
    class Struck(CountingTagger):
        def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
            if self.asked:
                raise KeyboardInterrupt
            return super().tag(text, skip)

    struck, after = Struck(), CountingTagger()
    with pytest.raises(KeyboardInterrupt):
        build(list(PAGES), ledger, tagger=struck)
    build(list(PAGES), ledger, tagger=after).close()
    return [*struck.asked, *after.asked]


def test_a_build_cut_short_leaves_its_work_and_the_next_one_takes_it_up(folder: Path) -> None:
    assert sorted(tagged_in_a_build_cut_short_and_in_the_next(folder / "s.sayso")) == sorted(PAGES.values())


@pytest.mark.postgres
@pytest.mark.usefixtures("folder")
def test_a_build_cut_short_leaves_its_work_on_a_server_too(in_postgres: Place) -> None:
    assert sorted(tagged_in_a_build_cut_short_and_in_the_next(in_postgres.ledger)) == sorted(PAGES.values())


def test_pages_that_were_tagged_elsewhere_make_the_same_ledger(folder: Path) -> None:
    build(list(PAGES), folder / "whole.sayso", tagger=CountingTagger()).close()
    found = [one for one in read(list(PAGES), Settings()) if isinstance(one, Article)]
    tagged = [(one, PatternTagger().tag(one.text, one.furniture)) for one in found]
    for part in (tagged[1:], tagged[:1]):
        add_tagged(part, folder / "parts.sayso", fingerprint="elsewhere", tagger=CountingTagger()).close()
    assert exported(folder / "parts.sayso") == exported(folder / "whole.sayso")
    add(found, folder / "added.sayso", tagger=CountingTagger()).close()
    assert exported(folder / "added.sayso") == exported(folder / "whole.sayso")


def test_what_a_tagger_sees_of_a_page_is_its_text_and_its_furniture(folder: Path) -> None:
    (article,) = [one for one in read(["a.txt"], Settings()) if isinstance(one, Article)]
    texts = {tagged_sha256(article)}
    texts.add(tagged_sha256(replace(article, furniture=(Span(0, 3),))))
    texts.add(tagged_sha256(replace(article, text=article.text + " ")))
    assert len(texts) == 3
    assert tagged_sha256(replace(article, path="z.txt", id="art_0")) in texts
