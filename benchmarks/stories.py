"""News stories that never happened, of which everything is known: for measuring growth, and what is found.

    python -m benchmarks.stories --pages 1000 -o pages.jsonl --truth truth.jsonl

Each event has parties, a place and figures of its own, so that ten thousand pages are not one page over and over. An
agency's dispatch comes first; other outlets copy it, in full or cut, or tell of the event themselves, quoting its
statements or telling them in other words.  What one party is accused of it may deny; the count of the injured moves
from day to day.  The same seed gives the same pages; an event does not depend on how many there are.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

from sayso.records import Attribution, Name, NameKind, Span, Tagging

Form = Literal["quoted", "told"]
Telling = Literal["dispatch", "copy", "own"]
Place = tuple[int, int]
"""The first character of something in a text, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How stories are told.

    The chance that a page is a copy of the dispatch, that a statement is told in other words and not quoted, that an
    accusation is denied, and that a later page gives a newer figure; the most pages of an event beside the dispatch.
    """

    copies: float = 0.35
    told: float = 0.4
    denials: float = 0.5
    moved: float = 0.5
    most_pages: int = 9


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a page has it: which of the event's it is, in which form, and where its words stand.

    The lead of a page rests on nobody in particular and is no statement (``None``).
    """

    statement: str | None
    form: Form
    source: Place
    cue: Place
    content: Place

    def moved(self, by: int) -> Said:
        """Return the same, so many characters further on."""
        places = ((start + by, end + by) for start, end in (self.source, self.cue, self.content))
        return Said(self.statement, self.form, *places)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the truth about it; ``origin`` is the address of the page whose words it has."""

    url: str
    outlet: str
    title: str
    published: str
    text: str
    event: str
    telling: Telling
    origin: str | None
    injured: int
    names: tuple[tuple[str, NameKind], ...]
    said: tuple[Said, ...]
    denies: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that can be said: the words quoted and their cue, and a cue and the words that tell them otherwise."""

    quoted: str
    cue: str
    told_cue: str
    told: str


# {0}: the works, {1}: the place, {2}: a number, {3}: the other party.
REMARKS: Final = (
    Remark("The {0} at {1} will stay closed until the inspectors have finished their work", "said",
           "said", "that nobody would use the {0} at {1} before the inspection is over"),
    Remark("{3} knew of the cracks in the {0} and did nothing for {2} months", "said",
           "accused", "{3} of having ignored the cracks in the {0} for {2} months"),
    Remark("We demand that {3} pay the families of {1} before the winter", "said",
           "demanded", "that {3} compensate the families of {1} ahead of the winter"),
    Remark("We will rebuild the {0} within {2} months, and not a day later", "said",
           "promised", "to have the {0} rebuilt in {2} months at the latest"),
    Remark("If the rain goes on, the walls above {1} will not hold for another week", "warned",
           "warned", "that the walls above {1} could give way within a week if it kept raining"),
    Remark("The crews of {1} brought {2} people out of the water in a single night", "said",
           "praised", "the crews of {1}, who in one night pulled {2} people from the water"),
    Remark("No contract for the {0} will be signed as long as the inquiry lasts", "added",
           "said", "that contracts for the {0} would have to wait for the end of the inquiry"),
)  # fmt: skip
ACCUSATION: Final = 1
DENIAL: Final = Remark(
    "It is not true that we knew of the cracks in the {0}", "said", "denied", "having known of any cracks in the {0}"
)
WORKS: Final = (
    "bridge",
    "dam",
    "tunnel",
    "harbour wall",
    "cable car",
    "power station",
    "railway viaduct",
    "grain silo",
)
FATES: Final = ("collapsed", "caught fire", "was flooded", "broke apart", "had to be evacuated")
POSTS: Final = ("mayor", "transport minister", "chief engineer", "head of the inquiry", "leader of the opposition")
BODIES: Final = ("Water Board", "Construction Union", "Engineering Works", "Ports Authority", "Insurance Group")
FIRST: Final = ("Ida", "Tomas", "Joan", "Mara", "Pavel", "Lena", "Oskar", "Nadia", "Henrik", "Ruth", "Emil", "Vera")
HEADS: Final = (
    "Tar",
    "Vel",
    "Os",
    "Mar",
    "Kel",
    "Brun",
    "Hal",
    "Ster",
    "Wen",
    "Dor",
    "Lin",
    "Gras",
    "Rov",
    "Fen",
    "Ul",
)
MIDDLES: Final = ("ven", "da", "ri", "mo", "sken", "ta", "be", "lo", "gar", "ni", "we", "hu", "pe", "so", "kal")
TAILS: Final = ("holm", "stad", "mark", "berg", "wick", "ford", "sund", "vik", "dal", "haven", "rode", "burn", "field")
OUTLETS: Final = tuple(f"{place} {paper}" for place in ("Northern", "Coastal", "Evening", "Daily", "Union", "Valley")
                       for paper in ("Herald", "Courier", "Observer", "Gazette", "Chronicle", "Tribune"))  # fmt: skip
