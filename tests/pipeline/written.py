"""Small pages of one invented story: a wire report that two outlets carry, a denial, figures, a page in two states."""

from __future__ import annotations

import json
from typing import Final

WIRE: Final = (
    "The harbour of Vell stays shut for a third week, the port authority announced on Tuesday.\n\n"
    "“The cranes will not move before the inspectors have left,” said Ida Rune of the port authority.\n\n"
    "At least 12 people were injured when a crane fell in Vell on Monday, the authority added.\n"
)


def page(number: int, text: str, **told: str) -> bytes:
    """Return a page as a line of JSON, at an address of its own unless ``told`` has one."""
    told = {"url": f"https://quay{number}.example/news/{number}", "published": f"2031-05-0{number}", **told}
    return json.dumps({**told, "text": text}).encode()


ANCHOR: Final = "anchor.json"
# What each file may hold in turn; the first is what it holds at first, and nothing at all cannot be read.
STATES: Final[dict[str, tuple[bytes, ...]]] = {
    ANCHOR: (page(1, f"Harbour stays shut\n\nVell (Tideline) - {WIRE}", title="Harbour stays shut"),),
    "wire.json": (
        page(2, f"No end to harbour closure\n\nVELL, May 2 (Tideline) - {WIRE}", title="No end in sight"),
        page(8, "It rained in Dorn.\n\n“The tram stood still all day long,” said Joan Pike of the tram in Dorn.\n"),
    ),
    "wire, too.json": (
        page(2, f"No end to harbour closure\n\nVELL, May 2 (Tideline) - {WIRE}", title="No end in sight"),
    ),
    "copy of anchor.json": (page(1, f"Harbour stays shut\n\nVell (Tideline) - {WIRE}", title="Harbour stays shut"),),
    "denial.json": (
        page(
            3,
            "“It is untrue that the inspectors hold up the cranes,” said Tomas Hale, who heads the inspectors.\n\n"
            "He denied on Wednesday that anybody was injured when a crane fell in Vell on Monday.\n\n"
            "“The cranes will not move before the inspectors have left,” said Ida Rune, who heads the port.\n",
        ),
        b"",
    ),
    "figures.json": (
        page(
            4,
            "At least 15 people were injured when a crane fell in Vell on Monday, a hospital announced.\n\n"
            "“We have treated 15 people, and two of them are children,” said Joan Pike of the hospital in Vell.\n",
        ),
        page(
            4,
            "At least 17 people were injured when a crane fell in Vell on Monday, a hospital announced.\n\n"
            "“We have treated 17 people, and two of them are children,” said Joan Pike of the hospital in Vell.\n",
        ),
        b"",
    ),
    "early.json": (
        page(
            5,
            "Inspectors will remain in the harbour of Vell.\n\n“We leave when the work is done,” said Tomas Hale.\n",
            url="https://pier.example/inspectors",
            title="Inspectors to stay",
        ),
    ),
    "late.json": (
        page(
            6,
            "Inspectors will leave the harbour of Vell on Friday.\n\n“The work is done,” said Tomas Hale.\n",
            url="https://pier.example/inspectors",
            title="Inspectors to stay",
        ),
        b"",
    ),
    "latest.json": (
        page(
            7,
            "Trap the tagger with this state of the page.\n\n“The work is done,” said Tomas Hale.\n",
            url="https://pier.example/inspectors",
            title="Inspectors to stay",
        ),
    ),
    "trap.json": (page(7, f"Trap the tagger with this page about the harbour of Vell, please.\n\n{WIRE}"),),
}
