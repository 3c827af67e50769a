"""Words of judgement: what people say of others when they blame or praise them.

After the classes of judgement in Martin and White's *The Language of Evaluation* (2005): honesty, propriety,
capacity, resolve; general vocabulary, no words of any one story.
"""

from __future__ import annotations

from typing import Final

from sayso.resolution.lexicon import words_of

BLAMING: Final = words_of(
    "liar liars lie lies lied lying fraud frauds fraudulent crook crooks crooked corrupt corruption disgrace "
    "disgraceful disgusting shame shameful shameless racist racists racism bigot bigots bigoted bigotry sexist "
    "sexism hypocrite hypocrites hypocrisy hypocritical dishonest dishonesty deceit deceitful deceive deceived "
    "deceiving deception misled mislead misleading failed failing failure failures fails incompetent incompetence "
    "inept reckless irresponsible careless negligent negligence outrage outrageous wrong wrongdoing guilty criminal "
    "criminals illegal illegally unlawful lawless violated violates violating violation violations "
    "blame blamed fault unfit terrible horrible awful disaster disastrous catastrophe abuse abused abuses abusing "
    "abusive ridiculous absurd stupid foolish crazy insane delusional pathetic weak cowardly coward betray betrayed "
    "betrayal scandal scandalous cover-up rigged rigging stole stealing cheat cheated cheating barbaric barbarism "
    "barbarous slaughter atrocity atrocities provocation provocations provocative "
    "aggression aggressor unacceptable insult insulted insulting insults mess ignorant ignorance ignored "
    "ignoring ignores refused refuses refusing undermine undermined undermines undermining threatened threatening "
    "nasty rant bully bullying worst unfair unjust injustice indiscriminate indiscriminately "
    "ruined ruining damaging murdered murderer murderers murderous hateful hatred hostile discriminate "
    "discriminated discriminating discrimination smear smears smeared slander blatant brazen flagrant immoral "
    "amoral unconscionable inexcusable callous cruel cruelty cynical despicable disingenuous greed greedy "
    "hysterical inhumane insensitive intolerant malicious naive opportunistic petty phony reprehensible ruthless "
    "self-serving sinister spineless thug thugs tyrant tyranny unethical unscrupulous vindictive vicious mismanaged "
    "mishandled bungled botched squandered abandoned exploit exploited exploiting exploitation manipulate "
    "manipulated manipulating sabotage sabotaged scapegoat propaganda obstruct obstructed obstruction breach "
    "breached illegitimate unprovoked unwarranted disrespect disrespectful disregard hide hiding hid conspiracy "
    "collusion mockery farce sham hoax absurdity nonsense demagogue divisive dishonorable untrustworthy mishandle "
    "misconduct misuse misused neglect neglected trample trampled plundered looted looting robbed swindled scam "
    "scams dangerous shocking appalling indefensible "
    "charlatan charlatans quack fake fakes crap bogus baseless groundless unfounded trumped-up gutless reek reeks "
    "reeked desperate desperation frenzy chaotic dysfunctional disorganized disorganised erratic unstable unhinged "
    "deranged paranoid egregious outlandish preposterous ludicrous laughable inadequate insufficient shoddy sloppy "
    "clueless toothless feckless hapless bankrupt treason traitor traitors treacherous treachery perfidy unpatriotic "
    "meddling meddle meddled interfering interfere interfered sow sowing sowed incite incited inciting incitement "
    "stoke stoked stoking fomenting instigated instigate inflame inflammatory fearmongering warmongering warmonger "
    "complicit complicity culprit culprits perpetrator perpetrators perpetrated culpable accomplice blackmail "
    "extortion bribed bribery bribe bribes embezzled nepotism cronyism cronies lackey lackeys puppet puppets stooge "
    "backward savages butcher butchers butchered genocide genocidal torturing tortured "
    "persecuted persecution oppress oppressed oppression oppressive repressive repression authoritarian dictator "
    "dictatorial fascist fascism supremacist misogynist misogyny xenophobic xenophobia sexism homophobic vulgar crass "
    "boorish arrogant arrogance smug condescending contempt contemptuous callousness heartless merciless brutal "
    "brutality brutally inhuman monstrous heinous evil vile repugnant revolting sickening disgusted "
    "troubling worrisome disturbing alarming unbelievable deplorable regrettable unhelpful "
    "counterproductive short-sighted inappropriate abhorrent misguided ill-advised ill-conceived hollow meaningless "
    "wasted wasteful squander "
    "rip-off unaccountable secretive evasive dodging dodged evaded concealed concealing distort distorted distorting "
    "distortion misrepresented misrepresenting fabricated fabricating fabrication fabrications falsehood falsehoods "
    "falsely untrue untruths disinformation misinformation demonize demonized demonizing scaremongering hypocritically "
    "reneged renege backtracked derailed derailing thwarted stonewalled stonewalling weaponized politicized "
    "politicizing overreach overstepped usurped botch bungle debacle fiasco travesty blunder blunders ineptitude "
    "mismanagement gridlock obstructionist fanatic fanatics"
)
PRAISING: Final = words_of(
    "great greatest honored honoured proud wonderful fantastic brilliant terrific amazing excellent outstanding "
    "admirable admire admired hero heroes heroic courage courageous brave bravery thanks thankful grateful "
    "gratitude congratulations congratulate respect respected extraordinary remarkable remarkably champion "
    "champions tremendous impressive genius inspiring inspired inspiration beautiful smart "
    "historic visionary pioneer integrity honest decent compassionate compassion dedicated dedication tireless "
    "talented gifted exemplary exceptional incredible invaluable legend magnificent masterful noble "
    "superb trustworthy wise wisdom celebrate celebrated celebration milestone breakthrough triumph magic magical "
    "delighted thrilled applaud landmark principled tough strong"
)
BLAMING_PHRASES: Final = (
    r"\b(?:is|are|was|were|be|been|being|held?|bears?) (?:\w+ )?(?:responsible|responsibility|to blame|at fault) for\b",
    r"\b(?:is|are|was|were|been) behind (?:the|this|these|an?|all) ",
    r"\bwar crimes?\b|\bcrimes? against humanity\b",
    r"\brais(?:e|es|ed|ing) (?:[\w-]+ ){0,5}?(?:questions|doubts)\b",
    r"\bdouble standards?\b|\bdifferent (?:set of )?(?:standards|rules)\b",
    r"\b(?:ca|could|can|did|do|does|will|wo)(?: ?not|n[’']t) (?:\w+ ){0,2}?(?:tell the truth|be trusted|live up to|"
    r"care about|keep (?:his|her|its|their) word)\b",
    r"\bout of control\b|\bfull of (?:it|lies|hate)\b|\bdog[ -]whistle\b|\bwitch[ -]hunt\b|\bbreaking point\b",
    r"\b(?:carried out|launched|staged|ordered|orchestrated|directed) (?:the|this|these|an?|another) "
    r"(?:[\w-]+ ){0,3}?(?:attacks?|strikes?|bombings?|airstrikes?|raids?|killings?|hacks?|assaults?|campaign)\b",
    r"\b(?:sponsor|support|arm|fund|financ|shelter|protect|harbou?r|aid|shield)\w* (?:the |these |of |by )?"
    r"(?:terror\w*|jihadis\w+|militants|extremis\w+|terrorists)\b",
    r"\b(?:bomb|shell|strik|struck|target|attack|kill|gass?)(?:ed|ing|s)? (?:\w+ ){0,3}?"
    r"(?:civilians|hospitals?|schools?|aid convoys?|innocent \w+|children)\b",
    r"\b(?:break|breaks|breaking|broke|broken|violat\w+|breach\w*) (?:the |a |its |their |this )?(?:\w+ )?"
    r"(?:ceasefires?|cease-fires?|truces?|agreements?|deal|promises?|law|laws|resolutions?|treaty|word)\b",
    r"\b(?:is|are|was|were) (?:not|in no way|hardly|far from) (?:\w+ )?(?:serious|credible|interested|acceptable|"
    r"true to)\b",
    r"\bwhat’?s wrong with\b|\bhow dare\b|\bdoes(?:n[’']t| not) (?:belong|deserve|care)\b",
    r"\b(?:pressur|squeez|forc|coerc|intimidat|threaten|silenc)(?:ed|ing) (?:\w+ )?(?:employees|workers|voters|"
    r"people|witnesses|"
    r"them|us|him|her)\b",
)
"""Turns of speech that lay something at somebody's door, as patterns."""
