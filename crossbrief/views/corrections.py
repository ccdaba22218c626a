"""The log of corrections: what was put right after it was published, newest first."""

from __future__ import annotations

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.schema.registers import Correction
from crossbrief.strings import Strings
from crossbrief.views.common import Link


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One correction: when, what, why, and the claims concerned."""

    id: str
    date: str
    what: str
    why: str
    affected: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The log, and where to ask for a correction."""

    ask: str
    entries: tuple[CorrectionView, ...]


def newest_first(corpus: Corpus) -> list[Correction]:
    """All corrections, the latest day first; of one day in the order of their ids."""
    by_id = sorted(corpus.corrections, key=lambda one: one.id)
    return sorted(by_id, key=lambda one: one.date.latest, reverse=True)


def corrections_view(corpus: Corpus, t: Strings) -> CorrectionsView:
    """The page of the log."""
    return CorrectionsView(corpus.site.corrections_to, tuple(_view(one, corpus, t) for one in newest_first(corpus)))


def corrections_of(slug: str, corpus: Corpus, t: Strings) -> tuple[Link, ...]:
    """The corrections that concern a brief's claims, as links into the log."""
    return tuple(
        Link(t("correction_link", date=one.date.in_words, what=one.what), addresses.correction(one.id))
        for one in newest_first(corpus)
        if any(ref.slug == slug for ref in one.affected)
    )


def _view(one: Correction, corpus: Corpus, t: Strings) -> CorrectionView:
    affected = (corpus.claims[ref] for ref in one.affected if ref in corpus.claims)
    links = tuple(
        Link(t("use_claim", source=linked.source.words, id=linked.claim.id), addresses.claim(linked.address))
        for linked in affected
    )
    return CorrectionView(one.id, one.date.in_words, one.what, one.why, links)
