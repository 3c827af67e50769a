"""`sayso serve`: the desk, on this machine alone."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from typing import Annotated, Final

import typer

from sayso.cli.ledgers import LedgerName
from sayso.cli.output import print_json
from sayso.errors import InputError

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")


def serve(
    ledger: LedgerName,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port.")] = 8765,
    host: Annotated[str, typer.Option(help="The address; others than loopback show the ledger to the network.")] = (
        "127.0.0.1"
    ),
    read_only: Annotated[bool, typer.Option("--read-only", help="Take no corrections.")] = False,
    by: Annotated[str | None, typer.Option("--by", help="Who corrects; kept beside each correction.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Say where it is as one JSON object, as soon as it answers there.")
    ] = False,
) -> None:
    """Serve the desk: the ledger in a browser, on this machine alone.

    Example: sayso serve story.sayso --port 8765

    A build may go on meanwhile; the desk shows the new ledger as soon as it is written.  Corrections are taken where
    the ledger can be written and no other machine can reach the desk.  Ctrl+C ends it.
    """
    try:
        import uvicorn  # an extra: all else works without it

        from sayso.web.desk import Correcting, desk
    except ImportError as error:
        raise InputError(
            "sayso serve", f"{error.name} is not installed", 'Install it with: pip install "sayso[web]"'
        ) from error
    from sayso.ledger import Ledger, may_correct

    with Ledger.open(ledger) as opened:
        name = opened.path
    hosts = None if host not in _LOOPBACK else frozenset({"127.0.0.1", "localhost", "[::1]"})
    # Whoever reaches a desk that is open to the network could correct in anybody's name.
    takes = not read_only and hosts is not None and may_correct(ledger)
    correcting = Correcting.of(ledger, by) if takes else None
    with _bound(host, port) as bound:
        address = f"http://{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}/"
        if hosts is None:
            typer.echo(f"{host} is no loopback address: whoever reaches it can read the ledger", err=True)
        if as_json:
            print_json({"ledger": name, "address": address, "corrections": correcting is not None})
            sys.stdout.flush()
        else:
            typer.echo(f"The desk is at {address}  (Ctrl+C ends it)")
        application = desk(ledger, hosts=hosts, correcting=correcting)
        config = uvicorn.Config(application, log_level="warning", server_header=False)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    """Return the socket that the desk answers on; a port of 0 is one that the system chooses."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise InputError(
            f"{host}, port {port}", f"nothing can be served there ({error.strerror})", "Name another with --port"
        ) from error
