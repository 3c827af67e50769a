"""Vectors of meaning kept beside a ledger: what comes back is what was put down, whole rows only."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sayso.ledger import Meanings, meanings_beside

WIDTH = 6
KEYS = [bytes([0] * 14 + [number, 0]) for number in range(5)]
VECTORS = np.arange(5 * WIDTH, dtype=np.float32).reshape(5, WIDTH)


def held(meanings: Meanings) -> dict[bytes, list[float]]:
    return {key: meanings[key].tolist() for key in KEYS if key in meanings}


def test_vectors_come_back_and_others_are_added_to_them(tmp_path: Path) -> None:
    meanings_beside(tmp_path / "s.sayso", WIDTH).add(KEYS[:2], VECTORS[:2])
    meanings_beside(tmp_path / "s.sayso", WIDTH).add(KEYS[2:], VECTORS[2:])
    assert held(meanings_beside(tmp_path / "s.sayso", WIDTH)) == dict(zip(KEYS, VECTORS.tolist(), strict=True))
    assert held(meanings_beside(tmp_path / "other.sayso", WIDTH)) == {}


def test_a_row_that_was_cut_short_or_damaged_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / ".s.sayso.meanings"
    meanings_beside(tmp_path / "s.sayso", WIDTH).add(KEYS[:3], VECTORS[:3])
    file.write_bytes(file.read_bytes() + b"cut short")
    meanings_beside(tmp_path / "s.sayso", WIDTH).add(KEYS[3:], VECTORS[3:])
    damaged = bytearray(file.read_bytes())
    damaged[20] ^= 1
    file.write_bytes(damaged)
    assert held(meanings_beside(tmp_path / "s.sayso", WIDTH)) == dict(zip(KEYS[1:], VECTORS[1:].tolist(), strict=True))


def test_what_is_not_used_is_thrown_away_once_it_is_most(tmp_path: Path) -> None:
    meanings = meanings_beside(tmp_path / "s.sayso", WIDTH)
    meanings.add(KEYS, VECTORS)
    meanings.forget_all_but(set(KEYS[:3]))
    assert len(held(meanings_beside(tmp_path / "s.sayso", WIDTH))) == 5
    meanings.forget_all_but({KEYS[1], b"never seen"})
    assert held(meanings_beside(tmp_path / "s.sayso", WIDTH)) == {KEYS[1]: VECTORS[1].tolist()}


def test_without_a_path_they_are_kept_in_memory(tmp_path: Path) -> None:
    meanings = meanings_beside(None, WIDTH)
    meanings.add(KEYS, VECTORS)
    meanings.forget_all_but(set())
    assert len(held(meanings)) == 5
    assert list(tmp_path.iterdir()) == []
