"""What is told of a corpus that is read, and what of it differs after an edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.link.corpus import Corpus
from crossbrief.link.facts import _FINDERS, EVERY_KIND, Facts, fact, fact_of_a_brief, looked_at
from crossbrief.made import kinds_of_these
from crossbrief.pages import pages, sections
from crossbrief.reading import MANY, Reading, differing
from crossbrief.schema.base import Id, Prose, Text
from crossbrief.schema.brief import Note
from crossbrief.told import ADDRESSES, EVERYTHING, brief, kinds_of, of_a_brief


@pytest.fixture
def corpus(lanes: Path) -> Corpus:
    found = pipeline.read(lanes)
    assert isinstance(found, Corpus)
    return found


def test_what_is_looked_up_is_told_by_its_name(corpus: Corpus) -> None:
    reading = Reading(corpus)
    told, first = reading.corpus, corpus.briefs[0].slug
    address = next(iter(corpus.claims))

    def read(look: Callable[[], object]) -> set[tuple[str, ...]]:
        return reading.of(look)[1]

    one, claim = told.briefs[0], told.claims[address]
    ident = claim.claim.id
    assert read(lambda: [len(told.briefs), one.slug, one.mark, claim.address, claim.source]) == set()
    assert read(lambda: one.brief.bottom_line) == {("part", first, "bottom_line")}
    assert read(lambda: claim.claim.text) == read(lambda: one.claims[ident].claim.text) == {("text", first, ident)}
    assert read(lambda: claim.claim.citation) == read(lambda: claim.notes) == {("claim", first, ident)}
    assert read(lambda: claim.relayed) == read(lambda: told.roots[address]) == {("claim", first, ident)}
    assert read(lambda: address in told.claims) == read(lambda: list(one.claims)) == {("ids", first)}
    assert read(lambda: [two.claim.class_ for two in one.claims.values()]) == {("ids", first), ("claims", first)}
    assert read(lambda: one.codings.get("why")) == {("coding", first, "why")}
    assert read(lambda: list(one.codings)) == {("asked", first)}
    assert read(lambda: (one.whole, one.brief.claims, claim.whole)) == read(lambda: one.quotation) == {brief(first)}
    assert read(lambda: claim.whole) == {("claim", first, ident), ("text", first, ident)}
    assert read(lambda: told.uses.get(("entities", "x"))) == {("uses", "entities", "x")}
    assert read(lambda: list(told.claims)) == {ADDRESSES}
    assert read(lambda: len(told.roots)) == {EVERYTHING}
    assert ADDRESSES in read(lambda: {**told.claims}) & read(lambda: dict(told.claims))


def test_a_fact_is_found_once_and_told_as_itself(corpus: Corpus) -> None:
    reading, looked = Reading(corpus), list[str]()
    slug = corpus.briefs[1].slug

    @fact("claims")
    def count(whole: Corpus, kind: str) -> int:
        looked.append(kind)
        return len(whole.claims)

    @fact_of_a_brief("claims")
    def claims(whole: Corpus, slug: str) -> int:
        return len(whole.briefs[whole.order[slug]].claims)

    value, read = reading.of(lambda: count(reading.corpus, "x") + count(reading.corpus, "x") + count(corpus, "y"))
    assert value == 3 * len(corpus.claims)
    assert not read & {EVERYTHING}
    assert looked == ["x", "y"]
    assert [name[0] for name in read] == ["fact"]
    assert {reading.sum_of(name) for name in read} != {
        Reading(replace(corpus, claims={})).sum_of(name) for name in read
    }
    assert [name[:2] for name in reading.of(lambda: claims(reading.corpus, slug))[1]] == [("found", slug)]


@pytest.mark.parametrize("which", ["bundled", "large"])
def test_no_page_depends_on_everything_and_a_fact_of_a_brief_on_nothing_else(
    which: str, request: pytest.FixtureRequest
) -> None:
    corpus, words = request.getfixturevalue(which).corpus, request.getfixturevalue("words")
    reading = Reading(corpus)
    for page in pages(reading.corpus, words):
        _, read = reading.of(lambda page=page: (page.show(), page.description))  # type: ignore[misc]
        assert EVERYTHING not in read, page.path
        assert len(read) < MANY, page.path
        for kind, *key in read:
            if kind == "found":
                slug, name, *rest = key
                _, within = reading.of(partial(_FINDERS[name], reading.corpus, slug, *rest))
                assert {of_a_brief(one) for one in within} <= {slug}, name


@pytest.mark.parametrize("which", ["bundled", "large"])
def test_what_finds_a_fact_or_settles_a_page_looks_at_nothing_but_what_it_says(
    which: str, request: pytest.FixtureRequest
) -> None:
    """Else it would not be found again after an edit of that."""
    corpus, words = request.getfixturevalue(which).corpus, request.getfixturevalue("words")
    noted = _Noted()
    reading = Reading(replace(corpus, facts=noted))

    def kinds(look: Callable[[], object]) -> frozenset[str]:
        return frozenset().union(*map(kinds_of, reading.of(look)[1]))

    for section in sections(reading.corpus, words):
        assert kinds(lambda section=section: [page.about for page in section.pages()]) <= section.kinds, section.name  # type: ignore[misc]
        for page in section.pages():
            page.show()
    assert len({name for name, *_ in noted.asked}) > 15
    for name, *key in noted.asked:
        found = reading.of(partial(_FINDERS[name], reading.corpus, *key))[1]
        assert frozenset().union(*map(kinds_of, found)) <= looked_at(name), name


class _Noted(Facts):
    """Facts that note what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = set[tuple[str, ...]]()

    def of(self, corpus: Corpus, name: str, *key: str) -> object:
        self.asked.add((name, *key))
        return super().of(corpus, name, *key)


