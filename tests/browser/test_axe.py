"""What axe-core says of the pages: as they load, and with every fold and a citation open; light and dark, narrow and wide.

That it finds nothing is a floor: by its makers' word it sees less than half of what can go wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.test_pages import one_of_each_kind, pages

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = (
    "(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations', 'incomplete'] })"
)
READERS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
CONTRAST = {
    ("nonBmp", "<"): "a lone sign: it has the colour of its text, whose contrast tests/test_style.py holds",
    ("shortTextContent", "<"): "a lone letter or digit: the same",
    ("imgNode", "<text "): "words of a chart, on the page's ground and in the colours of its text",
    ("bgOverlap", "<text "): "words of a chart, on a stretch in the ground of our notes: held for it too",
    ("bgOverlap", "<dt"): "a line at the edge of an open citation that scrolls: it is cut there, not covered",
    ("bgOverlap", "<dd"): "the same",
}
"""Where axe leaves the contrast to a person: its reason, how the element begins; and what the person saw."""
OPEN = """() => {
  const folds = document.querySelectorAll('details');
  folds.forEach((one) => { one.open = true; });
  const citation = [...document.querySelectorAll('[popover]')].slice(0, 3).pop();
  citation?.showPopover();
  return folds.length > 0 || Boolean(citation);
}"""
Found = dict[str, str]
"""A rule and a page, and the first element there that breaks the rule, or of which axe can't say."""


def axe(page: Page, place: str) -> Found:
    """What breaks a rule on the page as it stands, and what axe can't judge and nobody has."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(RUN, RULES)
    found: Found = {}
    for one in result["violations"]:
        found[f"{one['id']} on {place}"] = first(one["nodes"])
    for one in result["incomplete"]:
        unseen = [node for node in one["nodes"] if not reviewed(one["id"], node)]
        if unseen:
            found[f"{one['id']} can't be told on {place}"] = first(unseen)
    return found


def reasons(node: dict[str, Any]) -> set[str | None]:
    """Why axe says what it says of the element."""
    checks = [*node["any"], *node["all"], *node["none"]]
    return {one["data"].get("messageKey") if isinstance(one["data"], dict) else one["id"] for one in checks}


def first(nodes: list[dict[str, Any]]) -> str:
    return f"{len(nodes)} times, first {nodes[0]['html'][:120]} {sorted(map(str, reasons(nodes[0])))}"


def reviewed(rule: str, node: dict[str, Any]) -> bool:
    """Whether a person has seen all that axe can't say of the element."""
    if rule == "th-has-data-cells":  # the heading of a group has its cells in the rows below it, and none in its own
        return bool(node["html"].startswith('<table class="glance'))
    return rule == "color-contrast" and all(
        any(reason == known and node["html"].startswith(start) for known, start in CONTRAST) for reason in reasons(node)
    )


def walk(paths: list[str], address: str, page: Page) -> Found:
    """What axe finds on the pages, and on those with something to open once more with all of it open."""
    found: Found = {}
    for path in paths:
        page.goto(address + path)
        found |= axe(page, path)
        if page.evaluate(OPEN):
            found |= axe(page, f"{path}, opened")
    return found


def told(found: Found) -> str:
    return "\n".join(f"{where}: {what}" for where, what in found.items())


@pytest.mark.short
def test_axe_finds_nothing_on_one_page_of_each_kind(bundled: Built, address: str, new_page: Open) -> None:
    """Light and dark, narrow and wide are shared out among the kinds; the whole tier tries all on all."""
    found: Found = {}
    for n, (scheme, width) in enumerate(READERS):
        found |= walk(one_of_each_kind(bundled)[n :: len(READERS)], address, new_page(scheme=scheme, width=width))
    assert not found, told(found)


@pytest.mark.parametrize(("scheme", "width"), READERS)
def test_axe_finds_nothing_on_any_page(bundled: Built, address: str, new_page: Open, scheme: str, width: int) -> None:
    found = walk(pages(bundled), address, new_page(scheme=scheme, width=width))
    assert not found, told(found)


@pytest.mark.short
def test_axe_would_find_a_missing_label_a_faint_word_and_what_nobody_reviewed(new_page: Open) -> None:
    page = new_page()
    page.set_content(
        '<html lang="en"><title>x</title><main><h1>x</h1><p style="color: #ccc">faint</p><input>'
        '<p style="background: linear-gradient(red, blue)">on a gradient</p></main>'
    )
    assert {"label on here", "color-contrast on here", "color-contrast can't be told on here"} <= set(axe(page, "here"))
