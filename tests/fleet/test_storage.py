"""Files by their addresses, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs the fleet extra")
from sayso.fleet.storage import files_below, opened

NAMES = ["plain.txt", "two words.txt", "a#1.txt", "50%.txt", "what?.txt", "März.txt", "a+b.txt", "x%20y.txt"]


@pytest.mark.parametrize("folder", ["pages", "my pages, März"])
def test_a_file_of_any_name_is_listed_and_opened(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    for name in NAMES:
        (tmp_path / folder / name).write_text(name, encoding="utf-8")
    found = files_below(f"file://{tmp_path}/{folder}")
    read = []
    for file in found:
        with opened(file.address) as stream:
            read.append(stream.read().decode())
    assert sorted(read) == sorted(NAMES)
    assert len({file.address for file in found}) == len(NAMES)
