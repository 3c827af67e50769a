"""Why a ledger file cannot be read, in words, with the mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy.exc import DatabaseError

from sayso.errors import LedgerError

# By SQLite's result codes (sqlite.org/rescode.html), of which extended ones have further bits in front.
_KNOWN: Final[Mapping[int, tuple[str, str]]] = {
    3: ("it may not be read", "Allow it: chmod u+r {}"),
    5: ("another program is writing it", "Wait until it is done, and try again"),
    6: ("another program is writing it", "Wait until it is done, and try again"),
    10: ("the disk fails in reading it", "Check the disk, and copy the file anew"),
    14: ("it may not be read", "Allow it: chmod u+r {}"),
}
_SAVE: Final = "Save what can be read: sayso export {} --salvage -o saved.jsonl; or build it again from its pages"


def unreadable(path: str, error: DatabaseError) -> LedgerError:
    """Return why the file at ``path`` could not be read, and what can be done."""
    code = int(getattr(error.orig, "sqlite_errorcode", 0)) & 0xFF
    found, remedy = _KNOWN.get(code, (f"this is no ledger, or it is damaged ({error.orig})", _SAVE))
    return LedgerError(path, found, remedy.format(path))
