"""On whose say-so: from news pages to a sourced ledger of who said what."""

from sayso.attribution import attribute
from sayso.claims import check
from sayso.errors import InputError, LedgerError, ModelError, PageError, SaysoError
from sayso.ledger import Ledger
from sayso.pipeline import build
from sayso.records import Article, Attribution, Entity, Failure, Figure, Report, Span, Statement, Verdict
from sayso.settings import Fetching, Settings
from sayso.web import render_report

__all__ = [
    "Article",
    "Attribution",
    "Entity",
    "Failure",
    "Fetching",
    "Figure",
    "InputError",
    "Ledger",
    "LedgerError",
    "ModelError",
    "PageError",
    "Report",
    "SaysoError",
    "Settings",
    "Span",
    "Statement",
    "Verdict",
    "attribute",
    "build",
    "check",
    "render_report",
]
