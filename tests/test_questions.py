"""The page of a question, its judgements, the relations, and what no source says."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.matrix import tally, unsaid
from crossbrief.views.overview import coverage_view
from crossbrief.views.portrayal import claims_on
from crossbrief.views.question import question_view
from tests.rendered import page, table, whole


def test_coverage_counts_the_claims_on_an_actor_as_its_own_page_and_the_pairs_do(
    bundled: Built, words: Strings
) -> None:
    corpus = bundled.corpus
    rows = {row.topic.address: row for row in coverage_view(corpus, words).actors}
    assert len(rows) > 10
    for entity in corpus.entities.values():
        row = rows.get(addresses.entity(entity.id))
        for cell, brief in zip(row.cells if row else (), corpus.briefs, strict=False):
            own = claims_on(entity.id, brief)
            assert cell.words == (words.count("claims", len(own)) if own else words("nothing_near")), entity.id


def test_positions_that_nobody_takes_stand_in_a_sentence_under_their_question(bundled: Built, words: Strings) -> None:
    found = [one for one in unsaid(bundled.corpus) if one.positions]
    assert found
    for path in (addresses.HOME, addresses.COVERAGE):
        shown = html.unescape(page(bundled, path)).replace("\u00a0", " ")
        for one in found:
            if one.answered:
                said = words("untaken_sentence", positions=words.listing_or(one.positions))
                assert said in shown
                assert shown.rindex(one.question.words, 0, shown.rindex(said)) > 0


def test_every_relation_stands_at_both_its_ends_and_on_the_page_of_all(bundled: Built) -> None:
    assert bundled.corpus.relations
    gathered = page(bundled, addresses.RELATIONS)
    for relation in bundled.corpus.relations.values():
        assert f'id="{relation.id}"' in gathered
        for end in (relation.from_, relation.to):
            assert f"relations/index.html#{relation.id}" in page(bundled, addresses.brief(end.slug))


def test_positions_in_no_order_run_down_and_the_sources_across(bundled: Built, large: Built, words: Strings) -> None:
    for question in bundled.corpus.questions.values():
        count = tally(question, bundled.corpus.briefs)
        view = question_view(question, whole(bundled.corpus.briefs), count, bundled.corpus, words)
        assert bool(view.by_position) == (question.scale == "unordered")
        for n, row in enumerate(view.by_position):
            assert row.position.id == question.positions[n].id
            assert row.takers == tuple(source.cells[n].takers for source in view.dots)
            assert row.position.taken == any(row.takers)
    loose = replace(next(iter(large.corpus.questions.values())), scale="unordered")
    view = question_view(loose, whole(large.corpus.briefs), tally(loose, large.corpus.briefs), large.corpus, words)
    assert not view.by_position, "too many sources to run across"


def test_a_position_stands_with_the_claims_that_carry_it(bundled: Built, words: Strings) -> None:
    question = bundled.corpus.questions["threatened-places"]
    count = tally(question, bundled.corpus.briefs)
    view = question_view(question, whole(bundled.corpus.briefs), count, bundled.corpus, words)
    [turkey] = [row for row in view.by_position if row.position.id == "turkey"]
    author = turkey.takers[0][0]
    assert (author.speaker, [claim.id for claim in author.claims]) == ("", ["c32"])


def test_every_claim_of_an_answer_carries_one_of_its_positions(bundled: Built) -> None:
    for brief in bundled.corpus.briefs:
        for ident, coding in brief.codings.items():
            for stand in coding.stands if coding else ():
                carrying = {claim for claims in stand.claims_for.values() for claim in claims}
                assert not carrying or carrying == {*stand.claims}, f"{brief.slug} on {ident}"
                assert not stand.claims_for or {*stand.claims_for} == {*stand.positions}, f"{brief.slug} on {ident}"


def test_a_judgement_never_joins_likelihood_and_confidence_in_one_sentence(bundled: Built) -> None:
    for judgement in bundled.corpus.judgements.values():
        for sentence in re.split(r"(?<=[.!?])\s", judgement.text or ""):
            assert not (re.search(r"\b(likely|unlikely|probabl)", sentence) and "confidence" in sentence), judgement.id


def test_every_judgement_shows_contrary_evidence_or_that_there_is_none(bundled: Built, words: Strings) -> None:
    assert {judgement.question for judgement in bundled.corpus.judgements.values()} == set(bundled.corpus.questions)
    for question in bundled.corpus.questions.values():
        shown = page(bundled, addresses.question(question.id))
        count = tally(question, bundled.corpus.briefs)
        for judgement in question_view(question, whole(bundled.corpus.briefs), count, bundled.corpus, words).judgements:
            assert judgement.not_judged or judgement.support.claims
            assert judgement.not_judged or judgement.contrary.claims or words("contrary_none") in shown


def test_what_no_source_says_is_gathered_by_question(bundled: Built, words: Strings) -> None:
    shown, home = (page(bundled, path) for path in (addresses.COVERAGE, addresses.HOME))
    found = {one.question.address: one for one in unsaid(bundled.corpus)}
    for question in bundled.corpus.questions.values():
        rows = [row for row in table(bundled, "stands") if row["question"] == question.id]
        taken = {ident for row in rows for ident in row["positions"].split()}
        one = found[addresses.question(question.id)]
        assert one.positions == tuple(each.label for each in question.positions if each.id not in taken)
        assert words.listing_or(one.positions) in html.unescape(home)
        assert one.not_covered in html.unescape(shown)
    assert sum(bool(one.positions) for one in found.values()) > 5
