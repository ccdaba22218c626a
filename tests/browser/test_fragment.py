"""Links to passages followed in Chromium: what it marks on a local page is the passage, and nothing else.

The page is pictured twice: once with the directive followed, once with the intended range marked through the Custom
Highlight API in the same colour. The two pictures must be one. Where the private copies are not at hand, the tests
that need them are skipped by name.
"""

from __future__ import annotations

import html
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from crossbrief.fragment import Span, _fold, _known, fragment
from crossbrief.passage import divide, find_copy, in_lines
from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.serving import serve
from tests.test_fragment import WORDS, first_match, parse
from tests.test_private_copies import SOURCES

STYLE = (
    "html { background: white } p { margin: 2em 0; font: 12px serif }"
    "::target-text, ::highlight(wanted) { background: red; color: black }"
)
MARK = """([block, begin, other, end]) => {
    const text = (n) => document.querySelectorAll("p")[n].firstChild, range = new Range()
    range.setStart(text(block), begin)
    range.setEnd(text(other), end)
    CSS.highlights.set("wanted", new Highlight(range))
    return range.getBoundingClientRect().top + scrollY
}"""
Wanted = tuple[int, int, int, int]
"""The intended range: block and offset of its beginning, block and offset of its end."""


class Followed:
    """A page that follows one link after another in a folder that is served."""

    def __init__(self, page: Page, folder: Path, address: str) -> None:
        self.page, self.folder, self.address, self.pages = page, folder, address, 0

    def write(self, blocks: list[str]) -> str:
        """The name of a new page of these blocks; a new name each time, since a browser keeps pages that it has seen."""
        self.pages += 1
        name = f"{self.pages}.html"
        body = "".join(f"<p>{html.escape(text)}</p>" for text in blocks)
        text = f'<!DOCTYPE html><meta charset="utf-8"><title>{name}</title><style>{STYLE}</style>{body}'
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def wrong(self, name: str, directive: str, wanted: Wanted) -> str:
        """What is wrong with the link; empty where it leads to the wanted range and marks that alone."""
        page = self.page
        page.goto(f"{self.address}{name}?marked")
        plain = page.screenshot(full_page=True)
        top = page.evaluate(MARK, list(wanted))
        expected = page.screenshot(full_page=True)
        assert plain != expected
        page.goto(f"{self.address}{name}#:~:{directive}")
        for _ in range(40):
            seen = page.screenshot(full_page=True)
            if seen == expected:
                shown = page.evaluate("[scrollY, scrollY + innerHeight]")
                return "" if shown[0] <= top <= shown[1] else f"{directive}: not in view"
            time.sleep(0.05)
        return f"{directive}: {'nothing' if seen == plain else 'something else'} is marked, not {wanted}"


@pytest.fixture
def followed(tmp_path: Path, new_page: Open) -> Iterator[Followed]:
    with serve(tmp_path) as address:
        yield Followed(new_page(width=900), tmp_path, address)


def ends_of(blocks: list[str], directive: str, first: Span, last: Span) -> Wanted:
    """The intended range, widened to the terms of the directive, which take in whole words."""
    found = first_match(blocks, parse(directive), ".'’_,")
    assert found
    (block, begin), (other, end) = found
    assert (block, other) == (first.block, last.block)
    return block, begin, other, end


def a_page(dice: random.Random) -> tuple[list[str], Span, Span]:
    """A page of a few words said again and again, and a passage in it."""
    blocks = [" ".join(dice.choices(WORDS, k=dice.randint(1, 9))) for _ in range(dice.randint(2, 5))]
    spans = []
    for _ in range(2):
        block = dice.randrange(len(blocks))
        begin = dice.randrange(len(blocks[block]))
        spans.append(Span(block, begin, min(len(blocks[block]), begin + dice.randint(1, 16))))
    spans.sort(key=lambda one: (one.block, one.begin, one.end))
    return blocks, *(spans if dice.random() < 0.5 else [spans[0], spans[0]])  # type: ignore[return-value]


def wrong_pages(followed: Followed, seed: int, count: int) -> list[str]:
    dice, found, links = random.Random(seed), [], 0
    while links < count:
        blocks, first, last = a_page(dice)
        made = fragment(blocks, first, last if last != first else None)
        if made.directive:
            links += 1
            wrong = followed.wrong(followed.write(blocks), made.directive, ends_of(blocks, made.directive, first, last))
            found += [f"{wrong} on {blocks}"] if wrong else []
    return found


