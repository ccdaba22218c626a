"""The matrix: questions by sources in date order. A cell is an answer by voice, or one of four kinds of empty."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import fact
from crossbrief.schema.coding import Coding, Stand
from crossbrief.schema.registers import Question
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, Carrier, Link, MarkView, carriers, is_large, mark_view
from crossbrief.vocabulary import STANCES, label

AUTHOR = "author"
"""The voice of a stand that is the author's."""


@dataclass(frozen=True, slots=True)
class StandView:
    """One answer: the positions in words, whose it is, how it is put, and the claims that carry it."""

    positions: tuple[str, ...]
    position_ids: tuple[str, ...]
    speaker: str
    """Empty where the author speaks; the cell sets a relayed answer in brackets."""
    stance: str
    implied: bool
    wording: str
    because: str
    claims: tuple[Carrier, ...]
    """In the order of the article."""
    claims_for: tuple[tuple[Carrier, ...], ...] = ()
    """By position, where it is told which claims carry which."""
    shared: bool = False
    """Where two sources stand side by side: whether it holds a position that both take."""

    def carriers_of(self, position: str) -> tuple[Carrier, ...]:
        """The claims that carry one of its positions."""
        return self.claims_for[self.position_ids.index(position)] if self.claims_for else self.claims


@dataclass(frozen=True, slots=True)
class CellView:
    """One source's cell for one question."""

    mark: MarkView
    kind: str
    """answered, silent, nothing-near, out-of-scope or not-coded"""
    stands: tuple[StandView, ...]
    empty: str
    """What an empty cell says of itself."""
    nearest: str
    because: str
    shift: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One question over all sources."""

    question: Link
    short: str
    kind: str
    words: str
    """How the sources stand, in words. Example: Four positions among four sources that answer"""
    cells: tuple[CellView, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class Tally:
    """In the large form: how many sources of a period take a position, by their authors and by relayed voices."""

    position: str
    own: int
    relayed: int


@dataclass(frozen=True, slots=True)
class MatrixView:
    """All questions over all sources in date order; above `COLUMNS` sources, over periods with counts instead."""

    sources: tuple[MarkView, ...]
    rows: tuple[RowView, ...]
    periods: tuple[str, ...]
    """Years or spans of years; empty where each source has its own column."""
    tallies: tuple[tuple[tuple[Tally, ...], ...], ...]
    """In the large form, by row and period."""


def matrix_view(questions: Iterable[Question], corpus: Corpus, t: Strings) -> MatrixView:
    """The matrix of some questions over all sources."""
    asked = list(questions)
    if not is_large(corpus):
        rows = tuple(row_view(question, corpus.briefs, corpus, t) for question in asked)
        return MatrixView(tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs), rows, (), ())
    spans = periods([int(brief.mark.year) for brief in corpus.briefs])
    counted = [(question, counts_over_time(corpus, question.id)) for question in asked]
    rows = tuple(_row(question, in_all(counts), (), t) for question, counts in counted)
    tallies = tuple(tuple(_tallies(question, count) for count in counts) for question, counts in counted)
    return MatrixView((), rows, tuple(span_words(span) for span in spans), tallies)


def periods(years: list[int]) -> tuple[tuple[int, int], ...]:
    """The years in at most `COLUMNS` equal spans, each with its first and last year."""
    first, last = min(years), max(years)
    length = -(-(last - first + 1) // COLUMNS)
    return tuple((year, min(year + length - 1, last)) for year in range(first, last + 1, length))


def span_words(span: tuple[int, int]) -> str:
    """A span of years as a heading. Example: 2014–2015"""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


@dataclass(frozen=True, slots=True)
class Count:
    """How some sources stand to a question: who answers, who only passes on, who is silent, who takes what."""

    answer: int
    only_relayed: int
    silent: int
    own: Counter[str]
    """By position: sources whose author takes it."""
    relayed: Counter[str]
    """By position: sources that pass it on."""

    @property
    def positions(self) -> set[str]:
        return {*self.own, *self.relayed}

    @property
    def text(self) -> str:
        """The same for the same counts."""
        return (
            f"{self.answer} {self.only_relayed} {self.silent} {sorted(self.own.items())} {sorted(self.relayed.items())}"
        )


def tally(question: Question, briefs: Iterable[LinkedBrief]) -> Count:
    """Count the codings of a question."""
    answer = only_relayed = silent = 0
    own: Counter[str] = Counter()
    relayed: Counter[str] = Counter()
    for brief in briefs:
        coding = brief.codings.get(question.id)
        if coding is None:
            continue
        if coding.silent:
            silent += 1
            continue
        answer += 1
        authors = {str(one) for stand in coding.stands if stand.voice == AUTHOR for one in stand.positions}
        own.update(authors)
        relayed.update({str(one) for stand in coding.stands if stand.voice != AUTHOR for one in stand.positions})
        only_relayed += not authors
    return Count(answer, only_relayed, silent, own, relayed)


@fact("codings")
def count_of(corpus: Corpus, question: str) -> Count:
    """The count of a question over all sources."""
    return tally(corpus.questions[question], corpus.briefs)


@fact("codings")
def counts_over_time(corpus: Corpus, question: str) -> tuple[Count, ...]:
    """The counts of a question, one for each of the `periods` of the sources."""
    asked = corpus.questions[question]
    return tuple(tally(asked, corpus.briefs[first:end]) for first, end in stretches(corpus))


@fact()
def stretches(corpus: Corpus) -> tuple[tuple[int, int], ...]:
    """For each of the `periods` of the sources the places in time of its first source and of the first after it."""
    years = [int(brief.mark.year) for brief in corpus.briefs]
    return tuple((bisect_left(years, first), bisect_right(years, last)) for first, last in periods(years))


def in_all(counts: Sequence[Count]) -> Count:
    """The count of a question over all of some sources, each of which is in one of the counts."""
    return Count(
        sum(one.answer for one in counts),
        sum(one.only_relayed for one in counts),
        sum(one.silent for one in counts),
        sum((one.own for one in counts), Counter[str]()),
        sum((one.relayed for one in counts), Counter[str]()),
    )


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What no source says on a question."""

    question: Link
    short: str
    positions: tuple[str, ...]
    """Those that nobody takes, no author and no voice that one relays."""
    answered: bool
    not_covered: str


