"""The forecast ledger: what was foreseen, on what condition, by when, how surely, and what came of it. No scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import fact
from crossbrief.strings import Strings
from crossbrief.views.claim import ForecastView, forecast_view
from crossbrief.views.common import COLUMNS, LEAF, ClaimLine, claim_line, is_large
from crossbrief.views.leaves import Leaf
from crossbrief.vocabulary import OUTCOMES

RESOLVED = ("came-true", "partly", "did-not")
_ORDER = (*RESOLVED, *(term.id for term in OUTCOMES if term.id not in RESOLVED))
SECTIONS = ("resolved", "open", "cannot-be-judged", "condition-not-met", "scheduled")


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A forecast with the claim that makes it and the source's own wording."""

    id: str
    address: str
    """Where its record stands: in the ledger while that is one page, else with the claim. Empty in the ledger."""
    claim: ClaimLine
    wording: tuple[str, ...]
    forecast: ForecastView
    apart: str
    """What it is where it is no foresight. Example: Schedules and pledges"""


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """Forecasts with one outcome."""

    heading: str
    apart: str
    """What they are where they are no foresight."""
    entries: tuple[LedgerEntry, ...]


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
    """How many each source makes; empty where the sources are too many to name."""
    digest: tuple[OutcomeGroup, ...]
    """Of those on this leaf that could be resolved: by outcome, in the order in which the summary counts them."""
    sections: tuple[LedgerSection, ...]
    """Of the entries on this leaf."""


@fact("claims")
def forecasts(corpus: Corpus) -> tuple[str, ...]:
    """The address of every claim with a forecast record, in date order of the sources."""
    return tuple(address for address, linked in corpus.claims.items() if linked.claim.forecast)


@fact("claims")
def any_forecast(corpus: Corpus) -> bool:
    """Whether there is any."""
    return any(linked.claim.forecast for linked in corpus.claims.values())


def section_of(linked: LinkedClaim) -> str:
    """Where in the ledger a forecast stands; schedules and pledges stand apart whatever came of them."""
    forecast = linked.claim.forecast
    assert forecast is not None
    if forecast.basis in ("schedule", "pledge"):
        return "scheduled"
    return "resolved" if forecast.outcome.is_ in RESOLVED else forecast.outcome.is_


def ledger(corpus: Corpus) -> list[LinkedClaim]:
    """Every forecast in the order of the ledger: by section, then by outcome as the summary counts them, then by date."""
    return [corpus.claims[address] for address in in_order(corpus)]


@fact("claims")
def in_order(corpus: Corpus) -> tuple[str, ...]:
    """The addresses of the forecasts in the order of the ledger."""
    return tuple(sorted(forecasts(corpus), key=lambda address: _rank(corpus.claims[address])))


def _rank(linked: LinkedClaim) -> tuple[int, int]:
    return SECTIONS.index(section_of(linked)), _ORDER.index(_outcome(linked))


def ledger_view(leaf: Leaf[LinkedClaim], corpus: Corpus, t: Strings) -> LedgerView:
    """A leaf of the ledger; the first opens with the counts of all."""
    sections = tuple(_sections(leaf.entries, corpus, t))
    digest = tuple(group for one in sections if one.id == "resolved" for group in by_outcome(one.entries))
    return LedgerView(*(_summary(tallied(corpus), t) if leaf.first else ("", "")), digest, sections)


@dataclass(frozen=True, slots=True)
class Tallied:
    """How all forecasts stand."""

    total: int
    conditional: int
    scheduled: int
    outcomes: dict[str, int]
    """By outcome those that are foresight, and no schedules or pledges."""
    sources: dict[str, int]
    """How many each source makes, by its mark in words."""


@fact("claims")
def tallied(corpus: Corpus) -> Tallied:
    """Count them."""
    found = [corpus.claims[address] for address in forecasts(corpus)]
    foresight = [one for one in found if section_of(one) != "scheduled"]
    return Tallied(
        len(found),
        sum(1 for one in found if one.claim.forecast and one.claim.forecast.if_),
        len(found) - len(foresight),
        Counter(_outcome(one) for one in foresight),
        Counter(one.source.words for one in found),
    )


def _summary(found: Tallied, t: Strings) -> tuple[str, str]:
    """What came of all forecasts, in a sentence, and how many each source makes."""
    resolved = sum(found.outcomes.get(key, 0) for key in RESOLVED)
    keys = (*RESOLVED, "open", "cannot-be-judged", "condition-not-met")
    figures = {key.replace("-", "_"): found.outcomes.get(key, 0) for key in keys}
    per = found.sources
    by_source = ", ".join(f"{source} {count}" for source, count in per.items()) if len(per) <= COLUMNS else ""
    counts = {key: getattr(found, key) for key in ("total", "conditional", "scheduled")}
    return t("ledger_summary", resolved=resolved, **counts, **figures), by_source


def _sections(shown: tuple[LinkedClaim, ...], corpus: Corpus, t: Strings) -> Iterator[LedgerSection]:
    for key in SECTIONS:
        entries = tuple(_entry(linked, "", corpus, t) for linked in shown if section_of(linked) == key)
        if entries:
            name = key.replace("-", "_")
            yield LedgerSection(key, t(f"ledger_{name}"), t(f"ledger_{name}_lead"), entries)


def by_outcome(entries: Iterable[LedgerEntry]) -> tuple[OutcomeGroup, ...]:
    """Entries in the order of the ledger, by what came of them; schedules and pledges stand apart."""
    grouped = groupby(entries, key=lambda one: (one.forecast.outcome, one.apart))
    return tuple(OutcomeGroup(heading, apart, tuple(own)) for (heading, apart), own in grouped)


def _outcome(linked: LinkedClaim) -> str:
    return linked.claim.forecast.outcome.is_ if linked.claim.forecast else ""


def resolved_of(briefs: Iterable[LinkedBrief], corpus: Corpus, t: Strings) -> tuple[LedgerEntry, ...]:
    """What came of the forecasts of some sources, as far as it could be resolved, in the order of the ledger."""
    found = [one for brief in briefs for one in brief.claims.values() if one.claim.forecast]
    resolved = [one for one in found if _outcome(one) in RESOLVED]
    gathered = not is_large(corpus) and len(forecasts(corpus)) <= LEAF
    return tuple(
        _entry(one, addresses.forecast(_id(one)) if gathered else addresses.claim(one.address), corpus, t)
        for one in sorted(resolved, key=_rank)
    )


def _id(linked: LinkedClaim) -> str:
    return f"foreseen_{linked.slug}_{linked.claim.id}"


def _entry(linked: LinkedClaim, address: str, corpus: Corpus, t: Strings) -> LedgerEntry:
    assert linked.claim.forecast is not None
    wording = tuple(one.words for one in linked.claim.wording)
    return LedgerEntry(
        _id(linked),
        address,
        claim_line(linked, corpus, t),
        wording,
        forecast_view(linked.claim.forecast, linked.slug, corpus, t),
        t("ledger_scheduled") if section_of(linked) == "scheduled" else "",
    )