# Each filler is one of each of these, none longer than five words, so that two outlets hardly ever write eight words
# alike: what independent pages share is who spoke, and the words quoted.
WHO: Final = (
    "Residents of {1}", "Shopkeepers", "Drivers", "Parents", "Two retired engineers", "Farmers", "The parish council",
    "Visitors", "A school class", "Volunteers", "Neighbours of the {0}", "Fishermen",
)  # fmt: skip
DID: Final = (
    "wrote to the council", "slept in a gymnasium", "lit candles", "had counted {2} repairs",
    "watched the searchlights", "took in strangers", "boiled their water", "asked for a road", "stacked sandbags",
    "carried soup and blankets", "searched for their dogs", "photographed the damage",
)  # fmt: skip
WHERE: Final = (
    "near the {0}", "at the town hall", "by the old harbour", "on the coast road", "behind the school",
    "in the valley", "above {1}", "outside the clinic", "along the railway", "at the ferry stage",
    "around the market", "below the hill",
)  # fmt: skip
WHEN: Final = (
    "until the early morning", "while rain fell", "since the spring", "as the ferry lay in port",
    "after classes had ended", "when power came back", "before the mist lifted", "for a second night",
    "for hours on end", "against all advice", "without a word", "at first light",
)  # fmt: skip
TITLES: Final = (
    "{0} at {1} {2}", "{1} after the {0} {2}", "the day the {0} {2}", "{1}: what the {0} leaves behind",
    "dead and wounded in {1}", "{1} counts its dead", "how a {0} {2}", "night of fear for {1}",
)  # fmt: skip
# How a lead says it: the count, the event, and who announced it.
COUNTS: Final = (
    "At least {0} people were killed and {1} injured", "{0} people lost their lives and {1} were hurt",
    "Rescuers counted {0} dead and {1} wounded", "The death toll rose to {0}, with {1} people injured,",
    "{1} people were taken to hospital and {0} died", "Divers and firemen found {0} bodies and {1} survivors",
    "Of {1} people who were hurt, {0} more did not survive", "{0} families mourn and {1} wounded wait for news",
)  # fmt: skip
EVENTS: Final = (
    "when the {0} at {1} {2} on {3}", "after {1}’s {0} {2} {3} evening", "in {1} on {3}, where a {0} {2}",
    "as, {3} at dusk, the {0} of {1} {2}", "in the hours since {1} saw its {0} {2} this {3}",
    "{3} night: the {0}, pride of {1}, {2}", "outside {1}; a {0} there {2} before noon on {3}",
    "around {1}, whose only {0} {2} late on {3}",
)  # fmt: skip
ANNOUNCERS: Final = (
    "officials in the town", "the district government", "a rescue officer", "the hospital’s director",
    "the fire brigade", "a police spokeswoman", "the county sheriff", "two members of the council",
)  # fmt: skip
AGENCY: Final = "Continental Press Agency"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in an event."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and who says what of it."""

    name: str
    day: date
    works: str
    place: str
    party: str
    fate: str
    dead: int
    injured: int
    remarks: tuple[tuple[str, Speaker, Remark], ...]
    denies: tuple[tuple[str, str], ...]

    def filled(self, words: str, number: int = 0) -> str:
        """Return ``words`` with the event's own in their places."""
        return words.format(self.works, self.place, number or self.dead + 3, self.party)


