"""What pure functions found before: asked for by what they are given, and found anew where nobody kept it.

A finding is kept under a digest of the name of the function, of all that it was given and of the code that found it.
So what comes back is what the function would find, by construction; there is nothing to bring up to date.  It is
kept as JSON and read back field by field into the records that it was (`restored`); what does not fit is found anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    Literal,
    Protocol,
    TypeVar,
    TypeVarTuple,
    Union,
    Unpack,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np

KEY: Final = 16
"""The bytes of a digest."""
# Findings that share a part, read at once: what they hold is in memory as long as it takes to make records of it.
_AT_ONCE: Final = 500
Found = TypeVar("Found")
Given = TypeVarTuple("Given")
Flat = None | bool | int | float | str | list["Flat"]
"""Plain values and lists of them, as JSON has them."""


class Kept(Protocol):
    """Where findings outlast a build, as bytes under a digest of ``KEY`` bytes."""

    def get(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return what was put down under each key, without those under which nothing was, or not whole."""

    def put(self, key: bytes, found: bytes) -> None:
        """Put down what was found."""


class Memory:
    """Finds what functions find, and looks first among what is ``kept``; without that, nothing is remembered.

    ``code`` is the fingerprint of the code of the functions and of all that they call.
    """

    def __init__(self, kept: Kept | None = None, code: str = "") -> None:
        self._kept, self._code = kept, code

    def recall(self, find: Callable[[Unpack[Given]], Found], *given: *Given, named: object = None) -> Found:
        """Return what ``find`` finds of what it is ``given``, on which alone it must depend.

        ``named`` tells the same in fewer words, where what is given is large or given often.  What ``find`` says that
        it returns is what its findings are read back as.
        """
        if self._kept is None:
            return find(*given)
        key = digest(f"{self._about(find)} {_JSON(flat(given if named is None else named))}")
        kept = self._kept.get([key]).get(key)
        if kept is not None:
            with suppress(ValueError, TypeError):  # put down by a hand, or by a fault: found anew
                before: Found = restored(_returned(find), json.loads(kept))
                return before
        found = find(*given)
        self._kept.put(key, _JSON(flat(found)).encode())
        return found

    def recall_beside(
        self, find: Callable[..., Found], given: Sequence[tuple[str, str, Iterable[object]]]
    ) -> list[Found]:
        """Return what ``find`` finds of each that is given, as ``recall`` does, faster where many share a part.

        Each is told by two names, that of the part, under which findings are kept together, and that of all else; what
        is given under them is gone through only where nothing is remembered, and so may be read from the disk then.
        What was found of a part with what is not given now is forgotten once something is found anew of it.
        """
        if self._kept is None:
            return [find(*one) for _, _, one in given]
        parts: dict[str, dict[str, Iterable[object]]] = {}
        for part, other, one in given:
            parts.setdefault(part, {})[other] = one
        found: dict[str, dict[str, Found]] = {}
        names = list(parts)
        for start in range(0, len(names), _AT_ONCE):
            some = {part: parts[part] for part in names[start : start + _AT_ONCE]}
            found |= self._found_beside(self._kept, find, some)
        return [found[part][other] for part, other, _ in given]

    def _found_beside(
        self, shelf: Kept, find: Callable[..., Found], parts: Mapping[str, Mapping[str, Iterable[object]]]
    ) -> dict[str, dict[str, Found]]:
        keys = {part: digest(f"{self._about(find)} beside {part}") for part in parts}
        kept = shelf.get(list(keys.values()))
        found: dict[str, dict[str, Found]] = {}
        for part, others in parts.items():
            before = _by_name(find, kept.get(keys[part]), others)
            found[part] = {name: before[name] if name in before else find(*one) for name, one in others.items()}
            if before.keys() != others.keys():
                shelf.put(keys[part], _JSON(flat(found[part])).encode())
        return found

    def named(self, given: object) -> str:
        """Return a name for what is given to many a function: its digest, made once."""
        return digest(_JSON(flat(given))).hex() if self._kept is not None else ""

    def _about(self, find: Callable[..., object]) -> str:
        return f"{self._code} {find.__module__}.{find.__qualname__}"


