"""One thread for numpy's matrix products, which are small here.

The library behind them (OpenBLAS) starts a thread a core for each, and these wait by spinning: on two cores they took
more than half of the processor from the network that finds attributions, and made nothing faster.  How a product is
shared out changes its last digits, too: on one thread a ledger does not depend on the number of cores.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

import numpy as np  # noqa: F401  # its libraries must be loaded before they are looked for
from threadpoolctl import ThreadpoolController


def small_products() -> AbstractContextManager[object]:
    """Return what holds numpy to one thread inside its ``with`` block."""
    held: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return held


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
