from __future__ import annotations

import pytest

from sayso.records import Attribution, Span, Tagging
from sayso.resolution import resolve
from tests.resolution.pages import only_report, page, resolved, speakers

POE = (("Ann Poe", "person"), ("Ivan Roe", "person"))


def test_a_name_with_its_office_speaks():
    assert speakers(page("[S1:Arcadian Foreign Minister Ivan Roe] [C1:said] [Q1:talks had failed].", names=POE)) == [
        "Ivan Roe"
    ]


def test_a_province_whose_name_was_taken_for_half_a_person_does_not_speak_for_its_governor():
    text = (
        "[S1:The governor of Upper Varn] [C1:said] [Q1:the bridge was shut]. [Q2:“It stays shut,”] [C2:said] "
        "[S2:the governor, Ann Poe]."
    )
    names = (("Upper", "place"), ("Varn", "person"), ("Ann Poe", "person"))
    assert speakers(page(text, names=names)) == ["Ann Poe", "Ann Poe"]


def test_a_pronoun_means_the_speaker_of_the_sentence_before():
    text = "[S1:Defence Minister Ivan Roe] [C1:said] [Q1:the dam would hold]. [Q2:“It is safe,”] [S2:he] [C2:said]."
    assert speakers(page(text, names=POE)) == ["Ivan Roe", "Ivan Roe"]


def test_a_pronoun_passes_over_people_of_the_other_gender():
    text = "[S1:Samantha Poe] [C1:met] [Q1:reporters] beside Vladimir Roe. [Q2:“No,”] [S2:she] [C2:said]."
    names = (("Samantha Poe", "person"), ("Vladimir Roe", "person"))
    assert speakers(page(text, names=names))[1] == "Samantha Poe"


def test_an_orphan_he_stays_unresolved():
    report = only_report("Talks went on all night. [Q1:“We wait,”] [S1:he] [C1:said].")
    assert report.speaker is None
    assert report.why_speaker.relation == "unresolved"
    assert report.why_speaker.reasons


def test_he_after_another_speaker_between_two_men_stays_unresolved():
    text = (
        "[S1:Envoy Ivan Roe] [C1:said] [Q1:the truce held].\n\nPeter Low watched from the hall.\n\n"
        "[S2:The Harbour Council] [C2:says] [Q2:forty ships wait].\n\n[Q3:“Our ships wait in vain,”] [S3:he] [C3:said]."
    )
    names = (*POE, ("Peter Low", "person"), ("Harbour Council", "organisation"))
    assert speakers(page(text, names=names)) == ["Ivan Roe", "Harbour Council", None]


def test_a_she_named_only_after_her_quotations():
    text = (
        "[Q1:“The dam is lost,”] [S1:she] [C1:said]. [Q2:“We warned them,”] [S2:she] [C2:added]. "
        "[Q3:“Now pay,”] [S3:Samantha Poe] [C3:said]."
    )
    assert speakers(page(text, names=(("Samantha Poe", "person"),))) == ["Samantha Poe"] * 3


def test_a_quotation_without_a_source_takes_the_speaker_that_goes_on():
    text = "[Q1:“It is barbarism.”] [S2:Ann Poe] [C2:added], [Q2:“They launched it.”]"
    assert speakers(page(text, names=POE)) == ["Ann Poe", "Ann Poe"]


@pytest.mark.parametrize("nominal", ["The defense minister", "The minister", "the Arcadian defence minister"])
def test_a_role_means_who_holds_it(nominal):
    text = (
        f"Arcadian Defence Minister Ivan Roe came. So did Ann Poe, the harbour pilot. [S1:{nominal}] [C1:said] [Q1:no]."
    )
    assert speakers(page(text, names=POE)) == ["Ivan Roe"]


def test_a_role_of_another_country_is_somebody_else():
    text = "Russian Defence Minister Ivan Roe came. [S1:The Syrian defence minister] [C1:said] [Q1:no]."
    assert speakers(page(text, names=POE)) == ["Syrian defence minister"]


def test_officials_stay_unnamed_and_are_described():
    found = resolved(page("[S1:Three harbour officials] [C1:said] [Q1:the crane fell]."))
    (entity,) = [one for one in found.entities if one.id == found.reports[0].speaker]
    assert (entity.kind, entity.name) == ("unnamed", "Three harbour officials")


def test_a_bare_noun_that_nothing_explains_is_unresolved():
    assert speakers(page("[S1:The statement] [C1:added] [Q1:that aid would begin].")) == [None]


def test_people_named_together_are_meant_together():
    text = (
        "[S1:Senator Ann Poe and Senator Ivan Roe] [C1:wrote] [Q1:a letter]. "
        "[S2:The senators] [C2:said] [Q2:it was late]."
    )
    assert speakers(page(text, names=POE)) == ["Ann Poe and Ivan Roe"] * 2


def test_who_takes_the_name_before_it():
    assert speakers(page("It was Ivan Roe, [S1:who] [C1:said] [Q1:no].", names=POE)) == ["Ivan Roe"]


