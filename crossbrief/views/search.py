"""The search page without its script: an index of sources by year, of questions and of entities to look through."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.strings import Strings
from crossbrief.views.common import Link, MarkView, mark_view

LISTED = 300
"""The most entries of a section that stand on one page; of a longer section each group has a page of its own."""
FACETS = ("source", "year", "question", "entity", "class", "voice")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: a link, or a source's mark and its title."""

    link: Link | None
    mark: MarkView | None
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading: a year, a letter."""

    heading: str
    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One way through the corpus."""

    id: str
    heading: str
    groups: tuple[Group, ...]
    split: bool
    """True where each group has a page of its own."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What can be narrowed by, and the index."""

    facets: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


def search_view(corpus: Corpus, t: Strings) -> SearchView:
    """The page of the search; a section that the corpus has nothing for is left out."""
    sections = (
        _section("sources", t("search_sources"), _sources(corpus)),
        _section("questions", t("search_questions"), _questions(corpus)),
        _section("entities", t("search_entities"), _entities(corpus)),
    )
    return SearchView(
        tuple((facet, t(f"search_{facet}")) for facet in FACETS), tuple(one for one in sections if one.groups)
    )


def listings(view: SearchView) -> Iterator[tuple[Section, Group]]:
    """The groups that have a page of their own."""
    return ((section, group) for section in view.sections if section.split for group in section.groups)


def _section(ident: str, heading: str, groups: Iterable[Group]) -> Section:
    made = tuple(groups)
    return Section(ident, heading, made, sum(len(group.entries) for group in made) > LISTED)


def _sources(corpus: Corpus) -> Iterator[Group]:
    for year, briefs in groupby(corpus.briefs, key=lambda brief: brief.mark.year):
        marked = [(mark_view(brief.mark, corpus), brief.brief.source.record.title) for brief in briefs]
        yield Group(year, year, tuple(Entry(None, mark, title) for mark, title in marked))


def _questions(corpus: Corpus) -> Iterator[Group]:
    links = [Link(one.text, addresses.question(one.id)) for one in corpus.questions.values()]
    for first in range(0, len(links), LISTED):
        part = links[first : first + LISTED]
        span = f"{first + 1}–{first + len(part)}"
        yield Group(span if len(links) > LISTED else "", str(first + 1), tuple(Entry(link, None, "") for link in part))


def _entities(corpus: Corpus) -> Iterator[Group]:
    named = sorted((_sorted_by(one.sort or one.name), one.id) for one in corpus.entities.values())
    for letter, group in groupby(named, key=lambda one: one[0][:1]):
        links = [Link(corpus.entities[ident].name, addresses.entity(ident)) for _, ident in group]
        key = letter if letter.isascii() and letter.isalnum() else f"{ord(letter or ' '):x}"
        yield Group(letter.upper(), key, tuple(Entry(link, None, "") for link in links))


def _sorted_by(name: str) -> str:
    """A name without marks or case, from its first letter or digit."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return bare.casefold().lstrip("".join(letter for letter in bare if not letter.isalnum()))
