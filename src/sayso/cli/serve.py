"""`sayso serve`: the desk, on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from sayso.errors import InputError
from sayso.ledger import Ledger

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


def serve(
    ledger: Annotated[Path, typer.Argument(help="A ledger that `sayso build` made.", show_default=False)],
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 8765,
    host: Annotated[str, typer.Option(help="The address; others than loopback show the ledger to the network.")] = (
        "127.0.0.1"
    ),
) -> None:
    """Serve the desk: the ledger in a browser, read-only, on this machine alone.

    Example: sayso serve story.sayso --port 8765

    A build may go on meanwhile; the desk shows the new ledger as soon as it is written.  Ctrl+C ends it.
    """
    try:
        import uvicorn  # noqa: PLC0415  # an extra: all else works without it

        from sayso.web.desk import desk  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            "sayso serve", f"{error.name} is not installed", 'Install it with: pip install "sayso[web]"'
        ) from error
    Ledger.open(ledger).close()
    if host not in _LOOPBACK:
        typer.echo(f"{host} is no loopback address: whoever reaches it can read the ledger", err=True)
    typer.echo(f"The desk is at http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl+C ends it)")
    hosts = None if host not in _LOOPBACK else frozenset({"127.0.0.1", "localhost", "[::1]"})
    uvicorn.run(desk(ledger, hosts=hosts), host=host, port=port, log_level="warning", server_header=False)
