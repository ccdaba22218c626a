"""The tables of what sources say: claims, their voices and citations, figures, forecasts, names, relations.

In: linked claims. Out: definitions of tables. A claim stands in its attributed form only, in the first column after its
address; no column has its bare text. Figures of victims stand with their claim only and are no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crossbrief import edtf
from crossbrief.attribution import attributed, chain_words
from crossbrief.exports.table import Book, Cell, Column, Table, Texts
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim, Speaker
from crossbrief.schema.claim import Citation, ForecastRecord, Quantity
from crossbrief.schema.registers import Relation
from crossbrief.schema.standing import Standing
from crossbrief.views.claim import figure_words
from crossbrief.vocabulary import (
    CLAIM_CLASSES,
    CREDIBILITY,
    FORECAST_BASES,
    FORECAST_MODALITIES,
    FORMS,
    LIKELIHOOD_STANDARDS,
    OUTCOMES,
    QUANTITY_FORMS,
    RELATION_TYPES,
    ROLES,
    STANCES,
    Term,
)

Claims = Callable[[LinkedBrief, Corpus], Iterable[Any]]
STATES = ("current", "corrected", "disputed", "retracted")


def ids(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The words of a vocabulary."""
    return tuple(term.id for term in terms)


def date_text(date: edtf.Edtf | None) -> str | None:
    """A date as its author wrote it, in EDTF."""
    return date.text if date else None


def of_claims(brief: LinkedBrief, corpus: Corpus) -> Iterator[LinkedClaim]:
    """The claims of a brief."""
    yield from brief.claims.values()


def standing(at: Callable[[Any], Standing | None]) -> tuple[Column, ...]:
    """The columns of how a record stands today."""

    def part(name: str, meaning: str, value: Callable[[Standing], Cell], empty: Cell = None, **rest: Any) -> Column:
        return Column(name, meaning, lambda record, _: value(state) if (state := at(record)) else empty, **rest)

    return (
        part("state", "Whether it still stands as published.", lambda s: s.is_, "current", required=True, terms=STATES),
        part("state_since", "Since when it does not, in EDTF.", lambda s: s.since.text),
        part("state_because", "What happened.", lambda s: s.because),
        part("state_references", "Outside works that show it.", lambda s: s.references, (), kind="ids", refers="outside_works"),
    )  # fmt: skip


def spoken(at: Callable[[Any], LinkedClaim]) -> tuple[Column, ...]:
    """The columns with which a claim travels: its address, its attributed form, who speaks and how the author stands to it."""
    return (
        Column("claim", "The claim: the brief's slug, `#`, the claim's id.", lambda r, b: at(r).address, required=True, refers="claims"),
        Column("attributed", "The claim in its attributed form: who speaks in which source, what is said, and the mark of an accusation.", lambda r, b: attributed(at(r), b.t), required=True),
        Column("voice", "Who speaks, from the one who says it inwards to the author.", lambda r, b: voice_words(at(r), b), required=True),
        Column("stance", "How the author stands to a voice that the author relays.", lambda r, b: stance(at(r)), terms=ids(STANCES)),
    )  # fmt: skip


def voice_words(linked: LinkedClaim, book: Book) -> str:
    """Who speaks, in words."""
    return chain_words(linked.speakers, book.t) if linked.speakers else book.t("the_author")


def stance(linked: LinkedClaim) -> str | None:
    """The author's stance to a relayed voice."""
    return linked.claim.stance.is_ if linked.claim.stance else None


def who_kind(linked: LinkedClaim) -> str:
    """Whose words a claim is: the author's, the outlet's, or relayed."""
    if not linked.speakers:
        return "author"
    return "relayed" if linked.relayed else "outlet"


def worded(linked: LinkedClaim, does: str) -> Texts:
    """The source's own words that weaken or strengthen a claim."""
    return Texts(one.words for one in linked.claim.wording if one.does == does)