def test_who_takes_the_noun_before_it():
    assert speakers(page("There are some critics [S1:who] [C1:call] [Q1:it a sham].")) == ["some critics"]


def test_a_title_tells_two_of_one_surname_apart():
    text = (
        "Samantha Poe and her brother Peter Poe ran. [S1:Mr. Poe] [C1:said] [Q1:yes]. [S2:Ms. Poe] [C2:said] [Q2:no]."
    )
    names = (("Samantha Poe", "person"), ("Peter Poe", "person"), ("Poe", "person"))
    assert speakers(page(text, names=names)) == ["Peter Poe", "Samantha Poe"]


def test_a_seat_of_government_speaks_for_its_state():
    found = resolved(
        page("[S1:Moscow] [C1:says] [Q1:no]. [S2:The Kremlin] [C2:agreed] [Q2:it would]. In Damascus, rain.")
    )
    assert len({report.speaker for report in found.reports}) == 1
    assert {one.kind for one in found.entities if one.id == found.reports[0].speaker} == {"government"}


def test_an_apposition_speaks_with_its_name():
    text = "The remark came after Staffan de Horn, [S1:the envoy for Arcadia], [C1:said] [Q1:no]."
    assert speakers(page(text, names=(("Staffan", "person"), ("Horn", "person")))) == ["Staffan de Horn"]


def test_a_pronoun_that_denies_means_whom_the_sentence_accuses():
    text = (
        "[S1:The Harbour Council] [C1:said] [Q1:ten had died].\n\n"
        "[S2:Iran] [C2:accused] [Q2:Israel of the attack], but [S3:it] [C3:denied] [Q3:any role]."
    )
    names = (("Harbour Council", "organisation"), ("Iran", "place"), ("Israel", "place"))
    assert speakers(page(text, names=names)) == ["Harbour Council", "Iran", "Israel"]


def test_a_pronoun_that_denies_means_a_body_known_by_its_head():
    text = (
        "[S1:Much of the world] [C1:pointed the finger at] [Q1:President Ivan Roe’s government for the attack], "
        "though [S2:it] [C2:denied] [Q2:any role]."
    )
    assert speakers(page(text, names=(("Ivan Roe", "person"),)))[1] == "Ivan Roe government"


def test_a_pronoun_of_a_person_that_denies_is_no_body():
    text = "[S1:Ann Poe] [C1:blamed] [Q1:the army for the raid] before [S2:she] [C2:denied] [Q2:knowing of it]."
    assert speakers(page(text, names=POE))[1] == "Ann Poe"


@pytest.mark.parametrize("letters", ["US", "U.S."])
def test_a_coalition_that_a_state_leads_is_not_the_state(letters: str):
    text = f"[S1:The {letters}-led coalition] [C1:denied] [Q1:a report of a raid]."
    assert speakers(page(text, names=((letters, "place"),))) == [f"{letters}-led coalition"]


def test_claims_that_grow_are_not_made_by_whom_the_sentence_is_about():
    text = "[S1:Arcadia] [C1:left] [Q1:the council] after [C2:mounting allegations] [Q2:that its acts were crimes]."
    assert speakers(page(text, names=(("Arcadia", "place"),))) == ["Arcadia", None]


def test_a_participle_goes_on_with_its_speaker():
    text = "[S1:Ann Poe] [C1:said] [Q1:no], [C2:raising doubts] [Q2:that the dam would hold]."
    assert speakers(page(text, names=POE)) == ["Ann Poe", "Ann Poe"]


@pytest.mark.parametrize("pronoun", ["that", "who"])
def test_a_relative_means_the_people_before_it(pronoun: str):
    text = f"The army struck moderate groups [S1:{pronoun}] [C1:oppose] [Q1:the regime]."
    assert speakers(page(text)) == ["moderate groups"]


def test_that_may_mean_no_people():
    assert speakers(page("A poll of voters and a report [S1:that] [C1:found] [Q1:no fault] came out.")) == ["report"]


def test_they_in_a_quotation_are_not_the_one_country_that_it_names():
    names = (*POE, ("Russia", "place"))
    text = "[S1:Ann Poe] [C1:said]: [Q1:“Russia must choose. Maybe they forgot who fired first.”]"
    article, tagging = page(text, names=names)
    source, cue, content = (
        (Span(at := article.text.index(part), at + len(part)),) for part in ("they", "forgot", "who fired first")
    )
    inner = Attribution(source, cue, content, "indirect", nested_in=0)
    found = resolve([article], [Tagging((*tagging.attributions, inner), tagging.names)])
    assert [report.speaker is not None for report in found.reports] == [True, False]


@pytest.mark.parametrize("owner", ["The Russian", "Russia’s", "the Russian"])
@pytest.mark.parametrize("head", ["government", "army", "regime"])
def test_a_body_is_named_after_its_state_once(owner: str, head: str):
    assert speakers(page(f"[S1:{owner} {head}] [C1:denied] [Q1:it].")) == [f"Russian {head}"]


