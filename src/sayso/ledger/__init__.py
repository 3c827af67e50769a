"""The ledger: its tables, its store, its views, its checks and its export."""

from sayso.ledger.interchange import json_lines, read_json_lines
from sayso.ledger.store import Ledger, write_ledger
from sayso.ledger.summary import Summary, summarise
from sayso.ledger.verify import Fault, verify
from sayso.ledger.views import ReportView, StatementView, statement_views

__all__ = [
    "Fault",
    "Ledger",
    "ReportView",
    "StatementView",
    "Summary",
    "json_lines",
    "read_json_lines",
    "statement_views",
    "summarise",
    "verify",
    "write_ledger",
]
