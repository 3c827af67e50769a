"""The list of public names: sorted, complete, and no longer than it must be."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import sayso

ROOMS = ["sayso", *(f"sayso.{module.name}" for module in pkgutil.iter_modules(sayso.__path__) if module.ispkg)]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_lists_its_public_names_in_order(room: str) -> None:
    module = importlib.import_module(room)
    assert list(module.__all__) == sorted(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None
