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
    "criminals crime crimes illegal illegally unlawful lawless violated violates violating violation violations "
    "blame blamed fault unfit terrible horrible awful disaster disastrous catastrophe abuse abused abuses abusing "
    "abusive ridiculous absurd stupid foolish crazy insane delusional pathetic weak cowardly coward betray betrayed "
    "betrayal scandal scandalous cover-up rigged rigging stole stealing cheat cheated cheating barbaric barbarism "
    "barbarous massacre massacred massacres slaughter atrocity atrocities provocation provocations provocative "
    "aggression aggressor unacceptable insult insulted insulting insults offensive mess ignorant ignorance ignored "
    "ignoring ignores refused refuses refusing undermine undermined undermines undermining threatened threatening "
    "nasty rant bully bullying worst unfair unjust injustice indiscriminate indiscriminately destroyed destroying "
    "destroy ruined ruining damaging murdered murderer murderers murderous hateful hatred hostile discriminate "
    "discriminated discriminating discrimination smear smears smeared slander blatant brazen flagrant immoral "
    "amoral unconscionable inexcusable callous cruel cruelty cynical despicable disingenuous greed greedy "
    "hysterical inhumane insensitive intolerant malicious naive opportunistic petty phony reprehensible ruthless "
    "self-serving sinister spineless thug thugs tyrant tyranny unethical unscrupulous vindictive vicious mismanaged "
    "mishandled bungled botched squandered abandoned exploit exploited exploiting exploitation manipulate "
    "manipulated manipulating sabotage sabotaged scapegoat propaganda obstruct obstructed obstruction breach "
    "breached illegitimate unprovoked unwarranted disrespect disrespectful disregard hide hiding hid conspiracy "
    "collusion mockery farce sham hoax absurdity nonsense demagogue divisive dishonorable untrustworthy mishandle "
    "misconduct misuse misused neglect neglected trample trampled plundered looted looting robbed swindled scam "
    "scams dangerous escalation escalating shocking appalling indefensible"
)
PRAISING: Final = words_of(
    "great greatest honored honoured proud wonderful fantastic brilliant terrific amazing excellent outstanding "
    "admirable admire admired hero heroes heroic courage courageous brave bravery thank thanks thankful grateful "
    "gratitude congratulations congratulate respect respected extraordinary remarkable remarkably champion "
    "champions tremendous impressive genius inspiring inspired inspiration beautiful best smart successful success "
    "historic visionary pioneer integrity honest decent compassionate compassion dedicated dedication tireless "
    "talented gifted exemplary exceptional incredible invaluable leadership legend magnificent masterful noble "
    "superb trustworthy wise wisdom celebrate celebrated celebration milestone breakthrough triumph magic magical "
    "delighted thrilled pleased applaud landmark principled tough strong right enormous"
)
