"""What an attribution does: say, accuse, deny, demand, ... read from its cue, its content and its speaker.

A lexical model that can be followed by hand: the cue's verb or noun decides when it is a clear one; a
neutral cue ("said", "told") leaves it to the words of the content.  Classes of verbs after Levin (1993) and
the speech acts of Searle (1976).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from sayso.records import Act, EntityKind

_VERBS: Final[dict[Act, str]] = {
    "accuse": "accuse blame criticize criticise slam blast condemn denounce attack rip hammer charge allege fault decry deplore "
    "lambaste rebuke scold berate bristle complain assail mock ridicule insult disparage denigrate castigate chide excoriate "
    "rail vilify smear indict sue deride bash skewer lash protest lament reproach upbraid censure slander taunt seethe confront "
    "grill brand trash savage poke jab needle",
    "deny": "deny reject refute rebut dispute dismiss disavow disclaim contradict repudiate debunk downplay deflect",
    "demand": "demand urge exhort advocate propose insist-on order require press push implore compel lobby instruct call-on call-for "
    "want seek recommend prod prompt oppose campaign rally dare",
    "warn": "warn caution threaten alert",
    "promise": "promise vow pledge swear guarantee assure commit plan offer agree intend",
    "request": "request appeal beg plead invite petition solicit pitch",
    "praise": "praise hail laud applaud commend endorse welcome thank celebrate congratulate tout salute honor honour compliment "
    "support cheer admire brag boast extol defend promote marvel back rejoice",
    "predict": "predict forecast project foresee anticipate expect foretell",
    "believe": "believe think feel consider know see fear hope doubt worry understand realize realise recognize recognise decide judge "
    "suspect assume regard view like love hate prefer enjoy respect ignore remember care wish perceive figure learn watch "
    "concern convince determine mean accept trust dream imagine deem dislike respect",
    "ask": "ask question wonder inquire enquire query interview quiz",
    "report": "report find reveal show indicate estimate calculate publish disclose document discover poll survey cite detail "
    "chronicle measure demonstrate confirm expose unearth determine",
    "say": "say tell state add note explain declare announce argue assert claim comment remark reply respond answer write tweet "
    "contend maintain mention acknowledge admit concede point-out talk speak discuss describe call refer emphasize emphasise stress "
    "continue conclude suggest quip joke repeat reiterate testify insist recall recite issue release post observe underscore "
    "highlight address articulate decline refuse voice express outline signal imply retweet thank-you retort chant whisper shout",
}
_NOUNS: Final[dict[Act, str]] = {
    "accuse": "accusation accusations allegation allegations criticism condemnation charge charges attack attacks insults blame "
    "complaint complaints rebuke denunciation outrage ire jab incensed frustrated offense",
    "deny": "denial denials rebuttal rejection",
    "demand": "demand demands call calls proposal proposals advocates insistence",
    "warn": "warning warnings threat threats",
    "promise": "promise promises pledge pledges vow commitment plans",
    "request": "request requests appeal plea",
    "praise": "praise endorsement support tribute adulation admiration thanks proud cheers",
    "predict": "prediction predictions forecast expectation expectations projection odds",
    "believe": "belief beliefs view views opinion fear fears hope hopes concern concerns worried worries convinced sure afraid aware "
    "obsession eagerness determination interest thought thoughts feeling idea ideas desire confident eager apparently presumably "
    "concerned seems seem seemed appears appeared considered",
    "ask": "question questions",
    "report": "report reports findings study data statistics according estimates figures poll shows",
    "say": "statement comment comments remarks remark claim claims argument message speech announcement explanation",
}
_IRREGULAR: Final = {
    "said": "say", "told": "tell", "thought": "think", "felt": "feel", "knew": "know", "known": "know", "saw": "see", "seen": "see",
    "swore": "swear", "sworn": "swear", "sought": "seek", "found": "find", "shown": "show", "wrote": "write", "written": "write",
    "spoke": "speak", "spoken": "speak", "understood": "understand", "meant": "mean", "foresaw": "foresee", "pled": "plead",
    "began": "begin", "learnt": "learn", "denies": "deny", "denied": "deny", "foretold": "foretell", "swearing": "swear",
}  # fmt: skip
_NEGATIVE: Final = frozenset(
    {
        "liar",
        "lie",
        "lies",
        "lied",
        "lying",
        "fraud",
        "fraudulent",
        "crook",
        "crooked",
        "corrupt",
        "corruption",
        "disgrace",
        "disgraceful",
        "disgusting",
        "shameful",
        "racist",
        "racism",
        "bigot",
        "bigoted",
        "sexist",
        "hypocrite",
        "hypocrisy",
        "dishonest",
        "failed",
        "failure",
        "failures",
        "failing",
        "incompetent",
        "reckless",
        "irresponsible",
        "outrageous",
        "dangerous",
        "wrong",
        "guilty",
        "criminal",
        "criminals",
        "crime",
        "crimes",
        "illegal",
        "illegally",
        "violated",
        "violation",
        "violating",
        "violates",
        "blame",
        "blamed",
        "fault",
        "unfit",
        "terrible",
        "horrible",
        "awful",
        "disaster",
        "disastrous",
        "abuse",
        "abused",
        "ridiculous",
        "absurd",
        "stupid",
        "crazy",
        "insane",
        "pathetic",
        "weak",
        "cowardly",
        "betrayed",
        "betrayal",
        "scandal",
        "cover-up",
        "rigged",
        "stole",
        "stealing",
        "cheat",
        "cheated",
        "misleading",
        "mislead",
        "deceive",
        "deceived",
        "hatred",
        "barbarism",
        "barbaric",
        "massacre",
        "massacres",
        "slaughter",
        "provocation",
        "provocative",
        "provocations",
        "aggression",
        "unacceptable",
        "insult",
        "insulting",
        "offensive",
        "mess",
        "ignorant",
        "ignored",
        "ignoring",
        "refused",
        "refuses",
        "refusing",
        "undermine",
        "undermining",
        "threatening",
        "nasty",
        "rant",
        "bully",
        "worst",
        "charlatan",
        "quack",
        "unfair",
        "unjust",
        "indiscriminate",
        "destroy",
        "destroyed",
        "destroying",
        "damage",
        "damaged",
        "damaging",
        "hurt",
        "killing",
        "killed",
        "murdered",
        "gutless",
        "frenzy",
        "fanatic",
        "outlaw",
        "demagogue",
        "narcissist",
        "pathological",
        "lied",
        "squeezed",
        "fabrication",
        "sponsoring",
        "terrorists",
        "hostile",
        "discriminate",
        "discrimination",
        "disenfranchise",
        "birther",
        "slur",
        "smear",
        "smears",
        "dog-whistle",
        "crap",
        "blatant",
        "brazen",
        "flagrant",
        "immoral",
        "amoral",
        "unconscionable",
        "inexcusable",
    }
)
_POSITIVE: Final = frozenset(
    {
        "great",
        "honored",
        "honoured",
        "proud",
        "wonderful",
        "fantastic",
        "brilliant",
        "terrific",
        "amazing",
        "excellent",
        "outstanding",
        "admirable",
        "hero",
        "heroes",
        "courage",
        "courageous",
        "brave",
        "thank",
        "thanks",
        "grateful",
        "congratulations",
        "congratulate",
        "respect",
        "extraordinary",
        "remarkable",
        "champion",
        "tremendous",
        "impressive",
        "genius",
        "magic",
        "inspiring",
        "beautiful",
        "best",
        "smart",
        "success",
        "successful",
        "historic",
        "love",
    }
)
_DEMANDING: Final = re.compile(
    r"\b(?:should|must|need(?:s|ed)? to|ought to|have to|has to|it[’']s time|let[’']s)\b", re.IGNORECASE
)
_PROMISING: Final = re.compile(
    r"\b(?:(?:I|we|he|she|it|they)(?:[’']ll| will| would)|will (?:continue|work|take|seek|release))\b", re.IGNORECASE
)
_WARNING: Final = re.compile(
    r"\b(?:threat|danger(?:ous)?|risks?|consequences|catastroph\w+|bad things)\b", re.IGNORECASE
)
_FUTURE: Final = re.compile(r"\b(?:will|going to|won[’']t|likely|could|may)\b", re.IGNORECASE)
_NEUTRAL: Final = frozenset(
    {
        "say",
        "tell",
        "state",
        "add",
        "note",
        "explain",
        "declare",
        "argue",
        "assert",
        "comment",
        "remark",
        "reply",
        "respond",
        "answer",
        "write",
        "tweet",
        "contend",
        "maintain",
        "call",
        "continue",
        "describe",
        "conclude",
        "speak",
        "talk",
        "observe",
        "insist",
        "claim",
        "post",
        "suggest",
        "joke",
        "quip",
        "point-out",
    }
)


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
    lowered = re.sub(r"\b(call|calls|called|calling) (on|for|upon)\b", r"callfor", cue.lower())
    lowered = re.sub(r"\b(point|points|pointed|pointing) (?:\w+ )?out\b", "noted", lowered)
    lowered = re.sub(r"\b(?:lash|lashes|lashed|lashing) out\b", "lashed", lowered)
    found: list[tuple[str, Act]] = []
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", lowered):
        if word == "callfor":
            found.append(("call-for", "demand"))
        elif word in _lemmas():
            found.append(_lemmas()[word])
    return found


def act_of(cue: str, content: str, speaker: EntityKind | None, *, document: bool = False, negated: bool = False) -> Act:
    """Return the act of an attribution from its cue, its content and the kind of its speaker.

    >>> act_of("accused", "the coalition of striking a convoy", "government")
    'accuse'
    >>> act_of("said", "“Why did nobody stop it?”", "person")
    'ask'
    """
    lemmas = cue_lemmas(cue)
    if lemmas:
        strong = [(lemma, act) for lemma, act in lemmas if lemma not in _NEUTRAL and act != "say"]
        lemma, act = strong[0] if strong else lemmas[-1]
        if lemma not in _NEUTRAL and act != "say":
            return _settled(act, lemma, cue, content, document=document)
    if document:
        return "report"
    return _content_act(content)


def _settled(act: Act, lemma: str, cue: str, content: str, *, document: bool) -> Act:
    if lemma == "ask" and re.match(r"\s*(?:to|for|that)\b", content):
        return "request"
    if act == "report" and lemma == "according" and not document:
        return _content_act(content) if content[:1] in "“\"'" else "say"
    if act == "praise" and re.search(r"\b(?:not|n[’']t|refus\w+|never)\b", cue.lower()):
        return "say"
    return act


def _content_act(content: str) -> Act:
    words = Counter(re.findall(r"[a-z]+(?:-[a-z]+)?", content.lower()))
    negative = sum(words[word] for word in _NEGATIVE & words.keys())
    positive = sum(words[word] for word in _POSITIVE & words.keys())
    if content.rstrip(" .”\"'’").endswith("?") and content.count("?") >= content.count("."):
        return "ask"
    if negative > positive and negative >= 1:
        return "accuse"
    if _DEMANDING.search(content):
        return "demand"
    if positive > negative + 1:
        return "praise"
    return "say"
