"""How a ledger and its statements look in a notebook: small, escaped, without a script."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from sayso.ledger import Ledger
from sayso.records import Contents
from tests.web.dam import storable_dam_story

HOSTILE = '</td></table><script>alert("x")</script><img src=x onerror=y>\u202e\x1b[31m'


def harmless(shown: str) -> html.HtmlElement:
    tree = html.fromstring(shown)
    assert not tree.xpath("//script | //img | //style | //a | //*[@*]")
    assert "\u202e" not in shown
    assert "\x1b" not in shown
    return tree


def test_a_ledger_shows_its_counts_and_first_statements() -> None:
    story = storable_dam_story()
    with Ledger.of(story) as ledger:
        tree = harmless(ledger._repr_html_())
    assert str(len(story.statements)) in tree.xpath("//table[1]//td//text()")
    assert len(tree.xpath("//table[2]//tr")) == 6
    with Ledger.of(Contents()) as ledger:
        assert harmless(ledger._repr_html_()).xpath("count(//table)") == 1


def test_a_statement_shows_its_reports_and_where_they_stand() -> None:
    story = storable_dam_story()
    with Ledger.of(story) as ledger:
        for view in ledger.statements():
            tree = harmless(view._repr_html_())
            assert len(tree.xpath("//tr")) == 1 + len(view.reports)
            for report in view.reports:
                assert any(report.path in cell.text_content() for cell in tree.xpath("//td"))


def test_hostile_words_do_nothing_and_long_ones_are_cut() -> None:
    story = storable_dam_story()
    worse = replace(
        story,
        entities=tuple(replace(one, name=HOSTILE) for one in story.entities),
        reports=tuple(replace(one, quote=HOSTILE + "x" * 9_000) for one in story.reports),
        articles=tuple(replace(one, outlet=HOSTILE) for one in story.articles),
    )
    with Ledger.of(worse) as ledger:
        shown = [view._repr_html_() for view in ledger.statements()]
        harmless(ledger._repr_html_())
    for one in shown:
        harmless(one)
        assert len(one) < 40_000
