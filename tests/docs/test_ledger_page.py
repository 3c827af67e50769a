"""docs/ledger.md describes every field of every record, and every table."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from sayso.ledger import schema
from sayso.ledger.interchange import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
# What an exported attribution has beside the fields of its record.
WRITTEN_OUT = {"attribution": {"statement", "origin"}}
# The tables that no record has, or that are named otherwise than their record.
NAMED_OTHERWISE = {"attribution": "report"}


def described(kind: str) -> set[str]:
    """The names in the first column of the table under the heading of a kind."""
    section = re.search(rf"^### {kind}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section, f"docs/ledger.md has no heading for {kind}"
    cells = re.findall(r"^\| (`[^|]+) \|", section[1], re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_a_record_is_described_and_no_other(kind):
    held = {field.name for field in fields(KINDS[kind][1])} | WRITTEN_OUT.get(kind, set())
    assert described(kind) == held


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_columns_of_a_table_are_the_fields_of_its_record(kind):
    names = {field.name for field in fields(KINDS[kind][1])}
    wanted = {part for name in names for part in (("start", "end") if name == "span" else (name,))}
    columns = {column.name for column in schema.metadata.tables[NAMED_OTHERWISE.get(kind, kind)].columns}
    for extra in columns - wanted:
        assert f"`{kind}.{extra}`" in PAGE, f"docs/ledger.md does not say what {kind}.{extra} is for"
    assert wanted <= columns


def test_every_table_is_named():
    for table in schema.metadata.tables:
        assert f"`{table}`" in PAGE or f"### {table}\n" in PAGE, table
