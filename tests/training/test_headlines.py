from __future__ import annotations

import random

from training.headlines import headlines
from training.polnear import Gold, GoldArticle

TEXT = "The dam.\n\nIn Kelm, Mayor Poe said that the dam will hold for years. Nobody asked.\n\nOkafor denied it.\n"


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def made(seed: int) -> list[GoldArticle]:
    said = Gold(at("Mayor Poe"), at("said"), at("that the dam will hold for years"))
    denied = Gold(at("Okafor"), at("denied"), at("it"))
    return headlines([GoldArticle("a", TEXT, (said, denied), None)], random.Random(seed))  # noqa: S311


def test_a_headline_stands_over_its_paragraph_with_the_spans_of_both() -> None:
    for seed in range(40):
        [one] = made(seed)
        head, _, body = one.text.partition("\n\n")
        assert body == "In Kelm, Mayor Poe said that the dam will hold for years. Nobody asked."
        below = one.attributions[-1]
        assert [one.text[s:e] for s, e in below.source + below.cue] == ["Mayor Poe", "said"]
        for gold in one.attributions[:-1]:
            source, cue, content = (one.text[slice(*part[0])] for part in (gold.source, gold.cue, gold.content))
            assert gold.content[0][1] <= len(head)
            assert (source.lower(), content.lower()) == ("mayor poe", "the dam will hold for years")
            assert cue.lower() in {":", "says", "-", "–", "—"}


def test_about_half_only_look_like_attributions() -> None:
    attributing = sum(len(made(seed)[0].attributions) == 2 for seed in range(100))
    assert 30 < attributing < 70


def test_what_a_headline_would_not_say_makes_none() -> None:
    assert len(made(1)) == 1, "“it” is too short to be a headline"
