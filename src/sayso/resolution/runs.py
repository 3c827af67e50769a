"""Speakers told by the passages beside: the end of a run of quotations, the lines below, the words before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.records import Span
from sayso.resolution.lexicon import FUNCTION_WORDS, singular, words_of
from sayso.resolution.party import Party
from sayso.resolution.pronouns import Choice, may_mean, pronoun_gender
from sayso.resolution.roles import fits, may_hold, role_of
from sayso.resolution.scene import Scene
from sayso.resolution.sources import Source
from sayso.resolution.spelling import name_words

_CONTINUING: Final = words_of(
    "add adds added adding continue continues continued continuing conclude concludes concluded concluding"
)
# "mounting allegations": what grows is nobody's going on with a sentence, as "raising doubts" is.
_GROWING: Final = words_of(
    "mounting growing rising increasing swirling spreading lingering ongoing continuing conflicting existing remaining "
    "widening deepening lasting looming emerging"
)
# A page that begins with "an official" does not go on to name him.
_ANYBODY: Final = words_of(
    "official source insider aide resident witness activist analyst expert researcher soldier fighter rebel militant "
    "survivor diplomat"
)
_RUN: Final = 6  # attributions looked ahead: quotations in a row are rarely more
_ASIDE: Final = 3  # paragraphs: what is told between two quotations of one run
_PROSE: Final = 20  # words: shorter paragraphs above an article are headlines, bylines and menus
_LEAD: Final = 3  # paragraphs: headline, standfirst, first lines


def look_ahead(scene: Scene, order: Sequence[int]) -> None:
    """Give a pronoun that nobody before can be the name that ends its run of quotations (cataphora)."""
    for position, index in enumerate(order):
        gender = pronoun_gender(scene.sources[index].head)
        if scene.sources[index].kind != "pronoun" or gender is None or _settled(scene.choices[index], gender):
            continue
        choice = scene.choices[index]
        found = _ahead(scene, order[position + 1 : position + 1 + _RUN], index)
        if found is not None and (choice is None or choice.party is None or found.gender == gender):
            scene.choices[index] = Choice(found, 0.7, ("named at the end of the same run of quotations",))


def _settled(choice: Choice | None, gender: str) -> bool:
    if choice is None:
        return False
    held = choice.party
    return bool(choice.rivals) or (held is not None and (held.named or held.gender == gender))


def _ahead(scene: Scene, following: Sequence[int], index: int) -> Party | None:
    paragraph = scene.layout.paragraph(scene.place(index))
    for other in following:
        here = scene.layout.paragraph(scene.place(other))
        if here - paragraph > 1 and _somebody_between(scene, paragraph, here):
            return None
        choice = scene.choices[other]
        if scene.sources[other].kind == "name" and choice and choice.party:
            return choice.party if may_mean(scene.sources[index].head, choice.party) else None
        paragraph = here
    return None


def _somebody_between(scene: Scene, first: int, last: int) -> bool:
    """Return whether paragraphs between two are too many, or name anybody who could take the word."""
    if last - first > _ASIDE:
        return True
    paragraphs = scene.layout.paragraphs
    gap = Span(paragraphs[first].end, paragraphs[last].start)
    return any(gap.contains(name.span) for name in scene.names)


def fill_lead(scene: Scene, order: Sequence[int]) -> None:
    """Give a short description in the first lines the fuller one, or the holder of the role, that follows."""
    if not scene.layout.paragraphs:
        return
    long = [span for span in scene.layout.paragraphs if len(scene.layout.words_in(span)) >= _PROSE][:_LEAD]
    end = max(long[-1].end if long else 0, scene.layout.paragraphs[min(_LEAD, len(scene.layout.paragraphs)) - 1].end)
    for index in order:
        source, choice = scene.sources[index], scene.choices[index]
        if scene.place(index) > end:
            return
        if source.kind != "nominal" or choice is None or choice.party is None or choice.party.named:
            continue
        fuller = _fuller(scene, source, choice.party) if len(source.words) <= 4 else None
        fuller = None if fuller is not None and not fuller.forms else fuller
        if fuller is not None:
            scene.choices[index] = Choice(fuller, 0.6, ("the first lines describe whom the page then names",))


def _fuller(scene: Scene, source: Source, held: Party) -> Party | None:
    if source.head_kind == "person":
        if source.head in _ANYBODY:
            return None
        role = role_of(source.words, source.after)
        people = scene.holding(role) if role else []
        fitting = next(
            (party for party in people if role and any(fits(role, told) >= 0.6 for told in party.roles)), None
        )
        if fitting is not None or role is None or not source.definite:
            return fitting
        alone = [party for party in people if any(may_hold(role, told) for told in party.roles)]
        return alone[0] if len(alone) == 1 else None
    if source.head_kind == "organisation":
        return _body_of_kind(scene, source)
    if source.head_kind != "document":
        return None
    later = (item for item in scene.described.get(source.head, ()) if item.party is not held)
    return next((item.party for item in later if len(item.words) > len(source.words)), None)


def _body_of_kind(scene: Scene, source: Source) -> Party | None:
    """Return the one named body whose name shares two words with a description: "a union of harbour pilots"."""
    words = {singular(word) for word in (*source.words[1:], *source.after) if word.islower()} - FUNCTION_WORDS
    bodies = [party for party in scene.parties if party.named and party.kind == "organisation"]
    found = [p for p in bodies if any(len(words & set(map(singular, name_words(form)))) > 1 for form in p.forms)]
    return found[0] if len(found) == 1 else None


def carry_on(scene: Scene, order: Sequence[int]) -> None:
    """Give a passage without a source the speaker of the passage beside it, where the words go on."""
    for position, index in enumerate(order):
        if scene.sources[index].kind != "implicit":
            continue
        before = order[position - 1] if position else None
        after = order[position + 1] if position + 1 < len(order) else None
        quoted = scene.attributions[index].kind != "indirect"
        if before is not None and _same_breath(scene, before, index):
            scene.choices[index] = _carried(scene, before, "the same sentence goes on with its speaker")
        elif after is not None and quoted and _continues(scene, index, after):
            scene.choices[index] = _carried(scene, after, "the words go on in the next quotation")
        elif before is not None and quoted and _adjoins(scene, before, index):
            scene.choices[index] = _carried(scene, before, "the words go on from the quotation before")


def _same_breath(scene: Scene, before: int, index: int) -> bool:
    """Return whether a participle goes on with the sentence of the attribution before: "…, noting that"."""
    cue, other = scene.attributions[index].cue, scene.attributions[before].cue
    text = scene.layout.text
    first = cue[0].of(text).split()[:1] if cue else []
    if not first or not other or not first[0].endswith("ing") or (first[0] in _GROWING and " " in cue[0].of(text)):
        return False
    return scene.layout.sentence(cue[0].start) == scene.layout.sentence(other[0].start)


def _carried(scene: Scene, other: int, reason: str) -> Choice | None:
    choice = scene.choices[other]
    return Choice(choice.party, 0.8 * choice.score, (reason,)) if choice and choice.party else None


def _continues(scene: Scene, index: int, after: int) -> bool:
    cue = " ".join(span.of(scene.layout.text) for span in scene.attributions[after].cue).lower()
    gap = _gap(scene, index, after)
    return gap is not None and len(gap) < 40 and "\n" not in gap and bool(_CONTINUING & set(cue.split()))


def _adjoins(scene: Scene, before: int, index: int) -> bool:
    gap = _gap(scene, before, index)
    return gap is not None and not any(letter.isalnum() for letter in gap)


def _gap(scene: Scene, one: int, other: int) -> str | None:
    first, second = scene.attributions[one], scene.attributions[other]
    ends = [span.end for span in (*first.source, *first.cue, *first.content)]
    starts = [span.start for span in (*second.source, *second.cue, *second.content)]
    if not ends or not starts or max(ends) > min(starts):
        return None
    return scene.layout.text[max(ends) : min(starts)]
