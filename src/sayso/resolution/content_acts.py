"""What words themselves do, where the verb that reports them tells nothing ("said"): blame, deny, demand, ..."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sayso.records import Act
from sayso.resolution.judgement_words import BLAMING, BLAMING_PHRASES, PRAISING

_TELLING: Final = 0.6  # how often a sign in the content was right among the development attributions
_PLAIN: Final = 0.65  # how often “no sign” was a plain saying
_SHORT: Final = 12  # words: in so few, one word of praise is what they are about

_OPENS: Final = r"^[\s“\"'‘]*(?:that )?"
_DEMANDING: Final = re.compile(
    r"\b(?:should|must|(?<!not )(?<!n’t )(?<!n't )need(?:s|ed)? to|"
    r"needs|ought to|(?:has|have) to (?:stop|end|change|go|act)|it[’']s time|"
    r"let[’']s|(?:is|are|be) needed|"
    r"(?:a|the|we|urgent) need (?:for|to|the|a|more)|(?:can ?not|can[’']t) be (?:left|allowed|tolerated|accepted))\b|"
    + _OPENS + r"(?:(?:never|not) to [a-z]+|stop \w+|enough is enough)\b",
    re.IGNORECASE,
)  # fmt: skip
_PROMISING: Final = re.compile(
    _OPENS
    + r"(?:(?:I|we)(?:[’']ll| will| intend to| plan to| are going to|[’']re going to) (?:never )?(?!not\b|be\b|have\b|"
    r"see\b|tell you\b|forget\b|remember\b|say\b)[a-z]+|"
    r"(?:he|she|they|we|I)(?: and \w+)? (?:would|will) (?:never )?(?!\w+ly\b|not\b|be\b|have\b|like\b|say\b|tell\b|"
    r"look\b|"
    r"consider\b|see\b|rather\b|if\b|when\b|try\b|win\b|lose\b)[a-z]+|"
    r"(?:he|she|it) (?:wants?|plans?|intends?) to|(?:they|we|I) (?:plan|intend) to|"
    r"(?:it|(?:the |its |his |her )?[\w.]+(?: \w+)?) (?:would|will) "
    r"(?:work|continue|seek|take|increase|provide|support|never|get|send|pay|end|withdraw|deliver|publish|open))\b",
    re.IGNORECASE,
)
_PROMISED_IN_MARKS: Final = re.compile(r"^\s*[“\"'‘]+(?:I|we) would\b", re.IGNORECASE)
# What one has not known, felt, thought or done yet is told, not denied.
_INWARD: Final = (
    r"(?! (?:going|know|think|expect|want|like|yet|check|sure|certain|happy|very|been|have|mind|care|see|understand|"
    r"even|only|just|really|because|hear|get|believe|need|ready|surpris|made? (?:a|any) decision|decided|go far|feel|"
    r"support|agree|remember|recall|say|watch|always|give|given|look|love|plan|worry|work)\w*)"
)
_DENYING: Final = re.compile(
    r"^[\s“\"'‘]*(?:that )?(?:no, |not true|nothing of the (?:sort|kind)|(?:that|it|this) (?:is|was)(?:n[’']t|"
    r" not) true|"
    r"there (?:is|was|were|are) no (?!doubt|question|chance|way|better)|"
    rf"(?:[Ww]e|I) (?:do|are|am)(?:n[’']t| not)\b{_INWARD}|"
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t|[Tt]he [\w ]{3,40}?) "
    rf"(?:(?:was|were|did|had|has)(?:n[’']t| not| never)\b{_INWARD}|"
    r"(?:has|had|have) no (?:\w+ )?(?:knowledge|role|intention|plans?|part|involvement|links?|ties|connection)))"
)
_WARNING: Final = re.compile(
    r"\b(?:risks?|risky|endanger\w*|(?<!longer in )(?<!out of )danger|dangers|consequences|catastroph\w+|"
    r"concerned that|"
    r"(?<!has )(?<!had )concerns? (?:about|over|that)|threat to|threats to|cannot afford|can[’']t afford|recipe for|"
    r"bad things|at stake|beware|security concerns)\b",
    re.IGNORECASE,
)
_FORECAST: Final = re.compile(
    r"\b(?:(?:is|are|was|were|will be|be) (?:not |un|more |less |very )?likely|could (?:change|become|lead|spread)|"
    r"(?:is|are|was|were|be)(?: well| firmly)? on (?:his|her|its|their) way to|going to (?:win|lose|happen|be)|"
    r"will (?:win|lose|become|happen|prevail|fail|triumph)|would (?:win|lose|triumph|prevail|become|lead to))\b",
    re.IGNORECASE,
)
_PHRASES_OF_BLAME: Final = re.compile("|".join(BLAMING_PHRASES), re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)?")
_NEGATION: Final = re.compile(r"(?:n[’']t|\bnot|\bno|\bnever|\bnothing)\s+(?:\w+\s+){0,2}$")


def act_of_content(content: str) -> tuple[Act, float, str]:
    """Return what words do by themselves, how sure that is, and the words that show it.

    >>> act_of_content("“You should resign at once,”")
    ('demand', 0.6, 'the content demands: “should”')
    """
    for act, reads, says in _SIGNS:
        found = reads(content)
        if found is not None:
            return act, _TELLING, f"the content {says}: “{found}”" if found else f"the content {says}"
    return "say", _PLAIN, "neither the cue nor the content shows more than saying"


def _matched(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    def reads(content: str) -> str | None:
        match = pattern.search(content)
        return " ".join(match.group().strip(" “\"'‘").split()) if match else None

    return reads


def _asks(content: str) -> str | None:
    asks = content.rstrip(" .”\"'’").endswith("?") and content.count("?") >= content.count(".")
    return "" if asks else None


def _promises(content: str) -> str | None:
    return None if _PROMISED_IN_MARKS.match(content) else _matched(_PROMISING)(content)


def _blaming(content: str) -> list[str]:
    """Return the words of blame; a word of praise that is denied is one."""
    lowered = content.lower()
    words = [match.group() for match in _WORD.finditer(lowered) if match.group() in BLAMING]
    phrases = [match.group() for match in _PHRASES_OF_BLAME.finditer(content)]
    denied = [
        match.group()
        for match in _WORD.finditer(lowered)
        if match.group() in PRAISING and _NEGATION.search(lowered[max(0, match.start() - 24) : match.start()])
    ]
    return [*phrases, *words, *(f"not {word}" for word in denied)]


def _praising(content: str) -> list[str]:
    lowered = content.lower()
    return [
        match.group()
        for match in _WORD.finditer(lowered)
        if match.group() in PRAISING and not _NEGATION.search(lowered[max(0, match.start() - 24) : match.start()])
    ]


def _blames(content: str) -> str | None:
    blaming = _blaming(content)
    judged = len(blaming) - len(_praising(content))
    return blaming[0] if blaming and judged > (_DEMANDING.search(content) is not None) else None


def _praises(content: str) -> str | None:
    praising = _praising(content)
    short = len(_WORD.findall(content.lower())) < _SHORT
    return praising[0] if len(praising) > len(_blaming(content)) and (len(praising) > 1 or short) else None


_SIGNS: Final[tuple[tuple[Act, Callable[[str], str | None], str], ...]] = (
    ("ask", _asks, "is a question"),
    ("promise", _promises, "promises"),
    ("deny", _matched(_DENYING), "denies"),
    ("accuse", _blames, "blames"),
    ("demand", _matched(_DEMANDING), "demands"),
    ("warn", _matched(_WARNING), "warns"),
    ("predict", _matched(_FORECAST), "foretells"),
    ("praise", _praises, "praises"),
)
"""What words can do, in the order in which it is looked for: the first sign found counts."""
