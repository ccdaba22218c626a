"""A claim's citation opens in place by mouse and by keyboard, with no script, and gives the focus back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from crossbrief.pipeline import Built
from tests.browser.conftest import Open

pytestmark = pytest.mark.short
READER = pytest.mark.parametrize(
    ("scripts", "scheme", "width"), [(False, "light", 1280), (True, "light", 320), (False, "dark", 320)]
)


@pytest.fixture
def brief(bundled: Built, address: str, new_page: Open, scripts: bool, scheme: str, width: int) -> Page:
    page = new_page(scheme=scheme, width=width, scripts=scripts)
    page.goto(f"{address}briefs/{bundled.corpus.briefs[0].slug}/index.html")
    return page


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('popovertarget') || document.activeElement.tagName")


@READER
def test_a_click_opens_the_citation_and_a_click_closes_it(brief: Page) -> None:
    button = brief.locator("button.cite").first
    citation = brief.locator(f"#{button.get_attribute('popovertarget')}")
    assert not citation.is_visible()
    button.click()
    assert citation.is_visible()
    citation.locator("button.close").click()
    assert not citation.is_visible()


@READER
def test_the_keyboard_opens_the_citation_and_escape_gives_the_focus_back(brief: Page) -> None:
    button = brief.locator("button.cite").nth(2)
    name = button.get_attribute("popovertarget")
    citation = brief.locator(f"#{name}")
    for key in ("Enter", "Space"):
        button.focus()
        brief.keyboard.press(key)
        assert citation.is_visible()
        brief.keyboard.press("Tab")
        assert citation.evaluate("(one) => one.contains(document.activeElement)")
        brief.keyboard.press("Escape")
        assert not citation.is_visible()
        assert focused(brief) == name


@READER
def test_the_open_citation_lies_within_the_window(brief: Page, width: int) -> None:
    button = brief.locator("button.cite").nth(1)
    button.click()
    box = brief.locator(f"#{button.get_attribute('popovertarget')}").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
