"""English is told from other languages, and nothing is told of too few words."""

import pytest

from sayso.reading.language import language_of

ENGLISH = "The minister said that she had not been told of the plan and that it was for others to answer for it."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (
            "Le ministre a dit que le plan n'est pas prêt et que les travaux de la route ne sont pas dans le budget.",
            "fr",
        ),
        (
            "El ministro dijo que el plan no está listo y que las obras de la carretera no están en el presupuesto.",
            "es",
        ),
        (
            "Der Minister sagte, dass der Plan nicht fertig ist und dass die Arbeiten an der Straße noch nicht begonnen haben.",
            "de",
        ),
        ("Министр сказал, что план не готов и что работы на дороге не начались.", "ru"),
        ("قال الوزير إن الخطة ليست جاهزة وإن العمل لم يبدأ بعد", "ar"),
        ("大臣は計画がまだできていないと述べた。", "ja"),
        ("Talks on strait collapse", None),
        ("Zorp blib karl venn. " * 20, "und"),
        ("Selm 12 Tarn 13 Dorn 0 Lund 4 " * 20, "und"),
        (
            "Pääministeri sanoi että hallitus ei aio muuttaa suunnitelmaansa vaikka oppositio vaatii sitä ja että uusi laki "
            "tulee voimaan ensi vuonna kun eduskunta on hyväksynyt sen lopullisesti",
            "und",
        ),
        ("", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    found = language_of(text)
    assert found.code == code
    assert found.reason


def test_quotations_in_another_language_do_not_make_a_page_foreign() -> None:
    assert language_of(ENGLISH + " “No pasarán,” he said. " + ENGLISH).code == "en"
