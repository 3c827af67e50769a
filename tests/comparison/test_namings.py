from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.comparison.namings import find_namings, namings_and_parties
from sayso.records import Entity, Mention, Report, Resolution, Span, Verdict
from tests.comparison.pages import NOTHING_RESOLVED, article

CASES = sorted((Path(__file__).parents[1] / "cases" / "namings").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    page = article((case / "page.txt").read_text(encoding="utf-8"))
    names = {entity.id: entity.name for entity in namings_and_parties([page], NOTHING_RESOLVED)[1]}
    found = [
        {
            "label": naming.label,
            "referent": names[naming.referent],
            "voice": naming.voice,
            "scare_quotes": naming.scare_quotes,
        }
        for naming in find_namings([page], NOTHING_RESOLVED)
    ]
    assert found == json.loads((case / "expected.json").read_text(encoding="utf-8"))


def report(page_id: str, kind: str, content: Span) -> Report:
    return Report(
        id="att_1", article=page_id, source=(), cue=(), content=(content,), kind=kind, quote="", speaker=None,  # type: ignore[arg-type]
        speaker_from="none", why_speaker=Verdict("unresolved", 0.0, ()), act="say", target=None, said_on=None,
        said_precision=None, date_words=None, relay=(), nested_in=None,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "voice"), [("direct", "quoted"), ("indirect", "paraphrased")])
def test_voice_is_that_of_the_report_that_holds_the_words(kind: str, voice: str) -> None:
    page = article("The rebels left. He said the terrorists had fled.")
    start = page.text.index("the terrorists")
    resolution = Resolution((), (), (report(page.id, kind, Span(start, len(page.text))),))
    assert [(naming.label, naming.voice) for naming in find_namings([page], resolution)] == [
        ("rebels", "outlet"),
        ("terrorists", voice),
    ]


def test_an_entity_that_resolution_found_in_the_phrase_is_the_referent() -> None:
    page = article("Fighters of the Velmar Guard fled. Velmar Guard militants were seen in Orsk.")
    start = page.text.index("Velmar Guard militants")
    guard = Entity("ent_guard", "Velmar Guard", "group", ())
    resolution = Resolution((guard,), (Mention(page.id, Span(start, start + 12), guard.id),), ())
    namings = find_namings([page], resolution)
    assert "ent_guard" in {naming.referent for naming in namings if naming.label == "Velmar Guard militants"}
    assert guard not in namings_and_parties([page], resolution)[1]


def test_a_plain_word_means_the_one_party_that_the_page_names() -> None:
    page = article("The Velmar River Front denied it. The rebels hold the ridge. The Front, he added, has no guns.")
    made = {entity.id: entity.name for entity in namings_and_parties([page], NOTHING_RESOLVED)[1]}
    told = {naming.label: made[naming.referent] for naming in find_namings([page], NOTHING_RESOLVED)}
    assert told == dict.fromkeys(told, "Velmar River Front")
    assert {"rebels", "Front"} <= set(told)


def test_a_plain_word_means_none_of_several_parties() -> None:
    page = article("The Velmar River Front fled. The Orsk Hill Brigade stayed. The rebels hold the ridge.")
    made = {entity.id: entity.name for entity in namings_and_parties([page], NOTHING_RESOLVED)[1]}
    (rebels,) = [naming for naming in find_namings([page], NOTHING_RESOLVED) if naming.label == "rebels"]
    assert made[rebels.referent] == "opposition"


def test_furniture_calls_nobody() -> None:
    text = "Rain fell.\n\nRelated: rebels advance"
    assert find_namings([article(text, furniture=(Span(12, len(text)),))], NOTHING_RESOLVED) == ()


VOCABULARY = "rebel held the “moderate” group of Orsk militants army - ."
WORDS = st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=30).map(" ".join)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200) | WORDS)
def test_every_naming_stands_in_its_page_and_its_referent_is_made(text: str) -> None:
    page = article(text)
    made = {entity.id for entity in namings_and_parties([page], NOTHING_RESOLVED)[1]}
    for naming in find_namings([page], NOTHING_RESOLVED):
        assert naming.span.of(page.text) == naming.label != ""
        assert naming.referent in made
