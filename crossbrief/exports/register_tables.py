"""The tables of the registers: questions with their positions, judgements, assumptions, measures, entities, events, outside works.

In: the records of a corpus. Out: definitions of tables, and the timeline of publications and events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from crossbrief.edtf import Edtf
from crossbrief.exports.claim_tables import BANDS, date_text, ids, standing
from crossbrief.exports.source_tables import dated
from crossbrief.exports.table import Cell, Column, Table, Texts
from crossbrief.link.corpus import Corpus
from crossbrief.schema.registers import Position, Question
from crossbrief.vocabulary import CONFIDENCE


def _of(name: str, meaning: str, value: Callable[[Any], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda record, _: value(record), **rest)


def _works(meaning: str) -> Column:
    return _of("references", meaning, lambda r: r.references, kind="ids", refers="outside_works")


QUESTIONS = Table(
    "questions",
    "What the sources are compared on.",
    ("question",),
    (
        _of("question", "The question's id.", lambda q: q.id, required=True),
        _of("text", "The question, as asked.", lambda q: q.text, required=True),
        _of("short", "The same in a few words.", lambda q: q.short, required=True),
        _of("kind", "What sort of answer it wants: of fact, cause, future, or what ought to be.", lambda q: q.kind, required=True, terms=("is", "why", "will", "should")),
        _of("choose", "How many positions one voice can take.", lambda q: q.choose, required=True, terms=("one", "many")),
        _of("scale", "Whether the positions stand in an order.", lambda q: q.scale, required=True, terms=("ordered", "unordered")),
        _of("settled_by", "What would settle it.", lambda q: tuple(q.settled_by), kind="ids", required=True),
        _of("would_settle", "What would settle it, in words.", lambda q: q.would_settle, required=True),
        _of("askable", "From when and until when it can be asked, in EDTF.", lambda q: date_text(q.askable)),
        _of("entities", "Whom or what it is about.", lambda q: q.of, kind="ids", refers="entities"),
        _of("source_summary", "The state of the sources on it.", lambda q: q.source_summary),
        _of("caution", "What a reader of the bare answers must know.", lambda q: q.caution),
        _of("not_covered", "What these sources cannot tell on it.", lambda q: q.not_covered),
    ),
    lambda corpus: corpus.questions.values(),
)  # fmt: skip


def _positions(corpus: Corpus) -> Iterator[tuple[Question, int, Position]]:
    for question in corpus.questions.values():
        for number, position in enumerate(question.positions, start=1):
            yield question, number, position


POSITIONS = Table(
    "positions",
    "The possible answers to each question, in their order where they have one.",
    ("question", "position"),
    (
        _of("question", "The question.", lambda r: r[0].id, required=True, refers="questions"),
        _of("position", "The position's id within the question.", lambda r: r[2].id, required=True),
        _of("number", "Its place on the axis.", lambda r: r[1], kind="integer", required=True),
        _of("label", "What a reader sees.", lambda r: r[2].label, required=True),
        _of("meaning", "What counts as this position.", lambda r: r[2].meaning, required=True),
    ),
    _positions,
)  # fmt: skip

JUDGEMENTS = Table(
    "judgements",
    "Our own answers to the questions, on the matter or on what the texts show, or why we give none.",
    ("judgement",),
    (
        _of("judgement", "The judgement's id.", lambda j: j.id, required=True),
        _of("question", "The question.", lambda j: j.question, required=True, refers="questions"),
        _of("subject", "Whether it is on the matter itself or on the comparison of the texts.", lambda j: j.on, required=True, terms=("matter", "comparison")),
        _of("text", "The judgement (Markdown).", lambda j: j.text),
        _of("likelihood", "A term of the likelihood standard; on the matter only.", lambda j: j.likelihood.band if j.likelihood else None, terms=BANDS),
        _of("confidence", "How good its basis is; not how likely it is.", lambda j: j.confidence.level if j.confidence else None, terms=ids(CONFIDENCE)),
        _of("confidence_because", "The reason for the confidence.", lambda j: j.confidence.because if j.confidence else None),
        _of("not_judged", "Why there is none.", lambda j: j.not_judged),
        _of("support", "Claims that speak for it.", lambda j: j.support, kind="ids", refers="claims"),
        _of("contrary", "Claims that speak against it.", lambda j: j.contrary, kind="ids", refers="claims"),
        _of("alternatives", "Other readings of the same texts.", lambda j: Texts(j.alternatives), kind="texts"),
        _works("Outside works that it rests on."),
        _of("reviewed", "When it was last gone through, in EDTF, where that was needed.", lambda j: date_text(j.reviewed)),
    ),
    lambda corpus: corpus.judgements.values(),
)  # fmt: skip

ASSUMPTIONS = Table(
    "assumptions",
    "What claims rest on without arguing for it.",
    ("assumption",),
    (
        _of("assumption", "The assumption's id.", lambda a: a.id, required=True),
        _of("text", "The assumption.", lambda a: a.text, required=True),
        _of("relied_on_by", "The claims that would fall without it.", lambda a: a.relied_on_by, kind="ids", refers="claims"),
        _of("later", "Later claims that bear on it.", lambda a: a.later, kind="ids", refers="claims"),
        _of("reading", "What those later claims say of it.", lambda a: a.reading),
        *standing(lambda a: a.state),
    ),
    lambda corpus: corpus.assumptions,
)  # fmt: skip

MEASURES = Table(
    "measures",
    "What figures must have in common to be set beside one another.",
    ("measure",),
    (
        _of("measure", "The measure's id.", lambda m: m.id, required=True),
        _of("name", "What is measured.", lambda m: m.name, required=True),
        _of("unit", "What one of it is.", lambda m: m.unit, required=True),
    ),
    lambda corpus: corpus.measures.values(),
)

ENTITIES = Table(
    "entities",
    "States, organisations, persons and places that the sources speak of or have speak.",
    ("entity",),
    (
        _of("entity", "The entity's id.", lambda e: e.id, required=True),
        _of("name", "The preferred name.", lambda e: e.name, required=True),
        _of("kind", "What it is.", lambda e: e.kind, required=True, terms=("state", "organisation", "armed-group", "person", "place", "outlet")),
        _of("short", "A shorter name.", lambda e: e.short),
        _of("sort", "What it sorts by, where that is not its name.", lambda e: e.sort),
        _of("variants", "Other names.", lambda e: Texts(one.text for one in e.variants), kind="texts"),
        _of("description", "Who or what it is (Markdown).", lambda e: e.description),
        _of("since", "From when it exists, in EDTF.", lambda e: date_text(e.since)),
        _of("part_of", "Entities that it belongs to.", lambda e: e.part_of, kind="ids", refers="entities"),
        _works("Outside works that the description rests on."),
    ),
    lambda corpus: corpus.entities.values(),
)  # fmt: skip

EVENTS = Table(
    "events",
    "Dated things that the sources mention.",
    ("event",),
    (
        _of("event", "The event's id.", lambda e: e.id, required=True),
        _of("name", "What happened, neutrally.", lambda e: e.name, required=True),
        *dated("date", lambda e: e.date),
        _of("date_basis", "How the date is known.", lambda e: e.date_basis, required=True),
        _of("description", "What is known (Markdown).", lambda e: e.description),
        _of("entities", "Who was concerned.", lambda e: e.entities, kind="ids", refers="entities"),
        _works("Outside works on it."),
    ),
    lambda corpus: corpus.events.values(),
)

OUTSIDE_WORKS = Table(
    "outside_works",
    "Works that our notes and outcomes rest on, in short. The whole record is in the bibliography.",
    ("reference",),
    (
        _of("reference", "The reference's id; in the bibliography it is led by `ref:`.", lambda r: r.id, required=True),
        _of("title", "The title as printed; one that we supply stands in square brackets.", lambda r: r.record.title, required=True),
        _of("author", "Its authors.", lambda r: "; ".join(name.full for name in r.record.author) or None),
        _of("outlet", "The periodical or site that carries it.", lambda r: r.record.container_title),
        *dated("issued", lambda r: r.record.issued),
        _of("language", "The language it is written in (BCP 47).", lambda r: r.record.language, required=True),
        _of("url", "Its address.", lambda r: r.record.url),
        _of("archive_url", "Where a kept copy is.", lambda r: r.archive.url if r.archive else None),
        _of("archive_date", "When it was kept, in EDTF.", lambda r: r.archive.date.text if r.archive else None),
        _of("seen", "How we saw it.", lambda r: r.seen, required=True),
        _of("root", "Who or what it goes back to, where that is neither its author nor who carries it: an entity's id or a name.", lambda r: r.root),
        *standing(lambda r: r.state),
    ),
    lambda corpus: corpus.references.values(),
)  # fmt: skip


CORRECTIONS = Table(
    "corrections",
    "What we put right after it was published.",
    ("correction",),
    (
        _of("correction", "The correction's id.", lambda c: c.id, required=True),
        _of("date", "When, in EDTF.", lambda c: c.date.text, required=True),
        _of("what", "What was changed.", lambda c: c.what, required=True),
        _of("why", "Why.", lambda c: c.why, required=True),
        _of("affected", "The claims concerned.", lambda c: c.affected, kind="ids", refers="claims"),
    ),
    lambda corpus: corpus.corrections,
)


def _timeline(corpus: Corpus) -> list[tuple[Edtf, date, str, str, str]]:
    rows = [
        (record.issued, record.issued.earliest, "publication", record.title, brief.slug)
        for brief, record in ((brief, brief.brief.source.record) for brief in corpus.briefs)
    ]
    rows += [(one.date, one.date.earliest, "event", one.name, one.id) for one in corpus.events.values()]
    return sorted(rows, key=lambda row: (row[1], row[4], row[2]))


TIMELINE = Table(
    "timeline",
    "Publications of the sources and the events that they mention, in order.",
    ("kind", "id"),
    (
        _of("date", "The date in EDTF.", lambda r: r[0].text, required=True),
        _of("kind", "Which of the two it is.", lambda r: r[2], required=True, terms=("publication", "event")),
        _of("what", "The title, or what happened.", lambda r: r[3], required=True),
        _of("id", "The source's slug, or the event's id.", lambda r: r[4], required=True),
    ),
    _timeline,
)
