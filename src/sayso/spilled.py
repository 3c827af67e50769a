"""Records put aside on the disk while nobody looks at them, so that many of them take little memory.

They lie in a file without a name, which is gone with the process, however that ends: in the folder that ``TMPDIR``
names, else in /var/tmp, where SQLite has such files, too, for /tmp is often a part of memory.  So many as are near, or
small together, lie there not at all.
"""

from __future__ import annotations

import io
import os
import pickle
import tempfile
from abc import abstractmethod
from array import array
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from operator import eq
from typing import Any, Final, TypeVar, overload

from sayso.errors import InputError

One = TypeVar("One")
Key = TypeVar("Key", bound=Hashable)
# Bytes of records up to which no file is made.
_SMALL: Final = 4_000_000
# Records that are near, where nothing else is said, and small ones that are so in packs.
_NEAR: Final = 1000
_PACKED: Final = 2048
_ROOMY: Final = "/var/tmp"  # noqa: S108 - what is put there has no name, and nobody else can open it


def folder() -> str:
    """Return where files without names are put."""
    named = any(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    return _ROOMY if not named and os.path.isdir(_ROOMY) and os.access(_ROOMY, os.W_OK) else tempfile.gettempdir()


class MadeWhenAsked(Sequence[One]):
    """Records of which each is made when it is asked for, by ``made``; so many as are ``near`` are kept.

    These are the first that were, or those made last.
    """

    def __init__(self, *, near: int = 0) -> None:
        self._near: dict[int, One] = {}
        self._most_near = near

    @abstractmethod
    def made(self, at: int) -> One:
        """Return the record at a place from 0 to one less than there are."""

    @overload
    def __getitem__(self, place: int) -> One: ...
    @overload
    def __getitem__(self, place: slice) -> list[One]: ...
    def __getitem__(self, place: int | slice) -> One | list[One]:
        if isinstance(place, slice):
            return [self._one(at) for at in range(len(self))[place]]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        return self._one(at)

    def __iter__(self) -> Iterator[One]:
        return map(self._one, range(len(self)))

    def _one(self, at: int) -> One:
        if at in self._near:
            return self._near[at]
        one = self.made(at)
        if self._most_near:
            self._hold(at, one)
        return one

    def _hold(self, at: int, one: One) -> None:
        """Hold a record, and let go of the one that has been held longest where there are too many."""
        if len(self._near) >= self._most_near:
            gone = next(iter(self._near))
            self._let_go(gone, self._near.pop(gone))
        self._near[at] = one

    def _let_go(self, at: int, one: One) -> None:
        """Do what must be done before a record is held no more."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as of a list

    def __repr__(self) -> str:
        return repr(tuple(self))


class Spilled(MadeWhenAsked[One]):
    """Records in the order in which they were put, each read back from the disk when it is asked for.

    So many as are ``near`` are in memory.  Raise InputError where the disk takes no more.
    """

    def __init__(self, ones: Iterable[One] = (), *, near: int | None = None) -> None:
        super().__init__(near=_NEAR if near is None else max(1, near))
        self._folder = folder()
        # It is closed when nobody holds it any more.
        self._file = tempfile.SpooledTemporaryFile(max_size=_SMALL, dir=self._folder)  # noqa: SIM115
        self._end = 0
        # Where each lies in the file, and of how many bytes it is: none as long as it is there not.
        self._starts, self._lengths = array("Q"), array("L")
        self.extend(ones)

    def append(self, one: One) -> None:
        """Put a record behind the others."""
        self._starts.append(0)
        self._lengths.append(0)
        self._hold(len(self) - 1, one)

    def extend(self, ones: Iterable[One]) -> None:
        """Put records behind the others."""
        for one in ones:
            self.append(one)

    def __len__(self) -> int:
        return len(self._starts)

    def _let_go(self, at: int, one: One) -> None:
        if self._lengths[at]:
            return
        told = _packed(one)
        with self._in_words():
            self._file.seek(self._end)
            self._file.write(told)
        self._starts[at], self._lengths[at] = self._end, len(told)
        self._end += len(told)

    def made(self, at: int) -> One:
        """Return the record at a place, read from the disk."""
        with self._in_words():
            self._file.seek(self._starts[at])  # which writes what waits to be written
            told = self._file.read(self._lengths[at])
        one: One = pickle.loads(told)  # noqa: S301 - no one else can write to the file
        return one

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise InputError(
                self._folder,
                f"it takes no more of what a build puts aside ({error.strerror})",
                "Make room there, or name another folder in TMPDIR; nothing was lost",
            ) from error


class SpilledPacks(MadeWhenAsked[One]):
    """Small records in the order in which they were put, which lie on the disk so many ``together``.

    They are read back in packs, so this is for what is mostly gone through in order.
    """

    def __init__(self, ones: Iterable[One] = (), *, together: int = 64) -> None:
        super().__init__()
        self._together = together
        self._packs: Spilled[list[One]] = Spilled(near=max(1, _PACKED // together))
        self._last: list[One] = []
        self.extend(ones)

    def append(self, one: One) -> None:
        """Put a record behind the others."""
        self._last.append(one)
        if len(self._last) == self._together:
            self._packs.append(self._last)
            self._last = []

    def extend(self, ones: Iterable[One]) -> None:
        """Put records behind the others."""
        for one in ones:
            self.append(one)

    def __len__(self) -> int:
        return len(self._packs) * self._together + len(self._last)

    def __iter__(self) -> Iterator[One]:
        for pack in self._packs:
            yield from pack
        yield from self._last

    def made(self, at: int) -> One:
        """Return the record at a place, read from the disk with those beside it."""
        pack, place = divmod(at, self._together)
        return self._packs[pack][place] if pack < len(self._packs) else self._last[place]


_Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


class _ByFields(dict[type, Callable[[Any], _Reduced]]):
    """How records are packed: by the values of their fields, in a fifth of the time that dataclasses take for it."""

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        names = [field.name for field in fields(kind)]
        self[kind] = lambda one: (kind, tuple([getattr(one, name) for name in names]))
        return self[kind]


def _counter(counts: dict[Any, int]) -> Counter[Any]:
    """Return a counter of these counts, sooner than it would count them itself."""
    counter = Counter.__new__(Counter)
    dict.update(counter, counts)
    return counter


_BY_FIELDS: Final = _ByFields({Counter: lambda counter: (_counter, (dict(counter),))})


def _packed(one: object) -> bytes:
    told = io.BytesIO()
    pickler = pickle.Pickler(told, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _BY_FIELDS
    pickler.dump(one)
    return told.getvalue()


class SpilledTable(MutableMapping[Key, One]):
    """Records under keys, which are in memory, in the order in which these were first put."""

    def __init__(self) -> None:
        self._places: dict[Key, int] = {}
        self._ones: Spilled[One] = Spilled()

    def __setitem__(self, key: Key, one: One) -> None:
        self._places[key] = len(self._ones)
        self._ones.append(one)

    def __getitem__(self, key: Key) -> One:
        return self._ones[self._places[key]]

    def __delitem__(self, key: Key) -> None:
        del self._places[key]

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
