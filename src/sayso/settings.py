"""The settings of one run, read once at the edge and passed inward."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fetching:
    """What fetching a page from the web may do and cost.

    Without ``allowed`` nothing is fetched, and only pages in the ``cache`` folder are read.  ``private``
    lets it contact machines that are not on the open web.  ``seconds`` is the time for one page, its redirects
    included, of which there may be ``redirects``; ``pause`` the seconds between two requests to one
    site; ``most_pages`` the most pages of one list, feed or sitemap.
    """

    allowed: bool = True
    private: bool = False
    seconds: float = 30.0
    redirects: int = 5
    pause: float = 1.0
    most_pages: int = 1000
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may use.

    ``threads`` is the number of processor threads of the models; ``largest_page`` the largest
    page in bytes that is read (a news page of 20 MB is not a news page); ``model`` another
    folder of tagger weights than the one that ships; ``fetching`` is for pages that are named by their address;
    ``aliases`` a file of names that go before what the pages show (docs/aliases.md); ``patience`` the
    seconds to wait while another build writes the same ledger.
    """

    threads: int = 2
    largest_page: int = 20_000_000
    model: Path | None = None
    fetching: Fetching = field(default_factory=Fetching)
    aliases: Path | None = None
    patience: float = 600.0
