"""Which files are read: paths, folders and patterns into one sorted list, and what cannot be read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sayso.errors import InputError
from sayso.reading.kinds import kind_of, suffix_of
from sayso.reading.web_addresses import is_address, names_a_scheme
from sayso.records import Failure

STANDARD_INPUT: Final = "-"
# Notes beside the pages and ledgers made of them are no pages and no failures either.
LEFT_ALONE: Final = (".md", ".sayso", ".sayso-wal", ".sayso-shm", ".sayso-journal")

_SAVE_AS = "Save it as .txt, .html or .jsonl and read that"


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, in order of their names, and what was named but cannot be read."""

    files: tuple[str, ...]
    failures: tuple[Failure, ...]


def shown(path: str) -> str:
    r"""Return a path as it is stored: normalised, with ``/``, and bytes that are no text as ``\xNN``.

    An address stays as it is.

    >>> shown("./pages//a.txt"), shown("https://example.org//a"), shown("s3://bucket/a.warc")
    ('pages/a.txt', 'https://example.org//a', 's3://bucket/a.warc')
    """
    if is_address(path) or names_a_scheme(path):
        return path
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")


def failure(path: str, reason: str, remedy: str) -> Failure:
    """Return the record of a page that could not be read."""
    return Failure(shown(path) if "://" not in path and "!/" not in path else path, "read", reason, remedy)


def _not_a_page(path: str) -> Failure:
    return failure(path, f"not a page ({suffix_of(path) or 'no ending'})", _SAVE_AS)


def _unlisted(path: str, error: OSError) -> Failure:
    return failure(
        path, f"the folder cannot be listed: {error.strerror or error}", "Allow it to be read, or leave it out"
    )


def _link_failure(path: str) -> Failure:
    return failure(path, "a link that leads to nothing or back into itself", "Mend or remove the link")


def _inside(folder: str) -> Iterator[str | Failure]:
    """Yield the files below ``folder``; links are followed, but never into a folder that is being walked."""
    waiting: list[tuple[str, frozenset[tuple[int, int]]]] = [(folder, frozenset())]
    while waiting:
        here, above = waiting.pop()
        try:
            about = os.stat(here)
            names = sorted(os.listdir(here))
        except OSError as error:
            yield _unlisted(here, error)
            continue
        known = (about.st_dev, about.st_ino)
        if known in above:
            yield _link_failure(here)
            continue
        for name in names:
            path = os.path.join(here, name)
            if name.startswith(".") or name.lower().endswith(LEFT_ALONE):
                continue
            if os.path.isdir(path):
                waiting.append((path, above | {known}))
            else:
                yield path


def _judged(path: str) -> str | Failure:
    if kind_of(path) is None:
        return _not_a_page(path)
    if os.path.islink(path) and not os.path.exists(path):
        return _link_failure(path)
    if os.path.exists(path) and not os.path.isfile(path):
        return failure(path, "not a regular file", "Save the page as a file and read that")
    return path


def _named(path: str) -> Iterator[str | Failure]:
    if path == STANDARD_INPUT or is_address(path):
        yield path
    elif names_a_scheme(path):
        yield failure(path, "not an address of the web (http or https)", "Check it, or save the page and name the file")
    elif os.path.isdir(path):
        for item in _inside(path):
            yield _judged(item) if isinstance(item, str) else item
    elif os.path.lexists(path):
        yield _judged(path)
    elif matches := sorted(glob.glob(path, recursive=True)):
        for match in matches:
            yield from _named(match)
    else:
        yield failure(path, "no such file or folder", "Check the name")


def list_pages(paths: Sequence[Path | str]) -> Listing:
    """Return what ``paths`` name: files, folders with all below them, patterns such as ``pages/*.html``, addresses.

    ``-`` is standard input.  In folders, names that begin with a dot, notes (``*.md``) and ledgers
    (``*.sayso``) are left alone; every other file is either listed or recorded as a failure.  A
    file that is named twice is listed once.  Raises `InputError` when there is no page at all.
    """
    found = [item for path in paths for item in _named(os.fspath(path))]
    files = {shown(item): item for item in found if isinstance(item, str)}
    failures = sorted({item for item in found if isinstance(item, Failure)}, key=lambda item: (item.path, item.reason))
    if not files:
        raise _nothing(paths, failures)
    return Listing(tuple(files[name] for name in sorted(files)), tuple(failures))


def _nothing(paths: Sequence[Path | str], failures: Sequence[Failure]) -> InputError:
    subject = ", ".join(os.fspath(path) for path in paths) or "no path"
    if len(failures) == 1:
        return InputError(failures[0].path, failures[0].reason, failures[0].remedy)
    kinds = f"; {len(failures)} other files or folders cannot be read, {failures[0].path} first" if failures else ""
    return InputError(subject, f"no page in it{kinds}", "Name pages, archives or lists of pages, or a folder of them")
