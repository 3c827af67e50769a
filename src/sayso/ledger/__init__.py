"""The ledger: its tables, its store, its views, its checks and its export."""

from sayso.ledger.interchange import json_lines, read_json_lines
from sayso.ledger.search import Found, Question, find_articles, find_statements
from sayso.ledger.shelf import Part, Shelf
from sayso.ledger.store import Ledger, write_ledger
from sayso.ledger.summary import Summary, summarise
from sayso.ledger.verify import Fault, verify
from sayso.ledger.views import ReportView, StatementView, statement_views

__all__ = [
    "Fault",
    "Found",
    "Ledger",
    "Part",
    "Question",
    "ReportView",
    "Shelf",
    "StatementView",
    "Summary",
    "find_articles",
    "find_statements",
    "json_lines",
    "read_json_lines",
    "statement_views",
    "summarise",
    "verify",
    "write_ledger",
]
