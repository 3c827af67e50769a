"""What was encoded once is not encoded again, and comes back the same."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from sayso.comparison.meaning import Vectors
from sayso.ledger import findings_beside
from sayso.pipeline.remembering import RememberingEncoder

WIDTH = 4


class LengthEncoder:
    """Gives each text its length, and says what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.array([[len(text)] * WIDTH for text in texts], dtype=np.float32)


def asked(ledger: Path, fingerprint: str, texts: list[str]) -> list[str]:
    """Return which of the texts were encoded, having looked at the vectors of all."""
    encoder = LengthEncoder()
    with closing(findings_beside(ledger)) as findings:
        found = RememberingEncoder(findings, fingerprint, lambda: encoder).vectors(texts)
    assert found.tolist() == [[len(text)] * WIDTH for text in texts]
    return encoder.asked


def test_only_new_texts_are_encoded_and_another_encoder_encodes_anew(tmp_path: Path) -> None:
    ledger = tmp_path / "s.sayso"
    assert asked(ledger, "one", ["It rains.", "It snows.", "It rains."]) == ["It rains.", "It snows."]
    assert asked(ledger, "one", ["It rains.", "It is dry.", "It snows."]) == ["It is dry."]
    assert asked(ledger, "other", ["It rains."]) == ["It rains."]


def test_nothing_is_loaded_where_nothing_is_new(tmp_path: Path) -> None:
    ledger = tmp_path / "s.sayso"
    asked(ledger, "one", ["It rains."])

    def load() -> LengthEncoder:
        raise AssertionError("all texts are known")

    with closing(findings_beside(ledger)) as findings:
        encoder = RememberingEncoder(findings, "one", load)
        assert encoder.vectors(["It rains."]).tolist() == [[9.0] * WIDTH]
