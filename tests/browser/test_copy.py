"""The button that copies a citation: with a script, under the policy, served and from disk; without a script none."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from crossbrief.pipeline import Built
from crossbrief.publish import publish
from tests.browser.conftest import Open

pytestmark = pytest.mark.short


def opened(page: Page, bundled: Built, address: str) -> Page:
    page.goto(f"{address}briefs/{bundled.corpus.briefs[0].slug}/index.html")
    page.locator(".cite-forms summary").click()
    return page


def test_without_a_script_the_text_stands_and_no_button(bundled: Built, address: str, new_page: Open) -> None:
    page = opened(new_page(scripts=False), bundled, address)
    assert page.locator(".cite-forms [data-copy]").first.is_visible()
    assert page.locator("button.copy").count() == 0


def test_the_button_copies_the_text_as_it_stands(bundled: Built, address: str, chromium: Browser) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), bundled, address)
    button = page.locator(".cite-forms button.copy").first
    button.click()
    page.wait_for_function("document.querySelector('.cite-forms button.copy').textContent !== 'Copy'")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-copy]").first.inner_text()
    context.close()


def test_the_script_runs_from_disk(bundled: Built, new_page: Open, tmp_path: Path) -> None:
    publish(bundled.files.items(), tmp_path / "site")
    page = new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    opened(page, bundled, (tmp_path / "site").as_uri() + "/")
    assert page.locator(".cite-forms button.copy").count() == 8
    assert complaints == []


@pytest.mark.parametrize(
    "does", ["document.body.innerHTML = '<b>x</b>'", "document.body.setAttribute('onclick', 'window.ran = 1')"]
)
def test_the_policy_refuses_text_made_into_elements_or_scripts(
    bundled: Built, address: str, new_page: Open, does: str
) -> None:
    page = opened(new_page(), bundled, address)
    assert page.evaluate(f"() => {{ try {{ {does}; return ''; }} catch (e) {{ return e.name; }} }}") == "TypeError"
