"""The desk: a ledger in the browser, without a script."""

from sayso.web.desk.application import desk
from sayso.web.desk.correcting import Correcting

__all__ = ["Correcting", "desk"]
