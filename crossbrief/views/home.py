"""The home page: what this is, the matrix as its cover, the sources in date order."""

from __future__ import annotations

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, MarkView, Ours, is_large, mark_view
from crossbrief.views.matrix import MatrixView, Unsaid, matrix_view, unsaid


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list: its mark, title, date and bottom line."""

    mark: MarkView
    title: str
    issued: str
    inexact: bool
    bottom_line: Ours


@dataclass(frozen=True, slots=True)
class HomeView:
    """The cover."""

    introduction: Ours
    matrix: MatrixView
    sources: tuple[SourceEntry, ...]
    """In the large form the latest."""
    earlier: str
    """How many more there are; empty where all are shown."""
    gaps: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]
    """The questions with positions that no source takes; in the large form they stand on the page of coverage only."""


def home_view(corpus: Corpus, t: Strings) -> HomeView:
    """The home page of the corpus."""
    sources = tuple(
        SourceEntry(
            mark_view(brief.mark, corpus),
            brief.brief.source.record.title,
            brief.brief.source.record.issued.in_words,
            brief.brief.source.record.issued.inexact,
            Ours(brief.brief.bottom_line, brief.slug),
        )
        for brief in corpus.briefs[-COLUMNS:]
    )
    rest = len(corpus.briefs) - len(sources)
    return HomeView(
        Ours(corpus.site.introduction),
        matrix_view(corpus.questions.values(), corpus, t),
        sources,
        t.count("earlier_sources", rest) if rest else "",
        tuple(corpus.site.gaps),
        () if is_large(corpus) else tuple(one for one in unsaid(corpus) if one.positions),
    )
