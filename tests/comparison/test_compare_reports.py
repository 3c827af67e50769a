from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from sayso.comparison import compare_reports
from sayso.comparison.meaning import load_encoder
from sayso.records import (
    Article,
    Comparison,
    Entity,
    Mention,
    Report,
    Resolution,
    Span,
    Verdict,
    identifier,
    quote_of,
)  # fmt: skip
from tests.comparison.pages import article

CASES = sorted((Path(__file__).parents[1] / "cases" / "comparison").iterdir())


@pytest.fixture(scope="session")
def encoder():
    return load_encoder()


def entity(name: str) -> str:
    return identifier("ent", name)


def mentions_in(page: Article, names: Iterable[str]) -> list[Mention]:
    found = []
    for name in names:
        for form in {name, name.split()[-1]}:
            at = page.text.find(form)
            if at >= 0:
                found.append(Mention(page.id, Span(at, at + len(form)), entity(name)))
    return found


def report_of(page: Article, number: int, given: dict) -> Report:
    def place(words: str, near: int) -> Span:
        found = [at for at in range(len(page.text)) if page.text.startswith(words, at)]
        assert found, f"{words!r} is not in the page"
        at = min(found, key=lambda at: abs(at - near))
        return Span(at, at + len(words))

    content = tuple(place(words, 0) for words in given["content"])
    cue = place(given["cue"], content[0].start)
    speaker = given.get("speaker")
    return Report(
        id=identifier("att", page.id, number),
        article=page.id,
        source=(place(given["source"], cue.start),),
        cue=(cue,),
        content=content,
        kind=given.get("kind", "indirect"),
        quote=quote_of(page.text, content),
        speaker=entity(speaker) if speaker else None,
        speaker_from="name" if speaker else "none",
        why_speaker=Verdict("resolved" if speaker else "unresolved", 1.0, ()),
        act=given.get("act", "say"),
        target=entity(given["target"]) if "target" in given else None,
        said_on=given.get("said_on"),
        said_precision="day" if "said_on" in given else None,
        date_words=None,
        relay=tuple(entity(name) for name in given.get("relay", [])),
        nested_in=None,
    )


def read_case(folder: Path) -> tuple[list[Article], Resolution, dict[str, str]]:
    """The pages, what is resolved of them, and the reports' short names ("a1") by identifier."""
    given = json.loads((folder / "reports.json").read_text(encoding="utf-8"))
    pages, mentions, reports, short = [], [], [], {}
    for name, told in sorted(given["pages"].items()):
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        page = article(text, published=told["published"], outlet=told["outlet"])
        page = replace(page, credits=tuple(told.get("credits", [])))
        pages.append(page)
        mentions += mentions_in(page, given["entities"])
        for number, one in enumerate(told["reports"], 1):
            reports.append(report_of(page, number, one))
            short[reports[-1].id] = f"{name}{number}"
    entities = tuple(Entity(entity(name), name, kind, ()) for name, kind in sorted(given["entities"].items()))
    return pages, Resolution(entities, tuple(mentions), tuple(reports)), short


def told_shortly(found: Comparison, short: dict[str, str]) -> dict:
    statements = {one.id: [short[report] for report in one.attributions] for one in found.statements}
    return {
        "statements": sorted(sorted(reports) for reports in statements.values()),
        "origins": sorted(sorted(short[report] for report in one.attributions) for one in found.origins),
        "links": sorted([min(statements[link.a]), min(statements[link.b]), link.relation] for link in found.links),
        "recycled": sorted(short[report] for one in found.statements for report in one.recycled),
        "first": {min(short[report] for report in one.attributions): short[one.first] for one in found.origins},
    }


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path, encoder) -> None:
    pages, resolution, short = read_case(folder)
    found = told_shortly(compare_reports(pages, resolution, encoder), short)
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    expected.setdefault("recycled", [])
    found["first"] = {key: found["first"].get(key) for key in expected.setdefault("first", {})}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_order_does_not_matter(folder: Path, encoder) -> None:
    pages, resolution, _ = read_case(folder)
    turned = replace(
        resolution,
        entities=resolution.entities[::-1],
        mentions=resolution.mentions[::-1],
        reports=resolution.reports[::-1],
    )
    assert compare_reports(pages[::-1], turned, encoder) == compare_reports(pages, resolution, encoder)


def test_everything_is_in_exactly_one_statement_and_one_origin(encoder) -> None:
    cases = [read_case(folder) for folder in CASES]
    pages = [page for pages, _, _ in cases for page in pages]
    resolution = Resolution(
        tuple({one.id: one for _, resolution, _ in cases for one in resolution.entities}.values()),
        tuple(one for _, resolution, _ in cases for one in resolution.mentions),
        tuple(one for _, resolution, _ in cases for one in resolution.reports),
    )
    found = compare_reports(pages, resolution, encoder)
    reports = sorted(one.id for one in resolution.reports)
    assert sorted(report for one in found.statements for report in one.attributions) == reports
    assert sorted(report for one in found.origins for report in one.attributions) == reports
    assert sorted(one.id for one in found.origins) == sorted(o for one in found.statements for o in one.origins)
    for judgement in found.judgements:
        assert judgement.a < judgement.b
        assert 0 <= judgement.verdict.score <= 1


def test_nothing_at_all(encoder) -> None:
    assert compare_reports([], Resolution((), (), ()), encoder) == Comparison(*((),) * len(fields(Comparison)))
