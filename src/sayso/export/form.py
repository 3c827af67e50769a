"""The names of the forms."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The forms that a ledger is exported in."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    WEBANNOTATION = "webannotation"
    SCHEMAORG = "schemaorg"
    FTM = "ftm"
    BRAT = "brat"
    MD = "md"
