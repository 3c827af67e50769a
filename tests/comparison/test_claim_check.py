"""How many independent reports stand behind an answer to a claim."""

from sayso.comparison.claim_check import Bearer, Check, Evidence, Source
from sayso.records import Verdict


def _source(origin: str, *pages: tuple[str, str | None]) -> Source:
    reports = (
        Evidence(f"att_{page}", page, f"{page}.txt", outlet, None, "they fired", ()) for page, outlet in sorted(pages)
    )
    return Source(origin, (), tuple(reports))


def _check(*sources: Source) -> Check:
    bearers = tuple(
        Bearer(f"sta_{number}", "Poe", None, Verdict("denies", 0.9, ()), (source,))
        for number, source in enumerate(sources)
    )
    return Check("They fired", "denied", (), bearers, (), 9, 9)


def test_statements_that_stand_in_one_page_are_one_report():
    assert _check(_source("one", ("a", None)), _source("two", ("a", None))).origins("denies") == 1


def test_an_outlet_counts_once_however_many_of_its_pages_tell_it():
    assert _check(_source("one", ("a", "Post")), _source("two", ("b", "Post"))).origins("denies") == 1


def test_a_source_that_two_outlets_carry_makes_one_of_what_each_tells_besides():
    found = _check(
        _source("one", ("a", "Post")), _source("two", ("b", "Echo")), _source("both", ("c", "Post"), ("d", "Echo"))
    )
    assert found.origins("denies") == 1


def test_outlets_that_share_nothing_are_as_many_reports():
    assert (
        _check(_source("one", ("a", "Post")), _source("two", ("b", "Echo")), _source("three", ("c", None))).origins(
            "denies"
        )
        == 3
    )
    assert _check().origins("denies") == 0
