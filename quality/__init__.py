"""Runs the scorers on gold data: `python -m quality NAME --data …`."""
