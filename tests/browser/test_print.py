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

PRINTED = [
    pytest.param(addresses.HOME, marks=pytest.mark.short, id="home"),
    pytest.param(addresses.QUESTIONS, marks=pytest.mark.short, id="matrix"),
    pytest.param(addresses.FORECASTS, marks=pytest.mark.short, id="ledger"),
    pytest.param(addresses.FIGURES, id="figures"),
    pytest.param(addresses.RELATIONS, id="relations"),
    pytest.param(addresses.ASSUMPTIONS, id="assumptions"),
    pytest.param(addresses.BIBLIOGRAPHY, id="bibliography"),
]
TEXTS = """() => [...document.querySelectorAll('main .said, main td, main th, main .citation dd, main details p, main h2')]
  .filter(one => one.checkVisibility() && !one.querySelector('.said, td, th, p')).map(one => one.innerText)"""


def bare(text: str) -> str:
    """The letters and digits alone: lines end elsewhere on paper, letters are joined to one sign, and marks between are made by the
    stylesheet."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


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
    return bare(text), shown


def missing(path: str, address: str, new_page: Open, tmp_path: Path) -> list[str]:
    text, shown = on_paper(path, address, new_page, tmp_path)
    assert len(shown) > 5
    return [one for one in shown if bare(one) not in text]


@pytest.mark.parametrize("path", PRINTED)
def test_a_printed_page_holds_all_that_it_shows(path: str, address: str, new_page: Open, tmp_path: Path) -> None:
    assert missing(path, address, new_page, tmp_path) == []


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
    text, _ = on_paper(addresses.brief(brief.slug), address, new_page, tmp_path)
    for linked in brief.claims.values():
        assert bare(linked.claim.text) in text, linked.address
        for citation in linked.claim.citation:
            assert bare(citation.start) in text, linked.address
    assert not brief.brief.source.record.url or bare(brief.brief.source.record.url) in text
