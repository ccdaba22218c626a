"""The list of pages: every address of the site, the template that lays it out and the view that it shows.

In: a linked corpus. Out: pages, one at a time. A page's view is made from the records that it names and nothing else,
and not before it is asked for. A long list is cut into leaves, each a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from crossbrief import addresses
from crossbrief.exports.files import Listed, Sized
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.schema.registers import Assumption, Entity, Event, Question, Reference, Relation
from crossbrief.strings import Strings
from crossbrief.views.brief import brief_view
from crossbrief.views.common import LEAF, Link, claims_using, is_large, short
from crossbrief.views.compare import featured_first, pair_entries, pair_summary, pair_view, pairs
from crossbrief.views.corrections import corrections_view
from crossbrief.views.data import data_view
from crossbrief.views.entity import SOURCES_A_LEAF, entity_view, sources_on
from crossbrief.views.event import dated, event_view, year_of
from crossbrief.views.figures import figures_view
from crossbrief.views.forecast import forecasts, ledger, ledger_view, section_of
from crossbrief.views.home import home_view
from crossbrief.views.leaves import Leaf, leaves
from crossbrief.views.matrix import count_of, matrix_view, row_words
from crossbrief.views.method import method_view
from crossbrief.views.overview import assumptions_view, coverage_view, named_otherwise, names_view, other_names
from crossbrief.views.quantity import figures, quantified
from crossbrief.views.question import answering, question_view
from crossbrief.views.relation import by_question, relations_view
from crossbrief.views.search import Group, listings, search_view
from crossbrief.views.timeline import timeline_view
from crossbrief.views.voices import cast, cast_view, speakers, voices_view
from crossbrief.views.works import bibliography_view, shelf, shelf_mark, slips_view, work_view

T = TypeVar("T")
DESCRIPTION_WORDS = 40
NAME_WORDS = 3
ASSUMPTIONS_A_LEAF = 30


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


def pages(corpus: Corpus, t: Strings) -> Iterator[Page]:
    """Every page of the site."""
    home = Link(t("home"), addresses.HOME)
    site = corpus.site
    yield Page(addresses.HOME, "home.html", site.title, lambda: site.subtitle, (), lambda: home_view(corpus, t))
    for linked in corpus.briefs:
        yield from _brief(linked, corpus, t, home)
    yield from _questions(corpus, t, home)
    yield from _actors(corpus, t, home)
    yield from _comparisons(corpus, t, home)
    yield from _ledgers(corpus, t, home)
    yield from _works(corpus, t, home)
    yield _plain(addresses.CORRECTIONS, "corrections", t, home, lambda: corrections_view(corpus, t))
    yield _plain(addresses.METHOD, "method", t, home, lambda: method_view(corpus, t))
    yield from _search(corpus, t, home)
    yield Page(addresses.NOT_FOUND, "404.html", t("not_found"), lambda: t("not_found_lead"), (home,), lambda: None)


def _plain(path: str, name: str, t: Strings, home: Link, show: Callable[[], Any]) -> Page:
    """A page whose template, title and description go by one name."""
    return Page(path, f"{name}.html", t(name), lambda: t(f"{name}_lead"), (home,), show)


def _listed(
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


def _brief(linked: LinkedBrief, corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    title = f"{linked.mark.words}: {linked.brief.source.record.title}"
    yield Page(
        addresses.brief(linked.slug),
        "brief.html",
        title,
        lambda: short(linked.whole.brief.bottom_line, DESCRIPTION_WORDS),
        (home,),
        lambda: brief_view(linked.whole, corpus, t),
        linked.brief.reviewed_on.in_words,
    )
    moved = Link(title, addresses.brief(linked.slug))
    for alias in linked.brief.aliases:
        yield Page(addresses.brief(alias), "redirect.html", title, lambda: t("moved"), (home,), lambda: moved)


def _questions(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    if corpus.questions:
        every = corpus.questions.values()
        yield _plain(addresses.QUESTIONS, "questions", t, home, lambda: matrix_view(every, corpus, t))
    for question in corpus.questions.values():
        yield from _question(question, corpus, t, (home, Link(t("questions"), addresses.QUESTIONS)))


def _question(question: Question, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Iterator[Page]:
    count = count_of(corpus, question.id)
    page = Page(
        addresses.question(question.id),
        "question.html",
        question.text,
        lambda: row_words(count, t),
        trail,
        _nothing,
        given=count.text,
    )
    briefs = answering(question, corpus)
    yield from _listed(
        corpus, page, briefs, _year, lambda leaf: question_view(question, leaf, count, corpus, t), SOURCES_A_LEAF
    )


def _actors(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """Who speaks and is spoken of, and what happened."""
    trail = (home, Link(t("cast"), addresses.CAST))
    for entity in corpus.entities.values():
        yield from _entity(entity, corpus, t, trail)
    for event in corpus.events.values():
        yield from _event(event, corpus, t, trail)
    voices = _plain(addresses.VOICES, "voices", t, home, _nothing)
    yield from _listed(
        corpus,
        voices,
        speakers(corpus),
        lambda one: one.name,
        lambda leaf: voices_view(leaf, corpus, t),
        SOURCES_A_LEAF if is_large(corpus) else LEAF,
    )
    everyone = _plain(addresses.CAST, "cast", t, home, _nothing)
    yield from _listed(corpus, everyone, cast(corpus), _name, lambda leaf: cast_view(leaf, corpus, t))
    names = named_otherwise(corpus)
    if names:
        called = _plain(addresses.NAMES, "names", t, home, _nothing)
        yield from _listed(corpus, called, names, _name, lambda leaf: names_view(leaf, corpus, t))


def _entity(entity: Entity, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Iterator[Page]:
    page = Page(
        addresses.entity(entity.id),
        "entity.html",
        entity.name,
        lambda: t("entity_described", name=entity.name),
        trail,
        _nothing,
    )
    briefs = sources_on(entity.id, corpus)
    yield from _listed(corpus, page, briefs, _year, lambda leaf: entity_view(entity, leaf, corpus, t), SOURCES_A_LEAF)


def _event(event: Event, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Iterator[Page]:
    page = Page(
        addresses.event(event.id),
        "event.html",
        f"{event.name}, {event.date.in_words}",
        lambda: t("event_described", name=event.name),
        trail,
        _nothing,
    )
    claims = claims_using("events", event.id, corpus)
    yield from _listed(
        corpus, page, claims, lambda one: one.source.year, lambda leaf: event_view(event, leaf, corpus, t)
    )


def _search(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """The search page, and the parts of its index that are too long for it."""
    view = search_view(corpus, t)
    yield replace(_plain(addresses.SEARCH, "search", t, home, lambda: view), given=repr(view))
    trail = (home, Link(t("search"), addresses.SEARCH))
    for section, group in listings(view):
        title = t("search_listing", section=section.heading, group=group.heading)
        yield _listing(addresses.listing(section.id, group.key), title, trail, group)


def _listing(path: str, title: str, trail: tuple[Link, ...], group: Group) -> Page:
    return Page(path, "listing.html", title, lambda: title, trail, lambda: group, given=repr(group))


def data_page(files: list[Listed], sized: Sized, corpus: Corpus, t: Strings) -> Page:
    """The page that lists the files for other tools; it is made after them, for it gives their sizes."""
    return _plain(
        addresses.DATA, "data", t, Link(t("home"), addresses.HOME), lambda: data_view(files, sized, corpus, t)
    )


def _comparisons(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """The pages that set sources beside one another; a kind that the corpus has nothing for has no page."""
    if len(corpus.briefs) > 1:
        found = featured_first(pairs(corpus), corpus)
        index = _plain(addresses.COMPARE, "compare", t, home, _nothing)
        yield from _listed(
            corpus, index, found, lambda pair: pair[0].mark.words, lambda leaf: pair_entries(leaf.entries, corpus, t)
        )
        for one, other in found:
            yield _pair(one, other, corpus, t, (home, Link(t("compare"), addresses.COMPARE)))
    if corpus.relations:
        gathered = _plain(addresses.RELATIONS, "relations", t, home, _nothing)
        yield from _listed(
            corpus,
            gathered,
            by_question(corpus),
            lambda one: corpus.questions[one.question].short if one.question else t("no_question"),
            lambda leaf: relations_view(leaf, corpus, t),
        )
    if corpus.briefs:
        years = _plain(addresses.TIMELINE, "timeline", t, home, _nothing)
        yield from _listed(
            corpus, years, dated(corpus), lambda one: str(year_of(one)), lambda leaf: timeline_view(leaf, corpus, t)
        )
        yield _plain(addresses.COVERAGE, "coverage_page", t, home, lambda: coverage_view(corpus, t))


def _pair(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Page:
    title = t("pair_title", first=one.mark.words, second=other.mark.words)
    return Page(
        addresses.pair(one.slug, other.slug),
        "pair.html",
        title,
        lambda: pair_summary(one, other, corpus, t),
        trail,
        lambda: pair_view(one, other, corpus, t),
    )


def _ledgers(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """What was foreseen, counted and taken as given."""
    foreseen = ledger(corpus)
    if foreseen:
        page = _plain(addresses.FORECASTS, "forecasts", t, home, _nothing)
        yield from _listed(
            corpus,
            page,
            foreseen,
            lambda one: f"{t('ledger_' + section_of(one).replace('-', '_'))} {one.source.year}",
            lambda leaf: ledger_view(leaf, corpus, t),
        )
    counted = figures(corpus)
    if counted:
        page = _plain(addresses.FIGURES, "figures", t, home, _nothing)
        yield from _listed(
            corpus,
            page,
            counted,
            lambda one: corpus.measures[one[1].measure].name if one[1].measure else t("figures_others"),
            lambda leaf: figures_view(leaf, corpus, t),
        )
    if corpus.assumptions:
        page = _plain(addresses.ASSUMPTIONS, "assumptions", t, home, _nothing)
        yield from _listed(
            corpus,
            page,
            corpus.assumptions,
            lambda one: short(one.text, NAME_WORDS),
            lambda leaf: assumptions_view(leaf, corpus, t),
            ASSUMPTIONS_A_LEAF,
        )


def _works(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """The sources and outside works as works, and the sources' errors."""
    slipped = [brief for brief in corpus.briefs if brief.brief.slips]
    slips = _plain(addresses.SLIPS, "slips", t, home, _nothing)
    yield from _listed(corpus, slips, slipped, _year, lambda leaf: slips_view(leaf, corpus), SOURCES_A_LEAF)
    page = _plain(addresses.BIBLIOGRAPHY, "bibliography", t, home, _nothing)
    yield from _listed(corpus, page, shelf(corpus), shelf_mark, lambda leaf: bibliography_view(leaf, corpus, t))
    if len(corpus.references) > LEAF:
        trail = (home, Link(t("bibliography"), addresses.BIBLIOGRAPHY))
        for one in corpus.references.values():
            yield _work(one, corpus, t, trail)


