"""A page at four times its size loses nothing and is scrolled in one way; with the reader's own colours its shapes still show.

The first is WCAG 2.2, 1.4.10: a window of 1280 by 1024 at 400 % is one of 320 by 256. The second is 1.4.11.
"""

from __future__ import annotations

import re

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.test_pages import one_of_each_kind
from tests.test_style import contrast

pytestmark = pytest.mark.short
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
LOST = """() => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const cut = ['hidden', 'clip'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
  const outside = box.width > 2 && (box.right > innerWidth + 1 || box.left < -1);
  return one.checkVisibility() && !one.closest('svg, thead, .author-word, .skip, figure') && (cut || outside) && box.width > 2;
}).map((one) => one.outerHTML.slice(0, 120))"""
"""What is cut off at a side or stands beyond it. A chart is looked along in its own frame, and has its table below."""
SHAPES = """() => [...document.querySelectorAll('main *')].flatMap((one) => {
  const style = getComputedStyle(one);
  const mark = getComputedStyle(one, '::before').backgroundColor;
  const found = one.matches('.mark') ? [['mark', mark]] : [];
  if (one.matches('.axis-line, .stem, .bar-line, .bar-end')) found.push([one.className.baseVal, style.stroke]);
  if (one.matches('.bar-dot, .event-mark, .chart text')) found.push([one.className.baseVal, style.fill]);
  return found;
})"""


def colour(said: str) -> str:
    """As the stylesheets write it."""
    return "#" + "".join(f"{int(channel):02x}" for channel in re.findall(r"\d+", said)[:3])


def test_at_four_times_the_size_nothing_is_lost_on_any_kind_of_page(
    bundled: Built, address: str, new_page: Open
) -> None:
    page = new_page(width=320, height=256)
    lost = {}
    for path in one_of_each_kind(bundled):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        if found := page.evaluate(LOST):
            lost[path] = found[:3]
    assert lost == {}


def test_at_four_times_the_size_a_citation_is_whole_and_its_button_in_sight(
    bundled: Built, address: str, new_page: Open
) -> None:
    page = new_page(width=320, height=256)
    page.goto(address + addresses.brief(bundled.corpus.briefs[0].slug))
    button = page.locator("button.cite").first
    button.click()
    citation = page.locator(f"#{button.get_attribute('popovertarget')}")
    for box in (citation.bounding_box(), citation.locator("button.close").bounding_box()):
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["y"] + box["height"] <= 256
    assert citation.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_what_is_cut_off_or_beyond_a_side_would_be_noticed(new_page: Open) -> None:
    page = new_page(width=320, height=256)
    page.set_content(
        "<main><p style='overflow: hidden; white-space: nowrap'>"
        + "word " * 40
        + "<p style='width: 500px'>x</p></main>"
    )
    assert len(page.evaluate(LOST)) == 2


@SCHEMES
def test_with_the_readers_colours_marks_charts_and_an_open_citation_still_show(
    bundled: Built, address: str, new_page: Open, scheme: str
) -> None:
    page = new_page(scheme=scheme, forced=True)
    seen = set()
    for path in (addresses.HOME, addresses.FIGURES, addresses.TIMELINE):
        page.goto(address + path)
        canvas = colour(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        for kind, said in page.evaluate(SHAPES):
            assert contrast(colour(said), canvas) >= 3, (path, kind, said, canvas)
            seen.add(kind)
    assert {"mark", "axis-line", "stem", "bar-line", "bar-dot", "event-mark", "tick"} <= seen
    page.goto(address + addresses.brief(bundled.corpus.briefs[0].slug))
    page.locator("button.cite").first.click()
    border = page.evaluate("getComputedStyle(document.querySelector(':popover-open')).borderTopColor")
    assert contrast(colour(border), canvas) >= 3