@dataclass(slots=True)
class Draft:
    """A page as it is being written."""

    text: str
    said: list[Said] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Add a paragraph."""
        self.text += f"\n\n{words}"

    def say(self, statement: str | None, form: Form, pieces: Sequence[str | tuple[str, str]]) -> None:
        """Add a paragraph made of pieces, of which those with a role are noted."""
        self.text += "\n\n"
        places: dict[str, Place] = {}
        for piece in pieces:
            role, words = ("", piece) if isinstance(piece, str) else piece
            places[role] = (len(self.text), len(self.text) + len(words))
            self.text += words
        self.said.append(Said(statement, form, places["source"], places["cue"], places["content"]))


def coined(chance: random.Random) -> str:
    """Return a name that no place has."""
    return chance.choice(HEADS) + chance.choice(MIDDLES) + chance.choice(TAILS)


def make_event(seed: int, number: int, shares: Shares) -> Event:
    """Return the ``number``-th event; it does not depend on the others."""
    chance = random.Random(f"{seed} event {number}")  # noqa: S311 - nothing secret
    place, works = coined(chance), chance.choice(WORKS)
    party = f"the {coined(chance)} {chance.choice(BODIES)}"
    speakers = [
        Speaker(f"{chance.choice(FIRST)} {coined(chance)}", f"the {post} of {place}")
        for post in chance.sample(POSTS, 3)
    ]
    picked = sorted(chance.sample(range(len(REMARKS)), chance.randint(2, 4)))
    name = f"event-{number}"
    remarks = [(f"{name}/{place_}", chance.choice(speakers), REMARKS[place_]) for place_ in picked]
    denies: tuple[tuple[str, str], ...] = ()
    if ACCUSATION in picked and chance.random() < shares.denials:
        answering = Speaker(f"{chance.choice(FIRST)} {coined(chance)}", f"a spokesman for {party}")
        remarks.append((f"{name}/denial", answering, DENIAL))
        denies = ((f"{name}/denial", f"{name}/{ACCUSATION}"),)
    day = date(2019, 1, 1) + timedelta(days=chance.randrange(1500))
    counts = chance.randint(2, 40), chance.randint(5, 90)
    return Event(name, day, works, place, party, chance.choice(FATES), *counts, tuple(remarks), denies)


def make_pages(seed: int, event: Event, shares: Shares) -> Iterator[Page]:
    """Yield the pages of an event: the dispatch, then what others made of it."""
    chance = random.Random(f"{seed} pages {event.name}")  # noqa: S311 - as above
    outlets = chance.sample(OUTLETS, chance.randint(2, shares.most_pages))
    dispatch = _written(event, chance, replace(shares, told=0.0), (AGENCY, event.day, "dispatch"))
    yield dispatch
    for outlet in outlets:
        day = event.day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
        if chance.random() < shares.copies:
            yield _copied(dispatch, outlet, day, chance)
        else:
            yield _written(event, chance, shares, (outlet, day, "own"))


def _written(event: Event, chance: random.Random, shares: Shares, by: tuple[str, date, Telling]) -> Page:
    outlet, day, telling = by
    later = day > event.day and chance.random() < shares.moved
    injured = event.injured + chance.randint(1, 20) if later else event.injured
    title = chance.choice(TITLES).format(event.works, event.place, event.fate)
    draft = Draft(title[0].upper() + title[1:])
    dateline = f"{event.place.upper()} ({AGENCY}) — " if telling == "dispatch" else ""
    count = chance.choice(COUNTS).format(event.dead, injured)
    lead = f"{count} {chance.choice(EVENTS).format(event.works, event.place, event.fate, f'{event.day:%A}')}"
    who = ("source", chance.choice(ANNOUNCERS))
    draft.say(None, "told", (dateline, ("content", lead), ", ", who, " ", ("cue", "announced"), "."))
    heard = [one for one in event.remarks if telling == "dispatch" or chance.random() < 0.75] or event.remarks[:1]
    for statement, speaker, remark in heard:
        draft.add(_fillers(event, chance))
        _say(draft, event, (statement, speaker, remark), "told" if chance.random() < shares.told else "quoted")
    for _ in range(chance.randint(2, 5)):
        draft.add(_fillers(event, chance))
    return _page(event, draft, (outlet, day, telling), injured)


def _fillers(event: Event, chance: random.Random) -> str:
    """Return two or three sentences of what went on besides."""
    told = (" ".join(chance.choice(part) for part in (WHO, DID, WHERE, WHEN)) for _ in range(chance.randint(2, 3)))
    return " ".join(f"{event.filled(words, chance.randint(2, 30))}." for words in told)


def _say(draft: Draft, event: Event, remark: tuple[str, Speaker, Remark], form: Form) -> None:
    statement, speaker, words = remark
    who = f"{speaker.name}, {speaker.post}"
    if form == "quoted":
        content = event.filled(words.quoted)
        content = content[0].upper() + content[1:]
        draft.say(statement, form, ("“", ("content", content), ",” ", ("cue", words.cue), " ", ("source", who), "."))
    else:
        content = event.filled(words.told)
        draft.say(statement, form, (("source", who), ", ", ("cue", words.told_cue), " ", ("content", content), "."))


def _page(event: Event, draft: Draft, by: tuple[str, date, Telling], injured: int) -> Page:
    outlet, day, telling = by
    present = {said.statement for said in draft.said}
    names: list[tuple[str, NameKind]] = [(speaker.name, "person") for _, speaker, _ in event.remarks]
    names += [(event.place, "place"), (event.party.removeprefix("the "), "organisation"), (AGENCY, "organisation")]
    return Page(
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{day}/{event.name}",
        outlet=outlet,
        title=draft.text.split("\n", 1)[0],
        published=day.isoformat(),
        text=f"{draft.text}\n",
        event=event.name,
        telling=telling,
        origin=None,
        injured=injured,
        names=tuple(sorted(set(names))),
        said=tuple(draft.said),
        denies=tuple(pair for pair in event.denies if set(pair) <= present),
    )


def _copied(dispatch: Page, outlet: str, day: date, chance: random.Random) -> Page:
    """Return a copy of the dispatch under a headline of the outlet's own, in full or without its last paragraphs."""
    head, *paragraphs = dispatch.text.rstrip("\n").split("\n\n")
    kept = paragraphs[: max(2, len(paragraphs) - chance.choice((0, 0, 1, 2)))]
    title = f"{head}: what is known"
    text = "\n\n".join([title, *kept])
    shift = len(title) - len(head)
    said = tuple(one.moved(shift) for one in dispatch.said)
    return replace(
        dispatch,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{day}/{dispatch.event}",
        outlet=outlet,
        title=title,
        published=day.isoformat(),
        text=f"{text}\n",
        telling="copy",
        origin=dispatch.url,
        said=tuple(one for one in said if max(one.source[1], one.content[1]) <= len(text)),
    )


