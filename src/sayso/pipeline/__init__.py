"""Chains the stages: pages in, a ledger out.  It has no rules of its own."""

from sayso.pipeline.building import add, add_tagged, build, correct, correct_waiting
from sayso.pipeline.means import Progress

__all__ = ["Progress", "add", "add_tagged", "build", "correct", "correct_waiting"]
