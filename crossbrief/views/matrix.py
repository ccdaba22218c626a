"""The matrix: questions by sources in date order. A cell is an answer by voice, or one of four kinds of empty."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.schema.coding import Coding, Stand
from crossbrief.schema.registers import Question
from crossbrief.strings import Strings
from crossbrief.views.common import Link, MarkView, mark_view
from crossbrief.vocabulary import STANCES, label


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
    claims: tuple[Link, ...]


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


COLUMNS = 12
"""The most sources, or periods, that stand beside one another."""


def matrix_view(corpus: Corpus, t: Strings) -> MatrixView:
    """The matrix of the whole corpus."""
    rows = tuple(row_view(question, corpus, t) for question in corpus.questions.values())
    if len(corpus.briefs) <= COLUMNS:
        return MatrixView(tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs), rows, (), ())
    spans = periods([int(brief.mark.year) for brief in corpus.briefs])
    tallies = tuple(tuple(_tally(row, span) for span in spans) for row in rows)
    return MatrixView((), rows, tuple(span_words(span) for span in spans), tallies)


def periods(years: list[int]) -> tuple[tuple[int, int], ...]:
    """The years in at most `COLUMNS` equal spans, each with its first and last year."""
    first, last = min(years), max(years)
    length = -(-(last - first + 1) // COLUMNS)
    return tuple((year, min(year + length - 1, last)) for year in range(first, last + 1, length))


def span_words(span: tuple[int, int]) -> str:
    """A span of years as a heading. Example: 2014–2015"""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _tally(row: RowView, span: tuple[int, int]) -> tuple[Tally, ...]:
    own: Counter[str] = Counter()
    relayed: Counter[str] = Counter()
    for cell in row.cells:
        if span[0] <= int(cell.mark.year) <= span[1]:
            own.update({label for stand in cell.stands if not stand.speaker for label in stand.positions})
            relayed.update({label for stand in cell.stands if stand.speaker for label in stand.positions})
    order = dict.fromkeys(label for cell in row.cells for stand in cell.stands for label in stand.positions)
    return tuple(Tally(one, own[one], relayed[one]) for one in order if own[one] or relayed[one])


def row_view(question: Question, corpus: Corpus, t: Strings) -> RowView:
    """The row of one question, in date order of the sources."""
    cells = tuple(cell_view(question, brief, corpus, t) for brief in corpus.briefs)
    return RowView(
        Link(question.text, addresses.question(question.id)),
        question.short,
        question.kind,
        row_words(cells, t),
        cells,
        question.caution or "",
    )


def row_words(cells: tuple[CellView, ...], t: Strings) -> str:
    """How the sources stand to the question, in one sentence."""
    answering = [cell for cell in cells if cell.stands]
    if not answering:
        return t("no_source_answers")
    taken = {ident for cell in answering for stand in cell.stands for ident in stand.position_ids}
    sentence = t(
        "row_answers",
        positions=t.count("positions", len(taken)),
        sources=t.count("sources_that_answer", len(answering)),
    )
    relayed = sum(1 for cell in answering if all(stand.speaker for stand in cell.stands))
    if relayed:
        sentence += ", " + t.count("only_relayed", relayed)
    silent = sum(1 for cell in cells if cell.kind in ("silent", "nothing-near"))
    sentence = sentence[0].upper() + sentence[1:]
    return sentence + (t("row_silent", silent=t.count("silent", silent)) if silent else "")


def cell_view(question: Question, brief: LinkedBrief, corpus: Corpus, t: Strings) -> CellView:
    """One cell: the stands, the author's first, or which kind of empty it is."""
    mark = mark_view(brief.mark, corpus)
    if question.id not in brief.codings:
        return CellView(mark, "not-coded", (), t("not_coded"), "", "", "")
    coding = brief.codings[question.id]
    if coding is None:
        return CellView(mark, "out-of-scope", (), t("out_of_scope"), "", "", "")
    if coding.silent:
        nearest = coding.silent.nearest.short
        kind = "silent" if nearest else "nothing-near"
        return CellView(mark, kind, (), t("nothing_near"), nearest, coding.silent.because or "", "")
    ordered = sorted(coding.stands, key=lambda stand: stand.voice != "author")
    stands = tuple(_stand(stand, question, brief, corpus, t) for stand in ordered)
    return CellView(mark, "answered", stands, "", "", "", _shift(coding))


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
        claims=tuple(Link(ident, addresses.brief(brief.slug, ident)) for ident in stand.claims),
    )


def speaker_name(voice: str, corpus: Corpus, t: Strings) -> str:
    """A stand's speaker as a reader sees it; empty for the author."""
    if voice == "author":
        return ""
    if voice == "outlet":
        return t("the_outlet")
    entity = corpus.entities.get(voice)
    return (entity.short or entity.name) if entity else voice
