"""Hidden characters are spelled out, and only web addresses become links."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.web.characters import visible, web_address


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x202A, 0x202E, 0x2066, 0x2069, 0xD800, 0xFEFF, 0xE0041])
def test_a_hidden_character_is_spelled_out(code: int) -> None:
    assert visible(f"a{chr(code)}b") == f"a⟦U+{code:04X}⟧b"


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_letters_of_every_script_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


@settings(deadline=None)
@given(st.text(st.characters()))
def test_what_is_shown_can_be_written(text: str) -> None:
    shown = visible(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not set(shown) & {chr(code) for code in (0, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


@pytest.mark.parametrize("url", ["http://example.org/", "https://example.org/a?b=1&c=2#d", "HTTPS://EXAMPLE.ORG/"])
def test_a_web_address_is_kept(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "data:text/html,x", "//example.org",
     "file:///etc/passwd", "http://", "https://exa\nmple.org", "https://[bad", "https://a.b/\u202egpj.exe", " http://a"],
)  # fmt: skip
def test_anything_else_is_no_link(url: str | None) -> None:
    assert web_address(url) is None
