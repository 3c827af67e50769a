"""Bytes into text: which character set a page is written in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from sayso.errors import PageError

# First bytes of kinds of file that people rename or save by mistake (the list of `file(1)`).
_MAGIC: Final = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "gzip data",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ": "xz data",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a rich text document",
    b"ID3": "a sound file",
    b"RIFF": "a sound or picture file",
}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE: Final = 0.01  # text has none; a stray form feed or escape in 100 characters is a slip
_SAMPLE: Final = 65_536  # the character set is told from the start; a whole page would add nothing but time
_WIDE_SHARE: Final = 0.7  # of every second byte; quotation marks and dashes alone are none in English
_RUNS = re.compile(
    rb"[\xc0-\xff]{4,}"
)  # letters of Windows' Cyrillic and Greek sets; in Latin ones an accent stands alone
_ASCII: Final = bytes(range(128))
_MEND: Final = "Save the page as plain text or HTML in UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page without its byte order mark, and the character set that it was read in."""

    text: str
    charset: str


def decode(data: bytes, subject: str, declared: str | None = None) -> Decoded:
    r"""Return the text of ``data``, by byte order mark, then UTF-8, then ``declared``, then by evidence.

    The text is exactly what the bytes say: line ends are kept as they are.  Raises `PageError`
    when there is nothing but white space or when the bytes are no text.

    >>> decode("“No,” he said".encode("cp1252"), "a.txt")
    Decoded(text='“No,” he said', charset='cp1252')
    """
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is not None:
        raise PageError(subject, f"not a page but {kind}", _MEND)
    if not data.strip():
        found = "only white space" if data else "an empty file"
        raise PageError(subject, found, "Save the page again, or remove the file")
    decoded = _decoded(data, subject, declared)
    if not decoded.text.strip():
        raise PageError(subject, "only white space", "Save the page again, or remove the file")
    controls = sum(1 for _ in _CONTROL.finditer(decoded.text, 0, _SAMPLE))
    if controls > _CONTROL_SHARE * min(len(decoded.text), _SAMPLE):
        raise PageError(subject, "binary data, not text", _MEND)
    return decoded


def _decoded(data: bytes, subject: str, declared: str | None) -> Decoded:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict_or_patched(data, charset), charset)
    if wide := _wide(data):
        return Decoded(_strict_or_patched(data, wide), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # A page cut in the middle of its last character, or with one slip in it, is still UTF-8.
        if _slips(data) <= 1 + len(data) // 10_000 and error.start > 0 and not data.isascii():
            patched = data.decode("utf-8", "replace")
            if any(ord(character) > 127 and character != "\ufffd" for character in patched):
                return Decoded(patched, "utf-8")
    if declared is not None and (text := _as_declared(data, declared)) is not None:
        return Decoded(text, declared)
    return _by_evidence(data, subject)


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 without a mark this is: Latin letters have a zero in every second byte, and no other."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    zeros = even.count(0), odd.count(0)
    if max(zeros) < _WIDE_SHARE * len(odd) or min(zeros) > _CONTROL_SHARE * len(odd) or not odd:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _strict_or_patched(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return data.decode(charset, "replace").lstrip("\ufeff")


def _slips(data: bytes) -> int:
    return data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
        # Browsers read Latin-1 as Windows-1252 (WHATWG Encoding Standard, section 4.2).
        return data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _foreign(data: bytes) -> str | None:
    """Return the character set of an English page with a few words in another script, whose bytes stand in runs."""
    words = _RUNS.findall(data)
    if 2 * sum(map(len, words)) <= sum(byte >= 0xC0 for byte in data):
        return None
    best = from_bytes(b" ".join(words), cp_isolation=["cp1251", "cp1253", "koi8_r"]).best()
    return best.encoding if best else None


def _by_evidence(data: bytes, subject: str) -> Decoded:
    """Return the text in the most likely of the older character sets; Windows-1252 where Latin letters rule."""
    high = len(data.translate(None, _ASCII))
    if b"\x00" not in data and high < 0.2 * len(data):
        if foreign := _foreign(data[:_SAMPLE]):
            return Decoded(data.decode(foreign, "replace"), foreign)
        try:
            # English in any 8-bit set is ASCII but for its quotation marks and dashes.
            return Decoded(data.decode("cp1252"), "cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise PageError(subject, "binary data, or text in a character set that cannot be told", _MEND)
    return Decoded(data.decode(best.encoding, "replace"), best.encoding)
