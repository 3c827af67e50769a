"""What no likeness of words outweighs: pairs that cannot be of one statement, and pairs that must be.

Each ruling is a small function; the first line of its docstring is the reason that the page shows.
"""

# ruff: noqa: D401 - the docstrings are sentences for the page, not about the function

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from sayso.comparison.events import day_number
from sayso.comparison.sides import Side
from sayso.comparison.speakers import Standing, alike
from sayso.comparison.wording import counts, longest_shared_run
from sayso.records import Act

# Two direct quotations of one page that share no run of this many words are two sentences, however alike.
QUOTED_RUN: Final = 8
# A run of this many words is no accident: with it, neither dates nor an unclear speaker keep two reports apart.
LONG_RUN: Final = 8
# A whole report of this many words that another report of the same speaker has too is the same remark.
WHOLE: Final = 6
# Pages further apart than this in days tell of two occasions; the labelled pairs are all of one week.
FRESH: Final = 7
# Acts of which a speaker rarely does two to one party in a day, if the sentences are this near.
TELLING: Final[frozenset[Act]] = frozenset({"accuse", "deny", "demand", "promise", "warn", "praise"})
ONE_MATTER: Final = 0.65
# A charge and its wording are this near at least: of labelled pairs of one speaker that ``same_charge`` describes but
# for the day, two of three are of one statement and the third repeats it.
ONE_CHARGE: Final = 0.4
ASSERTING: Final[frozenset[Act]] = frozenset({"accuse", "report", "say"})

Ruling = Callable[[Side, Side, Standing], bool]


def days_apart(first: str | None, second: str | None) -> int | None:
    """Return how many days lie between two ISO dates, or ``None`` where one is not a day."""
    if not first or not second or min(len(first), len(second)) < 10:
        return None
    return abs(day_number(first) - day_number(second))


def _verbatim(a: Side, b: Side) -> bool:
    return longest_shared_run(a.words, b.words) >= LONG_RUN


def other_speaker(a: Side, b: Side, stands: Standing) -> bool:
    """The speakers are different."""
    return stands == "different"


def speaker_unclear(a: Side, b: Side, stands: Standing) -> bool:
    """Whether the speakers are the same is unclear, and they share no long run of words."""
    return stands == "unclear" and not _verbatim(a, b)


def two_sentences(a: Side, b: Side, stands: Standing) -> bool:
    """They are different sentences of one page."""
    both_direct = a.report.kind == b.report.kind == "direct"
    one_page = a.report.article == b.report.article
    return one_page and both_direct and longest_shared_run(a.words, b.words) < QUOTED_RUN


def other_day(a: Side, b: Side, stands: Standing) -> bool:
    """They were said on different days."""
    first, second = a.report, b.report
    exact = first.said_precision == second.said_precision == "day"
    return exact and first.said_on != second.said_on and not _verbatim(a, b)


def other_numbers(a: Side, b: Side, stands: Standing) -> bool:
    """They give different numbers."""
    ours, theirs = counts(a.words), counts(b.words)
    return bool(ours and theirs and not ours & theirs)


def pages_apart(a: Side, b: Side, stands: Standing) -> bool:
    """The pages are more than a week apart, and they share no long run of words."""
    days = days_apart(a.published, b.published)
    return days is not None and days > FRESH and not _verbatim(a, b)


def said_before(a: Side, b: Side, stands: Standing) -> bool:
    """One page says that the words were said before."""
    return a.report.article != b.report.article and a.repeats != b.repeats and not _verbatim(a, b)


def _same_day(a: Side, b: Side) -> bool:
    return a.report.said_on is not None and a.report.said_on == b.report.said_on and a.report.said_precision == "day"


def same_deed(a: Side, b: Side, stands: Standing) -> bool:
    """On the same day the same speaker does the same to the same party."""
    first, second = a.report, b.report
    aimed = first.target is not None and first.target == second.target
    telling = first.act == second.act and first.act in TELLING
    return stands == "same" and _same_day(a, b) and aimed and telling and float(a.sentence @ b.sentence) >= ONE_MATTER


def same_charge(a: Side, b: Side, stands: Standing) -> bool:
    """One tells of an accusation, the other what the same speaker said of the same party on the same day."""
    return stands == "same" and _same_day(a, b) and (_charged(a, b) or _charged(b, a))


def _charged(charge: Side, wording: Side) -> bool:
    """Return whether ``wording`` asserts of the party that ``charge`` accuses what it is accused of."""
    target = charge.target
    if charge.report.act != "accuse" or target is None or not alike(target.named, wording.mentioned):
        return False
    shared = charge.stems & wording.stems
    asserted = wording.report.act in ASSERTING and (charge.negations > 0) == (wording.negations > 0)
    return asserted and shared > alike(shared, target.named) and _nearness(charge, wording) >= ONE_CHARGE


def _nearness(a: Side, b: Side) -> float:
    return float((a.parts @ b.parts.T).max())


def word_for_word(a: Side, b: Side, stands: Standing) -> bool:
    """The shorter one stands in the other word for word."""
    shorter = min(len(a.words), len(b.words))
    whole = shorter >= WHOLE and longest_shared_run(a.words, b.words) >= 0.9 * shorter
    return whole and stands in {"same", "speaks_for"}


# Whatever the words: not one statement, nor the same claim made twice.
APART: Final[tuple[Ruling, ...]] = (two_sentences, other_numbers, pages_apart, speaker_unclear)
# Not one statement; it may be the same claim by another speaker or on another occasion.
ANOTHER: Final[tuple[Ruling, ...]] = (other_speaker, other_day, said_before)
FOR: Final[tuple[Ruling, ...]] = (word_for_word, same_deed, same_charge)


def ruled_apart(a: Side, b: Side, stands: Standing) -> str | None:
    """Return why two reports are of neither one statement nor one claim, or ``None``."""
    return _first(APART, a, b, stands)


def ruled_another(a: Side, b: Side, stands: Standing) -> str | None:
    """Return why two reports are of two statements, be it of one claim, or ``None``."""
    return _first(ANOTHER, a, b, stands)


def ruled_in(a: Side, b: Side, stands: Standing) -> str | None:
    """Return why two reports are of one statement whatever else differs, or ``None``."""
    return _first(FOR, a, b, stands)


def _first(rulings: tuple[Ruling, ...], a: Side, b: Side, stands: Standing) -> str | None:
    found = next((ruling for ruling in rulings if ruling(a, b, stands)), None)
    return _reason(found) if found else None


@cache
def _reason(ruling: Ruling) -> str:
    return (ruling.__doc__ or ruling.__name__).split("\n")[0].rstrip(".")
