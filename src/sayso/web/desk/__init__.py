"""The desk: a ledger in the browser, without a script."""

from sayso.web.desk.application import desk
from sayso.web.desk.correcting import Correcting
from sayso.web.desk.jobs import may_write

__all__ = ["Correcting", "desk", "may_write"]
