"""The tables of sources and of where they stand: sources, codings, stands, notes, slips, and the matrix to read.

In: linked briefs. Out: definitions of tables. A coding has one of four kinds of empty or stands by voice; the matrix has both
in a row each, in words, and is what the database's view of that name gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from crossbrief.edtf import FIRST, LAST, Edtf
from crossbrief.exports.claim_tables import date_text, ids, standing
from crossbrief.exports.table import Book, Cell, Column, Table
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.schema.brief import Note
from crossbrief.schema.coding import Coding, Stand
from crossbrief.schema.registers import Question
from crossbrief.schema.source import Slip
from crossbrief.views.matrix import cell_kind, speaker_name
from crossbrief.vocabulary import RELIABILITY, STANCES

CELLS = ("answered", "silent", "nothing-near", "out-of-scope", "not-coded")


def day(bound: date) -> str | None:
    """A day that bounds a date; nothing where that end is open."""
    return None if bound in (FIRST, LAST) else bound.isoformat()


def dated(what: str, at: Callable[[Any], Edtf]) -> tuple[Column, ...]:
    """The columns of a date: as written, and the first and last day that it can mean."""
    return (
        Column(what, "The date in EDTF; `~` is about, `?` unsure.", lambda r, b: at(r).text, required=True),
        Column(f"{what}_earliest", "The first day that it can mean.", lambda r, b: day(at(r).earliest), kind="date"),
        Column(f"{what}_latest", "The last day that it can mean.", lambda r, b: day(at(r).latest), kind="date"),
    )


def _source(name: str, meaning: str, value: Callable[[LinkedBrief], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda linked, _: value(linked), **rest)


DESCRIBED = (
    ("what", "what it is"),
    ("who", "who speaks"),
    ("for_whom", "for whom"),
    ("interests", "interests"),
    ("method", "method"),
    ("limits", "limits"),
)


def _descriptor(key: str, words: str) -> Column:
    meaning = f"What bears on its quality: {words} (Markdown)."
    return _source(f"descriptor_{key}", meaning, lambda s: str(getattr(s.brief.source.descriptor, key)), required=True)


def _itself(brief: LinkedBrief, corpus: Corpus) -> Iterator[LinkedBrief]:
    yield brief


SOURCES = Table(
    "sources",
    "The published articles, a row a source: its record in short, what bears on its quality, and how its brief was made. The whole record is in the bibliography.",
    ("source",),
    (
        _source("source", "The slug of the brief.", lambda s: s.slug, required=True),
        _source("mark", "Year and short name.", lambda s: s.mark.words, required=True),
        _source("title", "The title as printed; one that we supply stands in square brackets.", lambda s: s.brief.source.record.title, required=True),
        _source("author", "Who is established as its author.", lambda s: "; ".join(name.full for name in s.brief.source.record.author) or None),
        _source("byline", "What the source prints about its author.", lambda s: s.brief.source.byline),
        _source("author_note", "What is known, and not, about who wrote it (Markdown).", lambda s: s.brief.source.author_note),
        _source("outlet", "The periodical or site that carries it.", lambda s: s.brief.source.record.container_title),
        *dated("issued", lambda s: s.brief.source.record.issued),
        _source("issued_basis", "How the date is known.", lambda s: s.brief.source.issued_basis, required=True, terms=("stated", "address", "inferred")),
        _source("issued_because", "What the date rests on (Markdown).", lambda s: s.brief.source.issued_because, required=True),
        _source("issued_within", "The hard bounds of the date, in EDTF.", lambda s: date_text(s.brief.source.issued_within)),
        _source("language", "The language it is written in (BCP 47).", lambda s: s.brief.source.record.language, required=True),
        _source("url", "Its address, where confirmed.", lambda s: s.brief.source.record.url),
        _source("link_note", "What to know before following it.", lambda s: s.brief.source.link_note),
        _source("archive_url", "Where a kept copy is.", lambda s: s.brief.source.archive.url if s.brief.source.archive else None),
        _source("archive_date", "When it was kept, in EDTF.", lambda s: s.brief.source.archive.date.text if s.brief.source.archive else None),
        _source("reprint_of", "What is known of an earlier publication (Markdown).", lambda s: s.brief.source.reprint_of),
        *standing(lambda s: s.brief.source.state),
        _source("entities", "Outlet, publisher and author as entities.", lambda s: s.brief.source.entities, kind="ids", refers="entities"),
        _source("words", "Its length in words.", lambda s: s.brief.source.copy.words, kind="integer", required=True),
        _source("paragraphs", "Its length in paragraphs.", lambda s: s.brief.source.copy.paragraphs, kind="integer", required=True),
        _source("seen", "How we saw it.", lambda s: s.brief.source.seen, required=True),
        *(_descriptor(key, words) for key, words in DESCRIBED),
        _source("reliability", "Our grade of the source as a source (Admiralty).", lambda s: s.brief.source.descriptor.reliability.grade, required=True, terms=ids(RELIABILITY)),
        _source("reliability_because", "The reason for the grade.", lambda s: s.brief.source.descriptor.reliability.because, required=True),
        _source("before_you_rely", "What to know first.", lambda s: s.brief.before_you_rely[0], required=True),
        _source("before_you_rely_also", "What to know next.", lambda s: s.brief.before_you_rely[1], required=True),
        _source("bottom_line", "The brief in two or three sentences (Markdown).", lambda s: s.brief.bottom_line, required=True),
        _source("coder", "Who summarised it.", lambda s: s.brief.coder, required=True),
        _source("coded_on", "When, in EDTF.", lambda s: s.brief.coded_on.text, required=True),
        _source("reviewed_on", "When the brief was last read against it, in EDTF.", lambda s: s.brief.reviewed_on.text, required=True),
        _source("reviewer", "Who read it then.", lambda s: s.brief.reviewer),
        _source("produced_with", "Machine help in making the brief.", lambda s: s.brief.produced_with),
    ),
    None,
    _itself,
)  # fmt: skip


QUOTATION = Table(
    "quotation",
    "The quotation statement, a row a source: how much of it is quoted here, anchors included; the limits stand on the page Method.",
    ("source",),
    (
        _source("source", "The source, by the slug of its brief.", lambda s: s.slug, required=True, refers="sources"),
        _source("quoted", "Its words that are quoted; where they were counted against the private copy, each once.", lambda s: s.quotation.words, kind="integer", required=True),
        _source("words", "Its length in words.", lambda s: s.quotation.of, kind="integer", required=True),
        _source("percent", "The share of its words that is quoted, in per cent.", lambda s: s.quotation.percent, kind="number", required=True),
        _source("longest", "The most words in a row.", lambda s: s.quotation.longest, kind="integer", required=True),
        _source("counted", "When it was counted against the private copy; empty where it is the sum of the phrases.", lambda s: s.quotation.counted or None, kind="date"),
    ),
    None,
    _itself,
)  # fmt: skip


def _codings(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedBrief, Question, str, Coding | None]]:
    for question in corpus.questions.values():
        yield brief, question, cell_kind(question, brief), brief.codings.get(question.id)


def _coding(name: str, meaning: str, value: Callable[[Coding], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda record, _: value(record[3] or Coding()), **rest)


_OF_SOURCE = Column(
    "source", "The source, by the slug of its brief.", lambda r, b: r[0].slug, required=True, refers="sources"
)
_OF_QUESTION = Column("question", "The question.", lambda r, b: r[1].id, required=True, refers="questions")
CODINGS = Table(
    "codings",
    "Every source on every question, a row a pair: whether it answers, and if not, which kind of empty it is.",
    ("source", "question"),
    (
        _OF_SOURCE,
        _OF_QUESTION,
        Column("cell", "Whether it answers; `silent` has something near, `out-of-scope` was too early to be asked.", lambda r, b: r[2], required=True, terms=CELLS),
        _coding("nearest", "Where a silent source comes nearest.", lambda c: c.silent.nearest.text if c.silent else None),
        _coding("silent_because", "What stands there instead.", lambda c: c.silent.because if c.silent else None),
        _coding("shift", "A move of one voice within the article.", lambda c: c.shift.text if c.shift else None),
        _coding("shift_voice", "Whose answer moves: `author`, `outlet`, an entity's id or a name.", lambda c: c.shift.voice if c.shift else None),
        Column("shift_claims", "The claims before and after.", lambda r, b: tuple(f"{r[0].slug}#{one}" for one in r[3].shift.claims) if r[3] and r[3].shift else (), kind="ids", refers="claims"),
    ),
    None,
    _codings,
)  # fmt: skip


def _stands(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedBrief, Question, int, Stand]]:
    for question in corpus.questions.values():
        for number, stand in enumerate(_stands_on(question, brief), start=1):
            yield brief, question, number, stand


def _stands_on(question: Question, brief: LinkedBrief) -> list[Stand]:
    """A source's answers to a question, the author's first."""
    coding = brief.codings.get(question.id)
    return sorted(coding.stands, key=lambda stand: stand.voice != "author") if coding else []


def _stand(name: str, meaning: str, value: Callable[[Stand], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda record, _: value(record[3]), **rest)


def _claims(brief: LinkedBrief, stand: Stand) -> tuple[str, ...]:
    return tuple(f"{brief.slug}#{one}" for one in stand.claims)


def _claims_for(stand: Stand) -> str | None:
    return "; ".join(f"{position}: {' '.join(claims)}" for position, claims in stand.claims_for.items()) or None


def _whose(stand: Stand) -> str:
    return str(stand.voice) if stand.voice in ("author", "outlet") else "relayed"


def _speaker(stand: Stand, book: Book) -> str:
    return speaker_name(stand.voice, book.corpus, book.t) or book.t("the_author")


WHOSE = ("author", "outlet", "relayed")
STANDS = Table(
    "stands",
    "The answers of the sources, a row an answer by one voice, the author's first.",
    ("source", "question", "number"),
    (
        _OF_SOURCE,
        _OF_QUESTION,
        Column("number", "Which of the source's answers to the question it is.", lambda r, b: r[2], kind="integer", required=True),
        _stand("positions", "The positions that this voice takes.", lambda s: s.positions, kind="ids", required=True, refers="positions", within="question"),
        Column("voice", "Whose answer it is.", lambda r, b: _speaker(r[3], b), required=True),
        _stand("voice_kind", "Whether the author answers, the outlet, or a voice that the source relays.", _whose, required=True, terms=WHOSE),
        _stand("entity", "The voice as an entity, where it is one.", lambda s: s.voice.entity, refers="entities"),
        _stand("manner", "Whether the voice says it or it follows from what the voice says.", lambda s: s.manner, required=True, terms=("explicit", "implied")),
        _stand("stance", "How the author stands to a relayed voice.", lambda s: s.stance.is_ if s.stance else None, terms=ids(STANCES)),
        _stand("stance_shown_by", "The author's words that show it.", lambda s: s.stance.shown_by if s.stance else None),
        _stand("wording", "The hedge or boost on the answer, in the source's words.", lambda s: s.wording),
        _stand("because", "Why these words are read as this position.", lambda s: s.because),
        Column("claims", "The claims that carry it.", lambda r, b: _claims(r[0], r[3]), kind="ids", required=True, refers="claims"),
        _stand("claims_for", "Of several positions, which of the source's claims carry which: `position: claims`, with semicolons between.", _claims_for),
    ),
    None,
    _stands,
)  # fmt: skip


def _matrix(corpus: Corpus) -> Iterator[tuple[LinkedBrief, Question, int, Stand | None]]:
    for question in corpus.questions.values():
        for brief in corpus.briefs:
            yield from _answers(question, brief)


def _answers(question: Question, brief: LinkedBrief) -> Iterator[tuple[LinkedBrief, Question, int, Stand | None]]:
    stands = _stands_on(question, brief)
    for number, stand in enumerate(stands, start=1):
        yield brief, question, number, stand
    if not stands:
        yield brief, question, 0, None


def _labels(question: Question, stand: Stand) -> str:
    labels = {position.id: position.label for position in question.positions}
    return "; ".join(labels[one] for one in stand.positions)


def _nearest(brief: LinkedBrief, question: Question) -> str | None:
    coding = brief.codings.get(question.id)
    return coding.silent.nearest.text if coding and coding.silent else None


def _answer(
    name: str, meaning: str, value: Callable[[LinkedBrief, Question, Stand, Book], Cell], **rest: Any
) -> Column:
    empty = () if rest.get("kind") == "ids" else None
    return Column(name, meaning, lambda r, b: value(r[0], r[1], r[3], b) if r[3] else empty, **rest)


MATRIX = Table(
    "matrix",
    "The matrix to read: question by source, with the positions in words, whose they are and the claims that carry them.",
    ("question", "source", "number"),
    (
        _OF_QUESTION,
        _OF_SOURCE,
        Column("number", "Which of the source's answers it is; 0 where it has none.", lambda r, b: r[2], kind="integer", required=True),
        Column("asked", "The question in a few words.", lambda r, b: r[1].short, required=True),
        Column("mark", "The source's year and short name.", lambda r, b: r[0].mark.words, required=True),
        Column("cell", "Whether it answers, and if not, which kind of empty it is.", lambda r, b: cell_kind(r[1], r[0]), required=True, terms=CELLS),
        _answer("positions", "The positions taken, in words.", lambda brief, question, stand, b: _labels(question, stand)),
        _answer("voice", "Whose answer it is.", lambda brief, question, stand, b: _speaker(stand, b)),
        _answer("voice_kind", "Whether the author answers, the outlet, or a voice that the source relays.", lambda brief, question, stand, b: _whose(stand), terms=WHOSE),
        _answer("manner", "Whether the voice says it or it follows from what the voice says.", lambda brief, question, stand, b: stand.manner, terms=("explicit", "implied")),
        _answer("wording", "The hedge or boost on the answer, in the source's words.", lambda brief, question, stand, b: stand.wording),
        _answer("claims", "The claims that carry it.", lambda brief, question, stand, b: _claims(brief, stand), kind="ids", refers="claims"),
        Column("nearest", "Where a silent source comes nearest.", lambda r, b: _nearest(r[0], r[1])),
    ),
    _matrix,
    on_question=_answers,
)  # fmt: skip


def _notes(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedBrief, Note]]:
    for note in brief.brief.notes:
        yield brief, note


NOTES = Table(
    "notes",
    "Our own comments on the sources; nothing of them is in the articles.",
    ("source", "note"),
    (
        _OF_SOURCE,
        Column("note", "The note's id within its brief.", lambda r, b: r[1].id, required=True),
        Column("claims", "The claims that it is about; none where it is about the whole.", lambda r, b: tuple(f"{r[0].slug}#{one}" for one in r[1].on), kind="ids", refers="claims"),
        Column("text", "The comment (Markdown).", lambda r, b: r[1].text, required=True),
        Column("references", "Outside works that it rests on.", lambda r, b: r[1].references, kind="ids", refers="outside_works"),
    ),
    None,
    _notes,
)  # fmt: skip


def _slips(brief: LinkedBrief, corpus: Corpus) -> Iterable[tuple[LinkedBrief, int, Slip]]:
    for number, slip in enumerate(brief.brief.slips, start=1):
        yield brief, number, slip


SLIPS = Table(
    "slips",
    "Errors of the sources as printed, with what is known.",
    ("source", "number"),
    (
        _OF_SOURCE,
        Column("number", "Which of the source's slips it is.", lambda r, b: r[1], kind="integer", required=True),
        Column("locator", "Where it stands; a bare number is a paragraph.", lambda r, b: r[2].at.text, required=True),
        Column("printed", "The source's words.", lambda r, b: r[2].printed, required=True),
        Column("known", "What is known instead (Markdown).", lambda r, b: r[2].known, required=True),
        Column("claims", "The claims that it touches.", lambda r, b: tuple(f"{r[0].slug}#{one}" for one in r[2].claims), kind="ids", refers="claims"),
        Column("references", "Outside works that show it.", lambda r, b: r[2].references, kind="ids", refers="outside_works"),
    ),
    None,
    _slips,
)  # fmt: skip
