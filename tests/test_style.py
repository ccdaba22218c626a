"""The stylesheets as data: contrast of the tokens, light and dark; nothing that the house style leaves out."""

from __future__ import annotations

import re

import pytest

from crossbrief.templates import BRIEF_STYLE, STYLE
from tests.conftest import ROOT

STYLE_FILES = sorted((ROOT / "templates" / "styles").glob("*.css"))
TOKENS = (ROOT / "templates" / "styles" / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))
    for part in TOKENS.split("@media (prefers-color-scheme: dark)")
)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "ours"])
@pytest.mark.parametrize("text", ["ink", "quiet", "link", "warn"])
def test_text_has_the_contrast_of_wcag_aa(scheme: dict[str, str], ground: str, text: str) -> None:
    assert contrast(scheme[text], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_focus_stand_out_from_both_grounds(scheme: dict[str, str]) -> None:
    for name in ("focus", *(f"hue-{n}" for n in range(1, 9))):
        for ground in ("paper", "ours"):
            assert contrast(scheme[name], scheme[ground]) >= 3, f"{name} on {ground}"


def test_light_and_dark_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("file", STYLE_FILES, ids=lambda file: file.name)
def test_no_stylesheet_forces_its_way_fetches_or_moves_anything(file: object) -> None:
    text = file.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    for left_out in ("!important", "url(", "@import", "gradient(", "text-shadow", "transition", "animation", "smooth"):
        assert left_out not in text, left_out
    assert not re.search(r"(?m)^\s*#[\w-]+[\s,{.:]", text), "an id is used for style"


def test_every_stylesheet_has_its_place_in_the_order_and_is_small() -> None:
    assert sorted(STYLE) == [file.stem for file in STYLE_FILES]
    assert [name for name in STYLE if name in BRIEF_STYLE] == list(BRIEF_STYLE)
    assert all(len(file.read_text(encoding="utf-8").splitlines()) <= 200 for file in STYLE_FILES)


def test_every_class_in_the_templates_is_styled_or_a_hook() -> None:
    css = "".join(file.read_text(encoding="utf-8") for file in STYLE_FILES)
    used = set()
    for file in (ROOT / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', file.read_text(encoding="utf-8")):
            used |= set(re.sub(r"\{.*?\}+", " ", value).split())
    styled = set(re.findall(r"\.([a-z][\w-]*)", css))
    assert used - styled - HOOKS == set()


def test_every_table_but_one_of_a_few_numbers_becomes_blocks_on_a_narrow_screen() -> None:
    narrow = (ROOT / "templates" / "styles" / "narrow.css").read_text(encoding="utf-8")
    tables = set()
    for file in (ROOT / "templates").rglob("*.html"):
        tables |= set(re.findall(r'<table class="([^"]*)"', file.read_text(encoding="utf-8")))
    plain = {one for one in tables if not any(f".{name}," in narrow or f".{name})" in narrow for name in one.split())}
    assert plain == {"counts"}


HOOKS = {
    "Z3988",
    "brief",
    "intro",
    "said",
    "slips",
    "facts",
    "what",
    "excuse",
    "state",
    "stand",
    "hue-",
    "pair",
    "pair-entry",
    "bar-figure",
}
"""Names of things that need no style of their own."""
