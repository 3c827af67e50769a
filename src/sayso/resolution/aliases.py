"""A user's own file of names: which party is meant by which names, whatever the pages make one think.

The file is YAML, a list of parties::

    - name: Jabhat Fateh al-Sham
      aliases: [al-Nusra Front, Nusra]
      kind: group
      notes: renamed in July 2016
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, cast, get_args

import yaml

from sayso.errors import InputError
from sayso.records import Alias, EntityKind
from sayso.resolution.spelling import name_words

LARGEST: Final = 1_000_000
"""Bytes: ten thousand parties fit in a tenth of it."""
KINDS: Final = tuple(kind for kind in get_args(EntityKind) if kind != "unnamed")
_FIELDS: Final = frozenset({"name", "aliases", "kind", "notes"})


def read_aliases(path: Path) -> tuple[Alias, ...]:
    """Return the parties of an alias file, sorted by name.

    Raise InputError, with the line, when the file cannot be read, is larger than ``LARGEST`` bytes, is no YAML or no
    list of parties, holds an unknown field or kind, or gives one name to two parties.
    """
    document = _document(path)
    if document is None:
        return ()
    if not isinstance(document, yaml.SequenceNode):
        raise _error(path, document, "the file is no list", "Begin each party with “- name: …”")
    found = [(node, _party(path, node)) for node in document.value]
    _check_names(path, found)
    return tuple(sorted((party for _, party in found), key=lambda party: party.name))


def _document(path: Path) -> yaml.Node | None:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(str(path), f"the file has more than {LARGEST} bytes", "Name the parties that you need")
        text = path.read_text(encoding="utf-8-sig")
        # Only composed: no object is ever made of what the file names.
        return cast("yaml.Node | None", yaml.compose(text, Loader=yaml.SafeLoader))
    except OSError as error:
        raise InputError(str(path), f"the file cannot be read ({error.strerror})", "Name a file of aliases") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"the file is no UTF-8 at byte {error.start}", "Save it as UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise InputError(
            f"{path}{where}", f"this is no YAML ({problem})", "Mend the line; see docs/aliases.md"
        ) from error
    except RecursionError as error:
        raise InputError(str(path), "the file is nested too deeply", "Give a plain list of parties") from error


def _party(path: Path, node: yaml.Node) -> Alias:
    if not isinstance(node, yaml.MappingNode):
        raise _error(path, node, "this is no party", "Begin each party with “- name: …”")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in _FIELDS:
            raise _error(path, key, f"the field “{name}” is unknown", "Use name, aliases, kind and notes")
        if name in fields:
            raise _error(path, key, f"the field “{name}” is given twice", "Give it once")
        fields[name] = value
    if "name" not in fields:
        raise _error(path, node, "the party has no name", "Give it one: “name: …”")
    kind = _words(path, fields["kind"]) if "kind" in fields else None
    if kind is not None and kind not in KINDS:
        raise _error(path, fields["kind"], f"the kind “{kind}” is unknown", f"Use one of {', '.join(KINDS)}")
    return Alias(
        name=_words(path, fields["name"]),
        aliases=tuple(_list(path, fields["aliases"])) if "aliases" in fields else (),
        kind=cast("EntityKind | None", kind),
        notes=_words(path, fields["notes"]) if "notes" in fields else None,
    )


def _list(path: Path, node: yaml.Node) -> Iterator[str]:
    if not isinstance(node, yaml.SequenceNode):
        raise _error(path, node, "the aliases are no list", "Write “aliases: [one, another]”")
    for item in node.value:
        yield _words(path, item)


def _words(path: Path, node: yaml.Node) -> str:
    words = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
    if not words:
        raise _error(path, node, "words are missing here", "Write a name or other words")
    return words


def _check_names(path: Path, found: Sequence[tuple[yaml.Node, Alias]]) -> None:
    """Raise InputError when a name means two parties, or stands twice in one."""
    whose: dict[tuple[str, ...], str] = {}
    for node, party in found:
        forms: set[str] = set()
        for form, place in _forms(node):
            words = name_words(form)
            if not words:
                raise _error(path, place, f"“{form}” holds no name", "Write a name with letters or digits")
            if form in forms:
                raise _error(path, place, f"“{form}” is given twice", "Give each name once")
            if words in whose and (not forms or whose[words] != party.name):
                raise _error(
                    path, place, f"“{form}” is given to “{whose[words]}” already", "Let each name mean one party"
                )
            whose[words] = party.name
            forms.add(form)


def _forms(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the name of a party and then its aliases, each with its place in the file."""
    fields = {key.value: value for key, value in node.value}
    for place in (fields["name"], *(fields["aliases"].value if "aliases" in fields else ())):
        yield " ".join(place.value.split()), place


def _error(path: Path, node: yaml.Node, found: str, remedy: str) -> InputError:
    return InputError(f"{path}, line {node.start_mark.line + 1}", found, remedy)
