"""The paragraphs of a text that an extractor has run together into one line."""

from __future__ import annotations

from sayso.reading.asides import squeezed


def relined(body: str, page: str) -> str | None:
    r"""Return ``body`` in the lines of ``page`` that it was made of, a blank line apart; ``None`` where it was not.

    >>> relined("It rained. It snowed.", "Menu\nIt rained.\nMore\nIt snowed.")
    'It rained.\n\nIt snowed.'
    """
    whole, place = squeezed(body), 0
    kept = []
    for line in page.split("\n"):
        short = squeezed(line)
        if short and whole.startswith(short, place):
            kept.append(" ".join(line.split()))
            place += len(short)
    return "\n\n".join(kept) if place == len(whole) and len(kept) > 1 else None
