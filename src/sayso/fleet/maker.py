"""Who makes a job's results: fingerprints of the weights and the code, the same on every machine."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from sayso.attribution import fingerprint_of
from sayso.fleet.orders import TAGGER, Order

_PACKAGE: Final = Path(__file__).parents[1]
# What results rest on beside the tagger: what is read of a page, and who is who on it.
_ROOMS: Final = ("reading", "resolution", "fleet")


def tagger_of(order: Order) -> str:
    """Return the fingerprint of the tagger that an order names, or its name if that is another; raise ModelError."""
    if order.tagger != TAGGER:
        return order.tagger
    return fingerprint_of(Path(order.model) if order.model else None, nested=True)


def maker_of(order: Order) -> str:
    """Return sixteen hexadecimal digits that another tagger or other code would change.  Raises ModelError."""
    digest = hashlib.sha256(tagger_of(order).encode())
    for room in _ROOMS:
        for module in sorted((_PACKAGE / room).rglob("*.py")):
            digest.update(hashlib.sha256(module.read_bytes()).digest())
    return digest.hexdigest()[:16]
