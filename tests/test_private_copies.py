"""Each anchor's phrases stand in their place in the private copy, and the record counts it rightly.

The copies are not in the repository. Where they are not at hand these tests are skipped by name; set
CROSSBRIEF_SOURCES to the folder that holds them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from crossbrief.link.corpus import LinkedBrief
from crossbrief.passage import PrivateCopy, divide, find_copy, fold, passage, words_of
from crossbrief.pipeline import Built
from tests.conftest import ROOT

SOURCES = Path(os.environ.get("CROSSBRIEF_SOURCES", ROOT.parent / "shared" / "sources"))
pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the private copies of the articles are not at hand")


@pytest.fixture(scope="session")
def copies(bundled: Built) -> list[tuple[LinkedBrief, PrivateCopy]]:
    found = []
    for brief in bundled.corpus.briefs:
        file = find_copy(SOURCES, brief.brief.source.copy.sha256)
        assert file, f"no copy of {brief.slug}"
        found.append((brief, divide(file.read_text(encoding="utf-8"), brief.brief.source.copy)))
    return found


def test_the_record_counts_the_copy_rightly(copies: list[tuple[LinkedBrief, PrivateCopy]]) -> None:
    for brief, copy in copies:
        assert len(copy.paragraphs) == brief.brief.source.copy.paragraphs, brief.slug
        assert copy.words == brief.brief.source.copy.words, brief.slug


def test_every_anchor_stands_in_its_place(copies: list[tuple[LinkedBrief, PrivateCopy]]) -> None:
    missing = [
        f"{linked.address} at {citation.at.text}"
        for brief, copy in copies
        for linked in brief.claims.values()
        for citation in linked.claim.citation
        if passage(citation, copy) is None
    ]
    assert not missing


def test_an_anchor_is_at_most_half_of_its_passage(copies: list[tuple[LinkedBrief, PrivateCopy]]) -> None:
    for brief, copy in copies:
        for linked in brief.claims.values():
            for citation in linked.claim.citation:
                if citation.end:
                    anchor = len(words_of(citation.start)) + len(words_of(citation.end))
                    assert 2 * anchor <= len(words_of(passage(citation, copy) or "")), linked.address


def test_the_words_given_as_the_sources_are_the_sources(copies: list[tuple[LinkedBrief, PrivateCopy]]) -> None:
    for brief, copy in copies:
        text = fold(" ".join((*copy.paragraphs, *copy.parts.values()))).lower()
        for linked in brief.claims.values():
            claim = linked.claim
            shown = [claim.stance.shown_by] if claim.stance and claim.stance.shown_by else []
            for words in (*(one.words for one in claim.wording), *claim.loaded, *claim.as_named.values(), *shown):
                assert fold(words).lower() in text, f"{linked.address}: {words}"
        for slip in brief.brief.slips:
            assert fold(slip.printed).lower() in text, f"{brief.slug}: {slip.printed}"


def test_no_run_of_more_than_eight_words_of_an_article_is_in_the_site(
    bundled: Built, copies: list[tuple[LinkedBrief, PrivateCopy]]
) -> None:
    pages = {path: _visible(raw.decode("utf-8")) for path, raw in bundled.files.items() if path.endswith(".html")}
    assert leaks(pages, copies, bundled) == []


def test_a_sentence_taken_from_an_article_would_be_found(
    bundled: Built, copies: list[tuple[LinkedBrief, PrivateCopy]]
) -> None:
    for brief, copy in copies:
        planted = " ".join(words_of(copy.paragraphs[-1])[3:13])
        assert leaks({"planted.html": f"We say that {planted} and more."}, copies, bundled), brief.slug
        link = _visible(f'<a href="https://example.org/#:~:text={quote(planted)}">here</a>')
        assert leaks({"planted.html": link}, copies, bundled), brief.slug


def leaks(pages: dict[str, str], copies: list[tuple[LinkedBrief, PrivateCopy]], built: Built) -> list[str]:
    """Every run of nine words that a page shares with an article, names and titles aside."""
    grams: set[tuple[str, ...]] = set()
    for _, copy in copies:
        for text in copy.paragraphs:
            words = [word.lower() for word in words_of(text)]
            grams |= {tuple(words[n : n + 9]) for n in range(len(words) - 8)}
    names = {tuple(word.lower() for word in words_of(name)) for name in _names(built)}
    found = []
    for path, text in pages.items():
        words = [word.lower() for word in words_of(text)]
        for n in range(len(words) - 8):
            run = tuple(words[n : n + 9])
            if run in grams and not _is_names(run, names):
                found.append(f"{path}: {' '.join(run)}")
    return found


def _names(bundled: Built) -> Iterator[str]:
    for entity in bundled.corpus.entities.values():
        yield entity.name
        yield from (variant.text for variant in entity.variants)
    for brief in bundled.corpus.briefs:
        yield brief.brief.source.record.title
        yield brief.brief.source.byline or ""


def _is_names(run: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    """True where the run stands within a name or a title, or what is left without names is short."""
    joined = f" {' '.join(run)} "
    if any(joined.strip() in " ".join(name) for name in names):
        return True
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 2:
            joined = joined.replace(f" {' '.join(name)} ", " ")
    return len(joined.split()) < 7


def _visible(text: str) -> str:
    import html
    import re

    links = " ".join(unquote(one) for one in re.findall(r":~:text=([^\"]*)", text))
    return f"{html.unescape(re.sub(r'<[^>]+>', ' ', text))} {links}"
