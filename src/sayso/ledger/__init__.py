"""The ledger: its tables, its store, its views, its checks and its export."""

from typing import TYPE_CHECKING

from sayso.ledger.accusations import Accusation, Denial, accusations_of
from sayso.ledger.amendments import apart_of, date_of, published_of, same_of, speaker_of, wrong_of
from sayso.ledger.corrections import Signature, merge_of, number_of, split_of, undo_of
from sayso.ledger.findings import Findings, findings_beside
from sayso.ledger.interchange import json_lines, read_json_lines
from sayso.ledger.meaning_tables import Encoder, encoder_in
from sayso.ledger.places import name_of
from sayso.ledger.salvage import Loss, Salvage, salvage
from sayso.ledger.search import Found, Question, find_articles, find_statements
from sayso.ledger.shelf import Part, Shelf
from sayso.ledger.store import Ledger, state_of
from sayso.ledger.summary import Summary, summarise
from sayso.ledger.verify import Fault, verify
from sayso.ledger.views import ReportView, StatementView, statement_views
from sayso.ledger.waiting import add_waiting, drop_waiting, may_correct, read_waiting, renumbered, waiting_path
from sayso.ledger.writing import Hold, hold, write_ledger
from sayso.loading import loaded_when_asked

if TYPE_CHECKING:
    from sayso.ledger.near_search import Near, find_near
else:
    # It needs numpy, which takes a quarter of the time that it takes to load all else; reading a ledger does without.
    __getattr__ = loaded_when_asked(__name__, {"sayso.ledger.near_search": ("Near", "find_near")})

__all__ = [
    "Accusation",
    "Denial",
    "Encoder",
    "Fault",
    "Findings",
    "Found",
    "Hold",
    "Ledger",
    "Loss",
    "Near",
    "Part",
    "Question",
    "ReportView",
    "Salvage",
    "Shelf",
    "Signature",
    "StatementView",
    "Summary",
    "accusations_of",
    "add_waiting",
    "apart_of",
    "date_of",
    "drop_waiting",
    "encoder_in",
    "find_articles",
    "find_near",
    "find_statements",
    "findings_beside",
    "hold",
    "json_lines",
    "may_correct",
    "merge_of",
    "name_of",
    "number_of",
    "published_of",
    "read_json_lines",
    "read_waiting",
    "renumbered",
    "salvage",
    "same_of",
    "speaker_of",
    "split_of",
    "state_of",
    "statement_views",
    "summarise",
    "undo_of",
    "verify",
    "waiting_path",
    "write_ledger",
    "wrong_of",
]
