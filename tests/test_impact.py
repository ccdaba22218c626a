"""What rests on what, how many independent roots a thing has, and what the log of corrections shows."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.link.corpus import Corpus
from crossbrief.link.roots import root_of_reference, state_of
from crossbrief.pipeline import Built
from crossbrief.problem import Problem
from crossbrief.schema.base import EntityId, Text
from crossbrief.schema.registers import Entity


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def made(root: Path) -> Built:
    built = pipeline.make(root)
    assert isinstance(built, Built), "\n\n".join(map(str, built))
    return built


def page(built: Built, path: str) -> str:
    return built.files[path].decode("utf-8")


def retract(lanes: Path) -> None:
    replace(
        lanes / "briefs" / "2021-herald.yaml",
        "ever was.\n",
        "ever was.\n    state: {is: retracted, since: 2026-12-01, because: The paper took it back.}\n",
    )


def test_the_way_back_from_a_claim_leads_to_everything_that_rests_on_it(bundled: Built) -> None:
    corpus = bundled.corpus
    for relation in corpus.relations.values():
        for end in (relation.from_, relation.to):
            assert ("relations", relation.id) in {(r.kind, r.id) for r in corpus.impact["claims", end]}
    for judgement in corpus.judgements.values():
        for ref in (*judgement.support, *judgement.contrary):
            assert ("judgements", judgement.id) in {(r.kind, r.id) for r in corpus.impact["claims", ref]}
    for linked in corpus.claims.values():
        for ref in linked.claim.forecast.outcome.claims if linked.claim.forecast else ():
            assert ("outcomes", linked.address) in {(r.kind, r.id) for r in corpus.impact["claims", ref]}


def test_once_all_was_gone_through_the_site_says_what_was_retracted_and_what_rests_on_it(lanes: Path) -> None:
    retract(lanes)
    registers = lanes / "briefs" / "registers"
    replace(registers / "relations.yaml", "question: lanes-effect", "question: lanes-effect\n    reviewed: 2026-12-01")
    replace(registers / "judgements.yaml", "    text: The two", "    reviewed: 2026-12-02\n    text: The two")
    herald = page(made(lanes), "briefs/2021-herald/index.html")
    assert "retracted since 1 December 2026" in herald
    assert "The paper took it back." in herald
    assert 'href="../../questions/lanes-effect/index.html#kj-effect"' in herald


def test_a_review_before_the_day_does_not_count(lanes: Path) -> None:
    retract(lanes)
    registers = lanes / "briefs" / "registers"
    replace(registers / "relations.yaml", "question: lanes-effect", "question: lanes-effect\n    reviewed: 2026-12-01")
    replace(registers / "judgements.yaml", "    text: The two", "    reviewed: 2026-11-30\n    text: The two")
    problems = pipeline.make(lanes)
    assert isinstance(problems, list)
    assert [problem.code for problem in problems] == ["review-needed"]


def test_a_disputed_assumption_asks_for_a_review_of_what_rests_on_its_claims(lanes: Path) -> None:
    (lanes / "briefs" / "registers" / "assumptions.yaml").write_text(
        "crossbrief: 1\nassumptions:\n  - id: one-street\n    text: One street stands for all.\n"
        "    relied_on_by: [2020-gazette#c1]\n    state: {is: disputed, since: 2026-12-01, because: It is a side street.}\n",
        encoding="utf-8",
    )
    problems = pipeline.make(lanes)
    assert isinstance(problems, list)
    assert {one.message.split(" rests on ")[0] for one in problems} == {"judgement `kj-effect`", "relation `r1`"}
    assert all(isinstance(one, Problem) and "assumption `one-street`" in one.message for one in problems)


def test_a_claim_said_twice_by_one_root_counts_one_root(lanes: Path) -> None:
    registers = lanes / "briefs" / "registers"
    replace(registers / "relations.yaml", "type: disputes", "type: agrees")
    gazette = page(made(lanes), "briefs/2020-gazette/index.html")
    assert "2 mentions, 2 independent roots" in gazette
    replace(
        lanes / "briefs" / "2021-herald.yaml", "post-weblog, ", "post-weblog, author: [{family: Pym, given: Nora}], "
    )
    assert "2 mentions, 1 independent root" in page(made(lanes), "briefs/2020-gazette/index.html")


def test_a_second_root_lets_a_fact_be_graded_as_confirmed(lanes: Path) -> None:
    grade = (
        "denial: none-found\n    credibility: {grade: 1, because: The minutes say it too., references: minutes-2020}"
    )
    replace(lanes / "briefs" / "2020-gazette.yaml", "denial: none-found", grade)
    made(lanes)
    replace(lanes / "briefs" / "registers" / "references.yaml", "    seen:", "    root: ada-marsh\n    seen:")
    problems = pipeline.make(lanes)
    assert isinstance(problems, list)
    assert [problem.code for problem in problems] == ["credibility-unconfirmed"]


@pytest.mark.parametrize(
    ("kind", "above", "found"),
    [
        ("person", "state", "above"),
        ("organisation", "state", "above"),
        ("armed-group", "state", "one"),
        ("person", "organisation", "one"),
    ],
)
def test_a_person_or_a_body_of_a_state_goes_back_to_the_state_and_nothing_else_does(
    kind: str, above: str, found: str
) -> None:
    def entity(ident: str, kind: str, *part_of: str) -> Entity:
        return Entity(id=EntityId(ident), name=Text(ident), kind=kind, part_of=tuple(map(EntityId, part_of)))  # type: ignore[arg-type]

    assert state_of("one", {"one": entity("one", kind, "above"), "above": entity("above", above)}) == found


def test_figures_say_how_many_roots_they_have(bundled: Built) -> None:
    text = page(bundled, "figures/index.html")
    assert "independent root" in text


def test_a_correction_stands_in_the_log_and_on_the_brief_that_it_concerns(lanes: Path) -> None:
    (lanes / "briefs" / "registers" / "corrections.yaml").write_text(
        "crossbrief: 1\ncorrections:\n"
        "  - {id: older, date: 2026-12-01, what: A typing error., why: A reader saw it.}\n"
        "  - id: carts\n    date: 2026-12-03\n    what: The figure was 400.\n    why: We misread it.\n"
        "    affected: [2020-gazette#c2]\n",
        encoding="utf-8",
    )
    built = made(lanes)
    log = page(built, "corrections/index.html")
    assert log.index('id="carts"') < log.index('id="older"')
    assert 'href="../briefs/2020-gazette/index.html#c2"' in log
    assert 'href="../../corrections/index.html#carts"' in page(built, "briefs/2020-gazette/index.html")
    assert "corrections/index.html#" not in page(built, "briefs/2021-herald/index.html")


def test_a_site_without_corrections_says_so(bundled: Built) -> None:
    assert "Nothing has been corrected since publication." in page(bundled, "corrections/index.html")


def test_an_outside_work_goes_back_to_its_author_else_to_who_carries_or_publishes_it_else_to_itself(
    lanes: Path,
) -> None:
    corpus = pipeline.read(lanes)
    assert isinstance(corpus, Corpus)
    [minutes] = corpus.references.values()
    record = dataclasses.replace(minutes.record, container_title="The Gazette", publisher="The Press")
    found = []
    for left_out in ({}, {"author": ()}, {"container_title": None}, {"publisher": None}):
        record = dataclasses.replace(record, **left_out)
        found.append(root_of_reference(dataclasses.replace(minutes, record=record), corpus.entities))
    assert found == ["quillby town council", "the gazette", "the press", "minutes-2020"]


def test_a_relation_that_is_drawn_to_a_draft_is_no_use_of_the_work_that_it_rests_on(lanes: Path) -> None:
    register = lanes / "briefs" / "registers" / "relations.yaml"
    replace(register, "    because: ", "    references: minutes-2020\n    because: ")
    uses = made(lanes).corpus.uses["references", "minutes-2020"]
    assert ("relations", "r1") in {(use.kind, use.id) for use in uses}
    replace(lanes / "briefs" / "2021-herald.yaml", "\ncoder:", "\nstatus: draft\ncoder:")
    built = made(lanes)
    assert ("relations", "r1") not in {(use.kind, use.id) for use in built.corpus.uses["references", "minutes-2020"]}
