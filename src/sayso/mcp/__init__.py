"""A ledger as tools for programs that speak the Model Context Protocol (the extra ``mcp``)."""

from sayso.mcp.server import serve, server

__all__ = ["serve", "server"]
