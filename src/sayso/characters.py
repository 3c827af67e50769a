"""Text from strangers, made safe to look at: no character may hide or reorder another."""

from __future__ import annotations

import re
from typing import Final

# C0 and C1 controls but tab, line feed and carriage return; zero-width and bidirectional controls
# (UTR 36 and "Trojan Source", CVE-2021-42574); lone surrogates, which no file can hold; the tag
# characters, which carry text that nobody sees.  Left and right marks stay: they only nudge.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return ``text`` with each hidden or reordering character spelled out as its code point.

    >>> visible("a\u202eb")
    'a⟦U+202E⟧b'
    """
    return HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)
