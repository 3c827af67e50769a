"""The style sheet: text that can be read by eyes that need contrast, in light and in dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("sayso.web").joinpath("templates", "style.css").read_text(encoding="utf-8")
TEXT_ON = [
    *((text, ground) for text in ("ink", "soft", "link", "bad", "warn") for ground in ("paper", "card", "faint")),
    ("bad", "bad-soft"), ("ink", "bad-soft"), ("soft", "bad-soft"), ("ink", "content"), ("ink", "only"),
    ("ink", "target"), ("disc-ink", "disc"), ("warn", "bad-soft"), ("link", "content"),
]  # fmt: skip


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = colours(STYLE[: STYLE.index("@media (prefers-color-scheme: dark)")])
DARK = LIGHT | colours(STYLE[STYLE.index("@media (prefers-color-scheme: dark)") : STYLE.index("* { box-sizing")])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_contrast_is_enough_for_small_text(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= 4.5


def test_focus_print_and_narrow_screens_are_thought_of() -> None:
    for needed in (":focus-visible", "@media print", "@media (max-width: 34rem)", "mark.content::before"):
        assert needed in STYLE
