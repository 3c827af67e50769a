"""The command line: `sayso build`, `show`, `report`, `export`, `verify`."""

from sayso.cli.commands import main

__all__ = ["main"]
