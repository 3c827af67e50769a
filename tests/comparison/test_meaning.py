from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.comparison.meaning import SHIPPED, WIDTH, load_encoder
from sayso.errors import ModelError


def test_a_vector_depends_on_its_text_alone() -> None:
    encoder = load_encoder(threads=2)
    texts = ["The ferry will not sail.", "No ferry today, the harbour master said, and none tomorrow.", "", "\ud800 é"]
    together, alone = encoder.vectors(texts), np.stack([encoder.vectors([text])[0] for text in texts])
    assert together.shape == (4, WIDTH)
    assert np.array_equal(together, alone)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert encoder.vectors([]).shape == (0, WIDTH)


def test_like_meaning_is_near_without_a_shared_word() -> None:
    said, like, unlike = load_encoder().vectors(
        [
            "The talks have been put off indefinitely.",
            "Negotiations are postponed for an unlimited period.",
            "The bakery opens at six in the morning.",
        ]
    )
    assert said @ like > 0.5
    assert said @ unlike < 0.2


def test_a_damaged_weight_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    with (folder / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json.*damaged"):
        load_encoder(folder)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        load_encoder(tmp_path)
