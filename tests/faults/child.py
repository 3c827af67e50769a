"""A process of its own, for limits and rights that the tests themselves must not lose."""

from __future__ import annotations

import os
from collections.abc import Callable


def in_a_child(action: Callable[[], str]) -> str:
    """What ``action`` returns, or the error that it raises, in a copy of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            told = action()
        except BaseException as error:
            told = f"{type(error).__name__}: {error}"
        os.write(writing, told.encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        told = stream.read()
    os.waitpid(child, 0)
    return told
