"""On paper a page is a whole report: every claim, its citation as a note, every row of a table, nothing folded away."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.test_pages import one_of_each_kind

TEXTS = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    const holder = text.parentElement;
    const heard = holder.closest('thead, .author-word');
    const unseen = holder.closest('title, desc') || (heard && getComputedStyle(heard).position === 'absolute');
    if (holder.checkVisibility() && !unseen) found.push(text.data);
  }
  return found;
}"""
"""Every text that a page shows on paper. The head of a table that became blocks is there to be heard."""


def bare(text: str) -> str:
    """The letters and digits alone, small: lines end elsewhere on paper, letters are joined to one sign, and the stylesheet makes
    marks between and a capital at the beginning. Letters that run to the left are left out: pdftotext gives them in another order."""
    return re.sub(r"[\W_\u0590-\u08ff]+", "", unicodedata.normalize("NFKC", text)).casefold()


def leftward(text: str) -> int:
    """How many letters run to the left."""
    return len(re.findall(r"[\u0590-\u08ff]", unicodedata.normalize("NFKC", text)))


def on_paper(path: str, address: str, new_page: Open, tmp_path: Path) -> tuple[str, list[str]]:
    """The text of the page's PDF, and every text that the page shows on paper."""
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing; on Debian: apt-get install poppler-utils"
    page = new_page(scripts=True)
    page.goto(address + path)
    page.emulate_media(media="print")
    shown = page.evaluate(TEXTS)
    file = tmp_path / "page.pdf"
    page.pdf(path=str(file), format="A4")
    text = subprocess.run([program, "-raw", str(file), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    return text, shown


def missing(path: str, address: str, new_page: Open, tmp_path: Path) -> list[str]:
    text, shown = on_paper(path, address, new_page, tmp_path)
    assert shown
    assert leftward(text) >= sum(map(leftward, shown))
    printed = bare(text)
    return [one for one in shown if bare(one) not in printed]


@pytest.mark.short
@pytest.mark.parametrize("path", [addresses.HOME, addresses.QUESTIONS, addresses.FORECASTS])
def test_a_printed_page_holds_all_that_it_shows(path: str, address: str, new_page: Open, tmp_path: Path) -> None:
    assert missing(path, address, new_page, tmp_path) == []


def test_a_printed_page_of_each_kind_holds_all_that_it_shows(
    bundled: Built, address: str, new_page: Open, tmp_path: Path
) -> None:
    paths = one_of_each_kind(bundled)
    assert {path: found for path in paths if (found := missing(path, address, new_page, tmp_path))} == {}


def test_every_printed_brief_and_question_holds_all_that_it_shows(
    bundled: Built, address: str, new_page: Open, tmp_path: Path
) -> None:
    paths = [addresses.brief(one.slug) for one in bundled.corpus.briefs]
    paths += [addresses.question(ident) for ident in bundled.corpus.questions]
    assert {path: found for path in paths if (found := missing(path, address, new_page, tmp_path))} == {}


@pytest.mark.short
def test_a_printed_brief_has_each_claim_with_its_passage_and_the_address_of_the_article(
    bundled: Built, address: str, new_page: Open, tmp_path: Path
) -> None:
    brief = bundled.corpus.briefs[0]
    text = bare(on_paper(addresses.brief(brief.slug), address, new_page, tmp_path)[0])
    for linked in brief.claims.values():
        assert bare(linked.claim.text) in text, linked.address
        for citation in linked.claim.citation:
            assert bare(citation.start) in text, linked.address
    assert not brief.brief.source.record.url or bare(brief.brief.source.record.url) in text
