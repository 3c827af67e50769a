"""The settings of one run, read once at the edge and passed inward."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may use.

    ``threads`` is the number of processor threads of the models; ``largest_page`` the largest
    page in bytes that is read (a news page of 20 MB is not a news page); ``model`` another
    folder of tagger weights than the one that ships.
    """

    threads: int = 2
    largest_page: int = 20_000_000
    model: Path | None = None
