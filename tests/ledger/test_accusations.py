from __future__ import annotations

from sayso.ledger import Ledger, accusations_of
from tests.web.builder import Builder

TEXT = "Ann Poe accused the council of theft. The council denied it. Ivan Roe blamed nobody by name for the flood."


def story() -> Builder:
    built = Builder()
    page = built.article("a.txt", TEXT, outlet="Post", title=None, published=None)
    poe, council, roe = (built.entity(name) for name in ("Ann Poe", "the council", "Ivan Roe"))
    charge = built.report(page, "Ann Poe", "accused", "of theft", speaker=poe, act="accuse", target=council)
    denial = built.report(page, "The council", "denied", "it", speaker=council, act="deny")
    other = built.report(page, "Ivan Roe", "blamed", "for the flood", speaker=roe, act="accuse")
    first, second, _ = (built.statement(([name], ())) for name in (charge, denial, other))
    built.link(second, first, "denies", 0.8, "it denies in its words")
    return built


def test_each_accusation_has_its_parties_its_words_and_what_answers():
    charge, other = accusations_of(story().contents())
    assert (charge.accuser.name, charge.accused.name, charge.of_what) == ("Ann Poe", "the council", "of theft")
    assert [span.of(TEXT) for report in charge.reports for span in report.content] == ["of theft"]
    (denial,) = charge.denials
    assert (denial.statement.speaker.name, denial.relation, denial.score) == ("the council", "denies", 0.8)
    assert denial.reasons
    assert (other.accuser.name, other.accused, other.denials) == ("Ivan Roe", None, ())


def test_a_ledger_tells_them_too():
    contents = story().contents()
    with Ledger.of(contents) as ledger:
        assert ledger.accusations() == accusations_of(contents)
