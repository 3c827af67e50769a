"""Every test that takes a ``place`` runs on a file and on a PostgreSQL server."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.ledger.places import Place
from tests.postgres import Server

_NUMBERS = itertools.count(1)


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place where there is no ledger yet."""
    if request.param == "file":
        return Place(str(tmp_path / "s.sayso"))
    return request.getfixturevalue("in_postgres")


@pytest.fixture
def in_postgres(postgres: Server) -> Place:
    """A place in PostgreSQL where there is no ledger yet."""
    return Place(postgres.ledger(f"t{next(_NUMBERS)}"))
