"""Cycles are looked for seldom while a build works, and as before when it has ended, however it did."""

from __future__ import annotations

import gc

import pytest

from sayso.pipeline.collecting import seldom_collected


def test_it_is_seldom_inside_and_as_before_behind() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
    with pytest.raises(KeyError), seldom_collected():
        raise KeyError
    assert gc.get_threshold() == before
