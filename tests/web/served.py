"""The desk on a port of its own, for tests that need a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sayso.web.desk import Correcting, desk


@contextmanager
def served(ledger: Path, correcting: Correcting | None = None) -> Iterator[str]:
    """Serve the ledger on a free port of loopback; yield the desk's address."""
    application = desk(ledger, correcting=correcting)
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < end, "the desk did not start within a minute"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