def stories(pages: int, *, seed: int = 1, shares: Shares | None = None) -> Iterator[Page]:
    """Yield so many pages, event by event."""
    shares = shares or Shares()
    left, number = pages, 0
    while left > 0:
        for page in make_pages(seed, make_event(seed, number, shares), shares):
            if left > 0:
                yield page
                left -= 1
        number += 1


def as_read(page: Page) -> Mapping[str, str]:
    """Return what a reader of JSON pages is given of a page: no truth."""
    return {name: getattr(page, name) for name in ("url", "outlet", "title", "published", "text")}


def truth_of(page: Page) -> Mapping[str, object]:
    """Return what is true of a page, its text apart."""
    return {name: value for name, value in asdict(page).items() if name not in {"text", "title", "names"}}


def tagging_of(page: Page) -> Tagging:
    """Return what a tagger without fault would find on a page."""
    attributions = tuple(
        Attribution(
            (Span(*one.source),),
            (Span(*one.cue),),
            (Span(*one.content),),
            "direct" if one.form == "quoted" else "indirect",
        )
        for one in sorted(page.said, key=lambda said: min(said.source, said.content))
    )
    found = {
        Name(Span(match.start(), match.end()), kind)
        for words, kind in page.names
        for match in re.finditer(re.escape(words), page.text)
    }
    return Tagging(attributions, tuple(sorted(found, key=lambda name: name.span)))


def write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def main() -> None:
    """Write pages, and the truth about them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=float, default=Shares().copies, help="share of pages that copy the dispatch")
    parser.add_argument("--told", type=float, default=Shares().told, help="share of statements told in other words")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--truth", type=Path)
    given = parser.parse_args()
    made = list(stories(given.pages, seed=given.seed, shares=Shares(copies=given.copies, told=given.told)))
    write_lines(given.output, [as_read(page) for page in made])
    if given.truth:
        write_lines(given.truth, [truth_of(page) for page in made])


if __name__ == "__main__":
    main()
