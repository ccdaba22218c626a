"""The method page, made from the schema's vocabularies, the settings, and what is quoted of each source.

In: a linked corpus. Out: its view. The statement of quotations has a row a source while that fits a page, and beyond it the
greatest figures and the file that has them all.
"""

from __future__ import annotations

from crossbrief import addresses, vocabulary
from crossbrief.edtf import Edtf
from crossbrief.exports.source_tables import QUOTATION
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, Quotation
from crossbrief.link.facts import EVERY_KIND, fact, fact_of_a_brief
from crossbrief.schema.site import Site
from crossbrief.strings import Strings
from crossbrief.views.common import LEAF, Link, MarkView, Ours, mark_view
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
class QuotedRow:
    """How much of one source is quoted, in words and figures."""

    mark: MarkView
    words: str
    of: str
    percent: str
    longest: str
    counted: str


@dataclass(frozen=True, slots=True)
class QuotedView:
    """The quotation statement."""

    rows: tuple[QuotedRow, ...]
    """Empty where there are too many sources for a page."""
    summary: str
    limits: str
    table: Link
    """The same as a file."""


@dataclass(frozen=True, slots=True)
class MethodView:
    """How the briefs are made and what their words mean."""

    vocabularies: tuple[VocabularyView, ...]
    standard: str
    standard_source: str
    bands: tuple[BandView, ...]
    site: Site
    produced_with: Ours
    quoted: QuotedView | None
    """None where there is no source."""


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
        quoted=_quoted(corpus, t) if corpus.briefs else None,
    )


def _quoted(corpus: Corpus, t: Strings) -> QuotedView:
    (words, percent, longest), limits = most_quoted(corpus), corpus.site.quotation
    return QuotedView(
        rows=tuple(_row(brief, corpus, t) for brief in corpus.briefs) if len(corpus.briefs) <= LEAF else (),
        summary=t(
            "quotation_summary",
            words=f"{words:,}",
            percent=f"{percent:g}",
            longest=t.count("words_in_a_row", longest),
        ),
        limits=t("quotation_limits", words=limits.words, percent=limits.percent, longest=limits.longest),
        table=Link(t("quotation_file"), addresses.table(QUOTATION.name)),
    )


@fact(*EVERY_KIND)
def most_quoted(corpus: Corpus) -> tuple[int, float, int]:
    """The most that is quoted of any source: words, per cent of it, and words in a row."""
    every = [brief.quotation for brief in corpus.briefs]
    return max(one.words for one in every), max(one.percent for one in every), max(one.longest for one in every)


@fact_of_a_brief(*EVERY_KIND)
def quotation(corpus: Corpus, slug: str) -> Quotation:
    """How much of a source is quoted."""
    return corpus.briefs[corpus.order[slug]].quotation


def _row(brief: LinkedBrief, corpus: Corpus, t: Strings) -> QuotedRow:
    one = quotation(corpus, brief.slug)
    return QuotedRow(
        mark=mark_view(brief.mark, corpus),
        words=f"{one.words:,}",
        of=f"{one.of:,}",
        percent=f"{one.percent:.1f}",
        longest=str(one.longest),
        counted=Edtf.parse(one.counted).in_words if one.counted else t("quotation_not_counted"),
    )
