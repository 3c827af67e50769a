"""A tagger that everybody can follow, and pages for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Attribution, Name, Span, Tagging

SAID = re.compile(r"“(?P<content>[^”\n]+?),?” (?P<cue>said|added|warned) (?P<source>[A-Z][a-z]+(?: [A-Z][a-z]+)*)")
NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")


class PatternTagger:
    """Finds “…,” said Name; enough to follow a page through every room.  Some words break it."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        if "Trap the tagger" in text:
            raise RuntimeError("trapped")
        found = [match for match in SAID.finditer(text) if not any(Span(*match.span()).overlaps(s) for s in skip)]
        return Tagging(
            tuple(
                Attribution(
                    source=(Span(*match.span("source")),),
                    cue=(Span(*match.span("cue")),),
                    content=(Span(*match.span("content")),),
                    kind="direct",
                )
                for match in found
            ),
            tuple(Name(Span(*match.span()), "person") for match in NAME.finditer(text)),
        )


PAGES = {
    "a.txt": "Harbour stays shut\n\nThe harbour of Vell stays shut for a third week, the port authority announced.\n\n"
    "“The cranes will not move before the inspectors have left,” said Ida Rune of the port authority.\n\n"
    "At least 12 boats have been waiting outside the harbour since Monday, and 40 more are on their way.\n",
    "b.txt": "Inspectors to stay in Vell\n\nInspectors will remain in the harbour of Vell, their head announced.\n\n"
    "“We leave when the work is done,” said Tomas Hale. He spoke to reporters on the quay on Tuesday.\n\n"
    "“The cranes will not move before the inspectors have left,” said Ida Rune, who heads the port authority.\n",
    "c.txt": "Fishermen lose patience\n\nFishermen in the harbour of Vell are losing patience with both sides.\n\n"
    "“Nobody has asked us anything,” said Joan Pike, who has not been at sea for weeks. She owns two boats.\n",
}
