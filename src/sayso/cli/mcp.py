"""`sayso mcp`: the ledger as tools for programs that speak the Model Context Protocol."""

from __future__ import annotations

from sayso.cli.ledgers import LedgerName
from sayso.errors import InputError


def mcp_command(ledger: LedgerName) -> None:
    """Serve the ledger to a program on standard input and output (Model Context Protocol).

    Example: sayso mcp story.sayso

    Its tools search statements, get one with its evidence, check a claim and list conflicts.  Nothing is changed.
    """
    try:
        from sayso.mcp import serve  # an extra: all else works without it
    except ImportError as error:
        raise InputError(
            "sayso mcp", f"{error.name} is not installed", 'Install it with: pip install "sayso[mcp]"'
        ) from error
    serve(ledger)
