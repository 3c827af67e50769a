"""A story by hand: a dam gives way, and everybody says why; one page comes from an enemy."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import Contents, Failure
from tests.web.builder import Builder

WIRE = """BRAST, March 4 (Kestrel Agency) – Energy Minister Ilse Varga said on Monday that the Orlo dam "was sound when we \
inspected it in January" and accused the Hydra company of opening the sluices without warning.

"They opened three gates at once and told nobody," Varga said. At least 14 people were killed in the valley, according to \
the civil defence service.

Hydra denied the charge. "No gate was opened by hand. The sensors failed," spokesman Pavel Dorn told reporters in Brast on Monday."""

COPY = """Share this Tweet this Email

Dam burst: minister blames operator

Energy Minister Ilse Varga said on Monday that the Orlo dam "was sound when we inspected it in January" and accused the \
Hydra company of opening the sluices without warning.

“They opened three gates at once and told nobody,” the minister said. At least 14 people were killed in the valley, \
according to the civil defence service.



You might also like
Ten lakes to swim in this summer
Why the river runs red
Sign up for our newsletter and never miss a thing

Leave a reply
Your email address will not be published. Required fields are marked *"""

FREE = """Anger grows in the Orlo valley

Mayor Jonas Lied of Tarn, who lost two neighbours, said the warning sirens "never made a sound". He said he had written to \
the ministry twice last year.

“It was not the rain. It was a decision,” he said, standing in the mud.

The energy minister said again on Tuesday that Hydra had opened three gates at once. Hydra, which environmental groups call \
the “river thieves”, said through Dorn that no gate had been opened by hand.

Rescuers put the dead at 19 by Tuesday evening, among them three children. “We will be here for weeks,” she said."""

STATE = """Saboteurs suspected in Orlo dam collapse

The so-called “operator” of the dam stays silent, an official close to the inquiry said, speaking on condition of anonymity. \
The official said the ministry believes that foreign saboteurs were at work.

According to the Kestrel Agency, citing the interior ministry, 22 people died in the valley.

