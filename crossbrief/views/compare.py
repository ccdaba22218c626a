"""Two sources side by side: where they agree and part, their actors, figures and relations; and which pairs have a page.

All pairs have a page up to twelve sources; above that, only pairs with a direct relation, at most five for a source,
those with the most relations first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.link.facts import fact
from crossbrief.schema.registers import Question, Relation
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, Link, MarkView, carriers, entity_link, mark_view
from crossbrief.views.forecast import LedgerEntry, OutcomeGroup, by_outcome, resolved_of
from crossbrief.views.matrix import AUTHOR, CellView, StandView, cell_view, in_order
from crossbrief.views.portrayal import Portrayal, actors, portrayal
from crossbrief.views.quantity import FigureView, figures_of
from crossbrief.views.relation import AT_ODDS, RelationView, relation_view
from crossbrief.views.verdict import RELAYED, SHARED, VERDICTS, compared, held, only_relayed, shared_words, verdict_of

PAIRS_A_SOURCE = 5
ACTORS = 12
TIED = 3
"""The most questions shown with their answers where two sources stand equally far apart; the others are named."""
Pair = tuple[LinkedBrief, LinkedBrief]
GROUPS = {
    "apart": ("apart",),
    "shared": SHARED,
    "relayed": (RELAYED,),
    "one_answers": ("one-answers",),
}
"""Under which heading a question stands on the page of a pair, by its verdict."""


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """A question that at least one of the two answers."""

    id: str
    question: Link
    short: str
    first: CellView
    second: CellView
    verdict: str
    verdict_id: str
    common: str
    """The positions that both take, by author or relayed. Example: Pakistan and Iran"""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions on which two sources stand alike to each other."""

    id: str
    heading: str
    lead: str
    rows: tuple[SharedQuestion, ...]


@dataclass(frozen=True, slots=True)
class SharedActor:
    """An actor that both sources speak of."""

    entity: Link
    first: Portrayal
    second: Portrayal


@dataclass(frozen=True, slots=True)
class Facing:
    """A question on which two sources part, with the answers that are held against each other."""

    question: Link
    first: tuple[StandView, ...]
    second: tuple[StandView, ...]


@dataclass(frozen=True, slots=True)
class Sharpest:
    """The questions on which two sources stand farthest apart, as a share of the axis; a few at most."""

    facing: tuple[Facing, ...]
    distance: str
    """Example: These are the two ends of the question's axis."""
    also: tuple[Link, ...]
    """The other questions on which they stand as far apart."""


@dataclass(frozen=True, slots=True)
class PairView:
    """Two sources on one page, the earlier first."""

    first: MarkView
    second: MarkView
    titles: tuple[str, str]
    summary: str
    because: str
    """Why the pair is featured; empty where it is not."""
    sharpest: Sharpest | None
    """None where no question with an ordered axis sets them apart."""
    policy: tuple[Facing, ...]
    """Where they part on what should be done and the answers are several or in no order, so that how far can't be measured."""
    groups: tuple[QuestionGroup, ...]
    relations: tuple[RelationView, ...]
    """Those in which the two are at odds first."""
    actors: tuple[SharedActor, ...]
    figures: tuple[FigureView, ...]
    resolved: tuple[LedgerEntry, ...]
    """What came of their forecasts, as far as it could be resolved."""
    outcomes: tuple[OutcomeGroup, ...]
    """The same by outcome."""


@dataclass(frozen=True, slots=True)
class PairEntry:
    """A pair in the index."""

    first: MarkView
    second: MarkView
    address: str
    summary: str
    because: str


def pairs(corpus: Corpus) -> tuple[Pair, ...]:
    """The pairs that have a page, in date order."""
    briefs = corpus.briefs
    if len(briefs) <= COLUMNS:
        return tuple((one, other) for n, one in enumerate(briefs) for other in briefs[n + 1 :])
    order = {brief.slug: n for n, brief in enumerate(briefs)}
    related = Counter(
        tuple(sorted((relation.from_.slug, relation.to.slug), key=order.__getitem__))
        for relation in corpus.relations.values()
        if relation.from_.slug != relation.to.slug
    )
    taken: Counter[str] = Counter()
    chosen = []
    for pair, _ in sorted(related.items(), key=lambda item: (-item[1], [order[slug] for slug in item[0]])):
        if all(taken[slug] < PAIRS_A_SOURCE for slug in pair):
            taken.update(pair)
            chosen.append(pair)
    return tuple(
        (briefs[order[one]], briefs[order[other]])
        for one, other in sorted(chosen, key=lambda p: (order[p[0]], order[p[1]]))
    )


