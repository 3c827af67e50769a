"""Whatever the bytes: an article or a failure, spans in order and inside, the text unchanged."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import PageError
from sayso.reading.articles import from_html, from_json, from_plain
from sayso.reading.credits import credit_on, read_byline
from sayso.reading.dates import dates_in, published_in
from sayso.reading.furniture import mark
from sayso.reading.json_pages import page_of, parsed
from sayso.reading.language import language_of
from sayso.records import Article, Span

_PIECES = st.sampled_from(
    [
        "The minister said on Tuesday that he would go.",
        "Share",
        "\n",
        "\n\n",
        "“",
        "<p>",
        "</p>",
        "<a href=''>",
        "Advertisement",
        "By Ann Poe",
        "(AFP)",
        "4 October 2016",
        "\x00",
        "\u2028",
        "é",
        "\ud7ff",
        "&amp;",
        "© 2016",
        "https://",
        "{",
        "[",
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map(" ".join))


def _in_order(spans: tuple[Span, ...], text: str) -> bool:
    ends = [end for span in spans for end in (span.start, span.end)]
    return ends == sorted(ends) and all(span.start < span.end <= len(text) for span in spans)


def _told(error: PageError) -> None:
    assert error.found
    assert error.remedy


def _article(make: object, data: bytes) -> Article | None:
    try:
        return make(data, "page")  # type: ignore[operator, no-any-return]
    except PageError as error:
        return _told(error)


@given(st.one_of(st.binary(), _TEXTS.map(str.encode)))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_a_plain_article_or_a_page_error(data: bytes) -> None:
    found = _article(from_plain, data)
    if found is not None:
        assert _in_order(found.furniture, found.text)
        found.text.encode("utf-8")


@given(st.one_of(st.binary(), _TEXTS.map(str.encode)))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_an_html_article_or_a_page_error(data: bytes) -> None:
    found = _article(from_html, data)
    if found is not None:
        assert _in_order(found.furniture, found.text)
        found.text.encode("utf-8")


@given(_TEXTS)
@settings(deadline=None, max_examples=150)
def test_the_text_of_a_plain_article_is_the_file(text: str) -> None:
    found = _article(from_plain, text.encode())
    assert found is None or found.text == text.removeprefix("\ufeff")


@given(_TEXTS)
@settings(deadline=None, max_examples=150)
def test_marks_cover_whole_lines(text: str) -> None:
    marks = mark(text)
    assert _in_order(marks.furniture, text)
    assert marks.lines == tuple(sorted(marks.lines))
    for line, is_marked in zip(marks.lines, marks.marked, strict=True):
        assert is_marked == any(span.contains(line) for span in marks.furniture)
    assert marks.title is None or not any(span.overlaps(marks.title) for span in marks.furniture)


def _objects(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    names = st.sampled_from(
        ["text", "html", "title", "url", "date", "authors", "outlet", "record", "furniture", "credits"]
    )
    return st.dictionaries(names, inner)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | _objects(inner))
)
@settings(deadline=None, max_examples=150)
def test_any_json_is_a_page_or_a_page_error(value: object) -> None:
    try:
        page = page_of(value, "page")
        if page is not None:
            assert _in_order(from_json(page, b"x", "page").furniture, page.text or " " * 10**6)
    except PageError as error:
        _told(error)


@given(st.binary())
def test_broken_json_is_a_page_error(data: bytes) -> None:
    try:
        parsed(data, "page")
    except PageError as error:
        _told(error)


@given(_TEXTS)
def test_small_parsers_take_any_text(text: str) -> None:
    read_byline(text)
    credit_on(text, edge=True)
    language_of(text)
    published_in(text.split("\n"), 0)
    assert all(0 <= start < end <= len(text) for _, start, end in dates_in(text))