def _by_name(find: Callable[..., Found], kept: bytes | None, names: Container[str]) -> dict[str, Found]:
    """Return what was kept together, by its names, without what is not among ``names`` and what is no finding."""
    if kept is None:
        return {}
    make = _maker(_returned(find))
    try:
        return {name: make(told) for name, told in json.loads(kept) if name in names}
    except (ValueError, TypeError):  # put down by a hand, or by a fault
        return {}


_JSON: Final = json.JSONEncoder(separators=(",", ":")).encode


def digest(told: str) -> bytes:
    """Return the ``KEY`` bytes under which is kept what was found from that which is told."""
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()[:KEY]


def flat(value: object) -> Flat:  # noqa: PLR0911 - one line a form
    """Return a record as lists of plain values, always the same for the same record.

    Raise TypeError where something in it is none of the forms that records have.

    >>> from sayso.records import Span
    >>> flat((Span(2, 5), None, frozenset({"b", "a"})))
    [[2, 5], None, ['a', 'b']]
    """
    kind: Any = type(value)
    if kind in _PLAIN:
        return value  # type: ignore[return-value]  # by the line above
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple | list):
        return [flat(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(map(flat, value), key=repr)
    if isinstance(value, Mapping):  # in its order, on which what is made of it may rest
        return [[flat(key), flat(one)] for key, one in value.items()]
    if isinstance(value, np.ndarray):  # is asked by, and never asked for
        return [str(value.dtype), list(value.shape), hashlib.sha256(value.tobytes()).hexdigest()]
    return [flat(getattr(value, name)) for name in _fields(kind)]


def restored(kind: Any, told: Any) -> Any:
    """Return the value of an annotation that ``flat`` made ``told`` of; raise ValueError or TypeError if it is none.

    >>> from sayso.records import Span
    >>> restored(tuple[Span | None, ...], [[2, 5], None])
    (Span(start=2, end=5), None)
    """
    return _maker(kind)(told)


_Maker = Callable[[Any], Any]
_PLAIN: Final = frozenset({str, int, float, bool, NoneType})


@cache
def _fields(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record")
    return tuple(field.name for field in fields(kind))


@cache
def _returned(find: Hashable) -> object:
    return get_type_hints(find)["return"]


@cache
def _maker(kind: Any) -> _Maker:  # noqa: PLR0911 - one line a form of annotation
    """Return what makes a value of an annotation out of its flat form."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is float:
        return lambda told: _checked(told, type(told) in {int, float})  # as it was put into the record
    if kind is bytes:
        return bytes.fromhex
    if kind in _PLAIN:
        return lambda told: _checked(told, type(told) is kind)
    if origin is Literal:
        return lambda told: _checked(told, told in args)
    if origin in {Union, UnionType}:
        (one,) = (_maker(arg) for arg in args if arg is not NoneType)
        return lambda told: None if told is None else one(told)
    if origin is tuple and args[1:] != (...,):
        makers = tuple(map(_maker, args))
        return lambda told: tuple(make(part) for make, part in zip(makers, told, strict=True))
    if origin in {tuple, list, frozenset} and args[0] in {str, int, bool}:
        return lambda told: origin(_checked(told, type(told) is list and {*map(type, told)} <= {args[0]}))
    if origin in {tuple, list, frozenset} and args[0] is float:
        return lambda told: origin(_checked(told, type(told) is list and {*map(type, told)} <= {int, float}))
    if origin in {tuple, list, frozenset}:
        make = _maker(args[0])
        return lambda told: origin(map(make, _checked(told, type(told) is list)))
    if origin is Counter:
        return _mapping(Counter, args[0], int)
    if origin is dict:
        return _mapping(dict, *args)
    if not is_dataclass(kind):
        raise TypeError(f"{kind} is no record")
    made: Any = kind
    hints = get_type_hints(made)
    own = [_maker(hints[field.name]) for field in fields(kind)]
    return lambda told: made(*[make(part) for make, part in zip(own, told, strict=True)])


def _mapping(kind: Callable[[Any], Any], key: Any, one: Any) -> _Maker:
    make_key, make_one = _maker(key), _maker(one)
    return lambda told: kind({make_key(a): make_one(b) for a, b in told})


def _checked(told: Any, fits: bool) -> Any:
    if not fits:
        raise ValueError("it is of another form")
    return told