@pytest.mark.short
def test_links_to_passages_of_random_pages_lead_there_short(followed: Followed) -> None:
    assert wrong_pages(followed, seed=1, count=8) == []


def test_links_to_passages_of_random_pages_lead_there(followed: Followed) -> None:
    assert wrong_pages(followed, seed=2, count=150) == []


def cited(built: Built) -> Iterator[tuple[str, list[str], str, Wanted]]:
    """Of each citation of a source that has an address: where it is, its page's blocks, its directive, its range."""
    for brief in built.corpus.briefs:
        source = brief.brief.source
        if source.record.url is None:
            continue
        file = find_copy(SOURCES, source.copy.sha256)
        assert file
        copy = divide(file.read_text(encoding="utf-8"), source.copy)
        for linked in brief.claims.values():
            for citation, link in zip(linked.claim.citation, linked.at_source, strict=True):
                where = in_lines(citation, copy)
                yield f"{linked.address} at {citation.at.text}", list(copy.lines), link.partition(":~:")[2], (
                    *where[0][:2], where[-1][0], where[-1][2]
                )  # fmt: skip


def wrong_citations(followed: Followed, cases: list[tuple[str, list[str], str, Wanted]]) -> list[str]:
    found = []
    for where, blocks, directive, wanted in cases:
        whole = whole_terms(blocks, directive, wanted)
        wrong = followed.wrong(followed.write(blocks), directive, whole) if directive else "no link"
        found += [f"{where}: {wrong}"] if wrong else []
    return found


def whole_terms(blocks: list[str], directive: str, wanted: Wanted) -> Wanted:
    """The range from where the passage's first term stands to where its last does; a term may be longer than the phrase."""
    start, end, _, _ = parse(directive)
    block, begin, other, finish = wanted
    begin = max(found.start() for found in re.finditer(re.escape(start), blocks[block]) if found.start() <= begin + 1)
    ends = [found.end() for found in re.finditer(re.escape(end or start), blocks[other])]
    return block, begin, other, min((one for one in ends if one >= finish - 1), default=finish)


with_copies = pytest.mark.skipif(not SOURCES.is_dir(), reason="the private copies of the articles are not at hand")


@pytest.mark.short
@with_copies
def test_links_of_a_few_citations_lead_to_their_passages(bundled: Built, followed: Followed) -> None:
    cases = list(cited(bundled))
    context = [case for case in cases if re.search("-,|,-", case[2])]
    assert wrong_citations(followed, [*cases[::25], *context[:3]]) == []


@with_copies
def test_the_link_of_every_citation_leads_to_its_passage(bundled: Built, followed: Followed) -> None:
    cases = list(cited(bundled))
    assert len(cases) > 100
    assert wrong_citations(followed, cases) == []


@pytest.mark.short
def test_a_link_that_leads_elsewhere_would_be_noticed(followed: Followed) -> None:
    page = followed.write(["One vote is one vote.", "No votes."])
    assert followed.wrong(page, "text=vote", (0, 4, 0, 8)) == ""
    assert "something else is marked" in followed.wrong(page, "text=vote", (0, 16, 0, 20))
    assert "nothing is marked" in followed.wrong(page, "text=voters", (0, 4, 0, 8))


@pytest.mark.short
def test_what_chromium_takes_for_the_same_letter_we_do(new_page: Open) -> None:
    """Every two letters, digits, marks or spaces that its collation equates at primary strength fold to one text."""
    chars = [chr(n) for n in (*range(0x20, 0xD800), *range(0xF900, 0xFFFE)) if _known(chr(n)) and chr(n).isprintable()]
    same = """(chars) => {
        const collator = new Intl.Collator("en", { sensitivity: "base" }), sorted = chars.sort(collator.compare)
        return sorted.slice(1).map((char, n) => [sorted[n], char]).filter(([a, b]) => collator.compare(a, b) === 0)
    }"""
    pairs = [(a, b) for a, b in new_page().evaluate(same, chars) if a.isalnum() and b.isalnum()]
    assert len(pairs) > 1000
    assert [f"{a} {b} {json.dumps(a + b)}" for a, b in pairs if _fold(a) != _fold(b)] == []
