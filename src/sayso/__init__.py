"""On whose say-so: from news pages to a sourced ledger of who said what."""

from typing import TYPE_CHECKING

from sayso.loading import loaded_when_asked

if TYPE_CHECKING:
    from sayso.attribution import attribute
    from sayso.claims import check
    from sayso.errors import InputError, LedgerError, ModelError, PageError, SaysoError
    from sayso.finding import find
    from sayso.ledger import Ledger
    from sayso.pipeline import build
    from sayso.records import Article, Attribution, Entity, Failure, Figure, Report, Span, Statement, Verdict
    from sayso.settings import Fetching, Settings
    from sayso.web import render_report
else:
    __getattr__ = loaded_when_asked(
        __name__,
        {
            "sayso.attribution": ("attribute",),
            "sayso.claims": ("check",),
            "sayso.errors": ("InputError", "LedgerError", "ModelError", "PageError", "SaysoError"),
            "sayso.finding": ("find",),
            "sayso.ledger": ("Ledger",),
            "sayso.pipeline": ("build",),
            "sayso.records": (
                "Article",
                "Attribution",
                "Entity",
                "Failure",
                "Figure",
                "Report",
                "Span",
                "Statement",
                "Verdict",
            ),
            "sayso.settings": ("Fetching", "Settings"),
            "sayso.web": ("render_report",),
        },
    )

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
    "find",
    "render_report",
]
