"""The desk: a ledger in the browser, read-only, without a script."""

from sayso.web.desk.application import desk

__all__ = ["desk"]
