"""What fuzzing starts from, what it found, and small changes of these: an article or a failure, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.changes import inputs
from fuzz.seeds import seeds
from fuzz.targets import TARGETS, run

FINDS = Path(__file__).parents[1] / "cases" / "finds"


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_whole_inputs_and_former_finds(target: str) -> None:
    finds = sorted((FINDS / target).glob("*")) if (FINDS / target).is_dir() else []
    for data in (*seeds(target), *(find.read_bytes() for find in finds)):
        run(target, data)


@pytest.mark.parametrize("target", sorted(TARGETS))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_damaged_inputs(target: str, data: st.DataObject) -> None:
    run(target, data.draw(inputs(target)))
