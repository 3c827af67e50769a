from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import attribute, load_tagger
from sayso.attribution.manifest import MANIFEST, NETWORK, SHIPPED
from sayso.errors import ModelError
from sayso.records import Span, Tagging

WORDS = [
    "He",
    "she said",
    "told",
    "the ministry",
    "Poe that",
    "denied",
    "according to",
    "added",
    ",",
    ".",
    ":",
    "—",
    "\n",
]
ODDITIES = ["“no”", '"yes"', "‘maybe’", "«", "„", "\n\n\n", "\x00", "\ud800", "😀", "\u200f", "É", "\u2028", "e\u0301"]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS + ODDITIES), max_size=60).map(" ".join))


def spans_of(tagging: Tagging) -> list[Span]:
    said = [span for one in tagging.attributions for span in one.source + one.cue + one.content]
    return said + [name.span for name in tagging.names]


@settings(deadline=None, max_examples=60)
@given(texts)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    tagging = load_tagger().tag(text)
    for span in spans_of(tagging):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    for one in tagging.attributions:
        assert one.content
        for part in (one.source, one.cue, one.content):
            assert list(part) == sorted(part)
            assert all(not a.overlaps(b) for a in part for b in part if a is not b)


STORY = (
    "The mayor, Ann Poe, said the bridge was safe. “It will stand,” she told reporters.\n\n"
    "According to police, no one was hurt."
)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, len(STORY)), st.integers(0, 40)), max_size=3))
def test_nothing_touches_what_is_skipped(drawn: list[tuple[int, int]]) -> None:
    skip = [Span(start, min(len(STORY), start + size)) for start, size in drawn if start < len(STORY) and size]
    for span in spans_of(load_tagger().tag(STORY, skip)):
        assert not any(span.overlaps(passage) for passage in skip)


def test_the_same_text_gives_the_same_tagging_whatever_the_threads() -> None:
    assert load_tagger(threads=1).tag(STORY) == load_tagger(threads=1).tag(STORY) == load_tagger(threads=2).tag(STORY)


def test_a_process_loads_the_weights_once() -> None:
    assert load_tagger() is load_tagger()


def test_attribute_takes_a_text_alone() -> None:
    found = attribute(STORY)
    assert [one.kind for one in found] == ["indirect", "direct", "indirect"]
    assert [one.source[0].of(STORY) for one in found] == ["The mayor, Ann Poe", "she", "police"]


def test_long_text_without_paragraphs() -> None:
    text = "Officials said the road was closed and nobody knew why. " * 1000
    assert len(load_tagger().tag(text).attributions) > 500


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "model")
    with (folder / NETWORK).open("ab") as file:
        file.write(b"!")
    with pytest.raises(ModelError, match=NETWORK):
        load_tagger(folder)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be read"):
        load_tagger(tmp_path / "nowhere")


def cases(root: Path = Path(__file__).parents[1] / "cases" / "attribution") -> list[Path]:
    return sorted(page.parent for page in root.glob("*/page.txt"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    if (case / "xfail.txt").exists():
        pytest.xfail((case / "xfail.txt").read_text(encoding="utf-8").strip())
    text = (case / "page.txt").read_bytes().decode("utf-8")
    found = [
        {role: [span.of(text) for span in getattr(one, role)] for role in ("source", "cue", "content")}
        | {"kind": one.kind}
        for one in load_tagger().tag(text).attributions
    ]
    assert found == json.loads((case / "expected.json").read_text(encoding="utf-8"))


def test_the_manifest_names_its_labels() -> None:
    stored = json.loads((SHIPPED / MANIFEST).read_text(encoding="utf-8"))
    assert len(stored["role_labels"]) == len(stored["transitions"])
