"""What `sayso show` can be asked for."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What `sayso show` can show."""

    WHO = "who"
    WHAT = "what"
    CONFLICTS = "conflicts"
    FIGURES = "figures"
    NAMES = "names"
    ORIGINS = "origins"
    ACCUSATIONS = "accusations"