def unsaid(corpus: Corpus) -> tuple[Unsaid, ...]:
    """The questions with what no source says on them; one that is answered in every way and leaves nothing open is left out."""
    found = []
    for question in corpus.questions.values():
        count = count_of(corpus, question.id)
        untaken = tuple(one.label for one in question.positions if str(one.id) not in count.positions)
        if untaken or question.not_covered:
            link = Link(question.text, addresses.question(question.id))
            found.append(Unsaid(link, question.short, untaken, bool(count.answer), question.not_covered or ""))
    return tuple(found)


def _tallies(question: Question, count: Count) -> tuple[Tally, ...]:
    return tuple(
        Tally(one.label, count.own[one.id], count.relayed[one.id])
        for one in question.positions
        if str(one.id) in count.positions
    )


def row_view(question: Question, briefs: Iterable[LinkedBrief], corpus: Corpus, t: Strings) -> RowView:
    """The row of one question, in date order of the sources."""
    cells = tuple(cell_view(question, brief, corpus, t) for brief in briefs)
    return _row(question, tally(question, briefs), cells, t)


def _row(question: Question, count: Count, cells: tuple[CellView, ...], t: Strings) -> RowView:
    link = Link(question.text, addresses.question(question.id))
    return RowView(link, question.short, question.kind, row_words(count, t), cells, question.caution or "")


def row_words(count: Count, t: Strings) -> str:
    """How the sources stand to the question, in one sentence."""
    if not count.answer:
        return t("no_source_answers")
    sentence = t(
        "row_answers",
        positions=t.count("positions", len(count.positions)),
        sources=t.count("sources_that_answer", count.answer),
    )
    if count.only_relayed:
        sentence += ", " + t.count("only_relayed", count.only_relayed)
    sentence = sentence[0].upper() + sentence[1:]
    return sentence + (t("row_silent", silent=t.count("silent", count.silent)) if count.silent else "")


def cell_view(question: Question, brief: LinkedBrief, corpus: Corpus, t: Strings) -> CellView:
    """One cell: the stands, the author's first, or which kind of empty it is."""
    mark, kind = mark_view(brief.mark, corpus), cell_kind(question, brief)
    coding = brief.codings.get(question.id)
    if coding is None:
        return CellView(mark, kind, (), t("out_of_scope" if kind == "out-of-scope" else "not_coded"), "", "", "")
    if coding.silent:
        nearest = coding.silent.nearest.short
        return CellView(mark, kind, (), t("nothing_near"), nearest, coding.silent.because or "", "")
    ordered = sorted(coding.stands, key=lambda stand: stand.voice != AUTHOR)
    stands = tuple(_stand(stand, question, brief, corpus, t) for stand in ordered)
    return CellView(mark, "answered", stands, "", "", "", _shift(coding))


def cell_kind(question: Question, brief: LinkedBrief) -> str:
    """Whether a source answers a question, and if not, which kind of empty its cell is."""
    codings = brief.codings
    coding = codings.get(question.id)
    if coding is None:
        return "out-of-scope" if question.id in codings else "not-coded"
    if coding.silent:
        return "silent" if coding.silent.nearest.spots else "nothing-near"
    return "answered"


def _shift(coding: Coding) -> str:
    return coding.shift.text if coding.shift else ""


def _stand(stand: Stand, question: Question, brief: LinkedBrief, corpus: Corpus, t: Strings) -> StandView:
    labels = {position.id: position.label for position in question.positions}
    return StandView(
        positions=tuple(labels[ident] for ident in stand.positions),
        position_ids=tuple(f"{ident}" for ident in stand.positions),
        speaker=speaker_name(stand.voice, corpus, t),
        stance=label(STANCES, stand.stance.is_) if stand.stance else "",
        implied=stand.manner == "implied",
        wording=stand.wording or "",
        because=stand.because or "",
        claims=carriers(in_order(stand.claims, brief)),
        claims_for=tuple(
            carriers(in_order(stand.claims_for.get(ident, stand.claims), brief)) for ident in stand.positions
        )
        if stand.claims_for
        else (),
    )


def in_order(idents: tuple[str, ...], brief: LinkedBrief) -> list[LinkedClaim]:
    """Claims of a source in the order of the article, which is that of its file."""
    claims = brief.claims
    if len(idents) == 1:
        return [claims[idents[0]]]
    return [claims[ident] for ident in claims if ident in idents]


def speaker_name(voice: str, corpus: Corpus, t: Strings) -> str:
    """A stand's speaker as a reader sees it; empty for the author."""
    if voice == AUTHOR:
        return ""
    if voice == "outlet":
        return t("the_outlet")
    entity = corpus.entities.get(voice)
    return (entity.short or entity.name) if entity else voice
