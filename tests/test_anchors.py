"""Every anchor of the bundled corpus against its private copy, whatever becomes of the passage."""

from __future__ import annotations

import pytest

from crossbrief.lock import Lock, Proof
from crossbrief.passage import (
    PrivateCopy,
    Stretch,
    divide,
    find_copy,
    fold,
    passage,
    place_text,
    spans_of,
    stretches,
    texts_of,
)
from crossbrief.pipeline import Built
from crossbrief.schema.claim import Citation
from crossbrief.verify import EDITED, GONE, MOVED, SAME, judge
from tests.test_private_copies import SOURCES


def test_all_anchors_of_the_bundled_corpus_are_proved(bundled: Built) -> None:
    unproved = [linked.address for linked in bundled.corpus.claims.values() if not all(linked.proved)]
    assert not unproved


Anchor = tuple[str, Citation, PrivateCopy]


@pytest.fixture(scope="module")
def anchors(bundled: Built) -> list[Anchor]:
    """Every anchor of the bundled corpus, with the copy that it stands in."""
    if not SOURCES.is_dir():
        pytest.skip("the private copies of the articles are not at hand")
    found = []
    for brief in bundled.corpus.briefs:
        file = find_copy(SOURCES, brief.brief.source.copy.sha256)
        assert file
        copy = divide(file.read_text(encoding="utf-8"), brief.brief.source.copy)
        found += [(one.address, citation, copy) for one in brief.claims.values() for citation in one.claim.citation]
    return found


def proof_of(citation: Citation, copy: PrivateCopy) -> Proof:
    found = passage(citation, copy)
    assert found
    return Proof(LOCK.hash_of(citation), LOCK.hash(found), 0, len(found), 0, "2026-11-21")


LOCK = Lock("salt")


def with_texts(copy: PrivateCopy, texts: dict[Stretch, str]) -> PrivateCopy:
    """The copy with other texts in some places."""
    paragraphs = (texts.get(("paragraph", n), text) for n, text in enumerate(copy.paragraphs, start=1))
    return PrivateCopy(tuple(paragraphs), {key: texts.get(key, text) for key, text in copy.parts.items()})


def with_word(citation: Citation, copy: PrivateCopy, at: int) -> PrivateCopy:
    """The copy with a letter more at an offset of the place's text."""
    for stretch in stretches(citation.at, copy):
        text = texts_of(copy)[stretch]
        if at <= len(text):
            return with_texts(copy, {stretch: f"{text[:at]}x{text[at:]}"})
        at -= len(text) + 1
    raise AssertionError(citation)


def test_every_anchor_of_the_bundled_corpus_tells_of_each_word_that_changes_in_its_passage(
    anchors: list[Anchor],
) -> None:
    """A word between the phrases: edited. A word of a phrase: gone, or the next phrase that reads so brackets more.

    Moved only where the same words stand in another place too.
    """
    between = 0
    for address, citation, copy in anchors:
        proof, found = proof_of(citation, copy), passage(citation, copy)
        assert found and judge(citation, copy, proof, LOCK)[0] == SAME
        begin = place_text(citation, copy).find(found)
        elsewhere = MOVED if sum(found in text for _, text in copy.places()) > 1 else GONE
        inside = range(len(fold(citation.start)) + 1, len(found) - len(fold(citation.end or "")))
        for _, end in spans_of(found):
            verdict, _ = judge(citation, with_word(citation, copy, begin + end), proof, LOCK)
            if end in inside:
                between += 1
            right = (EDITED, elsewhere) if elsewhere == MOVED or end not in inside else (EDITED,)
            assert verdict in right, (address, found[:end])
    assert len(anchors) > 200
    assert between > 2000


def test_every_anchor_of_the_bundled_corpus_tells_that_its_place_moved(anchors: list[Anchor]) -> None:
    """To the end, leaving another text behind; and on by one, behind a new paragraph."""
    for address, citation, copy in anchors:
        proof, places = proof_of(citation, copy), stretches(citation.at, copy)
        left = with_texts(copy, dict.fromkeys(places, "Another text stands here."))
        last = (*left.paragraphs, *(texts_of(copy)[one] for one in places))
        verdict, detail = judge(citation, PrivateCopy(last, left.parts), proof, LOCK)
        assert verdict == MOVED, address
        first = next(
            (name for name, text in PrivateCopy(last, left.parts).places() if passage(citation, copy) in text), ""
        )
        wanted = first or f"paragraphs {len(last) - 1}–{len(last)}"
        assert detail == f"the passage now stands in {wanted}", address
        later = PrivateCopy(("A new beginning.", *copy.paragraphs), copy.parts)
        verdict, detail = judge(citation, later, proof, LOCK)
        if citation.at.parts:
            assert verdict == SAME, address
        else:
            assert (verdict, detail.endswith(str(citation.at.paragraphs[-1] + 1))) == (MOVED, True), (address, detail)


def test_every_anchor_of_the_bundled_corpus_stays_where_its_passage_is_doubled_and_is_gone_with_its_words(
    anchors: list[Anchor],
) -> None:
    for address, citation, copy in anchors:
        proof, found = proof_of(citation, copy), passage(citation, copy)
        last = stretches(citation.at, copy)[-1]
        doubled = with_texts(copy, {last: f"{texts_of(copy)[last]} {found}"})
        assert judge(citation, doubled, proof, LOCK)[0] == SAME, address
        without = {place: text.replace(fold(citation.start), "") for place, text in texts_of(copy).items()}
        assert judge(citation, with_texts(copy, without), proof, LOCK)[0] == GONE, address
