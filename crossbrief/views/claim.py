"""A claim at home: on its brief's page, with everything recorded about it."""

from __future__ import annotations

from collections.abc import Callable

from crossbrief import addresses
from crossbrief.attribution import accusation, lead
from crossbrief.edtf import Edtf
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.link.roots import state_of
from crossbrief.reference.runs import Runs
from crossbrief.schema.base import Who
from crossbrief.schema.claim import Denial, ForecastRecord, Quantity
from crossbrief.strings import Strings
from crossbrief.views.common import ClaimLine, Link, Ours, claim_lines, entity_link, places, references
from crossbrief.views.impact import StateView, corroboration, resting_links, state_view
from crossbrief.views.relation import RelationEnd, ends
from crossbrief.vocabulary import (
    CLAIM_CLASSES,
    CREDIBILITY,
    FORECAST_BASES,
    FORECAST_MODALITIES,
    FORMS,
    LIKELIHOOD_STANDARDS,
    OUTCOMES,
    QUANTITY_FORMS,
    ROLES,
    STANCES,
    label,
)


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """One speaker of the chain: name, page, role, form and route."""

    name: str
    address: str
    role: str
    form: str
    route: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """One citation: where, and the phrases between which the passage stands."""

    place: str
    start: str
    end: str
    proved: str
    """When the anchor was proved against the private copy, in words."""
    at_source: str
    """The source's address at the passage; empty where no link leads there."""


@dataclass(frozen=True, slots=True)
class QuantityView:
    """The figure in words, what it counts, its time and its root."""

    figure: str
    counts: str
    when: str
    root: str
    root_inferred: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What something of ours rests on: claims and outside works."""

    claims: tuple[ClaimLine, ...]
    references: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ForecastView:
    """The forecast record: event, condition, horizon, criterion, likelihood, outcome."""

    event: str
    foreseen: str
    """The event in short; empty where it is not given."""
    condition: str
    condition_status: str
    condition_because: str
    condition_evidence: EvidenceView | None
    modality: str
    basis: str
    horizon: str
    criterion: str
    band: str
    likelihood_of: tuple[Link, ...]
    outcome: str
    outcome_id: str
    because: str
    in_short: str
    """The reason in short; empty where it is not given."""
    mechanism: str
    judged_on: str
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class DenialView:
    """What stands against an accusation."""

    words: str
    text: Ours | None
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class NoteView:
    """A comment of ours with its references."""

    id: str
    text: Ours
    references: tuple[Link, ...]
    here: bool = True
    """False at every claim but the first that the note is on; there a link to it stands instead."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its citation, voice, stance, wording, records and our notes on it."""

    id: str
    lead: str
    text: str
    lang: str
    class_label: str
    class_meaning: str
    place: str
    passages: tuple[PassageView, ...]
    cite: Runs
    """How to cite it: the source with the pinpoint, and our page."""
    speakers: tuple[SpeakerView, ...]
    stance: str
    stance_shown_by: str
    wording: tuple[tuple[str, str], ...]
    """The source's words and what they do."""
    loaded: tuple[str, ...]
    accusation: str
    denial: DenialView | None
    quantity: QuantityView | None
    forecast: ForecastView | None
    recommendation: str
    credibility: str
    credibility_because: str
    credibility_references: tuple[Link, ...]
    read_with: tuple[Link, ...]
    entities: tuple[Link, ...]
    as_named: tuple[tuple[str, str], ...]
    """The source's name for an entity, and ours."""
    events: tuple[Link, ...]
    notes: tuple[NoteView, ...]
    relations: tuple[RelationEnd, ...]
    rests: tuple[Link, ...]
    """The judgements and outcomes that rest on it; its relations stand apart."""
    corroboration: str
    """How many mentions and independent roots; empty where it is mentioned once."""
    state: StateView | None


def claim_view(linked: LinkedClaim, cite: Callable[[LinkedClaim], Runs], corpus: Corpus, t: Strings) -> ClaimView:
    """The claim as its brief's page shows it; `cite` says how the claims there are cited."""
    claim = linked.claim
    kind = next(term for term in CLAIM_CLASSES if term.id == claim.class_)
    recommendation = ""
    if claim.recommendation:
        recommendation = t(
            f"modality_{claim.recommendation.modality}", who=_named(claim.recommendation.addressee, corpus)
        )
    return ClaimView(
        id=claim.id,
        lead=lead(linked, t),
        text=claim.text,
        lang=claim.lang or "",
        class_label=kind.label,
        class_meaning=kind.meaning,
        place=places(linked),
        passages=tuple(
            PassageView(one.at.words, one.start, one.end or "", proof_words(day, t), at_source)
            for one, day, at_source in zip(claim.citation, linked.proved, linked.at_source, strict=True)
        ),
        cite=cite(linked),
        speakers=tuple(
            SpeakerView(
                name=one.name,
                address=addresses.entity(one.entity.id) if one.entity else "",
                role=label(ROLES, one.role),
                form=label(FORMS, one.form),
                route=one.route or "",
            )
            for one in linked.speakers
        ),
        stance=label(STANCES, claim.stance.is_) if claim.stance else "",
        stance_shown_by=(claim.stance.shown_by or "") if claim.stance else "",
        wording=tuple((one.words, t(one.does)) for one in claim.wording),
        loaded=tuple(claim.loaded),
        accusation=accusation(linked, t),
        denial=denial_view(claim.denial, linked.slug, corpus, t) if claim.denial else None,
        quantity=quantity_view(claim.quantity, corpus, t) if claim.quantity else None,
        forecast=forecast_view(claim.forecast, linked.slug, corpus, t) if claim.forecast else None,
        recommendation=recommendation,
        credibility=t("credibility", words=label(CREDIBILITY, claim.credibility.grade), grade=claim.credibility.grade)
        if claim.credibility
        else "",
        credibility_because=claim.credibility.because if claim.credibility else "",
        credibility_references=references(claim.credibility.references, corpus) if claim.credibility else (),
        read_with=tuple(Link(ident, addresses.brief(linked.slug, ident)) for ident in claim.read_with),
        entities=tuple(entity_link(corpus.entities[ident]) for ident in claim.entities),
        as_named=tuple((words, corpus.entities[ident].name) for ident, words in claim.as_named.items()),
        events=tuple(Link(corpus.events[ident].name, addresses.event(ident)) for ident in claim.events),
        notes=tuple(
            NoteView(note.id, Ours(note.text, linked.slug), references(note.references, corpus), note.on[0] == claim.id)
            for note in linked.notes
        ),
        relations=ends(linked.address, corpus, t),
        rests=resting_links(linked.address, corpus, t),
        corroboration=corroboration(linked, corpus, t),
        state=state_view(claim.state, corpus, t),
    )


