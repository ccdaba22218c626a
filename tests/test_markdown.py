"""Markdown of ours: what becomes of it, and that nothing in it can act."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief.markdown import plain, targets, to_html

ALLOWED = {"p", "em", "strong", "a", "ul", "ol", "li", "br"}


def html(text: str, slug: str = "2020-gazette") -> str:
    return str(to_html(text, slug, lambda path: f"../{path}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words.", "<p>Plain words.</p>\n"),
        ("Some *stress* and **more**.", "<p>Some <em>stress</em> and <strong>more</strong>.</p>\n"),
        ("Less < more & so on", "<p>Less &lt; more &amp; so on</p>\n"),
        ("[a claim](#c3)", '<p><a href="../briefs/2020-gazette/index.html#c3">a claim</a></p>\n'),
        ("[another](2021-herald#c1)", '<p><a href="../briefs/2021-herald/index.html#c1">another</a></p>\n'),
        ("[who](entity:ada-marsh)", '<p><a href="../entities/ada-marsh/index.html">who</a></p>\n'),
        ("[when](event:lanes-opened)", '<p><a href="../events/lanes-opened/index.html">when</a></p>\n'),
        ("[what](question:lanes-keep)", '<p><a href="../questions/lanes-keep/index.html">what</a></p>\n'),
        ("[work](ref:minutes-2020)", '<p><a href="../bibliography/index.html#ref-minutes-2020">work</a></p>\n'),
        ("[out](https://example.org/)", '<p><a href="https://example.org/" rel="noopener">out</a></p>\n'),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
    ],
)
def test_our_markdown_becomes_this_html(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "blob:x",
        "intent:x",
        "feed:javascript:x",
        "//host/x",
        "http://user:pw@host/",
        "file:///etc/passwd",
        "JaVaScRiPt:alert(1)",
    ],
)
def test_an_address_off_the_list_is_no_link(address: str) -> None:
    assert "<a" not in html(f"[text]({address})")
    assert "<a" not in html(f"<{address}>")


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![alt](https://example.org/x.png)", "<b>bold</b>"],
)
def test_html_and_images_are_shown_as_text(text: str) -> None:
    assert not re.search(r"<(script|img|b)\b", html(text))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


@given(st.text(alphabet=st.sampled_from("ab <>&\"'[]()*_`#:/\\\n!-1.c3javscript"), max_size=80))
def test_any_text_gives_only_the_allowed_tags_and_addresses(text: str) -> None:
    tags = Tags()
    tags.feed(html(text))
    for tag, attrs in tags.found:
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in ("href", "rel", "start")
            assert name != "href" or re.match(r"https?://|mailto:|\.\./", value or "")


def test_targets_are_the_things_of_the_corpus_that_a_text_links_to() -> None:
    text = "[a](#c3), [b](2021-herald#c1), [c](entity:x), [d](ref:y), [e](https://example.org/)"
    assert list(targets(text)) == [
        ("claims", "#c3"),
        ("claims", "2021-herald#c1"),
        ("entities", "x"),
        ("references", "y"),
    ]
    assert list(targets("See <entity:x>, 3 < 4.")) == [("entities", "x")]


def test_plain_keeps_the_words_and_drops_the_marks() -> None:
    assert plain("Some *stress*, a [link](#c3)\nand **more**.") == "Some stress, a link and more."
