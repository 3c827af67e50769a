"""Asks a ledger about a claim: comparison judges, the ledger is read, and neither knows the other."""

from __future__ import annotations

from sayso.comparison import Check, check_claim, load_encoder
from sayso.errors import InputError
from sayso.ledger import Ledger
from sayso.settings import Settings


def check(ledger: Ledger, claim: str, *, settings: Settings | None = None) -> Check:
    """Return which statements of ``ledger`` assert the claim, which deny it, and the origins behind each.

    Where none does, its ``finding`` is ``unmeasured``, which says nothing of the claim.  Raise InputError when the
    claim holds no words, LedgerError when the ledger cannot be read, ModelError when the weights cannot be loaded.
    """
    if not any(character.isalpha() for character in claim):
        raise InputError("the claim", "it holds no words", "Write it as one sentence, in quotation marks")
    threads = (settings or Settings()).threads
    return check_claim(ledger.contents(), claim, load_encoder(threads=threads))
