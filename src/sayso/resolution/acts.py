"""What an attribution does: say, accuse, deny, demand, ... read from its cue, its content and its speaker.

A lexical model that can be followed by hand: the cue's verb or noun decides when it is a clear one; a
neutral cue ("said", "told") leaves it to the words of the content.  Classes of verbs after Levin (1993) and
the speech acts of Searle (1976).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.records import Act, EntityKind
from sayso.resolution.judgement_words import BLAMING, PRAISING
from sayso.resolution.lexicon import words_of

_VERBS: Final[dict[Act, str]] = {
    "accuse": "accuse blame criticize criticise slam blast condemn denounce attack rip hammer charge allege fault "
    "decry deplore lambaste rebuke scold berate bristle complain assail mock ridicule insult disparage denigrate "
    "castigate chide excoriate rail vilify smear indict sue deride bash skewer lash protest lament reproach upbraid "
    "censure slander taunt seethe confront grill brand trash savage poke jab needle",
    "deny": "deny reject refute rebut dispute dismiss disavow disclaim contradict repudiate debunk downplay deflect",
    "demand": "demand urge exhort advocate propose insist-on order require press push implore compel lobby instruct "
    "call-on call-for want seek recommend prod prompt oppose campaign rally dare",
    "warn": "warn caution threaten alert",
    "promise": "promise vow pledge swear guarantee assure commit plan offer agree intend",
    "request": "request appeal beg plead invite petition solicit pitch",
    "praise": "praise hail laud applaud commend endorse welcome thank celebrate congratulate tout salute honor "
    "honour compliment support cheer admire brag boast extol defend promote marvel back rejoice",
    "predict": "predict forecast project foresee anticipate expect foretell",
    "believe": "believe think feel consider know see fear hope doubt worry understand realize realise recognize "
    "recognise judge suspect assume regard view like love hate prefer enjoy respect ignore remember care wish "
    "perceive figure learn watch concern convince determine mean accept trust dream imagine deem dislike respect",
    "ask": "ask question wonder inquire enquire query interview quiz",
    "report": "report find reveal show indicate estimate calculate publish disclose document discover poll survey "
    "cite detail chronicle measure demonstrate confirm expose unearth determine",
    "say": "decide answer say tell state add note explain declare announce argue assert claim comment remark reply "
    "respond answer write tweet contend maintain mention acknowledge admit concede point-out talk speak discuss "
    "describe call refer emphasize emphasise stress continue conclude suggest quip joke repeat reiterate testify "
    "insist recall recite issue release post observe underscore highlight address articulate decline refuse voice "
    "express outline signal imply retweet thank-you retort chant whisper shout",
}
_NOUNS: Final[dict[Act, str]] = {
    "accuse": "accusation accusations allegation allegations criticism condemnation charge charges attack attacks "
    "insults blame complaint complaints rebuke denunciation outrage ire jab incensed frustrated offense",
    "deny": "denial denials rebuttal rejection",
    "demand": "demand demands call calls proposal proposals advocates insistence",
    "warn": "warning warnings threat threats",
    "promise": "promise promises pledge pledges vow commitment plans",
    "request": "request requests appeal plea",
    "praise": "praise endorsement support tribute adulation admiration thanks proud cheers",
    "predict": "prediction predictions forecast expectation expectations projection odds",
    "believe": "belief beliefs view views opinion fear fears hope hopes concern concerns worried worries convinced "
    "sure afraid aware obsession eagerness determination interest thought thoughts feeling idea ideas desire "
    "confident eager apparently presumably concerned seems seem seemed appears appeared considered",
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
_DEMANDING: Final = re.compile(
    r"\b(?:should|must|need(?:s|ed)? to|ought to|have to|has to|it[’']s time|let[’']s)\b", re.IGNORECASE
)
_PROMISING: Final = re.compile(
    r"^[\s“\"']*(?:that )?(?:(?:I|we)[’']ll|"
    r"(?:he|she|it|they|we|I)(?: and \w+)? (?:would|will|wants? to|plans? to|intends? to)|"
    r"(?:the |its |his |her )?[\w.]+(?: \w+)? (?:would|will) "
    r"(?:work|continue|seek|take|increase|provide|support|never))\b",
    re.IGNORECASE,
)
_DENYING: Final = re.compile(
    r"^[\s“\"']*(?:that )?(?:no, |not true|(?:he|she|it|they|we|I|the [\w ]{3,40}?|(?:Mr|Mrs|Ms)?\.? ?[A-Z]\w+)"
    r" (?:was|were|is|are|did|does|do|had|has|have)(?:n[’']t| not| never| no)\b)"
)
_WARNING: Final = re.compile(
    r"\b(?:risks?|risky|endanger\w*|danger|dangers|consequences|catastroph\w+|concerned that|"
    r"concerns? (?:about|over|that)|threat to|threats to|cannot afford|can[’']t afford|recipe for|"
    r"bad things|at stake|beware|security concerns)\b",
    re.IGNORECASE,
)
_FORECAST: Final = re.compile(
    r"\b(?:(?:is|are|was|were|will be|be) (?:not |un|more |less |very )?likely|could (?:change|become|lead|spread)|"
    r"on (?:his|her|its|their) way to|going to (?:win|lose|happen|be)|"
    r"will (?:win|lose|become|happen|prevail|fail|triumph)|would (?:win|lose|triumph|prevail))\b",
    re.IGNORECASE,
)
_REFUSING: Final = re.compile(
    r"\b(?:refus\w+|declin\w+|stopped short|did(?:n[’']t| not) (?:say|comment|suggest|mention))\b"
)
_MEDIA: Final = re.compile(
    r"\b(?:News|Times|Post|Journal|Press|Radio|TV|Television|Herald|Tribune|Guardian|Telegraph|Mail|Reuters|Agence|Broadcasting|"
    r"Network|Magazine|Today|Chronicle|Observer|Gazette|Daily|AP|AFP|CNN|BBC|CBS|NBC|ABC|RT|NPR|Tass|Xinhua|Yorker|Politico|Caller)\b"
)
_SHORT: Final = 12  # words: in so few, one word of praise is what they are about
_QUESTION: Final = re.compile(r"^[\s“\"']*(?:why|how|what|who|whom|when|where|whether|which|if)\b", re.IGNORECASE)
_NEUTRAL: Final = words_of(
    "say tell state add note explain declare argue assert comment remark reply respond answer write tweet contend "
    "maintain call continue describe conclude speak talk observe insist claim post suggest joke quip point-out"
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


@dataclass(frozen=True, slots=True)
class Voice:
    """What of a speaker bears on the act: its kind, its name, and whether it is a report, poll or study."""

    kind: EntityKind | None = None
    name: str = ""
    document: bool = False


def act_of(cue: str, content: str, voice: Voice) -> Act:
    """Return the act of an attribution from its cue, its content and its speaker.

    >>> act_of("accused", "the coalition of striking a convoy", Voice("government", "Russia"))
    'accuse'
    >>> act_of("said", "“Why did nobody stop it?”", Voice("person", "Ann Poe"))
    'ask'
    """
    lemmas = cue_lemmas(cue)
    if _REFUSING.search(cue.lower()):
        return "say"
    strong = [(lemma, act) for lemma, act in lemmas if lemma not in _NEUTRAL and act != "say"]
    if strong:
        return _settled(*strong[0], content, voice)
    if voice.document:
        return "report"
    found = _content_act(content)
    if found == "say" and voice.kind in {"organisation", "document"} and _MEDIA.search(voice.name):
        return "report"
    return found


def _settled(lemma: str, act: Act, content: str, voice: Voice) -> Act:
    """Return the act of a cue that is not neutral, where the content or the speaker turns it."""
    if lemma == "ask" and re.match(r"\s*(?:to|for|that)\b", content):
        return "request"
    if lemma in {"press", "demand", "want", "question"} and _QUESTION.match(content):
        return "ask"
    if lemma == "according" and not voice.document:
        counted = voice.kind != "person" and re.search(r"\d|percent|\bhalf\b", content)
        return "report" if counted else _content_act(content)
    if lemma in {"disclose", "publish", "detail", "determine"} and not voice.document:
        return "say"
    return act


def _content_act(content: str) -> Act:
    """Return what the words themselves do, for a cue that tells nothing."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)?", content.lower())
    blaming = sum(word in BLAMING for word in words)
    praising = sum(word in PRAISING for word in words)
    judged = blaming - praising
    demanding = _DEMANDING.search(content) is not None
    tests: tuple[tuple[Act, bool], ...] = (
        ("ask", content.rstrip(" .”\"'’").endswith("?") and content.count("?") >= content.count(".")),
        ("promise", _PROMISING.search(content) is not None),
        ("deny", _DENYING.search(content) is not None),
        ("accuse", judged > demanding),
        ("demand", demanding),
        ("warn", _WARNING.search(content) is not None),
        ("predict", _FORECAST.search(content) is not None),
        ("praise", judged < 0 and (praising > 1 or len(words) < _SHORT)),
    )
    return next((act for act, holds in tests if holds), "say")
