"""The forecast ledger: what was foreseen, on what condition, by when, how surely, and what came of it. No scores."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.strings import Strings
from crossbrief.views.claim import ForecastView, forecast_view
from crossbrief.views.common import ClaimLine, claim_line
from crossbrief.vocabulary import OUTCOMES

RESOLVED = ("came-true", "partly", "did-not")
SECTIONS = ("resolved", "open", "cannot-be-judged", "condition-not-met", "scheduled")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A forecast with the claim that makes it and the source's own wording."""

    claim: ClaimLine
    wording: tuple[str, ...]
    forecast: ForecastView


@dataclass(frozen=True, slots=True)
class LedgerSection:
    """Forecasts that ended alike."""

    id: str
    heading: str
    lead: str
    entries: tuple[LedgerEntry, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger, opening with how many forecasts could be resolved at all."""

    summary: str
    by_source: str
    sections: tuple[LedgerSection, ...]


def forecasts(corpus: Corpus) -> list[LinkedClaim]:
    """Every claim with a forecast record, in date order of the sources."""
    return [linked for linked in corpus.claims.values() if linked.claim.forecast]


def section_of(linked: LinkedClaim) -> str:
    """Where in the ledger a forecast stands; schedules and pledges stand apart whatever came of them."""
    forecast = linked.claim.forecast
    assert forecast is not None
    if forecast.basis in ("schedule", "pledge"):
        return "scheduled"
    return "resolved" if forecast.outcome.is_ in RESOLVED else forecast.outcome.is_


def ledger_view(corpus: Corpus, t: Strings) -> LedgerView:
    """The ledger of the corpus."""
    found = forecasts(corpus)
    outcomes: Counter[str] = Counter(linked.claim.forecast.outcome.is_ for linked in found if linked.claim.forecast)
    conditional = sum(1 for linked in found if linked.claim.forecast and linked.claim.forecast.if_)
    resolved = sum(outcomes[key] for key in RESOLVED)
    scheduled = sum(1 for one in found if section_of(one) == "scheduled" and _outcome(one) in RESOLVED)
    figures = {
        key.replace("-", "_"): outcomes[key] for key in (*RESOLVED, "open", "cannot-be-judged", "condition-not-met")
    }
    sections = []
    for key in SECTIONS:
        entries = tuple(_entry(linked, corpus, t) for linked in _sorted(found) if section_of(linked) == key)
        if entries:
            name = key.replace("-", "_")
            sections.append(LedgerSection(key, t(f"ledger_{name}"), t(f"ledger_{name}_lead"), entries))
    per = Counter(linked.source.words for linked in found)
    by_source = ", ".join(
        f"{brief.mark.words} {per[brief.mark.words]}" for brief in corpus.briefs if per[brief.mark.words]
    )
    return LedgerView(
        t(
            "ledger_summary",
            total=len(found),
            resolved=resolved,
            conditional=conditional,
            scheduled=scheduled,
            **figures,
        ),
        by_source,
        tuple(sections),
    )


def _outcome(linked: LinkedClaim) -> str:
    return linked.claim.forecast.outcome.is_ if linked.claim.forecast else ""


def _sorted(found: list[LinkedClaim]) -> list[LinkedClaim]:
    """By outcome, those that came true first; within one outcome in date order."""
    order = [term.id for term in OUTCOMES]
    return sorted(found, key=lambda one: order.index(_outcome(one)))


def _entry(linked: LinkedClaim, corpus: Corpus, t: Strings) -> LedgerEntry:
    assert linked.claim.forecast is not None
    wording = tuple(one.words for one in linked.claim.wording)
    return LedgerEntry(
        claim_line(linked, corpus, t), wording, forecast_view(linked.claim.forecast, linked.slug, corpus, t)
    )
