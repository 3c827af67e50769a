"""Pages that were fetched before, kept in a folder, so that a site is asked only whether they changed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sayso.errors import InputError
from sayso.reading.http_message import Message

_KEPT: Final = ("content-type", "date", "etag", "last-modified")


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with one file a page: a line of JSON with its headers, then its bytes."""

    folder: Path

    def _file(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()}.page"

    def held(self, url: str) -> Message | None:
        """Return the answer that is kept for ``url``; ``None`` when there is none or its file is damaged."""
        try:
            line, _, body = self._file(url).read_bytes().partition(b"\n")
            headers = json.loads(line)
        except (OSError, ValueError):
            return None
        if not isinstance(headers, dict) or headers.get("sha256") != hashlib.sha256(body).hexdigest():
            return None
        return Message(200, {name: str(headers[name]) for name in _KEPT if name in headers}, body)

    def keep(self, url: str, message: Message) -> None:
        """Keep an answer.  Raises `InputError` when the folder cannot be written."""
        headers = {name: message.headers[name] for name in _KEPT if name in message.headers}
        line = json.dumps({**headers, "sha256": hashlib.sha256(message.body).hexdigest(), "url": url}, sort_keys=True)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(line.encode() + b"\n" + message.body)
            os.replace(name, self._file(url))
        except OSError as error:
            raise InputError(
                str(self.folder), f"fetched pages cannot be kept in it ({error.strerror})", "Name another with --cache"
            ) from error


def conditions(held: Message | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it is no longer the one that is held (RFC 9110, section 13)."""
    if held is None:
        return {}
    asked = {"If-None-Match": held.headers.get("etag"), "If-Modified-Since": held.headers.get("last-modified")}
    return {name: value for name, value in asked.items() if value}
