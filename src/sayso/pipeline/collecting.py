"""Looking for cycles seldom while a build works: it makes millions of records, which hold none.

What nobody holds any more is given back at once all the same; only what holds itself waits for the collector.  As often
as Python looks by default, it takes a sixth of what adding a few pages to a ledger takes (measured on 800 pages).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# Records made between two looks, and looks at the young and at the middle-aged between two at the older ones.
_SELDOM: Final = (50_000, 20, 100)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom inside the ``with`` block; of two at once the one that ends last says what holds then."""
    former = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*former)
