"""What the tests of all rooms share."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import write_ledger
from sayso.records import Contents
from tests.places import Place
from tests.postgres import Server, programs, running
from tests.web.dam import storable_dam_story

ROOT = Path(__file__).parents[1]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold data and stories, which a checkout may have beside it (or at SAYSO_SHARED)."""
    folder = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"needs the folder of gold data and stories, which is not at {folder.name}/ beside the checkout")
    return folder


@pytest.fixture(scope="session")
def story() -> Contents:
    """The story of the dam, in which every kind of record stands."""
    return storable_dam_story()


@pytest.fixture(scope="session")
def ledger(story: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of that story, for tests that only read it."""
    path = tmp_path_factory.mktemp("dam") / "dam.sayso"
    write_ledger(path, story)
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server that the tests start and stop; SAYSO_POSTGRES=required refuses to do without one."""
    try:
        import psycopg  # noqa: F401  # an extra
    except ImportError:
        missing = "psycopg, which speaks to PostgreSQL, is not installed: pip install 'sayso[postgres]'"
    else:
        missing = "" if programs() else "there is no PostgreSQL server here: apt-get install postgresql"
    if missing and os.environ.get("SAYSO_POSTGRES") == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    with running(programs() or Path()) as server:
        yield server


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place where there is no ledger yet: every test that takes it runs on a file and on a PostgreSQL server."""
    if request.param == "file":
        return Place(str(tmp_path / "s.sayso"))
    return request.getfixturevalue("in_postgres")


@pytest.fixture
def in_postgres(postgres: Server) -> Place:
    """A place in PostgreSQL where there is no ledger yet."""
    return Place(postgres.ledger(f"t{next(_NUMBERS)}"))
