"""Each anchor's phrases stand in their place in the private copy, and the record counts it rightly.

The copies are not in the repository. Where they are not at hand these tests are skipped by name; set
CROSSBRIEF_SOURCES to the folder that holds them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from crossbrief.leaks import excused, leaks
from crossbrief.link.corpus import LinkedBrief
from crossbrief.lock import Lock, read_lock
from crossbrief.passage import PrivateCopy, divide, find_copy, fold, passage, words_of
from crossbrief.pipeline import Built
from crossbrief.quotation import count, quoted_words, words_beside
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


def test_nothing_in_the_site_is_copied_from_an_article(
    bundled: Built, copies: list[tuple[LinkedBrief, PrivateCopy]]
) -> None:
    by_slug = {brief.slug: copy for brief, copy in copies}
    assert list(leaks(bundled.files.items(), by_slug, excused(bundled.corpus, by_slug))) == []


PLACES = {
    "a note": ("briefs/2014-russia-direct/index.html", rb'(<aside class="note"[^>]*>)', rb"\1<p>%s.</p>"),
    "a template": ("index.html", rb"(<h1>)", rb"\1%s "),
    "an attribute": ("method/index.html", rb'(<meta name="description" content=")', rb"\1%s "),
    "a table": ("data/claims.csv", rb"(\n[^,\n]*,)", rb'\1"%s, more",'),
    "a chart": ("figures/index.html", rb"(<svg[^>]*>\s*<title[^>]*>)", rb"\1%s "),
    "a drawing": ("static/icon.svg", rb"(<svg[^>]*>)", rb"\1<desc>%s</desc>"),
}
"""Where a sentence is planted in the site as it is built: the file, what it is set behind, and how."""


@pytest.mark.parametrize("place", PLACES)
def test_a_sentence_of_an_article_planted_in_the_built_site_is_found(
    bundled: Built, copies: list[tuple[LinkedBrief, PrivateCopy]], place: str
) -> None:
    by_slug = {brief.slug: copy for brief, copy in copies}
    allowed = excused(bundled.corpus, by_slug)
    path, behind, planting = PLACES[place]
    for brief, copy in copies:
        number, text = max(enumerate(copy.paragraphs, start=1), key=lambda one: len(one[1]))
        sentence = " ".join(words_of(text)[5:25])
        planted, count = re.subn(behind, planting % sentence.encode(), bundled.files[path], count=1)
        assert count == 1, path
        found = list(leaks([(path, planted)], by_slug, allowed))
        assert [(one.place.path, one.code) for one in found] == [(path, "copied-words")], brief.slug
        assert f"are those of paragraph {number} of `{brief.slug}`" in found[0].message


def test_the_lock_counts_what_is_quoted(copies: list[tuple[LinkedBrief, PrivateCopy]]) -> None:
    lock = read_lock(ROOT / "briefs")
    assert isinstance(lock, Lock)
    for brief, copy in copies:
        proof = lock.sources[brief.slug]
        assert proof.quoted, brief.slug
        directives = [one.fragment for one in proof.anchors.values()]
        assert proof.quoted.words == quoted_words(brief.brief, copy) + sum(map(words_beside, directives)), brief.slug
        assert proof.quoted == count(brief.brief, copy, directives, lock, proof.quoted.counted), brief.slug
        assert brief.quotation.counted == proof.quoted.counted, brief.slug
