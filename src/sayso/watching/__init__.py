"""Watching: a ledger that follows feeds and folders, and what is told when it changes."""

from sayso.watching.changes import changes, news_between
from sayso.watching.known import Known, known_of
from sayso.watching.lookout import Trouble
from sayso.watching.memory import Telling
from sayso.watching.news import Counted, News, Page, Said
from sayso.watching.service import Added, Event, Watch, Wishes
from sayso.watching.webhook import Webhook

__all__ = [
    "Added",
    "Counted",
    "Event",
    "Known",
    "News",
    "Page",
    "Said",
    "Telling",
    "Trouble",
    "Watch",
    "Webhook",
    "Wishes",
    "changes",
    "known_of",
    "news_between",
]