def test_the_names_of_what_differs_in_a_brief(corpus: Corpus) -> None:
    now = corpus.briefs[0].brief
    slug, first, asked = corpus.briefs[0].slug, now.claims[0], next(iter(now.codings))

    def names(**changed: object) -> set[tuple[str, ...]]:
        return set(differing(slug, now, replace(now, **changed))) - {brief(slug)}  # type: ignore[arg-type]

    def named(*kinds: str) -> set[tuple[str, ...]]:
        return {(kind, slug, first.id) for kind in kinds}

    of_claims = {("part", slug, "claims")}
    assert names() == set()
    assert names(bottom_line=Prose("Other.")) == {("part", slug, "bottom_line")}
    retold = (replace(first, text=Text("Other.")), *now.claims[1:])
    assert names(claims=retold) == named("text") | of_claims
    moved = (replace(first, class_="judgement" if first.class_ != "judgement" else "advice"), *now.claims[1:])
    assert names(claims=moved) == named("claim") | {("claims", slug)} | of_claims
    assert names(claims=now.claims[1:]) == named("claim") | {("claims", slug), ("ids", slug)} | of_claims
    note = Note(id=Id("n9"), on=(first.id,), text=Prose("Ours."))
    assert names(notes=(*now.notes, note)) == named("claim") | {("claims", slug), ("part", slug, "notes")}
    rest = {key: coding for key, coding in now.codings.items() if key != asked}
    assert names(codings=rest) == {("coding", slug, asked), ("asked", slug), ("part", slug, "codings")}
    assert {("claim", slug, first.id), ("coding", slug, asked), ("asked", slug)} <= names(
        source=replace(now.source, seen="abstract" if now.source.seen != "abstract" else "full text")
    )


def test_what_one_thing_read_is_not_said_of_another(corpus: Corpus) -> None:
    reading = Reading(corpus)

    def outer() -> object:
        _, inner = reading.of(lambda: reading.corpus.briefs[1].whole)
        assert inner == {brief(corpus.briefs[1].slug)}
        return reading.corpus.briefs[0].whole

    assert reading.of(outer)[1] == {brief(corpus.briefs[0].slug)}


def test_the_kinds_of_what_differs_in_a_brief(corpus: Corpus) -> None:
    now = corpus.briefs[0].brief
    first, asked = now.claims[0], next(iter(now.codings))

    def kinds(**changed: object) -> frozenset[str]:
        return kinds_of_these(set(differing("a", now, replace(now, **changed))))  # type: ignore[arg-type]

    assert kinds() == frozenset()
    assert kinds(bottom_line=Prose("Other.")) == {"bottom_line"}
    assert kinds(claims=(replace(first, text=Text("Other.")), *now.claims[1:])) == {"text"}
    assert kinds(claims=now.claims[1:]) == {"claims"}
    assert kinds(notes=()) <= {"notes", "claims"}
    assert kinds(codings={key: one for key, one in now.codings.items() if key != asked}) == {"codings"}
    assert kinds_of_these(None) == EVERY_KIND
