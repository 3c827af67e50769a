"""Pages as newsrooms save them: where they are from, what they say in data, what stands in the way of the article."""

import json

import pytest

from sayso.errors import PageError
from sayso.reading.articles import from_html, from_plain
from sayso.reading.decoding import decode
from sayso.reading.html import extract, parse
from sayso.reading.json_ld import stated_in
from sayso.reading.notices import is_notice
from sayso.reading.relining import relined
from sayso.reading.web_addresses import original_of
from sayso.records import Article

STORY = (
    "The harbour of Selm will stay shut for three weeks, the port authority announced on Tuesday after a long meeting.",
    "“We cannot open it before the inspectors have left,” said Ida Rune, who heads the authority of the harbour.",
    "Fishermen had gathered in front of the town hall and demanded to be paid for the days on which they could not work.",
    "A spokesman for the ministry denied that the cranes had ever been unsafe, and called the account an invention.",
)
BODY = "".join(f"<p>{line}</p>" for line in STORY)
FOOT = "<footer><p>© 2021 Selm Courier. All rights reserved.</p></footer>"


def page(
    body: str, head: str = "<title>Harbour of Selm shut for weeks - Selm Courier</title>", before: str = ""
) -> bytes:
    return f'{before}<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def article(body: str = BODY, **more: str) -> Article:
    return from_html(
        page(f"<article><h1>Harbour of Selm shut for weeks</h1>{body}</article>{FOOT}", **more), "page.html"
    )


def kept(found: Article) -> list[str]:
    marked = {place for span in found.furniture for place in range(span.start, span.end)}
    lines, start = [], 0
    for line in found.text.split("\n"):
        if line and start not in marked:
            lines.append(line)
        start += len(line) + 1
    return lines


@pytest.mark.parametrize(
    "before",
    [
        "<!-- saved from url=(0042)https://courier.example/2021/03/02/harbour -->\n",
        "<!--\n Page saved with SingleFile \n url: https://courier.example/2021/03/02/harbour \n saved date: Wed -->",
        "<!-- Mirrored from courier.example/2021/03/02/harbour by HTTrack Website Copier/3.x, Sat -->",
    ],
)
def test_a_saved_page_knows_its_address(before: str) -> None:
    found = article(before=before)
    assert (found.url or "").endswith("://courier.example/2021/03/02/harbour")
    assert (found.outlet, found.published, found.published_from) == ("courier.example", "2021-03-02", "path")


def test_what_is_known_of_a_page_goes_before_what_its_head_says() -> None:
    data = page(BODY, before="<!-- saved from url=(0025)https://other.example/a -->")
    assert extract(data, "page.html", url="https://courier.example/b").url == "https://courier.example/b"


@pytest.mark.parametrize(
    ("replay", "address"),
    [
        ("https://web.archive.org/web/20210304100000/https://a.example/b?c=1", "https://a.example/b?c=1"),
        ("https://web.archive.org/web/20210304100000id_/http:/a.example/b", "http://a.example/b"),
        ("https://pywb.example/coll/20210304100000mp_/https://a.example/", "https://a.example/"),
        ("https://a.example/20210304100000/b", "https://a.example/20210304100000/b"),
        ("https://a.example/go?to=/20210304100000/https://b.example/", None),
    ],
)
def test_the_replay_of_a_web_archive_is_known_by_the_address_it_shows(replay: str, address: str | None) -> None:
    assert original_of(replay) == (address or replay)


def test_a_page_out_of_a_web_archive_is_of_its_outlet() -> None:
    replay = "https://web.archive.org/web/20210304100000/https://courier.example/2021/03/02/harbour"
    found = article(head=f'<title>Harbour</title><link rel="canonical" href="{replay}">')
    assert (found.outlet, found.url) == ("courier.example", "https://courier.example/2021/03/02/harbour")


def described(**fields: object) -> str:
    about = {"@type": "NewsArticle", "headline": "Harbour of Selm shut for weeks", **fields}
    return (
        f'<title>Harbour of Selm shut for weeks</title><script type="application/ld+json">{json.dumps(about)}</script>'
    )


def test_an_article_that_stands_in_the_data_alone_has_its_paragraphs() -> None:
    found = from_html(page('<div id="root"></div>', described(articleBody="\n\n".join(STORY))), "page.html")
    assert kept(found) == ["Harbour of Selm shut for weeks", *STORY]


def test_paragraphs_come_back_from_the_page_where_the_extractor_loses_them() -> None:
    figures = "".join(f"<figure><img src='a.jpg'><figcaption>{line}</figcaption></figure>" for line in STORY)
    assert kept(article(figures)) == ["Harbour of Selm shut for weeks", *STORY]


def test_lines_that_do_not_make_up_the_whole_text_are_not_taken() -> None:
    assert relined("One two. Three four.", "One two.\nThree") is None
    assert relined("One two. Three four.", "One two.\nMenu\nThree four.") == "One two.\n\nThree four."


