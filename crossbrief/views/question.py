"""A question's page: the positions on their axis, then each source's answer in date order with its claims."""

from __future__ import annotations

from collections.abc import Container
from itertools import islice

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.link.facts import fact
from crossbrief.link.roots import state_of
from crossbrief.schema.coding import Stand
from crossbrief.schema.registers import Judgement, Question
from crossbrief.strings import Strings
from crossbrief.views.claim import EvidenceView, evidence_view
from crossbrief.views.common import (
    COLUMNS,
    Carrier,
    ClaimLine,
    Link,
    MarkView,
    Ours,
    carriers,
    claim_lines,
    entity_link,
    is_large,
    mark_view,
    uses,
)
from crossbrief.views.leaves import Leaf
from crossbrief.views.matrix import CellView, Count, MatrixView, StandView, cell_view, in_order, matrix_view, row_words
from crossbrief.views.relation import RelationView, relation_view
from crossbrief.vocabulary import CONFIDENCE, LIKELIHOOD_STANDARDS, label

RELATIONS = 40
"""The most relations on a question's page; the page of relations has them all."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A voice at a position: the speaker where the answer is relayed, and whether it is implied."""

    speaker: str
    implied: bool
    claims: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position with its meaning, and whether any source takes it."""

    id: str
    label: str
    meaning: str
    taken: bool


@dataclass(frozen=True, slots=True)
class DotCell:
    """One position in one source's row: who takes it."""

    label: str
    takers: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class DotRow:
    """One source's row of points; rows run down in time and are never joined."""

    mark: MarkView
    empty: str
    cells: tuple[DotCell, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position's row where the sources run across: who takes it in each of them."""

    position: PositionView
    takers: tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One source's cell with the claims that carry each stand."""

    slug: str
    cell: CellView
    stands: tuple[tuple[StandView, tuple[ClaimLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Time:
    """What a voice says on one matter in one source."""

    mark: MarkView
    name: str
    """Of who says it there."""
    words: str
    implied: bool
    claims: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class VoiceTwice:
    """One voice that speaks on the question in more than one source, and whether its position is the same."""

    id: str
    name: str
    times: tuple[Time, ...]
    """By date of the sources."""
    words: str


@dataclass(frozen=True, slots=True)
class JudgementView:
    """Our answer, or why there is none."""

    id: str
    on: str
    text: Ours | None
    not_judged: str
    likelihood: str
    confidence: str
    confidence_because: str
    support: EvidenceView
    contrary: EvidenceView
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """Everything on a question's page."""

    id: str
    text: str
    short: str
    kind: str
    settled_by: str
    askable: str
    ordered: bool
    of: tuple[Link, ...]
    words: str
    """How the sources stand. Example: Four positions among four sources that answer"""
    caution: str
    over_time: MatrixView | None
    """In the large form: how many sources of each period take each position."""
    positions: tuple[PositionView, ...]
    dots: tuple[DotRow, ...]
    by_position: tuple[PositionRow, ...]
    """The same by position, where these are in no order and the sources few enough to run across."""
    answers: tuple[AnswerView, ...]
    twice: tuple[VoiceTwice, ...]
    relations: tuple[RelationView, ...]
    more_relations: str
    """How many relations there are, where not all are shown."""
    judgements: tuple[JudgementView, ...]
    source_summary: str
    would_settle: str
    not_covered: str
    first: bool
    """Whether this is the first leaf."""
    earlier: Link | None
    later: Link | None


def answering(question: Question, corpus: Corpus) -> list[LinkedBrief]:
    """The sources that a question's page goes through: all, or in the large form those that answer."""
    if not is_large(corpus):
        return list(corpus.briefs)
    return [corpus.briefs[corpus.order[slug]] for slug in takers(corpus, question.id)]


@fact("codings")
def takers(corpus: Corpus, question: str) -> tuple[str, ...]:
    """The slugs of the sources that answer a question."""
    codings = ((brief.slug, brief.codings.get(question)) for brief in corpus.briefs)
    return tuple(slug for slug, coding in codings if coding and coding.stands)


def question_view(
    question: Question, leaf: Leaf[LinkedBrief], count: Count, corpus: Corpus, t: Strings
) -> QuestionView:
    """A leaf of one question's page; the first has our judgement and the whole. `count` is the tally of all sources, made
    once for all leaves: a list of n sources would else cost n times n."""
    cells = tuple(cell_view(question, brief, corpus, t) for brief in leaf.entries)
    idents = list(corpus.questions)
    at = idents.index(question.id)
    neighbours = [corpus.questions[idents[n]] if 0 <= n < len(idents) else None for n in (at - 1, at + 1)]
    earlier, later = (Link(one.text, addresses.question(one.id)) if one else None for one in neighbours)
    using = uses("questions", question.id, corpus) if leaf.first else ()
    related = [one for one in using if one.id in corpus.relations and one.kind == "relations"]
    judged = [one for one in using if one.kind == "judgements"]
    positions, dots = _positions(question, count), tuple(_dots(question, cell) for cell in cells)
    return QuestionView(
        id=question.id,
        text=question.text,
        short=question.short,
        kind=t(f"kind_{question.kind}"),
        settled_by=t.listing([t(f"settled_{one}") for one in question.settled_by]),
        askable=question.askable.in_words if question.askable else "",
        ordered=question.scale == "ordered",
        of=tuple(entity_link(corpus.entities[ident]) for ident in question.of),
        words=row_words(count, t),
        caution=question.caution or "",
        over_time=matrix_view([question], corpus, t) if leaf.first and is_large(corpus) else None,
        positions=positions,
        dots=dots,
        by_position=() if question.scale == "ordered" or is_large(corpus) else _by_position(positions, dots),
        answers=tuple(_answer(cell, corpus, t) for cell in cells),
        twice=voices_twice(question, corpus, t) if leaf.first else (),
        relations=tuple(relation_view(corpus.relations[one.id], corpus, t) for one in related[:RELATIONS]),
        more_relations=t.count("relations_counted", len(related)) if len(related) > RELATIONS else "",
        source_summary=question.source_summary or "",
        judgements=tuple(judgement_view(corpus.judgements[one.id], corpus, t) for one in judged),
        would_settle=question.would_settle,
        not_covered=question.not_covered or "",
        first=leaf.first,
        earlier=earlier,
        later=later,
    )


def _positions(question: Question, count: Count) -> tuple[PositionView, ...]:
    taken = count.positions
    return tuple(PositionView(one.id, one.label, one.meaning, str(one.id) in taken) for one in question.positions)


def _dots(question: Question, cell: CellView) -> DotRow:
    cells = tuple(
        DotCell(
            one.label,
            tuple(
                Placed(stand.speaker, stand.implied, stand.carriers_of(one.id))
                for stand in cell.stands
                if one.id in stand.position_ids
            ),
        )
        for one in question.positions
    )
    return DotRow(cell.mark, cell.empty, cells)


def _by_position(positions: tuple[PositionView, ...], dots: tuple[DotRow, ...]) -> tuple[PositionRow, ...]:
    return tuple(
        PositionRow(position, tuple(row.cells[n].takers for row in dots)) for n, position in enumerate(positions)
    )


def _answer(cell: CellView, corpus: Corpus, t: Strings) -> AnswerView:
    slug = cell.mark.address.split("/")[1]
    stands = tuple(
        (stand, claim_lines([corpus.claims[f"{slug}#{one.id}"] for one in stand.claims], corpus, t))
        for stand in cell.stands
    )
    return AnswerView(slug, cell, stands)


def voices_twice(
    question: Question, corpus: Corpus, t: Strings, among: Container[str] | None = None
) -> tuple[VoiceTwice, ...]:
    """Voices with an answer in two sources or more, a dozen at most; an official's voice is also his state's.

    Of some voices only, where these are told.
    """
    return tuple(
        VoiceTwice(
            one.voice,
            corpus.entities[one.voice].name,
            tuple(_time(n, question, corpus.briefs[corpus.order[slug]], corpus) for slug, n in one.answers),
            t("twice_same") if one.same else t("twice_differs"),
        )
        for one in heard_twice(corpus, question.id)
        if among is None or one.voice in among
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice with an answer in two sources or more."""

    voice: str
    answers: tuple[tuple[str, int], ...]
    """By date, a dozen at most: the slug, and which answer of its coding it is."""
    same: bool
    """Whether it always takes the same position."""


@fact("codings")
def heard_twice(corpus: Corpus, question: str) -> tuple[Heard, ...]:
    """The voices with an answer to a question in two sources or more, a dozen at most."""
    spoken: dict[str, list[tuple[str, int, Stand]]] = {}
    for brief in corpus.briefs:
        coding = brief.codings.get(question)
        for n, stand in enumerate(coding.stands if coding else ()):
            if stand.voice.entity:
                voice = state_of(stand.voice.entity, corpus.entities)
                spoken.setdefault(voice, []).append((brief.slug, n, stand))
    found = (
        Heard(
            str(voice),
            tuple((slug, n) for slug, n, _ in every[:COLUMNS]),
            len({one.positions for *_, one in every}) == 1,
        )
        for voice, every in spoken.items()
        if len({slug for slug, *_ in every}) > 1
    )
    return tuple(islice(found, COLUMNS))


def _time(n: int, question: Question, brief: LinkedBrief, corpus: Corpus) -> Time:
    labels = {position.id: position.label for position in question.positions}
    coding = brief.codings[question.id]
    assert coding is not None
    stand = coding.stands[n]
    return Time(
        mark_view(brief.mark, corpus),
        corpus.entities[stand.voice.entity or ""].name,
        ", ".join(labels[one] for one in stand.positions),
        stand.manner == "implied",
        carriers(in_order(stand.claims, brief)),
    )


def judgement_view(judgement: Judgement, corpus: Corpus, t: Strings) -> JudgementView:
    """A key judgement, its likelihood and its confidence in separate sentences (ICD 203)."""
    standard = LIKELIHOOD_STANDARDS[corpus.site.likelihood_standard]
    band = next((b for b in standard.bands if judgement.likelihood and b.id == judgement.likelihood.band), None)
    return JudgementView(
        id=judgement.id,
        on=t(f"judgement_on_{judgement.on}"),
        text=Ours(judgement.text) if judgement.text else None,
        not_judged=judgement.not_judged or "",
        likelihood=t("band", words=band.words[0], low=band.low, high=band.high, standard=standard.name) if band else "",
        confidence=label(CONFIDENCE, judgement.confidence.level) if judgement.confidence else "",
        confidence_because=judgement.confidence.because if judgement.confidence else "",
        support=evidence_view(judgement.support, judgement.references, corpus, t),
        contrary=evidence_view(judgement.contrary, (), corpus, t),
        alternatives=tuple(judgement.alternatives),
    )