def proof_words(day: str, t: Strings) -> str:
    """Whether and when an anchor was proved. Example: verified 21 November 2026"""
    return t("verified", date=Edtf.parse(day).in_words) if day else t("not_verified")


def evidence_view(claims: tuple[str, ...], works: tuple[str, ...], corpus: Corpus, t: Strings) -> EvidenceView:
    """Claims away from home, and outside works."""
    lines = claim_lines([corpus.claims[address] for address in claims if address in corpus.claims], corpus, t)
    return EvidenceView(lines, references(works, corpus))


def denial_view(denial: Denial, slug: str, corpus: Corpus, t: Strings) -> DenialView:
    """What stands against an accusation, or that we have found nothing."""
    words = t(f"denial_{denial.is_.replace('-', '_')}")
    return DenialView(
        words,
        Ours(denial.text, slug) if denial.text else None,
        evidence_view(denial.claims, denial.references, corpus, t),
    )


def quantity_view(quantity: Quantity, corpus: Corpus, t: Strings) -> QuantityView:
    """The figure as its source gives it."""
    when = (
        t("as_of", date=quantity.as_of.in_words)
        if quantity.as_of
        else t("over", date=quantity.over.in_words if quantity.over else "")
    )
    return QuantityView(
        figure_words(quantity, t),
        quantity.counts,
        when,
        _rooted(quantity.root.who, corpus, t),
        quantity.root.basis == "inferred",
    )


def figure_words(quantity: Quantity, t: Strings) -> str:
    """A figure in words and digits. Example: more than 10 000 fighters"""
    if quantity.form in ("verbal", "trend"):
        return quantity.in_words or ""
    low, high, best = (
        figure(value) if value is not None else "" for value in (quantity.low, quantity.high, quantity.best)
    )
    if quantity.form == "range":
        return t("figure_range", low=low, high=high, unit=quantity.unit)
    prefix = "" if quantity.form == "exact" else label(QUANTITY_FORMS, quantity.form) + " "
    return f"{prefix}{best or low} {quantity.unit}"


def figure(value: float) -> str:
    """A number in digits, thousands set apart by a comma, as in the briefs' own words."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def forecast_view(forecast: ForecastRecord, slug: str, corpus: Corpus, t: Strings) -> ForecastView:
    """The forecast record in words."""
    standard = LIKELIHOOD_STANDARDS[corpus.site.likelihood_standard]
    band = next((b for b in standard.bands if b.id == forecast.band), None)
    condition, outcome = forecast.if_, forecast.outcome
    return ForecastView(
        event=forecast.event,
        foreseen=forecast.in_short or "",
        condition=t(f"relation_{condition.relation.replace('-', '_')}", text=condition.text) if condition else "",
        condition_status=t(f"condition_{condition.status.replace('-', '_')}") if condition else "",
        condition_because=(condition.because or "") if condition else "",
        condition_evidence=evidence_view(condition.claims, condition.references, corpus, t) if condition else None,
        modality=label(FORECAST_MODALITIES, forecast.modality),
        basis=label(FORECAST_BASES, forecast.basis),
        horizon=forecast.horizon,
        criterion=forecast.criterion,
        band=t("band", words=band.words[0], low=band.low, high=band.high, standard=standard.name) if band else "",
        likelihood_of=tuple(Link(ident, addresses.brief(slug, ident)) for ident in forecast.likelihood_of),
        outcome=label(OUTCOMES, outcome.is_),
        outcome_id=outcome.is_,
        because=outcome.because,
        in_short=outcome.in_short or "",
        mechanism=t(f"mechanism_{outcome.mechanism.replace('-', '_')}") if outcome.mechanism else "",
        judged_on=outcome.judged_on.in_words,
        evidence=evidence_view(outcome.claims, outcome.references, corpus, t),
    )


def _rooted(who: Who, corpus: Corpus, t: Strings) -> str:
    """A root as a reader sees it, with the state that a person or a body speaks for."""
    name = _named(who, corpus)
    state = state_of(who.entity, corpus.entities) if who.entity else ""
    return t("for_state", who=name, state=corpus.entities[state].name) if state and state != who.entity else name


def _named(who: Who, corpus: Corpus) -> str:
    return corpus.entities[who.entity].name if who.entity else str(who)
