"""The verbs and nouns of speaking in English, each with the act that it tells.

Classes of verbs after Levin (1993) and the speech acts of Searle (1976).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sayso.records import Act
from sayso.resolution.lexicon import words_of

_VERBS: Final[dict[Act, str]] = {
    "accuse": "accuse blame criticize criticise slam blast condemn denounce attack rip hammer charge allege fault "
    "decry deplore lambaste rebuke scold berate bristle complain assail mock ridicule insult disparage denigrate "
    "castigate chide excoriate rail vilify smear indict sue deride bash skewer lash protest lament reproach upbraid "
    "censure slander taunt seethe confront grill brand trash savage poke jab needle call-out admonish bemoan belittle "
    "bash chastise chide discredit disown excoriate fulminate impugn implicate inveigh knock lampoon lambast maul "
    "misrepresent pan pillory rap reprimand revile ridicule roast scorn shame sneer snipe spurn swipe tar thrash "
    "vituperate",
    "deny": "deny reject refute rebut dispute dismiss disavow disclaim contradict repudiate debunk downplay deflect "
    "push-back shrug-off rebuff abjure disprove counter gainsay",
    "demand": "demand urge exhort advocate propose insist-on order require press push implore compel lobby instruct "
    "call-on call-for want seek recommend prod prompt oppose campaign rally dare encourage command implore enjoin "
    "entreat impose summon",
    "warn": "warn caution threaten alert forewarn",
    "promise": "promise vow pledge swear guarantee assure commit plan offer agree intend undertake",
    "request": "request appeal beg plead invite petition solicit pitch",
    "praise": "praise hail laud applaud commend endorse welcome thank celebrate congratulate tout salute honor "
    "honour compliment support cheer admire brag boast extol defend promote marvel back rejoice acclaim eulogize "
    "idolize congratulate gush lionize revere",
    "predict": "predict forecast project foresee anticipate expect foretell speculate envisage prophesy",
    "believe": "believe think feel consider know see fear hope doubt worry understand realize realise recognize "
    "recognise judge suspect assume regard view like love hate prefer enjoy respect ignore remember forget forgot "
    "forgotten care wish "
    "perceive figure learn watch concern convince determine mean accept trust dream imagine deem comprehend "
    "appreciate envision conceive grasp abhor detest loathe resent relish covet crave yearn",
    "ask": "ask question wonder inquire enquire query interview quiz",
    "report": "report find reveal show indicate estimate calculate publish disclose document discover poll survey "
    "cite detail chronicle measure demonstrate confirm expose unearth determine chart tabulate corroborate",
    "say": "decide answer say tell state add note explain declare announce argue assert claim comment remark reply "
    "respond answer write tweet contend maintain mention acknowledge admit concede point-out talk speak discuss "
    "describe call refer emphasize emphasise stress continue conclude suggest quip joke repeat reiterate testify "
    "insist recall recite issue release post observe underscore highlight address articulate decline refuse voice "
    "express outline signal imply retweet thank-you retort chant whisper shout",
}
_NOUNS: Final[dict[Act, str]] = {
    "accuse": "accusation accusations allegation allegations criticism condemnation charge charges attack attacks "
    "insults blame complaint complaints rebuke denunciation outrage ire jab incensed frustrated offense "
    "recrimination vitriol slur slurs rebukes "
    "complaining condemnations denunciations critical critic critics detractor detractors",
    "deny": "denial denials rebuttal rejection refutation disavowal",
    "demand": "demand demands call calls proposal proposals advocates insistence",
    "warn": "warning warnings threat threats",
    "promise": "promise promises pledge pledges vow commitment plans assurance assurances",
    "request": "request requests appeal plea",
    "praise": "praise endorsement support tribute adulation admiration thanks proud cheers defender defenders "
    "favorably favourably",
    "predict": "prediction predictions forecast forecasts expectation expectations projection projections odds "
    "speculation "
    "prophecy",
    "believe": "belief beliefs view views opinion fear fears hope hopes concern concerns worried worries convinced "
    "sure afraid aware obsession eagerness determination interest thought thoughts feeling idea ideas desire "
    "confident eager apparently presumably concerned seems seem seemed appears appeared considered reluctant "
    "reservations misgivings passionate determined ready willing unwilling doubtful "
    "skeptical sceptical optimistic pessimistic happy unhappy angry glad sad resolve comprehension perception "
    "suspicion suspicions suspicious",
    "ask": "question questions",
    "report": "report reports findings study data statistics according estimates figures poll shows",
    "say": "statement comment comments remarks remark claim claims argument message speech announcement explanation",
}
_IRREGULAR: Final = {
    "said": "say", "told": "tell", "thought": "think", "felt": "feel", "knew": "know", "known": "know", "saw": "see",
    "seen": "see", "swore": "swear", "sworn": "swear", "sought": "seek", "found": "find", "shown": "show",
    "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "understood": "understand",
    "meant": "mean", "foresaw": "foresee", "pled": "plead", "began": "begin", "learnt": "learn", "denies": "deny",
    "denied": "deny", "foretold": "foretell", "swearing": "swear",
}  # fmt: skip
NEUTRAL: Final = words_of(
    "say tell state add note explain declare argue assert comment remark reply respond answer write tweet contend "
    "maintain call continue describe conclude speak talk observe insist claim post suggest joke quip point-out"
)
"""Verbs that leave the act to the words said."""


_PHRASES: Final = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), verb)
    for phrase, verb in (
        (r"call(?:s|ed|ing)? (?:on|for|upon)", "call-for"),
        (r"call(?:s|ed|ing)? (?:\w+ )?out", "call-out"),
        (r"point(?:s|ed|ing)? (?:\w+ )?out", "noted"),
        (r"point(?:s|ed|ing)? (?:the |a |\w+ )?fingers?(?: \w+)? at", "accused"),
        (r"lash(?:es|ed|ing)? out|hit(?:s|ting)? (?:back|out)|fir(?:es|ed|ing) back", "lashed"),
        (r"push(?:es|ed|ing)? back", "push-back"),
        (r"turn(?:s|ed|ing)? down", "rejected"),
        (r"(?:shrug|brush|laugh|wav)(?:s|es|ed|ged|ging|ing)? off", "shrug-off"),
        (r"(?:went|go|goes|going|gone) after|speak(?:s|ing)? out against|spoke out against", "attacked"),
        (r"(?:take|takes|took|taking|taken) (?:issue with|aim at|offen[cs]e at|exception to)", "criticized"),
        (r"(?:make|makes|made|making) fun of|poke[sd]? fun at", "mocked"),
        (r"rais(?:e|es|ed|ing) (?:doubts?|objections?|alarm|concerns?) (?:about|over|to)", "criticized"),
    )
)
"""Verbs of several words, and the word that stands for each."""


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb, verb + "s", stem + "ed", stem + "ing", verb + "es", verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb.endswith("y"):
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    return forms


@cache
def _lemmas() -> dict[str, tuple[str, Act]]:
    table: dict[str, tuple[str, Act]] = {}
    for act, verbs in _VERBS.items():
        for verb in verbs.split():
            for form in _forms(verb):
                table.setdefault(form, (verb, act))
    for form, lemma in _IRREGULAR.items():
        if lemma in table:
            table[form] = (lemma, table[lemma][1])
    for act, nouns in _NOUNS.items():
        for noun in nouns.split():
            table.setdefault(noun, (noun, act))
    return table


def cue_lemmas(cue: str) -> list[tuple[str, Act]]:
    """Return the verbs and nouns of speech in a cue, in order, each with its act.

    >>> cue_lemmas("has repeatedly called for")
    [('call-for', 'demand')]
    """
    lowered = cue.lower()
    for phrase, verb in _PHRASES:
        lowered = phrase.sub(verb, lowered)
    found: list[tuple[str, Act]] = []
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", lowered):
        if word in _lemmas():
            found.append(_lemmas()[word])
    return found
