"""So that `python -m sayso.cli` is the command `sayso`."""

from sayso.cli.commands import main

main()
