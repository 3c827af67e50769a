"""The ledger: its tables, its store, its views, its checks and its export."""

from sayso.ledger.accusations import Accusation, Denial, accusations_of
from sayso.ledger.corrections import Signature, merge_of, number_of, split_of, undo_of
from sayso.ledger.interchange import json_lines, read_json_lines
from sayso.ledger.search import Found, Question, find_articles, find_statements
from sayso.ledger.shelf import Part, Shelf
from sayso.ledger.store import Ledger, write_ledger
from sayso.ledger.summary import Summary, summarise
from sayso.ledger.verify import Fault, verify
from sayso.ledger.views import ReportView, StatementView, statement_views

__all__ = [
    "Accusation",
    "Denial",
    "Fault",
    "Found",
    "Ledger",
    "Part",
    "Question",
    "ReportView",
    "Shelf",
    "Signature",
    "StatementView",
    "Summary",
    "accusations_of",
    "find_articles",
    "find_statements",
    "json_lines",
    "merge_of",
    "number_of",
    "read_json_lines",
    "split_of",
    "statement_views",
    "summarise",
    "undo_of",
    "verify",
    "write_ledger",
]
