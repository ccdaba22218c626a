"""The strip of a source: each place once, in order, with every claim that cites it and no other, or the reason why none does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from crossbrief.link.corpus import LinkedBrief
from crossbrief.pipeline import Built
from crossbrief.schema.base import At
from crossbrief.schema.brief import Excuse
from crossbrief.views.strip import strip


def citing(linked: LinkedBrief, kind: str, number: int) -> list[str]:
    """The claims that cite a place, found the slow way."""
    return [
        one.claim.id
        for one in linked.claims.values()
        if any(
            number in citation.at.paragraphs if kind == "paragraph" else (kind, number) in citation.at.parts
            for citation in one.claim.citation
        )
    ]


@pytest.mark.parametrize("made", ["bundled", "large"])
def test_every_paragraph_stands_once_in_order_with_just_the_claims_that_cite_it(
    made: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(made)
    for linked in built.corpus.briefs:
        places = [place for place in strip(linked) if place.id.startswith("place_paragraph_")]
        count = linked.brief.source.copy.paragraphs
        assert [place.short for place in places] == [f"¶\u00a0{n}" for n in range(1, count + 1)]
        for n, place in enumerate(places, start=1):
            assert [link.words for link in place.claims] == citing(linked, "paragraph", n)
            assert bool(place.claims) != bool(place.excuse), (linked.slug, n)


def test_the_parts_that_are_cited_stand_before_the_paragraphs(bundled: Built) -> None:
    shown = {
        linked.slug: [one for one in strip(linked) if "paragraph" not in one.id] for linked in bundled.corpus.briefs
    }
    assert sum(map(len, shown.values())) > 3
    for linked in bundled.corpus.briefs:
        for place in shown[linked.slug]:
            _, kind, number = place.id.split("_")
            assert place.claims and [link.words for link in place.claims] == citing(linked, kind, int(number))
        assert tuple(shown[linked.slug]) == strip(linked)[: len(shown[linked.slug])]


def test_an_excused_part_says_why_and_a_place_that_nothing_tells_of_is_there_all_the_same(bundled: Built) -> None:
    linked = bundled.corpus.briefs[0]
    excuse = Excuse(at=At.read("caption 3"), because="A picture of something else.")
    brief = replace(linked.brief, excused=(excuse,))
    places = strip(replace(linked, brief=brief, claims={}))
    assert (places[0].short, places[0].excuse) == ("caption 3", "A picture of something else.")
    assert len(places) == 1 + brief.source.copy.paragraphs
    assert not any(place.claims or place.excuse for place in places[1:])


def test_the_page_links_every_claim_and_leads_from_an_uncited_place_to_its_reason(bundled: Built) -> None:
    told = 0
    for linked in bundled.corpus.briefs:
        page = bundled.files[f"briefs/{linked.slug}/index.html"].decode("utf-8")
        [row] = re.findall(r'<ol class="strip">(.*?)</ol>', page, re.DOTALL)
        assert set(re.findall(r'href="#(c\d+)"', row)) == set(linked.claims)
        reasons = dict(re.findall(r'<div id="(place_\w+)"><dt>[^<]*</dt><dd>([^<]+)</dd>', page))
        assert re.findall(r'href="#(place_\w+)"', row) == list(reasons)
        told += len(reasons)
    assert told == sum(len(one.at.paragraphs) for linked in bundled.corpus.briefs for one in linked.brief.excused)
