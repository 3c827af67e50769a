from __future__ import annotations

import json
from pathlib import Path

import pytest

from quality import gate
from quality.options import Options

PIN = gate.Pin("speakers", "gold.jsonl", None, "", {"all.accuracy": 80.0, "names.accuracy": 90.0})


def test_a_result_below_a_floor_is_named_with_both_numbers() -> None:
    result = {"all": {"accuracy": 79.5}, "names": {"accuracy": 90.0}}
    assert gate.shortfalls(PIN, result) == ["speakers: all.accuracy is 79.50, below its floor of 80.0"]


def test_a_floor_on_nothing_is_an_error() -> None:
    with pytest.raises(SystemExit, match=r"no 'all\.accuracy'"):
        gate.shortfalls(PIN, {"all": {}})


def test_other_data_than_the_pinned_fails_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gold.jsonl").write_text("{}\n")
    pinned = {"speakers": {"data": "gold.jsonl", "sha256": "0", "floors": {}}}
    (tmp_path / "floors.json").write_text(json.dumps(pinned))
    found = gate.pins(tmp_path / "floors.json")
    monkeypatch.setattr(gate, "pins", lambda: found)
    assert gate.main(["--shared", str(tmp_path)]) == 1
    assert "not the data" in capsys.readouterr().err


def test_the_hash_depends_on_names_and_bytes(tmp_path: Path) -> None:
    for name, words in (("a/x", "1"), ("b/x", "1"), ("c/y", "1"), ("d/x", "2")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(words)
    hashes = [gate.data_hash(tmp_path / name) for name in ("a/x", "b/x", "c/y", "d/x")]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_every_pinned_measure_exists(root: Path) -> None:
    for pin in gate.pins():
        assert (root / "quality" / f"{pin.measure}.py").is_file()
        assert pin.floors, f"{pin.measure} holds nothing"


def test_missing_data_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such gold data"):
        Options.given(tmp_path / "none.jsonl")
