"""Why a ledger file cannot be read, in words, with the mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
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
MAKE: Final = "Make one with: sayso build PATH... -o "
# So many ledgers of a folder are named.
_NAMED: Final = 5
_SAVE: Final = "Save what can be read: sayso export {} --salvage -o saved.jsonl; or build it again from its pages"


def unreadable(path: str, error: DatabaseError) -> LedgerError:
    """Return why the file at ``path`` could not be read, and what can be done."""
    code = int(getattr(error.orig, "sqlite_errorcode", 0)) & 0xFF
    found, remedy = _KNOWN.get(code, (f"this is no ledger, or it is damaged ({error.orig})", _SAVE))
    return LedgerError(path, found, remedy.format(path))


def absent(path: Path) -> LedgerError:
    """Return why there is no ledger at ``path``: nothing is there, or a folder of pages, or one that holds ledgers."""
    if not path.is_dir():
        return LedgerError(str(path), "there is no such ledger", f"{MAKE}story.sayso")
    inside = sorted(str(one) for one in path.glob("*.sayso") if one.is_file())
    if inside:
        more = f", and {len(inside) - _NAMED} more" if len(inside) > _NAMED else ""
        found = f"it is a folder, and a ledger is one file; it holds {', '.join(inside[:_NAMED])}{more}"
        return LedgerError(str(path), found, "Name one of them")
    remedy = f"Build a ledger of the pages in it, and name that: sayso build {path} -o story.sayso"
    return LedgerError(str(path), "it is a folder, and a ledger is one file", remedy)
