"""The two places that a ledger can have, so that one test runs on both."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import create_engine, text

from sayso.ledger.places import Database, place_of


@dataclass(frozen=True)
class Place:
    """Where a test keeps its ledger: ``ledger`` is what sayso is given."""

    ledger: str

    def run(self, command: str) -> None:
        """Run a command of SQL behind sayso's back."""
        place = place_of(self.ledger)
        if isinstance(place, Database):
            engine = create_engine(place.url)
            with engine.begin() as connection:
                connection.execute(text(f"set local search_path to {place.schema}"))
                connection.execute(text(command))
            engine.dispose()
        else:
            with closing(sqlite3.connect(place)) as file, file:
                file.execute(command)