def _claim(name: str, meaning: str, value: Callable[[LinkedClaim], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda linked, _: value(linked), **rest)


_ADDRESS, *_SPOKEN = spoken(lambda linked: linked)
CLAIMS = Table(
    "claims",
    "What the sources say, a row a claim, in its attributed form.",
    ("claim",),
    (
        Column("claim", _ADDRESS.meaning, _ADDRESS.value, required=True),
        *_SPOKEN,
        _claim("voice_kind", "Whose words they are.", who_kind, required=True, terms=("author", "outlet", "relayed")),
        _claim("source", "The source, by the slug of its brief.", lambda c: c.slug, required=True, refers="sources"),
        _claim("class", "What kind of statement it is.", lambda c: c.claim.class_, required=True, terms=ids(CLAIM_CLASSES)),
        _claim("stance_shown_by", "The author's words that show the stance.", lambda c: c.claim.stance.shown_by if c.claim.stance else None),
        _claim("hedges", "The source's own words that make the claim weaker.", lambda c: worded(c, "hedges"), kind="texts"),
        _claim("boosts", "The source's own words that make the claim stronger.", lambda c: worded(c, "boosts"), kind="texts"),
        _claim("loaded", "The source's vilifying or movement language, recorded and not used by us.", lambda c: Texts(c.claim.loaded), kind="texts"),
        _claim("entities", "Whom or what it is about.", lambda c: c.claim.entities, kind="ids", refers="entities"),
        _claim("events", "The events that it mentions.", lambda c: c.claim.events, kind="ids", refers="events"),
        _claim("accuses", "Whom it charges with a wrong; nothing of that is established here.", lambda c: c.claim.accuses, kind="ids", refers="entities"),
        _claim("against", "Whether something stands against an accusation or a declaration.", lambda c: c.claim.denial.is_ if c.claim.denial else None, terms=("denied", "disputed", "none-found")),
        _claim("against_text", "What stands against it (Markdown).", lambda c: c.claim.denial.text if c.claim.denial else None),
        _claim("against_claims", "Claims of the sources that speak against it.", lambda c: c.claim.denial.claims if c.claim.denial else (), kind="ids", refers="claims"),
        _claim("against_references", "Outside works that speak against it.", lambda c: c.claim.denial.references if c.claim.denial else (), kind="ids", refers="outside_works"),
        _claim("recommended", "How strongly something is recommended.", lambda c: c.claim.recommendation.modality if c.claim.recommendation else None, terms=("must", "should", "could")),
        _claim("addressee", "Who is told to do it: an entity's id or a name.", lambda c: c.claim.recommendation.addressee if c.claim.recommendation else None),
        _claim("credibility", "Our grade of a stated fact or an estimate (Admiralty).", lambda c: c.claim.credibility.grade if c.claim.credibility else None, terms=ids(CREDIBILITY)),
        _claim("credibility_because", "The reason for the grade.", lambda c: c.claim.credibility.because if c.claim.credibility else None),
        _claim("credibility_references", "Outside works that the grade rests on.", lambda c: c.claim.credibility.references if c.claim.credibility else (), kind="ids", refers="outside_works"),
        _claim("read_with", "Claims without which it misleads.", lambda c: tuple(f"{c.slug}#{one}" for one in c.claim.read_with), kind="ids", refers="claims"),
        Column("root", "Who it goes back to in the end: an entity's id, a slug, or a name in small letters. Claims of one root count once.", lambda c, b: b.corpus.roots[c.address], required=True),
        *standing(lambda c: c.claim.state),
        _claim("lang", "The language of our text, where it is not the site's.", lambda c: c.claim.lang),
    ),
    None,
    of_claims,
)  # fmt: skip


def _chains(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedClaim, int, Speaker]]:
    for linked in brief.claims.values():
        for number, speaker in enumerate(linked.speakers, start=1):
            yield linked, number, speaker


VOICES = Table(
    "voices",
    "Who speaks inside the sources, a row a link in a claim's chain of speakers. The author comes before the first and has no row.",
    ("claim", "number"),
    (
        Column("claim", _ADDRESS.meaning, lambda r, b: r[0].address, required=True, refers="claims"),
        Column("number", "The place in the chain; 1 stands next to the author.", lambda r, b: r[1], kind="integer", required=True),
        Column("name", "The speaker's name.", lambda r, b: r[2].name, required=True),
        Column("entity", "The speaker as an entity, where it is one.", lambda r, b: r[2].entity.id if r[2].entity else None, refers="entities"),
        Column("role", "In what role the speaker appears.", lambda r, b: r[2].role, required=True, terms=ids(ROLES)),
        Column("form", "Whether the source gives words or sense.", lambda r, b: r[2].form, required=True, terms=ids(FORMS)),
        Column("route", "How the words came to the author.", lambda r, b: r[2].route),
        Column("speaks_for", "Of a speaker without a name, the actor whose voice it is.", lambda r, b: r[2].speaks_for.id if r[2].speaks_for else None, refers="entities"),
    ),
    None,
    _chains,
)  # fmt: skip


def _citations(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedClaim, int, Citation, str]]:
    for linked in brief.claims.values():
        for n, (citation, proved) in enumerate(zip(linked.claim.citation, linked.proved, strict=True), start=1):
            yield linked, n, citation, proved


