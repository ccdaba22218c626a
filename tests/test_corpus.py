"""The bundled corpus is whole: every paragraph answered for, every question coded, every record where its class asks for it."""

from __future__ import annotations

import re

from crossbrief.check.places import coverage
from crossbrief.load import Loaded, load
from crossbrief.pipeline import Built
from crossbrief.stats import stats
from tests.conftest import ROOT


def loaded() -> Loaded:
    found = load(ROOT / "briefs")
    assert isinstance(found, Loaded)
    return found


def test_the_corpus_has_its_five_sources_in_date_order(bundled: Built) -> None:
    assert [brief.mark.words for brief in bundled.corpus.briefs] == [
        "2014 Russia Direct",
        "2015 SISMEC",
        "2017 Monthly Interaction (reprint)",
        "2022 Islamabad journalist",
        "2024 Asatrian",
    ]


def test_every_source_is_coded_on_every_question(bundled: Built) -> None:
    counts = stats(bundled.corpus)
    assert counts["questions"] == 16
    assert counts["codings"] == 80
    assert counts["claims"] >= 150


def test_every_paragraph_is_cited_or_excused() -> None:
    for brief in loaded().briefs:
        assert list(coverage(brief)) == []
        cited = {n for claim in brief.record.claims for one in claim.citation for n in one.at.paragraphs}
        excused = {n for one in brief.record.excused for n in one.at.paragraphs}
        assert cited | excused == set(range(1, brief.record.source.copy.paragraphs + 1)), brief.slug
        assert not cited & excused


def test_an_uncovered_paragraph_would_be_found() -> None:
    brief = loaded().briefs[0]
    only_one = type(brief.record)(
        **{name: getattr(brief.record, name) for name in brief.record.__slots__ if name not in ("claims", "excused")},
        claims=brief.record.claims[:1],
    )
    assert list(coverage(type(brief)(brief.document, only_one, brief.slug)))


def test_both_halves_of_putins_answer_always_stand_together(bundled: Built) -> None:
    brief = bundled.corpus.briefs[2]
    coding = brief.codings["foreign-forces"]
    assert coding
    [stand] = [one for one in coding.stands if one.voice == "vladimir-putin"]
    assert stand.positions == ("both",)
    one, other = stand.claims
    assert other in brief.claims[one].claim.read_with
    assert one in brief.claims[other].claim.read_with
    page = bundled.files["entities/vladimir-putin/index.html"].decode()
    halves = [page.index(brief.claims[half].claim.text[:40]) for half in (one, other)]
    assert abs(halves[0] - halves[1]) < 1500


def test_every_accusation_says_what_stands_against_it_in_the_same_view(bundled: Built) -> None:
    accusing = [linked for linked in bundled.corpus.claims.values() if linked.accused]
    assert accusing
    for linked in accusing:
        assert linked.claim.denial
        page = bundled.files[f"briefs/{linked.slug}/index.html"].decode()
        item = page[page.index(f'id="{linked.claim.id}"') :].split("</li>\n<li class")[0]
        assert "not established here" in item


def test_our_words_use_claims_as_a_verb_only_for_claims_of_responsibility() -> None:
    for brief in loaded().briefs:
        for claim in brief.record.claims:
            if re.search(r"\b(he|she|it|they|who|that|and) claim(s|ed)\b", claim.text):
                assert claim.class_ == "declaration", f"{brief.slug}#{claim.id}: {claim.text}"


def test_the_khorasan_branch_is_not_named_before_it_existed(bundled: Built) -> None:
    branch = bundled.corpus.entities["is-khorasan"]
    assert branch.since
    for brief in bundled.corpus.briefs:
        if brief.brief.source.record.issued.latest < branch.since.earliest:
            assert not [c.address for c in brief.claims.values() if "is-khorasan" in c.claim.entities]