def _work(one: Reference, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Page:
    return Page(
        addresses.work(one.id),
        "bibliography.html",
        one.record.title,
        lambda: t("bibliography_lead"),
        trail,
        lambda: work_view(one, corpus, t),
    )


def _nothing() -> None:
    """The view of a page before its list is cut into leaves."""


def _year(brief: LinkedBrief) -> str:
    return brief.mark.year


def _name(entity: Entity) -> str:
    return entity.name


def menu(corpus: Corpus, t: Strings) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The menu at the head of every page and the further links at its foot; only what the corpus has a page for."""
    head = [
        ("sources", f"{addresses.HOME}#section_sources", bool(corpus.briefs)),
        ("questions", addresses.QUESTIONS, bool(corpus.questions)),
        ("compare", addresses.COMPARE, len(corpus.briefs) > 1),
    ]
    head += [
        ("forecasts", addresses.FORECASTS, bool(forecasts(corpus))),
        ("figures", addresses.FIGURES, bool(quantified(corpus))),
    ]
    head += [
        ("timeline", addresses.TIMELINE, bool(corpus.briefs)),
        ("voices", addresses.VOICES, True),
        ("cast", addresses.CAST, True),
        ("method", addresses.METHOD, True),
        ("search", addresses.SEARCH, True),
    ]
    foot = [
        ("relations", addresses.RELATIONS, bool(corpus.relations)),
        ("assumptions", addresses.ASSUMPTIONS, bool(corpus.assumptions)),
    ]
    foot += [("coverage_page", addresses.COVERAGE, bool(corpus.briefs))]
    foot += [("names", addresses.NAMES, bool(other_names(corpus)))]
    foot += [
        ("slips", addresses.SLIPS, True),
        ("bibliography", addresses.BIBLIOGRAPHY, True),
        ("corrections", addresses.CORRECTIONS, True),
        ("data", addresses.DATA, True),
        ("feed", addresses.FEED, bool(corpus.site.base_address)),
    ]
    made = [tuple(Link(t(key), address) for key, address, there in links if there) for links in (head, foot)]
    return made[0], made[1]