CITATIONS = Table(
    "citations",
    "Where in its source each claim stands, a row a passage. The passage lies between two marked phrases.",
    ("claim", "number"),
    (
        Column("claim", _ADDRESS.meaning, lambda r, b: r[0].address, required=True, refers="claims"),
        Column("number", "Which of the claim's citations it is.", lambda r, b: r[1], kind="integer", required=True),
        Column("locator", "Where it stands; a bare number is a paragraph.", lambda r, b: r[2].at.text, required=True),
        Column("begins", "The first words of the passage, as printed.", lambda r, b: r[2].start, required=True),
        Column("ends", "The last words of the passage, as printed; empty where it is short.", lambda r, b: r[2].end),
        Column("verified", "When the phrases were found in the article at that place.", lambda r, b: r[3] or None, kind="date"),
    ),
    None,
    _citations,
)  # fmt: skip


def _names(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedClaim, str, str]]:
    for linked in brief.claims.values():
        for entity, name in linked.claim.as_named.items():
            yield linked, entity, name


NAMES = Table(
    "names",
    "What a source calls an entity in a claim, where that is not our name.",
    ("claim", "entity"),
    (
        Column("claim", _ADDRESS.meaning, lambda r, b: r[0].address, required=True, refers="claims"),
        Column("entity", "Who or what is called so.", lambda r, b: r[1], required=True, refers="entities"),
        Column("as_named", "The source's own name.", lambda r, b: r[2], required=True),
    ),
    None,
    _names,
)  # fmt: skip


def _quantities(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedClaim, Quantity]]:
    for linked in brief.claims.values():
        if linked.claim.quantity and not linked.claim.quantity.victims:
            yield linked, linked.claim.quantity


