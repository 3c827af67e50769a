"""The direction of imports: a module imports from its left only (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOMS = [
    {"records", "errors", "characters", "joined", "loading"},
    {"settings"},
    {"text", "weights", "threads", "memory", "spilled"},
    {"indexed"},
    {"reading"},
    {"attribution"},
    {"resolution"},
    {"comparison"},
    {"ledger"},
    {"pipeline", "claims", "finding"},
    {"fleet"},
    {"web"},
    {"export", "mcp"},  # one of its forms is the report in Markdown; the tools answer from parts as the desk does
    {"watching"},  # its lines use the words of the views
    {"cli"},  # `sayso report` calls web
    {"__init__", "__main__"},
]
PLACE = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}
LEDGER_MAY = {"records", "errors", "characters", "loading", "spilled", "indexed", "ledger"}
SOURCE = Path(__file__).parents[1] / "src" / "sayso"
MODULES = sorted(SOURCE.rglob("*.py"))


def room_of(module: Path) -> str:
    first = module.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "sayso":
            names = [f"sayso.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import in line {node.lineno}"
            names = [node.module or ""]
        else:
            continue
        found |= {[*name.split("."), "__init__"][1] for name in names if name.split(".")[0] == "sayso"}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SOURCE)))
def test_a_module_imports_from_its_left_only(module: Path) -> None:
    room = room_of(module)
    assert room in PLACE, f"{room} has no place in the order of rooms"
    for other in imported_rooms(module):
        assert other == room or PLACE[other] < PLACE[room], f"{room} imports {other}, which is not to its left"


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) == "ledger"], ids=lambda module: module.name)
def test_the_ledger_knows_records_alone(module: Path) -> None:
    assert imported_rooms(module) <= LEDGER_MAY


def test_records_import_nothing_of_ours() -> None:
    assert imported_rooms(SOURCE / "records.py") == set()