@pytest.mark.parametrize(
    ("fields", "byline", "outlet"),
    [
        ({"author": {"name": "Lena Moor"}, "publisher": {"name": "Courier"}}, "Lena Moor", "Courier"),
        (
            {"author": [{"@id": "#lena"}], "about": {"@id": "#lena", "@type": "Person", "name": "Lena Moor"}},
            "Lena Moor",
            None,
        ),
        ({"author": ["Lena Moor", "Courier"], "publisher": {"name": "Courier"}}, "Lena Moor", "Courier"),
        ({"author": {"@type": "Organization", "name": "Courier Desk"}}, None, None),
    ],
)
def test_authors_and_publishers_are_read_in_the_data(
    fields: dict[str, object], byline: str | None, outlet: str | None
) -> None:
    found = from_html(page(f"<article>{BODY}</article>", described(**fields)), "page.html")
    assert (found.byline, found.outlet) == (byline, outlet)


def test_an_agency_among_the_authors_is_a_credit() -> None:
    found = from_html(page(BODY, described(author={"@type": "Organization", "name": "Reuters"})), "page.html")
    assert (found.byline, found.credits) == (None, ("Reuters",))


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"@type": 3}', '{"@type": "Article", "author": {"name": [3, {}]}}', "null"]
)
def test_broken_data_says_nothing(data: str) -> None:
    stated = stated_in(parse(page("", f'<script type="application/ld+json">{data}</script>'), "page.html"))
    assert stated.authors == ()
    assert stated.publisher is None
    assert stated.body is None


def test_half_a_character_in_the_data_is_left_out() -> None:
    body = "\n\n".join(STORY) + "\\ud800\\u0000"
    about = f'{{"@type": "NewsArticle", "articleBody": {json.dumps(body, ensure_ascii=False)}}}'.replace("\\\\u", "\\u")
    found = from_html(page("", f'<script type="application/ld+json">{about}</script>'), "page.html")
    assert found.text.encode()
    assert "\x00" not in found.text


def test_the_outlet_is_found_at_the_foot_of_a_page_without_an_address() -> None:
    assert article().outlet == "Selm Courier"


def test_a_title_that_is_one_word_gives_way_to_the_headline() -> None:
    found = article(head="<title>Print - Harbour of Selm shut for weeks</title>")
    assert found.title == "Harbour of Selm shut for weeks"


@pytest.mark.parametrize(
    "line",
    [
        "You have read your three free articles this month. Subscribe now for £1 a week.",
        "Already a subscriber? Sign in",
        "Subscribe to continue reading.",
        "To continue reading, create an account.",
        "This article is for subscribers only.",
        "This story is only available to our premium subscribers.",
        "We value your privacy",
        "We and our 842 partners store and access information on a device, such as cookies.",
        "By continuing to use this site you agree to our use of cookies.",
    ],
)
def test_calls_to_subscribe_or_to_agree_are_no_part_of_the_body(line: str) -> None:
    assert is_notice(line)
    assert line not in kept(article(f"{BODY}<p>{line}</p>"))


@pytest.mark.parametrize(
    "line",
    [
        "“We value your privacy,” said Ida Rune, who heads the authority.",
        "Subscribers to the service were told on Monday that it would end.",
        "We use the harbour every day, the fishermen told the minister in a letter.",
        "This article of the constitution was amended in 1998.",
        "You have to understand what it means to lose a harbour, said Rune.",
    ],
)
def test_what_people_say_of_privacy_or_money_is_body(line: str) -> None:
    assert not is_notice(line)


def test_a_wall_in_place_of_the_article_is_a_failure() -> None:
    wall = (
        "<h1>We value your privacy</h1><p>We and our 842 partners store and access information on a device, such as cookies.</p>"
        "<p>With your permission we and our partners may use precise geolocation data and identify you by your device.</p>"
    )
    with pytest.raises(PageError, match="asks its reader to agree or to subscribe"):
        from_html(page(wall), "page.html")


def test_a_few_foreign_words_are_read_in_their_character_set() -> None:
    text = f"{STORY[0]} {STORY[1]} Ида Руне, Севастополь. {STORY[2]}"
    assert "Ида Руне, Севастополь" in decode(text.encode("cp1251", "replace"), "a.txt").text
    assert (
        decode(text.replace("Ида Руне, Севастополь", "Zoé Müller, Málaga").encode("cp1252"), "a.txt").charset
        == "cp1252"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 5 March 2021 10:15; Published: 2 March 2021 08:00",
        "Updated 5 March 2021, first published 2 March 2021",
        "Published: 2 March 2021 08:00 | Updated: 5 March 2021 10:15",
    ],
)
def test_of_two_dates_on_a_line_each_has_its_label(line: str) -> None:
    text = "\n\n".join(["Harbour of Selm shut for weeks", line, *STORY])
    assert from_plain(text.encode(), "page.txt").published == "2021-03-02"
