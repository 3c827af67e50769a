"""The English words that resolution reads roles, numbers and genders from.

The lists are of common nouns and titles, written for English news at large; no proper name stands here.
"""

from __future__ import annotations

from typing import Final, Literal

Gender = Literal["male", "female"]
HeadKind = Literal["person", "people", "organisation", "document"]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(text.split())


MALE_WORDS: Final = words_of(
    "mr sir lord king prince sheikh sheik imam pope emir sultan ayatollah shah duke baron father brother son "
    "husband uncle grandfather nephew boy man gentleman spokesman chairman congressman businessman councilman "
    "policeman fisherman salesman nobleman statesman alderman assemblyman anchorman guy widower fiance boyfriend "
    "actor monk priest cleric grandson stepfather headmaster"
)
FEMALE_WORDS: Final = words_of(
    "mrs ms miss dame lady queen princess baroness duchess mother sister daughter wife aunt grandmother niece girl "
    "woman spokeswoman chairwoman congresswoman businesswoman councilwoman policewoman saleswoman stateswoman "
    "assemblywoman anchorwoman widow fiancee girlfriend actress nun granddaughter stepmother waitress headmistress"
)
HONORIFICS: Final = words_of(
    "mr mrs ms miss sir dame lord lady dr prof rev hon st sen sens rep reps gov govs gen lt maj col capt sgt cpl "
    "cmdr adm brig pvt amb atty messrs"
)
_ROLES = (
    "president premier minister chancellor secretary senator representative governor mayor ambassador envoy "
    "diplomat spokesman spokeswoman spokesperson chairman chairwoman chairperson chair director chief head leader "
    "commander general colonel major captain lieutenant sergeant admiral marshal brigadier officer official aide "
    "adviser advisor strategist consultant manager executive ceo cfo coo founder cofounder co-founder owner partner "
    "boss chairmen attorney lawyer prosecutor judge justice solicitor barrister counsel sheriff detective inspector "
    "investigator agent inspector professor lecturer teacher principal dean researcher scientist scholar economist "
    "historian physicist analyst expert fellow author writer journalist reporter correspondent editor columnist "
    "blogger anchor host commentator moderator presenter photographer doctor physician surgeon nurse medic "
    "psychiatrist psychologist engineer candidate nominee lawmaker legislator parliamentarian deputy mp congressman "
    "congresswoman councillor councilor delegate negotiator mediator coordinator organizer organiser activist "
    "campaigner advocate critic supporter opponent ally rival veteran soldier fighter rebel militant gunman suspect "
    "victim survivor witness resident neighbor neighbour driver worker farmer student pupil pollster investor "
    "developer banker trader broker contractor producer filmmaker actor actress singer musician artist celebrity "
    "star coach player athlete trainer priest bishop archbishop cardinal pastor rabbi imam cleric ayatollah king "
    "queen prince princess sultan emir sheikh pope man woman boy girl mother father son daughter brother sister "
    "wife husband parent uncle aunt cousin grandmother grandfather friend colleague neighbor person source insider "
    "whistleblower speaker whip treasurer undersecretary rapporteur commissioner superintendent administrator "
    "curator librarian operative surrogate member billionaire millionaire businessman businesswoman entrepreneur "
    "mogul magnate tycoon nobel laureate voter diplomat representative warden coroner pilot astronaut refugee "
    "migrant republican democrat liberal conservative socialist libertarian voice guard mate successor predecessor "
    "incumbent patient customer"
)
ROLE_NOUNS: Final = words_of(_ROLES)
_IRREGULAR_PEOPLE = words_of(
    "people men women children police officials authorities troops forces media press public staff personnel "
    "parents others congressmen congresswomen spokesmen spokeswomen policemen businessmen fishermen gunmen some "
    "many most few several both all everyone everybody anyone nobody one ones critics observers experts sources "
    "analysts americans millennials folks crowd audience electorate majority minority respondents elite "
    "establishment readers viewers users families communities nations countries states governments companies firms "
    "businesses banks outlets organizations organisations groups parties unions agencies networks newspapers "
    "percent generals teens youths elders clerics allies proponents opponents backers detractors locals residents "
    "civilians jihadists islamists terrorists insurgents separatists loyalists protesters demonstrators taxpayers "
    "consumers employees employers shareholders jurors leftists rightists lawmakers docs"
)
ORGANISATION_NOUNS: Final = words_of(
    "ministry department agency committee subcommittee council commission government administration campaign party "
    "company bank firm corporation manufacturer maker retailer airline university college school institute "
    "institution foundation association federation union alliance coalition bloc group organization organisation "
    "organisations charity ngo movement militia army navy military force command network newspaper paper magazine "
    "publication outlet broadcaster station channel website site service bureau office embassy consulate mission "
    "court tribunal parliament senate house congress assembly cabinet board panel team club league society center "
    "centre think-tank lab laboratory hospital clinic church mosque authority regime state country nation kingdom "
    "republic city county town province district body watchdog regulator lender carrier automaker startup "
    "monitor conglomerate camp faction brigade battalion regiment division delegation opposition left right presidency "
    "secretariat treasury exchange fund trust caucus chamber press police judiciary junta monarchy leadership "
    "observatory program programme nonprofit non-profit initiative project labor labour industry"
)
DOCUMENT_NOUNS: Final = words_of(
    "report study poll polls survey surveys letter letters statement statements article articles piece story "
    "stories memo memorandum email emails e-mail e-mails video videos footage tape tapes recording transcript "
    "transcripts tweet tweets post posts posting message messages law laws bill act amendment constitution charter "
    "article section clause treaty resolution agreement deal document documents documentation data figures "
    "statistics numbers records filing filings lawsuit suit complaint indictment affidavit ruling verdict order "
    "book memoir film movie documentary show series editorial column op-ed review analysis assessment estimate "
    "estimates projection forecast communique communiqué press-release release petition paper papers research "
    "findings finding evidence dossier cable cables map chart image images photo photos photograph photographs ad "
    "ads advertisement commercial headline headlines sign signs banner website returns test tests audit "
    "investigation inquiry probe case platform manifesto speech guidelines rules policy code script caption leaflet "
    "brochure note diary blog page pages list census average index poster broadcast interview"
)
NAMED_DOCUMENTS: Final = words_of("report poll act charter constitution memo survey study bill")  # in names, too
DETERMINERS: Final = words_of(
    "the a an this that these those his her its their our my your one another other some any each every no both"
)
DEFINITE: Final = words_of("the this that these those his her its their")
PRONOUNS: Final = words_of(
    "he she they it i we you him her them us me his their its our my himself herself themselves itself who which "
    "that whom whose"
)
RELATIVE: Final = words_of("who which that whom whose")
MALE_PRONOUNS: Final = words_of("he him his himself")
FEMALE_PRONOUNS: Final = words_of("she her hers herself")
_FUNCTION = (
    "the a an this that these those in on at by for from to of with without and or but nor so yet if when while "
    "where why how what who which whom whose as because although though since until unless after before during "
    "between among under over above below about against into onto upon through throughout toward towards is are was "
    "were be been being am do does did done have has had having will would shall should can could may might must "
    "not no yes he she it they we i you him her them us me his hers its their theirs our ours my mine your yours "
    "there here then than now also just only even still again once first second last next more most less least very "
    "too much many few some any all both each every other another such same own said says say according meanwhile "
    "however moreover furthermore instead despite today yesterday tomorrow tonight later earlier recently currently "
    "previously indeed perhaps maybe actually well oh look let get got see one two three four five six seven eight "
    "nine ten during like unlike speaking asked citing adding following given earlier last whether either neither "
    "never always often sometimes back because regarding per via nearly almost about around roughly overall "
    "additionally finally thus hence therefore nonetheless nevertheless"
)
FUNCTION_WORDS: Final = words_of(_FUNCTION)
CALENDAR: Final = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur "
    "thurs fri sat sun"
)