@pytest.mark.parametrize(
    "source",
    [
        "Karl Low director of the Harbour Watch",
        "Karl Low the director of a hospital in the north",
        "Karl Low one of the spokesmen within HRW",
        "Karl Low a police officer",
        "Karl Low 24",
        "Karl Low spokesman for the Office for the Coordination of Tides (OCT)",
    ],
)
def test_a_name_speaks_where_the_comma_behind_it_is_lost(source: str):
    names = (("Karl Low", "person"), ("Harbour Watch", "organisation"), ("OCT", "organisation"))
    assert speakers(page(f"[S1:{source}] [C1:said] [Q1:no].", names=names)) == ["Karl Low"]


@pytest.mark.parametrize("source", ["Ida Poe campaign manager Karl Low", "Poe spokesman Karl Low"])
def test_whose_man_somebody_is_does_not_speak(source: str):
    names = (("Ida Poe", "person"), ("Poe", "person"), ("Karl Low", "person"))
    assert speakers(page(f"[S1:{source}] [C1:said] [Q1:no].", names=names)) == ["Karl Low"]


def test_states_are_a_list_where_their_commas_are_lost():
    names = (("Russia", "place"), ("Iran", "place"), ("Turkey", "place"))
    found = speakers(page("[S1:Russia Iran and Turkey] [C1:agreed to] [Q1:a truce].", names=names))
    assert found == ["Russia, Iran and Turkey"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A correspondent in rebel-held eastern Varn", "correspondent in rebel-held eastern Varn"),
        ("A resident speaking from the garage inside Varn", "resident speaking from the garage inside Varn"),
        ("The encirclement of eastern Varn", "encirclement of eastern Varn"),
    ],
)
def test_the_place_that_somebody_is_in_does_not_speak(source: str, speaker: str):
    assert speakers(page(f"[S1:{source}] [C1:told] of [Q1:hunger].", names=(("Varn", "place"),))) == [speaker]


@pytest.mark.parametrize("head", ["regime", "opposition", "army", "government"])
def test_a_body_of_which_a_country_has_one_is_not_the_body_last_named(head: str):
    text = f"[S1:The Harbour Watch] [C1:said] [Q1:ten had died]. [S2:The {head}] [C2:denied] [Q2:it]."
    assert speakers(page(text, names=(("Harbour Watch", "organisation"),))) == ["Harbour Watch", None]


@pytest.mark.parametrize("words", ["The Varn-based monitoring group", "The human rights watchdog", "The monitor"])
def test_words_for_the_sort_of_a_body_take_up_its_name(words: str):
    text = f"[S1:The Harbour Watch] [C1:said] [Q1:ten had died]. [S2:{words}] [C2:added] [Q2:it was unclear]."
    assert speakers(page(text, names=(("Harbour Watch", "organisation"),))) == ["Harbour Watch"] * 2


def test_an_official_is_not_the_person_whom_the_page_then_names():
    text = "[S1:A provincial official] [C1:said] [Q1:no].\n\nThe top adviser and official Ida Low took another tone."
    assert speakers(page(text, names=(("Ida Low", "person"),))) == ["provincial official"]


def test_the_sort_of_a_body_does_not_take_up_one_that_has_told_nothing():
    text = "The Gull Quay was struck. [S1:Ida Low] [C1:said] [Q1:ten had died]. [S2:The monitor] [C2:added] [Q2:more]."
    names = (("Gull Quay", "organisation"), ("Ida Low", "person"))
    assert "Gull Quay" not in speakers(page(text, names=names))


def test_the_sort_of_a_body_takes_up_one_that_is_named_so():
    text = "The Harbour Watch counts the dead. [S1:The watchdog] [C1:said] [Q1:ten had died]."
    assert speakers(page(text, names=(("Harbour Watch", "organisation"),))) == ["Harbour Watch"]


def test_a_caption_after_a_name_is_not_what_somebody_is():
    text = "[S1:Karl Low A rebel fighter at a rally] [C1:called for] [Q1:order]."
    assert speakers(page(text, names=(("Karl Low", "person"),))) != ["Karl Low"]


@pytest.mark.parametrize(
    "source", ["The Harbour Watch a group based in Varn", "Harbour Watch an anti-war group which counts"]
)
def test_a_body_speaks_where_the_comma_behind_it_is_lost(source: str):
    text = f"[S1:{source}] [C1:said] [Q1:no]."
    assert speakers(page(text, names=(("Harbour Watch", "organisation"),))) == ["Harbour Watch"]


def test_a_body_is_known_by_its_noun_though_its_name_also_goes_on():
    names = (("Tide Observatory for Human Rights monitoring group", "organisation"),)
    names += (("Tide Observatory for Human Rights", "organisation"), ("Observatory", "organisation"))
    text = (
        "[S1:The Tide Observatory for Human Rights] [C1:said] [Q1:no]. [S2:The Observatory] [C2:added] [Q2:yes]. "
        "Ten died, [S3:the Tide Observatory for Human Rights monitoring group] [C3:said] [Q3:on Monday]."
    )
    assert speakers(page(text, names=names))[:2] == ["Tide Observatory for Human Rights"] * 2