def pair_view(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> PairView:
    """The page of one pair."""
    questions, resolved = _questions(one, other, corpus, t), resolved_of((one, other), corpus, t)
    related = _related(one, other, corpus)
    return PairView(
        first=mark_view(one.mark, corpus),
        second=mark_view(other.mark, corpus),
        titles=(one.brief.source.record.title, other.brief.source.record.title),
        summary=pair_summary(one, other, corpus, t),
        because=_featured(one.slug, other.slug, corpus),
        sharpest=sharpest(questions, related, corpus, t),
        policy=tuple(_facing(row) for row in questions if row.verdict_id == "apart" and _policy(row, corpus)),
        groups=tuple(_grouped(questions, t)),
        relations=tuple(relation_view(relation, corpus, t) for relation in related),
        actors=_actors(one, other, corpus, t),
        figures=tuple(figure for brief in (one, other) for figure in figures_of(brief, corpus, t)),
        resolved=resolved,
        outcomes=by_outcome(resolved),
    )


def sharpest(
    questions: Iterable[SharedQuestion], related: Iterable[Relation], corpus: Corpus, t: Strings
) -> Sharpest | None:
    """Where two sources stand farthest apart: the least distance between their positions, as a share of the axis.

    Only a question with one answer on an ordered axis can be measured so. Of questions with the same share those stand
    first on which we read two of their claims as at odds.
    """
    at_odds = {relation.question for relation in related if relation.type in AT_ODDS}
    ranked: list[tuple[float, bool, SharedQuestion, int]] = []
    for row in questions:
        question = corpus.questions[row.id]
        if row.verdict_id == "apart" and _measurable(question):
            steps = _steps(question, *compared(row.first, row.second))
            ranked.append((steps / (len(question.positions) - 1), row.id in at_odds, row, steps))
    if not ranked:
        return None
    share, _, _, steps = max(ranked, key=lambda one: one[:2])
    tied = [row for _, _, row, _ in sorted((one for one in ranked if one[0] == share), key=lambda one: not one[1])]
    between = t.number(steps - 1)
    words = t("axis_ends") if share == 1 else t("axis_between", between=between) if steps > 1 else t("axis_next")
    return Sharpest(tuple(map(_facing, tied[:TIED])), words, tuple(row.question for row in tied[TIED:]))


def _facing(row: SharedQuestion) -> Facing:
    return Facing(row.question, *held(row.first, row.second))


def _policy(row: SharedQuestion, corpus: Corpus) -> bool:
    question = corpus.questions[row.id]
    return question.kind == "should" and not _measurable(question)


def _measurable(question: Question) -> bool:
    return question.scale == "ordered" and question.choose == "one"


def _steps(question: Question, one: set[str], other: set[str]) -> int:
    """How many steps of the axis lie between the two nearest positions of two sources."""
    at = {str(position.id): n for n, position in enumerate(question.positions)}
    return min(abs(at[mine] - at[theirs]) for mine in one for theirs in other)


def featured_first(found: Sequence[Pair], corpus: Corpus) -> list[Pair]:
    """The pairs in the order of their index: the featured as in the settings, then the others in date order."""
    featured = {frozenset(map(str, feature.pair)): n for n, feature in enumerate(corpus.site.featured)}
    return sorted(found, key=lambda pair: featured.get(frozenset(brief.slug for brief in pair), len(featured)))


def pair_entries(shown: Iterable[Pair], corpus: Corpus, t: Strings) -> tuple[PairEntry, ...]:
    """Pairs as the index shows them."""
    return tuple(
        PairEntry(
            mark_view(one.mark, corpus),
            mark_view(other.mark, corpus),
            addresses.pair(one.slug, other.slug),
            pair_summary(one, other, corpus, t),
            _featured(one.slug, other.slug, corpus),
        )
        for one, other in shown
    )


def pair_summary(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> str:
    """How two sources stand to each other, in a sentence."""
    verdicts, relations = stand_to_each_other(corpus, one.slug, other.slug)
    return _summary(verdicts, relations, t)


@fact("codings", "claims")
def stand_to_each_other(corpus: Corpus, one: str, other: str) -> tuple[dict[str, int], int]:
    """Of two sources how many questions come out with which verdict, and how many relations there are between them."""
    first, second = (corpus.briefs[corpus.order[slug]] for slug in (one, other))
    verdicts: Counter[str] = Counter()
    for ident in corpus.questions:
        cells = _bare(ident, first, corpus), _bare(ident, second, corpus)
        if any(cell.stands for cell in cells):
            verdicts[RELAYED if only_relayed(*cells) else verdict_of(*cells)] += 1
    return verdicts, len(_related(first, second, corpus))


def _bare(question: str, brief: LinkedBrief, corpus: Corpus) -> CellView:
    """A cell with nothing of its answers but what a verdict depends on."""
    coding = brief.codings.get(question)
    stands = tuple(
        StandView(
            (), tuple(map(str, one.positions)), "" if one.voice == AUTHOR else str(one.voice), "", False, "", "", ()
        )
        for one in (coding.stands if coding else ())
    )
    return CellView(mark_view(brief.mark, corpus), "", stands, "", "", "", "")


def _related(one: LinkedBrief, other: LinkedBrief, corpus: Corpus) -> list[Relation]:
    """The relations between two sources, those at odds first, then in the order of the first one's claims."""
    found = {
        relation.id: relation
        for ident in one.claims
        for relation in corpus.relations_of.get(f"{one.slug}#{ident}", ())
        if other.slug in (relation.from_.slug, relation.to.slug)
    }
    return sorted(found.values(), key=lambda relation: relation.type not in AT_ODDS)


def _featured(one: str, other: str, corpus: Corpus) -> str:
    return next((feature.because for feature in corpus.site.featured if {*feature.pair} == {one, other}), "")


def _questions(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[SharedQuestion, ...]:
    rows = []
    for question in corpus.questions.values():
        first, second = cell_view(question, one, corpus, t), cell_view(question, other, corpus, t)
        if first.stands or second.stands:
            verdict = verdict_of(first, second)
            link = Link(question.text, addresses.question(question.id))
            which = t.listing(shared_words(first, second))
            words = t(f"verdict_{verdict.replace('-', '_')}", which=which)
            if verdict in SHARED:
                relayed = only_relayed(first, second)
                words, verdict = (t("verdict_relayed", verdict=words), RELAYED) if relayed else (words, verdict)
                common = frozenset.intersection(*map(frozenset, compared(first, second)))
                first, second = (
                    _shared_first(cell, common, not relayed, brief) for cell, brief in ((first, one), (second, other))
                )
            rows.append(SharedQuestion(question.id, link, question.short, first, second, words, verdict, which))
    return tuple(sorted(rows, key=lambda row: VERDICTS.index(row.verdict_id)))


def _shared_first(cell: CellView, common: frozenset[str], own: bool, brief: LinkedBrief) -> CellView:
    """A cell with the answers that hold a shared position marked and first; `own` where only authors are held together.

    An answer with other positions beside the shared is divided in two where it is told which claims carry which.
    """
    stands: list[StandView] = []
    for one in cell.stands:
        shared = common & {*one.position_ids} if not (own and one.speaker) else frozenset()
        rest = {*one.position_ids} - shared
        if shared and rest and one.claims_for:
            stands += [replace(_part(one, shared, brief), shared=True), _part(one, rest, brief)]
        else:
            stands.append(replace(one, shared=bool(shared)))
    return replace(cell, stands=tuple(sorted(stands, key=lambda one: not one.shared)))


def _part(stand: StandView, idents: Set[str], brief: LinkedBrief) -> StandView:
    """Some positions of an answer with the claims that carry them."""
    at = [n for n, ident in enumerate(stand.position_ids) if ident in idents]
    claims = tuple(dict.fromkeys(claim.id for n in at for claim in stand.claims_for[n]))
    return replace(
        stand,
        positions=tuple(stand.positions[n] for n in at),
        position_ids=tuple(stand.position_ids[n] for n in at),
        claims=carriers(in_order(claims, brief)),
        claims_for=tuple(stand.claims_for[n] for n in at),
    )


def _grouped(questions: tuple[SharedQuestion, ...], t: Strings) -> Iterator[QuestionGroup]:
    for ident, verdicts in GROUPS.items():
        rows = tuple(row for row in questions if row.verdict_id in verdicts)
        if rows:
            lead = t(f"pair_{ident}_lead") if ident in ("shared", "relayed") else ""
            yield QuestionGroup(ident, t(f"pair_{ident}"), lead, rows)


def _summary(counts: Mapping[str, int], relations: int, t: Strings) -> str:
    both = sum(count for verdict, count in counts.items() if verdict != "one-answers")
    related = t.count("relations_counted", relations)
    if not both:
        return t("pair_summary_nothing", related=related)
    kinds = [one for one in (*SHARED, RELAYED, "apart") if counts.get(one)]
    how = ", ".join(t(f"pair_summary_{one}", n=t.number(counts[one])) for one in kinds)
    return t("pair_summary", both=t.count("questions_counted", both), how=how, related=related)


def _actors(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[SharedActor, ...]:
    """The actors that both have most claims on."""
    shared = Counter(actors(corpus, one.slug)) & Counter(actors(corpus, other.slug))
    entities = corpus.entities
    order = sorted(shared, key=lambda ident: (-shared[ident], entities[ident].name))[:ACTORS]
    return tuple(
        SharedActor(entity_link(entities[ident]), *(portrayal(ident, brief.slug, corpus, t) for brief in (one, other)))
        for ident in order
    )