def singular(word: str) -> str:
    """Return the singular of a regular English plural, or the word itself.

    >>> [singular(word) for word in ("lawmakers", "countries", "attorneys", "boss", "spokesmen")]
    ['lawmaker', 'country', 'attorney', 'boss', 'spokesman']
    """
    if word == "men" or (word.endswith("men") and len(word) > 4):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def head_kind(noun: str) -> HeadKind | None:
    """Return what a noun (lower case) is the head of, or ``None`` when the lists do not tell.

    >>> head_kind("senators"), head_kind("ministry"), head_kind("stone")
    ('people', 'organisation', None)
    """
    if noun in DOCUMENT_NOUNS:
        return "document"
    if noun in _IRREGULAR_PEOPLE:
        return "people"
    if noun in ROLE_NOUNS:
        return "person"
    if noun in ORGANISATION_NOUNS:
        return "organisation"
    one = singular(noun)
    last = one.rsplit("-", 1)[-1]
    if one != noun and (one in ROLE_NOUNS or last in ROLE_NOUNS or one in ORGANISATION_NOUNS):
        return "people"
    return "person" if last in ROLE_NOUNS else None


def gender_of_word(word: str) -> Gender | None:
    """Return the gender that a title, role or kinship word (lower case) tells, if any."""
    if word in MALE_WORDS:
        return "male"
    return "female" if word in FEMALE_WORDS else None
