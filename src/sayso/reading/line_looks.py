"""What one line of a page shows by itself, whatever stands around it, as numbers.

A line is looked at dozens of times on every page, so that most of what a page costs is spent here.  Words
are therefore judged once each and remembered, and a costly pattern is only searched for where a sign that it
cannot do without stands in the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import log1p
from typing import Final

from sayso.reading.credits import read_byline
from sayso.reading.language import ENGLISH

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN_WORD = re.compile(r"\w+(?:['’]\w+)*")  # the same where no underscore stands, in half the time
_RUN = re.compile(r"\w+")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?][\"'”’»)\]]*\s")
_GLUED = re.compile(r"[a-zà-ÿ0-9][A-ZÀ-Þ][a-zà-ÿ]")
_GLUED_SIGN = re.compile(r"(?<=[a-zà-ÿ0-9])[A-ZÀ-Þ][a-zà-ÿ]")
_MARKUP = re.compile(
    r"</?[a-z][^<>]{0,200}>|&[a-z]{2,8};|&#\d+;|href=|\{\{|\}\}|\[/?[a-z]+\]|\$\(|function\s*\(", re.IGNORECASE
)
_MARKUP_SIGNS: Final = ("<", "&", "=", "{{", "}}", "[", "$(", "function")
_ADDRESS = re.compile(r"https?://|www\.|(?<!\w)@\w|#\w|\.com\b", re.IGNORECASE)
_ADDRESS_SIGNS: Final = ("://", "www.", "@", "#", ".com")
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)|\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\b(?:minutes?|hours?|days?)\s+ago\b"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_OR_CLOCK = re.compile(r"\d(?::\d\d|\d\d\d)")
_RIGHTS_SIGNS: Final = ("©", "(c)", "copyright", "all rights reserved", "terms of", "privacy", "cookie")
_RIGHTS = re.compile(r"©|\(c\)\s|copyright|all rights reserved|terms of|privacy|cookies?\b")
# What closes a caption: "(Photo by AFP)", "[File: A. Poe/Reuters]", "Photo: A. Poe", "AP Photo/A. Poe", "Getty Images".
_CAPTION = re.compile(
    r"[(\[][^()\[\]]{0,80}\b(?:photo|image|picture|getty|afp|reuters|ap|epa|file|handout|courtesy|screengrab|via)\b[^()\[\]]{0,80}[)\]]\W*$|"
    r"\b(?:photo|photograph|image|picture|credit)s?\s*(?::|by\b|courtesy\b|credit\b)[^.]{0,60}\W*$|"
    r"\b(?:AP|AFP|REUTERS|EPA|Reuters)(?:\s+Photo)?/[A-Z][^.]{0,60}\W*$|\bGetty\s+Images\W*$|^(?:file\s+)?(?:photo|image|picture)\b[^.]{0,40}:",
    re.IGNORECASE,
)
_CAPTION_SIGNS: Final = ("(", "[", "/", "photo", "image", "picture", "credit", "getty")

# Words by what they are about.  The order is that of the features; what is about pages comes first.
_ABOUT: Final = (
    r"shares?|sharing|facebook|twitter|tweet|whatsapp|linkedin|pinterest|telegram|instagram|reddit|email|print|copy|link|embed|clipboard",
    r"subscribe|subscription|login|register|account|newsletters?|download|app|follow|alerts?|password|member",
    r"comments?|reply|leave|required|published|disqus|responses?|cancel|post|website|name",
    r"advertisements?|advertis\w+|sponsored|promoted|ads?|shop|buy|offers?|deals?",
    r"related|more|also|read|next|previous|latest|trending|popular|recommended|most|like|stories|articles?|news|topics?|tags?|continue|see",
    r"home|menu|search|skip|contact|about|sitemap|navigation|sections?|toggle|close|back|top|page|archives?|categor(?:y|ies)",
    r"cookies?|consent|gdpr|analytics|privacy|policy|trademarks?|terms|liability|disclaimer|permission",
    r"loading|javascript|browser|enable|play|watch|listen|live|video|image|slideshow|mute",
    r"said|says|told|added|announced|warned|claimed|stated",
    r"you|your|us|our|please|click|here|now|free",
    r"(?:photo|image|picture|getty|handout|file|credit|caption|video|gallery|photograph)s?",
    r"e|sign|log|personal|minutes?|according",  # the first words of `_PAIRS`
)
_SAID, _READER, _PHOTO, _OPENS = range(8, 12)
_PAIRS: Final = (
    (0, re.compile(r"\be-mail\b", re.IGNORECASE)),
    (1, re.compile(r"\bsign\s+(?:in|up)\b|\blog\s+in\b", re.IGNORECASE)),
    (6, re.compile(r"\bpersonal\s+data\b", re.IGNORECASE)),
    (7, re.compile(r"\bminutes?\s+read\b", re.IGNORECASE)),
    (_SAID, re.compile(r"\baccording to\b", re.IGNORECASE)),
)
_PATTERNS: Final = tuple(re.compile(words, re.IGNORECASE) for words in _ABOUT)
_LONGEST_WORD: Final = 24  # characters of the words that are remembered, so that no page can fill the memory
_HEAD: Final = 500  # characters; what is about pages stands at the start of a line

_ASCII: Final = [chr(code) for code in range(128)]
_DIGITS: Final = "".join(filter(str.isdigit, _ASCII)).encode()
_SIGNS: Final = "".join(one for one in _ASCII if not (one.isalnum() or one.isspace())).encode()
_WIDE = re.compile(r"[^\x00-\x7f]")


def words_of(line: str) -> list[str]:
    """Return the words of a line: letters and digits, apostrophes within them.

    >>> words_of("It isn't read_more’s.")
    ['It', "isn't", 'read', 'more’s']
    """
    return (_WORD if "_" in line else _PLAIN_WORD).findall(line)


def _judged(word: str) -> tuple[int, ...]:
    return tuple(kind for kind, pattern in enumerate(_PATTERNS) if pattern.fullmatch(word))


_remembered = lru_cache(maxsize=1 << 15)(_judged)


def _counted(text: str) -> list[int]:
    """Return how many words of ``text`` are of each kind; a pair of words counts as one."""
    counts = [0] * len(_ABOUT)
    words = _RUN.findall(text)
    short = words if max(map(len, words), default=0) <= _LONGEST_WORD else [w for w in words if len(w) <= _LONGEST_WORD]
    for kinds in filter(None, map(_remembered, short)):
        for kind in kinds:
            counts[kind] += 1
    for word in words if len(short) < len(words) else ():
        for kind in _judged(word) if len(word) > _LONGEST_WORD else ():
            counts[kind] += 1
    if counts[_OPENS]:
        for kind, pair in _PAIRS:
            counts[kind] += len(pair.findall(text))
    return counts


def _characters(line: str, plain: bytes, wide: Callable[[str], bool]) -> int:
    """Return how many characters of ``line`` are among ``plain`` (ASCII) or, beyond ASCII, ``wide``."""
    narrow = line.encode("ascii", "ignore")
    count = len(narrow) - len(narrow.translate(None, plain))
    return count if len(narrow) == len(line) else count + sum(map(wide, _WIDE.findall(line)))


def _is_sign(character: str) -> bool:
    return not (character.isalnum() or character.isspace())


def _holds(small: str, signs: Iterable[str]) -> bool:
    return any(map(small.__contains__, signs))


def _found(pattern: re.Pattern[str], line: str, *, sign: bool) -> int:
    return len(pattern.findall(line)) if sign else 0


def _dated(small: str) -> bool:
    sign = "ago" in small or _holds(small, _MONTHS) or _YEAR_OR_CLOCK.search(small)
    return bool(sign and _DATE.search(small))


def looks(line: str, words: Sequence[str], small_words: Sequence[str]) -> list[float]:
    """Return what one line, whose words are given as they stand and in small letters, shows by itself."""
    count = max(1, len(words))
    letters = max(1, len(line))
    small = line.lower()
    head = _counted(line[:_HEAD])
    whole = head if len(line) <= _HEAD else _counted(line)
    return [
        log1p(len(words)),
        log1p(len(line)),
        sum(map(len, words)) / count,
        float(bool(_END.search(line))),
        float(line.endswith("?")),
        float(line.endswith((":", "...", "…", "»", ">", "+"))),
        sum(map(str.isupper, [word[0] for word in words])) / count,
        sum([len(word) > 1 for word in words if word.isupper()]) / count,
        _characters(line, _DIGITS, str.isdigit) / letters,
        _characters(line, _SIGNS, _is_sign) / letters,
        sum(map(ENGLISH.__contains__, small_words)) / count,
        line.count(",") / count,
        float(len(_INNER_END.findall(line))),
        float(any(mark in line for mark in '“”"«»')),
        _found(_MARKUP, line, sign=_holds(small, _MARKUP_SIGNS)) / count,
        _found(_ADDRESS, line, sign=_holds(small, _ADDRESS_SIGNS)) / count,
        _found(_GLUED, line, sign=bool(_GLUED_SIGN.search(line))) / count,
        float(line[:1].islower()),
        float(not line[:1].isalnum() and line[:1] not in "“\"'‘"),
        float(not words),
        float(_dated(small[:300])),
        float(_holds(small[:_HEAD], _RIGHTS_SIGNS) and bool(_RIGHTS.search(small[:_HEAD]))),
        float(len(line) < 160 and read_byline(line) is not None),
        float(head[_PHOTO] > 0),
        float(_holds(small[-240:], _CAPTION_SIGNS) and bool(_CAPTION.search(line[-240:]))),
        float(whole[_SAID] > 0),
        whole[_READER] / count,
        float(sum(line.count(mark) for mark in "|•·/›")),
        *(about / count for about in head[:_SAID]),
    ]
