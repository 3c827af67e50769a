"""The report in few bytes: the same page to whoever reads it, and links to a passage that hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from benchmarks.desk import generated
from sayso.records import Contents
from sayso.web import render_report, report
from sayso.web.brevity import LEAST, brief, shortly_anchored
from tests.web.dam import dam_story

# Measured: 2,255 bytes for 400 attributions and 2,235 for 800; the templates alone make 2,468 and 2,446 of them.
BYTES_AN_ATTRIBUTION = 2_350


def whole(contents: Contents) -> str:
    """The report as the templates make it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "brief", shortly_anchored)
        return render_report(contents)


def built(page: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """What a parser builds of a page: each element, its attributes and its text; names are isolated or not."""
    page = re.sub(r"</?bdi>", "", page).replace('<q dir="auto">', "<q>")
    for node in html.document_fromstring(page).iter():
        yield str(node.tag), dict(node.attrib), f"{node.text or ''}|{node.tail or ''}"


@pytest.mark.parametrize("contents", [dam_story(), generated(60)], ids=["dam", "generated"])
def test_a_parser_builds_the_same_of_it(contents: Contents) -> None:
    here, there = list(built(render_report(contents))), list(built(whole(contents)))
    assert len(here) > 500
    assert here == there


def test_names_that_may_run_from_right_to_left_stay_isolated() -> None:
    page = "".join(f"<bdi>{name}</bdi>" for name in ("Ilse Žarga", "قال", "a‎b", "“Dorn” – 3", "ABC ١"))
    assert brief(page, ()) == "Ilse Žarga<bdi>قال</bdi><bdi>a‎b</bdi>“Dorn” – 3<bdi>ABC ١</bdi>"


def test_what_must_stay_quoted_stays_so() -> None:
    page = '<a title="a b" href="x/" rel="" class="num">&#34;it&#39;s&#34;</a><a title="&#34;"></a>'
    assert brief(page, ()) == '<a title="a b" href="x/" rel="" class=num>"it\'s"</a><a title="&#34;"></a>'


names = st.text("0123456789abcdef", min_size=12, max_size=12).map(lambda digits: f"art_{digits}")
# Identifiers that begin alike, as hardly any two do.
alike = st.tuples(st.sampled_from(["0a1b2c3", "0a1b2c4", "0a1b20"]), st.text("01", min_size=5, max_size=5)).map(
    lambda parts: f"art_{''.join(parts)}"
)


@given(st.sets(names | alike, min_size=1, max_size=30))
def test_every_article_keeps_anchors_of_its_own(articles: set[str]) -> None:
    page = "".join(f'<i id="{name}-3-9">' for name in sorted(articles))
    short = re.findall(r'"(.*?)-3-9"', shortly_anchored(page, articles))
    assert len(set(short)) == len(articles)
    assert all(len(one) >= LEAST for one in short)
    for one, name in zip(short, sorted(articles), strict=True):
        assert name.startswith(f"art_{one}")


def test_a_link_to_a_passage_holds_when_the_report_is_made_anew_from_more_pages() -> None:
    more = dam_story()
    fewer = generated(40)
    before = set(re.findall(r" id=([0-9a-f]+-\d+-\d+)", render_report(more)))
    joined = shortly_anchored(whole(more), [one.id for one in (*more.articles, *fewer.articles)])
    assert len(before) > 50
    assert before <= set(re.findall(r' id="([0-9a-f]+-\d+-\d+)"', joined))


def test_a_report_stays_light() -> None:
    sizes = [len(render_report(generated(attributions)).encode()) / attributions for attributions in (400, 800)]
    assert max(sizes) < BYTES_AN_ATTRIBUTION
