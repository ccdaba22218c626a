"""The method page, made from the schema's vocabularies and the settings."""

from __future__ import annotations

from dataclasses import dataclass

from crossbrief import vocabulary
from crossbrief.link.corpus import Corpus
from crossbrief.schema.site import Site
from crossbrief.strings import Strings
from crossbrief.views.common import Ours
from crossbrief.vocabulary import LIKELIHOOD_SOURCES, LIKELIHOOD_STANDARDS, Term

VOCABULARIES = (
    "claim_classes",
    "roles",
    "forms",
    "stances",
    "hedging",
    "quantity_forms",
    "forecast_modalities",
    "forecast_bases",
    "outcomes",
    "relation_types",
    "reliability",
    "credibility",
    "confidence",
)


@dataclass(frozen=True, slots=True)
class VocabularyView:
    """One vocabulary: its heading, why it is there, its terms."""

    id: str
    heading: str
    lead: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class BandView:
    """A likelihood term and its percentages."""

    words: str
    percent: str


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the briefs are made and what their words mean."""

    vocabularies: tuple[VocabularyView, ...]
    standard: str
    standard_source: str
    bands: tuple[BandView, ...]
    site: Site
    produced_with: Ours


def method_view(corpus: Corpus, t: Strings) -> MethodView:
    """The method page of the corpus."""
    standard = LIKELIHOOD_STANDARDS[corpus.site.likelihood_standard]
    return MethodView(
        vocabularies=tuple(
            VocabularyView(key.replace("_", "-"), t(f"about_{key}"), t(f"why_{key}"), getattr(vocabulary, key.upper()))
            for key in VOCABULARIES
        ),
        standard=standard.name,
        standard_source=LIKELIHOOD_SOURCES[standard.id],
        bands=tuple(BandView(t.listing_or(band.words), f"{band.low}–{band.high} %") for band in standard.bands),
        site=corpus.site,
        produced_with=Ours(corpus.site.produced_with),
    )
