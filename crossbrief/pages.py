"""The list of pages: every address of the site, the template that lays it out and the view that it shows.

In: a linked corpus. Out: its pages by sections, each of which is settled when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from crossbrief import addresses
from crossbrief.exports.files import Listed, Sized
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.link.facts import MENTIONING
from crossbrief.page import Page, Section, listed, nothing
from crossbrief.schema.registers import Entity, Event, Question, Reference
from crossbrief.strings import Strings
from crossbrief.views.brief import brief_view
from crossbrief.views.common import LEAF, Link, claims_using, is_large, short
from crossbrief.views.compare import featured_first, pair_entries, pair_summary, pair_view, pairs
from crossbrief.views.corrections import corrections_view
from crossbrief.views.data import data_view
from crossbrief.views.entity import SOURCES_A_LEAF, entity_view, sources_on
from crossbrief.views.event import dated, event_view, year_of
from crossbrief.views.figures import figures_view
from crossbrief.views.forecast import any_forecast, ledger, ledger_view, section_of
from crossbrief.views.home import home_view
from crossbrief.views.matrix import count_of, matrix_view, row_words
from crossbrief.views.method import method_view
from crossbrief.views.overview import any_other_name, assumptions_view, coverage_view, named_otherwise, names_view
from crossbrief.views.quantity import any_figure, figures
from crossbrief.views.question import answering, question_view
from crossbrief.views.relation import by_question, relations_view
from crossbrief.views.search import Group, listings, search_view
from crossbrief.views.timeline import timeline_view
from crossbrief.views.voices import cast, cast_view, speakers, voices_view
from crossbrief.views.works import bibliography_view, shelf, shelf_mark, slips_view, work_view

DESCRIPTION_WORDS = 40
NAME_WORDS = 3
ASSUMPTIONS_A_LEAF = 30
CLAIMS, CODINGS, SLIPS, SOURCE = (frozenset((one,)) for one in ("claims", "codings", "slips", "source"))
OF_A_BRIEF = frozenset(("source", "reviewed_on", "aliases"))


def pages(corpus: Corpus, t: Strings) -> Iterator[Page]:
    """Every page of the site."""
    return chain.from_iterable(section.pages() for section in sections(corpus, t))


def sections(corpus: Corpus, t: Strings) -> Iterator[Section]:
    """All pages of the site, by what they are settled from."""
    home = Link(t("home"), addresses.HOME)
    site = corpus.site
    yield _alone(Page(addresses.HOME, "home.html", site.title, lambda: site.subtitle, (), lambda: home_view(corpus, t)))
    for linked in corpus.briefs:
        path = addresses.brief(linked.slug)
        yield Section(path, partial(_brief, linked, corpus, t, home), OF_A_BRIEF, linked.slug)
    yield from _questions(corpus, t, home)
    yield from _actors(corpus, t, home)
    yield from _comparisons(corpus, t, home)
    yield from _ledgers(corpus, t, home)
    yield from _works(corpus, t, home)
    yield _alone(_plain(addresses.CORRECTIONS, "corrections", t, home, lambda: corrections_view(corpus, t)))
    yield _alone(_plain(addresses.METHOD, "method", t, home, lambda: method_view(corpus, t)))
    yield Section(addresses.SEARCH, partial(_search, corpus, t, home), SOURCE)
    yield _alone(
        Page(addresses.NOT_FOUND, "404.html", t("not_found"), lambda: t("not_found_lead"), (home,), lambda: None)
    )


def _alone(page: Page) -> Section:
    """A page for which nothing in the briefs is looked at before its view is made."""
    return Section(page.path, lambda: iter((page,)))


def _plain(path: str, name: str, t: Strings, home: Link, show: Callable[[], Any]) -> Page:
    """A page whose template, title and description go by one name."""
    return Page(path, f"{name}.html", t(name), lambda: t(f"{name}_lead"), (home,), show)


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


def _questions(corpus: Corpus, t: Strings, home: Link) -> Iterator[Section]:
    if corpus.questions:
        every = corpus.questions.values()
        yield _alone(_plain(addresses.QUESTIONS, "questions", t, home, lambda: matrix_view(every, corpus, t)))
    trail = (home, Link(t("questions"), addresses.QUESTIONS))
    for question in corpus.questions.values():
        yield Section(addresses.question(question.id), partial(_question, question, corpus, t, trail), CODINGS)


def _question(question: Question, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Iterator[Page]:
    count = count_of(corpus, question.id)
    page = Page(
        addresses.question(question.id),
        "question.html",
        question.text,
        lambda: row_words(count, t),
        trail,
        nothing,
        given=count.text,
    )
    briefs = answering(question, corpus)
    yield from listed(
        corpus, page, briefs, _year, lambda leaf: question_view(question, leaf, count, corpus, t), SOURCES_A_LEAF
    )


def _actors(corpus: Corpus, t: Strings, home: Link) -> Iterator[Section]:
    """Who speaks and is spoken of, and what happened."""
    trail = (home, Link(t("cast"), addresses.CAST))
    for entity in corpus.entities.values():
        yield Section(addresses.entity(entity.id), partial(_entity, entity, corpus, t, trail), MENTIONING)
    for event in corpus.events.values():
        yield Section(addresses.event(event.id), partial(_event, event, corpus, t, trail), MENTIONING)
    yield Section(addresses.VOICES, partial(_voices, corpus, t, home), CLAIMS)
    yield Section(addresses.CAST, partial(_cast, corpus, t, home), MENTIONING)
    yield Section(addresses.NAMES, partial(_names, corpus, t, home), CLAIMS)


def _voices(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    yield from listed(
        corpus,
        _plain(addresses.VOICES, "voices", t, home, nothing),
        speakers(corpus),
        lambda one: one.name,
        lambda leaf: voices_view(leaf, corpus, t),
        SOURCES_A_LEAF if is_large(corpus) else LEAF,
    )


def _cast(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    everyone = _plain(addresses.CAST, "cast", t, home, nothing)
    yield from listed(corpus, everyone, cast(corpus), _name, lambda leaf: cast_view(leaf, corpus, t))


def _names(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    names = named_otherwise(corpus)
    if names:
        called = _plain(addresses.NAMES, "names", t, home, nothing)
        yield from listed(corpus, called, names, _name, lambda leaf: names_view(leaf, corpus, t))


def _entity(entity: Entity, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Iterator[Page]:
    page = Page(
        addresses.entity(entity.id),
        "entity.html",
        entity.name,
        lambda: t("entity_described", name=entity.name),
        trail,
        nothing,
    )
    briefs = sources_on(entity.id, corpus)
    yield from listed(corpus, page, briefs, _year, lambda leaf: entity_view(entity, leaf, corpus, t), SOURCES_A_LEAF)


def _event(event: Event, corpus: Corpus, t: Strings, trail: tuple[Link, ...]) -> Iterator[Page]:
    page = Page(
        addresses.event(event.id),
        "event.html",
        f"{event.name}, {event.date.in_words}",
        lambda: t("event_described", name=event.name),
        trail,
        nothing,
    )
    claims = claims_using("events", event.id, corpus)
    yield from listed(
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


def _comparisons(corpus: Corpus, t: Strings, home: Link) -> Iterator[Section]:
    """The pages that set sources beside one another; a kind that the corpus has nothing for has no page."""
    if len(corpus.briefs) > 1:
        yield Section(addresses.COMPARE, partial(_pairs, corpus, t, home))
    if corpus.relations:
        yield Section(addresses.RELATIONS, partial(_relations, corpus, t, home))
    if corpus.briefs:
        yield Section(addresses.TIMELINE, partial(_timeline, corpus, t, home), SOURCE)
        yield _alone(_plain(addresses.COVERAGE, "coverage_page", t, home, lambda: coverage_view(corpus, t)))


def _pairs(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    found = featured_first(pairs(corpus), corpus)
    index = _plain(addresses.COMPARE, "compare", t, home, nothing)
    yield from listed(
        corpus, index, found, lambda pair: pair[0].mark.words, lambda leaf: pair_entries(leaf.entries, corpus, t)
    )
    for one, other in found:
        yield _pair(one, other, corpus, t, (home, Link(t("compare"), addresses.COMPARE)))


def _relations(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    yield from listed(
        corpus,
        _plain(addresses.RELATIONS, "relations", t, home, nothing),
        by_question(corpus),
        lambda one: corpus.questions[one.question].short if one.question else t("no_question"),
        lambda leaf: relations_view(leaf, corpus, t),
    )


def _timeline(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    years = _plain(addresses.TIMELINE, "timeline", t, home, nothing)
    yield from listed(
        corpus, years, dated(corpus), lambda one: str(year_of(one)), lambda leaf: timeline_view(leaf, corpus, t)
    )


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


def _ledgers(corpus: Corpus, t: Strings, home: Link) -> Iterator[Section]:
    """What was foreseen, counted and taken as given."""
    yield Section(addresses.FORECASTS, partial(_forecasts, corpus, t, home), CLAIMS)
    yield Section(addresses.FIGURES, partial(_figures, corpus, t, home), CLAIMS)
    if corpus.assumptions:
        yield Section(addresses.ASSUMPTIONS, partial(_assumptions, corpus, t, home))


def _forecasts(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    foreseen = ledger(corpus)
    if foreseen:
        page = _plain(addresses.FORECASTS, "forecasts", t, home, nothing)
        yield from listed(
            corpus,
            page,
            foreseen,
            lambda one: f"{t('ledger_' + section_of(one).replace('-', '_'))} {one.source.year}",
            lambda leaf: ledger_view(leaf, corpus, t),
        )


def _figures(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    counted = figures(corpus)
    if counted:
        page = _plain(addresses.FIGURES, "figures", t, home, nothing)
        yield from listed(
            corpus,
            page,
            counted,
            lambda one: corpus.measures[one[1].measure].name if one[1].measure else t("figures_others"),
            lambda leaf: figures_view(leaf, corpus, t),
        )


def _assumptions(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    yield from listed(
        corpus,
        _plain(addresses.ASSUMPTIONS, "assumptions", t, home, nothing),
        corpus.assumptions,
        lambda one: short(one.text, NAME_WORDS),
        lambda leaf: assumptions_view(leaf, corpus, t),
        ASSUMPTIONS_A_LEAF,
    )


def _works(corpus: Corpus, t: Strings, home: Link) -> Iterator[Section]:
    """The sources and outside works as works, and the sources' errors."""
    yield Section(addresses.SLIPS, partial(_slips, corpus, t, home), SLIPS)
    yield Section(addresses.BIBLIOGRAPHY, partial(_bibliography, corpus, t, home))


def _slips(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    slipped = [brief for brief in corpus.briefs if brief.brief.slips]
    slips = _plain(addresses.SLIPS, "slips", t, home, nothing)
    yield from listed(corpus, slips, slipped, _year, lambda leaf: slips_view(leaf, corpus), SOURCES_A_LEAF)


def _bibliography(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    page = _plain(addresses.BIBLIOGRAPHY, "bibliography", t, home, nothing)
    yield from listed(corpus, page, shelf(corpus), shelf_mark, lambda leaf: bibliography_view(leaf, corpus, t))
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
        ("forecasts", addresses.FORECASTS, any_forecast(corpus)),
        ("figures", addresses.FIGURES, any_figure(corpus)),
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
    foot += [("names", addresses.NAMES, any_other_name(corpus))]
    foot += [
        ("slips", addresses.SLIPS, True),
        ("bibliography", addresses.BIBLIOGRAPHY, True),
        ("corrections", addresses.CORRECTIONS, True),
        ("data", addresses.DATA, True),
        ("feed", addresses.FEED, bool(corpus.site.base_address)),
    ]
    made = [tuple(Link(t(key), address) for key, address, there in links if there) for links in (head, foot)]
    return made[0], made[1]
