"""What can go wrong, in words: every error names the thing, what was found, and the mend.

SaysoError
├── PageError      a page cannot be read, or a stage cannot work on it (becomes a recorded Failure)
├── InputError     what the user asked for cannot be done at all
├── LedgerError    a ledger cannot be opened, read or written
├── DeliveryError  news could not be told to whom they are for (they wait)
└── ModelError     the weights are missing, damaged or of another version
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of all errors of sayso.

    ``subject`` is the file, address or row; ``found`` what is wrong with it; ``remedy`` the mend.
    """

    def __init__(self, subject: str, found: str, remedy: str) -> None:
        super().__init__(f"{subject}: {found}. {remedy}")
        self.subject = subject
        self.found = found
        self.remedy = remedy


class PageError(SaysoError):
    """A page cannot be read, or a stage cannot work on it."""


class InputError(SaysoError):
    """What was asked for cannot be done at all."""


class LedgerError(SaysoError):
    """A ledger cannot be opened, read or written."""


class DeliveryError(SaysoError):
    """News could not be told to whom they are for; ``again`` are the seconds to wait that were asked for, else 0."""

    def __init__(self, subject: str, found: str, remedy: str, *, again: float = 0.0) -> None:
        super().__init__(subject, found, remedy)
        self.again = again


class ModelError(SaysoError):
    """The weights are missing, damaged or of another version."""
