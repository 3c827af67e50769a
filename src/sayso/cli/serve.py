"""`sayso serve`: the desk, on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.cli.ledgers import LedgerName
from sayso.errors import InputError
from sayso.ledger import Ledger

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


def serve(
    ledger: LedgerName,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 8765,
    host: Annotated[str, typer.Option(help="The address; others than loopback show the ledger to the network.")] = (
        "127.0.0.1"
    ),
    read_only: Annotated[bool, typer.Option("--read-only", help="Take no corrections.")] = False,
    by: Annotated[str | None, typer.Option("--by", help="Who corrects; kept beside each correction.")] = None,
) -> None:
    """Serve the desk: the ledger in a browser, on this machine alone.

    Example: sayso serve story.sayso --port 8765

    A build may go on meanwhile; the desk shows the new ledger as soon as it is written.  Corrections are taken where
    the ledger can be written and no other machine can reach the desk.  Ctrl+C ends it.
    """
    try:
        import uvicorn  # noqa: PLC0415  # an extra: all else works without it

        from sayso.web.desk import Correcting, desk, may_write  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "sayso serve", f"{error.name} is not installed", 'Install it with: pip install "sayso[web]"'
        ) from error
    Ledger.open(ledger).close()
    if host not in _LOOPBACK:
        typer.echo(f"{host} is no loopback address: whoever reaches it can read the ledger", err=True)
    typer.echo(f"The desk is at http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl+C ends it)")
    hosts = None if host not in _LOOPBACK else frozenset({"127.0.0.1", "localhost", "[::1]"})
    # Corrections wait in a file beside the ledger, and a database has no such place; `sayso correct` works there too.
    # Whoever reaches a desk that is open to the network could correct in anybody's name.
    correcting = None if read_only or hosts is None or not may_write(Path(ledger)) else Correcting.of(Path(ledger), by)
    application = desk(ledger, hosts=hosts, correcting=correcting)
    uvicorn.run(application, host=host, port=port, log_level="warning", server_header=False)
