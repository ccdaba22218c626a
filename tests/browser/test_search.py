"""The search as a reader has it: from disk and over loopback, by mouse, keyboard and address, and without its script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from crossbrief.pipeline import Built
from crossbrief.publish import publish
from tests.browser.conftest import Open
from tests.browser.serving import watch

pytestmark = pytest.mark.short


@pytest.fixture(params=["from disk", "over loopback"])
def where(request: pytest.FixtureRequest, bundled: Built, address: str, tmp_path: Path) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    if request.param == "over loopback":
        yield address
        return
    publish(bundled.files.items(), tmp_path / "site")
    yield (tmp_path / "site").as_uri() + "/"


@pytest.fixture
def search(where: str, new_page: Open) -> Iterator[Page]:
    """The search page; whatever the browser complains of in a test fails it."""
    page = new_page()
    seen = watch(page, where)
    page.goto(where + "search/index.html")
    yield page
    assert seen == []


def status(page: Page) -> int:
    """How many results the page says there are, once it says so."""
    told = page.locator("#search_status")
    expect(told).not_to_be_empty()
    return int(told.inner_text().split(": ")[1].split(".")[0])


def test_typed_words_show_claims_with_their_speakers(search: Page) -> None:
    search.get_by_role("searchbox").press_sequentially("10,000")
    expect(search.locator(".found ol > li")).to_have_count(1)
    [result] = search.locator(".found ol > li").all()
    assert result.locator(".mark").inner_text() == "2017 Monthly Interaction (reprint)"
    assert result.locator(".lead").inner_text() == "Zamir Kabulov, as told by RT:"
    assert result.locator("mark").inner_text() == "10,000"
    assert "estimate" in result.locator(".place").inner_text()


def test_a_result_lands_on_its_claim(search: Page) -> None:
    search.get_by_role("searchbox").fill("10,000")
    search.locator(".found .place").first.click()
    search.wait_for_url("**/briefs/2017-*/index.html#c25")
    assert search.evaluate("document.querySelector(':target').className") == "claim"


def test_a_facet_narrows_and_widens_again(search: Page) -> None:
    search.get_by_role("searchbox").fill("Daesh")
    expect(search.locator(".found ol > li").nth(19)).to_be_visible()
    before = status(search)
    classes = search.locator("[data-facet=class]")
    classes.locator("summary").click()
    option = classes.get_by_label("forecast")
    count = int(classes.locator("li", has_text="forecast").locator(".tag").inner_text())
    option.check()
    expect(search.locator("#search_status")).to_have_text(f"Results: {count}")
    assert 0 < count < before
    assert all("forecast" in place for place in search.locator(".found .place").all_inner_texts())
    expect(option).to_be_focused()
    option.uncheck()
    expect(search.locator("#search_status")).to_have_text(f"Results: {before}")


def test_more_results_are_shown_on_demand(search: Page) -> None:
    search.get_by_role("searchbox").fill("Daesh ")
    expect(search.locator(".found ol > li")).to_have_count(20)
    search.get_by_role("button", name="More results").click()
    expect(search.locator(".found ol > li")).to_have_count(40)


def test_the_address_keeps_words_and_choice(search: Page, where: str) -> None:
    search.goto(where + "search/index.html#q=Daesh&class=forecast&class=estimate")
    search.reload()
    expect(search.locator(".found ol > li").first).to_be_visible()
    assert search.get_by_role("searchbox").input_value() == "Daesh"
    assert all("forecast" in one or "estimate" in one for one in search.locator(".found .place").all_inner_texts())
    search.get_by_role("searchbox").fill("army")
    expect(search).to_have_url(re.compile(r"#q=army&class=(forecast&class=estimate|estimate&class=forecast)$"))
    search.goto(where + "search/index.html?q=10%2C000")
    expect(search.locator(".found ol > li")).to_have_count(1)


def test_a_choice_alone_lists_everything_that_has_it(search: Page, where: str) -> None:
    search.goto(where + "search/index.html#question=is-aims")
    search.reload()
    expect(search.locator(".found ol > li").first).to_be_visible()
    assert status(search) > 5


def test_the_slash_key_leads_to_the_field_and_can_be_switched_off(search: Page) -> None:
    search.keyboard.press("/")
    expect(search.get_by_role("searchbox")).to_be_focused()
    search.keyboard.type("a/b")
    assert search.get_by_role("searchbox").input_value() == "a/b"
    search.locator("#search_key").uncheck()
    search.keyboard.press("/")
    expect(search.get_by_role("searchbox")).not_to_be_focused()


def test_nothing_but_a_shard_of_the_index_can_become_a_script(search: Page) -> None:
    search.get_by_role("searchbox").fill("army")
    expect(search.locator(".found ol > li").first).to_be_visible()
    for name in ("../../evil", "https://elsewhere.invalid/x", "records/1.js", "words/", "index\n"):
        assert (
            search.evaluate("(name) => { try { address(name); return 'made'; } catch { return 'refused'; } }", name)
            == "refused"
        )
    for script in search.evaluate("[...document.scripts].map((one) => new URL(one.src).pathname)"):
        assert "/search/" in script or "/static/" in script


def test_words_from_the_address_never_become_markup(search: Page, where: str) -> None:
    search.goto(where + "search/index.html#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&source=%3Cb%3E&entity=__proto__")
    search.reload()
    expect(search.locator("#search_status")).to_have_text(re.compile(r"Results: 0\. Try fewer or other words"))
    assert search.locator("main img, main b").count() == 0


def test_without_its_script_the_page_is_an_index(where: str, new_page: Open) -> None:
    page = new_page(scripts=False)
    page.goto(where + "search/index.html")
    expect(page.locator(".search")).to_be_hidden()
    page.get_by_role("link", name="Zamir Kabulov").click()
    assert page.locator("h1").inner_text() == "Zamir Kabulov"