def _quantity(name: str, meaning: str, value: Callable[[Quantity], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda record, _: value(record[1]), **rest)


QUANTITIES = Table(
    "quantities",
    "The figures of the sources, a row a figure, each with who stands behind it. Figures of victims stand with their claims only.",
    ("claim",),
    (
        *spoken(lambda record: record[0]),
        _quantity("measure", "The measure that it belongs to; only figures of one measure can be set beside one another.", lambda q: q.measure, refers="measures"),
        Column("figure", "The figure in words and digits.", lambda r, b: figure_words(r[1], b.t), required=True),
        _quantity("form", "How the figure is given.", lambda q: q.form, required=True, terms=ids(QUANTITY_FORMS)),
        _quantity("low", "Lower bound.", lambda q: q.low, kind="number"),
        _quantity("high", "Upper bound.", lambda q: q.high, kind="number"),
        _quantity("best", "The one figure, where one is given.", lambda q: q.best, kind="number"),
        _quantity("in_words", "An amount or a trend in words.", lambda q: q.in_words),
        _quantity("unit", "What one of it is.", lambda q: q.unit, required=True),
        _quantity("counts", "What is counted, and where.", lambda q: q.counts, required=True),
        _quantity("as_of", "The moment that it is for, in EDTF.", lambda q: date_text(q.as_of)),
        _quantity("over", "The span that it is for, in EDTF.", lambda q: date_text(q.over)),
        _quantity("root", "Who or what it ultimately comes from: an entity's id or a name.", lambda q: q.root.who, required=True),
        _quantity("root_basis", "Whether the source says so or we conclude it.", lambda q: q.root.basis, required=True, terms=("stated", "inferred")),
    ),
    None,
    _quantities,
)  # fmt: skip


def _forecasts(brief: LinkedBrief, corpus: Corpus) -> Iterator[tuple[LinkedClaim, ForecastRecord]]:
    for linked in brief.claims.values():
        if linked.claim.forecast:
            yield linked, linked.claim.forecast


def _forecast(name: str, meaning: str, value: Callable[[ForecastRecord], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda record, _: value(record[1]), **rest)


BANDS = tuple(dict.fromkeys(band.id for standard in LIKELIHOOD_STANDARDS.values() for band in standard.bands))
FORECASTS = Table(
    "forecasts",
    "What was foreseen, on what condition and by when, and what came of it.",
    ("claim",),
    (
        *spoken(lambda record: record[0]),
        _forecast("event", "What is to happen.", lambda f: f.event, required=True),
        _forecast("in_short", "The same in a few words.", lambda f: f.in_short),
        _forecast("condition", "What it hangs on.", lambda f: f.if_.text if f.if_ else None),
        _forecast("condition_relation", "How it hangs on that.", lambda f: f.if_.relation if f.if_ else None, terms=("if", "unless", "only-if", "counterfactual")),
        _forecast("condition_status", "Whether the condition came about.", lambda f: f.if_.status if f.if_ else None, terms=("met", "not-met", "partly", "unclear")),
        _forecast("condition_because", "Why we say so.", lambda f: f.if_.because if f.if_ else None),
        _forecast("condition_claims", "Claims that this rests on.", lambda f: f.if_.claims if f.if_ else (), kind="ids", refers="claims"),
        _forecast("condition_references", "Outside works that this rests on.", lambda f: f.if_.references if f.if_ else (), kind="ids", refers="outside_works"),
        _forecast("modality", "How the source puts it.", lambda f: f.modality, required=True, terms=ids(FORECAST_MODALITIES)),
        _forecast("basis", "What the source rests it on.", lambda f: f.basis, required=True, terms=ids(FORECAST_BASES)),
        _forecast("horizon", "By when, as the source says it, or `none stated`.", lambda f: f.horizon, required=True),
        _forecast("until", "The same as a date, in EDTF.", lambda f: date_text(f.until)),
        _forecast("criterion", "What would show that it came about.", lambda f: f.criterion, required=True),
        _forecast("likelihood", "The term of the likelihood standard that the source's own words are.", lambda f: f.band, terms=BANDS),
        Column("likelihood_of", "Claims whose likelihood this one states.", lambda r, b: tuple(f"{r[0].slug}#{one}" for one in r[1].likelihood_of), kind="ids", refers="claims"),
        _forecast("outcome", "What came of it.", lambda f: f.outcome.is_, required=True, terms=ids(OUTCOMES)),
        _forecast("outcome_because", "Why we say so.", lambda f: f.outcome.because, required=True),
        _forecast("outcome_in_short", "The reason in a few words.", lambda f: f.outcome.in_short),
        _forecast("mechanism", "Whether it came about in the way that was argued.", lambda f: f.outcome.mechanism, terms=("as-argued", "otherwise", "not-shown")),
        _forecast("judged_on", "When we judged, in EDTF.", lambda f: f.outcome.judged_on.text, required=True),
        _forecast("outcome_claims", "Claims that bear on the outcome.", lambda f: f.outcome.claims, kind="ids", refers="claims"),
        _forecast("outcome_references", "Outside works that the outcome is judged from.", lambda f: f.outcome.references, kind="ids", refers="outside_works"),
    ),
    None,
    _forecasts,
)  # fmt: skip


def _relations_of(brief: LinkedBrief, corpus: Corpus) -> Iterator[Relation]:
    touching = (one for linked in brief.claims.values() for one in corpus.relations_of.get(linked.address, ()))
    yield from {one.id: one for one in touching}.values()


def _relation(name: str, meaning: str, value: Callable[[Relation], Cell], **rest: Any) -> Column:
    return Column(name, meaning, lambda record, _: value(record), **rest)


def _attributed(address: str, book: Book) -> str:
    return attributed(book.corpus.claims[address], book.t)


NEARNESS = ("same", "near", "different")
RELATIONS = Table(
    "relations",
    "Typed links between claims, each with its reason and how comparable the two are. For a brief: those that touch it.",
    ("relation",),
    (
        _relation("relation", "The relation's id.", lambda r: r.id, required=True),
        _relation("type", "What the first claim does to the second.", lambda r: r.type, required=True, terms=ids(RELATION_TYPES)),
        _relation("from_claim", "The claim that does it.", lambda r: r.from_, required=True, refers="claims"),
        Column("from_attributed", "That claim in its attributed form.", lambda r, b: _attributed(r.from_, b), required=True),
        _relation("to_claim", "The claim that it is done to.", lambda r: r.to, required=True, refers="claims"),
        Column("to_attributed", "That claim in its attributed form.", lambda r, b: _attributed(r.to, b), required=True),
        _relation("because", "The reason.", lambda r: r.because, required=True),
        _relation("in_short", "The same in a few words.", lambda r: r.in_short),
        _relation("actor", "How near the two are in their actor.", lambda r: r.comparable.actor, required=True, terms=NEARNESS),
        _relation("place", "How near in their place.", lambda r: r.comparable.place, required=True, terms=NEARNESS),
        _relation("time", "How near in their time.", lambda r: r.comparable.time, required=True, terms=NEARNESS),
        _relation("measure", "How near in what they measure.", lambda r: r.comparable.measure, required=True, terms=NEARNESS),
        _relation("drawn_by", "Who draws the link.", lambda r: r.drawn_by, required=True, terms=("us", "source")),
        _relation("question", "The question that it bears on.", lambda r: r.question, refers="questions"),
        _relation("reviewed", "When it was last gone through, in EDTF, where that was needed.", lambda r: date_text(r.reviewed)),
        _relation("references", "Outside works that it rests on.", lambda r: r.references, kind="ids", refers="outside_works"),
    ),
    lambda corpus: corpus.relations.values(),
    _relations_of,
)  # fmt: skip
