"""One page of the site, and the pages that are settled together: their paths, titles and what each of them is given.

In: how a view is made, or the entries of a list. Out: pages and sections. A page's view is made from the records that it names
and nothing else, and not before it is asked for. A long list is cut into leaves, each a page. A section says at what in the
briefs it is looked to settle its pages, so that after an edit of something else they need not be settled again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import Kinds
from crossbrief.schema.registers import Assumption, Entity, Event, Reference, Relation
from crossbrief.views.common import LEAF, Link
from crossbrief.views.leaves import Leaf, leaves

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site: its path, template and title, what describes it, the way to it, and how its view is made."""

    path: str
    template: str
    title: str
    described: Callable[[], str]
    trail: tuple[Link, ...]
    show: Callable[[], Any]
    reviewed: str = ""
    """When what it shows was last gone through, in words; empty for the date in the settings."""
    stops: tuple[Link, ...] = ()
    """The other leaves of the list that it is one of."""
    given: str = ""
    """What was settled over all briefs for it, in words that change with it: what was counted, the entries of its leaf."""

    @property
    def about(self) -> str:
        """All that is settled before its view is made."""
        trail, stops = ([(one.words, one.address) for one in links] for links in (self.trail, self.stops))
        return repr((self.path, self.template, self.title, trail, self.reviewed, stops, self.given))

    @property
    def description(self) -> str:
        return self.described()


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that are settled together."""

    name: str
    pages: Callable[[], Iterator[Page]]
    kinds: Kinds = frozenset()
    """At what in the briefs it is looked to settle them; by default only at what is common to all."""
    slug: str = ""
    """Of the only brief that is looked at; empty where all are."""


def listed(
    corpus: Corpus,
    page: Page,
    entries: Sequence[T],
    called: Callable[[T], str],
    show: Callable[[Leaf[T]], Any],
    size: int = LEAF,
) -> Iterator[Page]:
    """The page as one leaf or several of its list; each shows its own entries."""
    for leaf in leaves(page.path, entries, called, size):
        title = page.title if leaf.first else f"{page.title}, {leaf.words}"
        given = page.given + repr([_named(one) for one in leaf.entries])
        yield replace(
            page, path=leaf.path, title=title, stops=leaf.stops, show=partial(_shown, show, leaf, corpus), given=given
        )


def _shown(show: Callable[[Leaf[T]], Any], leaf: Leaf[T], corpus: Corpus) -> Any:
    """The view of a leaf. Its claims are looked up again, so that they are known to be what the page is made from."""
    return show(replace(leaf, entries=tuple(_looked_up(one, corpus) for one in leaf.entries)))


def _looked_up(entry: Any, corpus: Corpus) -> Any:
    if isinstance(entry, LinkedClaim):
        return corpus.claims[entry.address]
    return tuple(_looked_up(one, corpus) for one in entry) if type(entry) is tuple else entry


def _named(entry: Any) -> Any:
    """By what an entry of a list is known: an address, a slug, the id in a register; a plain value by itself."""
    if type(entry) is tuple:
        return tuple(map(_named, entry))
    if isinstance(entry, LinkedClaim):
        return entry.address
    if isinstance(entry, LinkedBrief):
        return entry.slug
    return entry.id if isinstance(entry, Assumption | Entity | Event | Reference | Relation) else entry


def nothing() -> None:
    """The view of a page before its list is cut into leaves."""