"Was sound when we inspected it in January," Minister Varga told this paper."""

HOSTILE = (
    'Comment <script>alert("x")</script> & more\n\n'
    "<img src=x onerror=alert(1)> Mallory said: “</mark></div></body><script>alert(2)</script>” and laughed.\n"
    "Bidi: \u202egnihton\u202c and \u2066isolate\u2069, NUL \x00 and escape \x1b[31m, and lone \ud800.\n"
    "{{ 7 * 7 }} {% raw %} ]]> --> قال الوزير إن السد كان سليما.\r\nLast line with a very"
    "longwordwithoutanybreakthatgoesonandonandonandonandonandonandonandonandonandonandonandonandon."
)


def dam_story() -> Contents:  # noqa: PLR0915  # a story is told in one go
    story = Builder()
    varga = story.entity("Ilse Varga", aliases=("Minister Varga", "Varga", "the energy minister", "the minister"))
    hydra = story.entity("Hydra", "organisation", ("the Hydra company", "the operator"))
    dorn = story.entity("Pavel Dorn", aliases=("Dorn",))
    lied = story.entity("Jonas Lied")
    civil = story.entity("civil defence service", "organisation")
    official = story.entity("an official close to the inquiry", "unnamed")
    ministry = story.entity("the ministry", "government")
    kestrel = story.entity("Kestrel Agency", "organisation")
    story.entity("Orlo dam", "place")

    wire = story.article("wire.txt", WIRE, outlet="Kestrel Agency", title="Minister blames operator for dam burst",
                         published="2024-03-04", url="https://kestrel.example/dam?id=1&b=2", byline="By A. Kern")  # fmt: skip
    copy = story.article("copy.html", COPY, outlet="Brast Daily", title="Dam burst: minister blames operator",
                         published="2024-03-05", credits=("Kestrel Agency",),
                         furniture=("Share this Tweet this Email", COPY[COPY.index("You might") :]))  # fmt: skip
    free = story.article("valley.html", FREE, outlet="Valley Voice", title="Anger grows in the Orlo valley",
                         published="2024-03-05", url="https://valley.example/anger")  # fmt: skip
    state = story.article("state.txt", STATE, outlet=None, title=None, published=None, url="javascript:alert(9)")
    evil = story.article("evil<script>.txt", HOSTILE, outlet='Evil "Times" \u202e<b>', title="<h1>Title</h1>",
                         published="not-a-date")  # fmt: skip
    mallory = story.entity("Mallory\u202e</a><script>")

    monday, tuesday = "2024-03-04", "2024-03-05"
    sound = '"was sound when we inspected it in January"'
    opened = "of opening the sluices without warning"
    a1 = story.report(wire, "Energy Minister Ilse Varga", "said on Monday", sound, speaker=varga, said_on=monday,
                      date_words="on Monday")  # fmt: skip
    a2 = story.report(copy, "Energy Minister Ilse Varga", "said on Monday", sound, speaker=varga, said_on=monday,
                      date_words="on Monday")  # fmt: skip
    a3 = story.report(state, "Minister Varga", "told this paper", '"Was sound when we inspected it in January,"',
                      speaker=varga)  # fmt: skip
    b1 = story.report(wire, "Energy Minister Ilse Varga", "accused the Hydra company", opened, speaker=varga,
                      act="accuse", target=hydra, said_on=monday)  # fmt: skip
    b2 = story.report(copy, "Energy Minister Ilse Varga", "accused the ", opened, speaker=varga, act="accuse",
                      target=hydra, said_on=monday)  # fmt: skip
    c1 = story.report(wire, "Varga", "said. At"[:4], '"They opened three gates at once and told nobody,"',
                      speaker=varga, act="accuse", target=hydra, said_on=monday)  # fmt: skip
    c2 = story.report(copy, "the minister", "said. At"[:4], "“They opened three gates at once and told nobody,”",
                      speaker=varga, act="accuse", target=hydra, said_on=monday, speaker_from="nominal",
                      reasons=("“the minister” names one person in the page: Ilse Varga",))  # fmt: skip
    c3 = story.report(free, "The energy minister", "said again on Tuesday", "Hydra had opened three gates at once",
                      speaker=varga, act="accuse", target=hydra, said_on=tuesday, speaker_from="nominal")  # fmt: skip
    d1 = story.report(wire, "Pavel Dorn", "told reporters", '"No gate was opened by hand. The sensors failed,"',
                      speaker=dorn, act="deny", target=varga, said_on=monday, date_words="on Monday")  # fmt: skip
    d2 = story.report(free, "Dorn", "said through", "no gate had been opened by hand", speaker=dorn, act="deny",
                      relay=(hydra,))  # fmt: skip
    e1 = story.report(free, "Mayor Jonas Lied", "said", 'the warning sirens "never made a sound"', speaker=lied,
                      said_on=tuesday)  # fmt: skip
    f1 = story.report(free, "he", "he said, standing"[3:7], "“It was not the rain. It was a decision,”", speaker=lied,
                      speaker_from="pronoun", reasons=("the only man named before it in the page",))  # fmt: skip
    g1 = story.report(free, "she", "she said"[4:], "“We will be here for weeks,”", speaker=None, speaker_from="none",
                      reasons=("no woman is named in the page but the minister, who is not among the rescuers",
                               "two candidates were left"))  # fmt: skip
    h1 = story.report(state, "The official", "said the"[:4], "the ministry believes that foreign saboteurs were at work",
                      speaker=official, act="accuse")  # fmt: skip
    h2 = story.report(state, "the ministry", "believes", "that foreign saboteurs were at work", speaker=ministry,
                      act="believe", nested_in=h1)  # fmt: skip
    i1 = story.report(wire, "the civil defence service", "according to",
                      "At least 14 people were killed in the valley", speaker=civil, said_on=monday)  # fmt: skip
    i2 = story.report(copy, "the civil defence service", "according to",
                      "At least 14 people were killed in the valley", speaker=civil)  # fmt: skip
    j1 = story.report(state, "the interior ministry", "According to", "22 people died in the valley", speaker=ministry,
                      relay=(kestrel, "the interior ministry"))  # fmt: skip
    k1 = story.report(evil, "Mallory", "said", "“</mark></div></body><script>alert(2)</script>”", speaker=mallory,
                      reasons=("<b>bold</b> \u202ereason",))  # fmt: skip

    copied = ("Brast Daily credits Kestrel Agency", "they share 61 words in a row")
    sta_sound = story.statement(([a1, a2], copied), ([a3], ()), recycled=(a3,))
    story.statement(([b1, b2], copied))
    sta_gates = story.statement(([c1, c2], copied), ([c3], ()))
    sta_deny = story.statement(([d1], ()), ([d2], ()))
    for lone in (e1, f1, g1, h1, h2, j1, k1):
        story.statement(([lone], ()))
    story.statement(([i1, i2], copied))
    story.link(sta_deny, sta_gates, "denies", 0.91, "the same gates", "“denied the charge” stands before it")
    story.link(sta_gates, sta_sound, "repeats", 0.4, "the same speaker")
    story.judgement(c1, c2, "same_statement", 0.97, "the same words", "the same speaker and day")
    story.judgement(c1, c3, "same_statement", 0.81, "the same speaker", "‘three gates at once’ in both")
    story.judgement(c1, b1, "different_statement", 0.44, "the words share little")

    f14 = story.figure(wire, "At least 14", 14, None, "people", "killed", place="Orlo valley", as_of=monday,
                       according_to=civil, attribution=i1)  # fmt: skip
    f14b = story.figure(copy, "At least 14", 14, None, "people", "killed", place="Orlo valley", as_of=monday,
                        according_to=civil, attribution=i2)  # fmt: skip
    f19 = story.figure(free, "19", 19, 19, "people", "killed", place="Orlo valley", as_of=tuesday)
    f3 = story.figure(free, "three children", 3, 3, "children", "killed", place="Orlo valley", as_of=tuesday,
                      part_of=f19)  # fmt: skip
    f22 = story.figure(state, "22", 22, 22, "people", "killed", place="Orlo valley", according_to=ministry,
                       attribution=j1)  # fmt: skip
    story.figure_link(f14, f14b, "same", "the same number, unit and place")
    story.figure_link(f14, f19, "update", "a day later", "the later is larger")
    story.figure_link(f19, f22, "conflict", "the same place and thing", "no date tells them apart")
    story.figure_link(f22, f3, "different_scope", "children are a part of the people killed")

    story.naming(wire, "the Hydra company", hydra)
    story.naming(copy, "the Hydra company"[4:], hydra)
    story.naming(free, "river thieves", hydra, "paraphrased", scare=True)
    story.naming(free, "Hydra, which"[:5], hydra)
    story.naming(state, "operator", hydra, "outlet", scare=True)
    story.naming(wire, "Energy Minister Ilse Varga", varga)
    story.naming(evil, "Mallory", mallory)
    story.failures.append(Failure("pages/empty.txt", "read", "the file is empty", "Save the page again."))
    story.failures.append(Failure("pages/<b>\u202e.bin", "read", "not text: <script>", "Remove it."))
    return story.contents()


def storable_dam_story() -> Contents:
    """The same as a ledger can hold it: sorted, each kind by its key, and without the lone surrogate."""
    story = dam_story()
    return replace(
        story,
        articles=tuple(replace(one, text=one.text.replace("\ud800", "\ufffd")) for one in story.articles),
        judgements=tuple(sorted(story.judgements, key=lambda one: (one.a, one.b))),
        links=tuple(sorted(story.links, key=lambda one: (one.a, one.b, one.relation))),
        figure_links=tuple(sorted(story.figure_links, key=lambda one: (one.a, one.b))),
        namings=tuple(sorted(story.namings, key=lambda one: (one.article, one.span, one.referent))),
        failures=tuple(sorted(story.failures, key=lambda one: (one.path, one.stage))),
    )
