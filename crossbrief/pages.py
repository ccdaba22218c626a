"""The list of pages: every address of the site, the template that lays it out and the view that it shows.

In: a linked corpus. Out: pages, one at a time. A page's view is made from the records that it names and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crossbrief import addresses
from crossbrief.link.corpus import Corpus
from crossbrief.strings import Strings
from crossbrief.views.brief import brief_view
from crossbrief.views.common import Link, short
from crossbrief.views.compare import pair_entries, pair_view, pairs
from crossbrief.views.corrections import corrections_view
from crossbrief.views.entity import entity_view
from crossbrief.views.event import event_view
from crossbrief.views.forecast import forecasts, ledger_view
from crossbrief.views.home import home_view
from crossbrief.views.matrix import matrix_view
from crossbrief.views.method import method_view
from crossbrief.views.overview import assumptions_view, coverage_view, names_view
from crossbrief.views.quantity import figures_view, quantified
from crossbrief.views.question import question_view
from crossbrief.views.relation import relations_view
from crossbrief.views.search import listings, search_view
from crossbrief.views.timeline import timeline_view
from crossbrief.views.voices import cast_view, voices_view
from crossbrief.views.works import bibliography_view, slips_view

DESCRIPTION_WORDS = 40


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site: its path, template, title and description, the way to it, and its view."""

    path: str
    template: str
    title: str
    description: str
    trail: tuple[Link, ...]
    view: Any
    reviewed: str = ""
    """When what it shows was last gone through, in words; empty for the date in the settings."""


def pages(corpus: Corpus, t: Strings) -> Iterator[Page]:
    """Every page of the site."""
    home = Link(t("home"), addresses.HOME)
    questions = Link(t("questions"), addresses.QUESTIONS)
    cast = Link(t("cast"), addresses.CAST)
    subtitle = corpus.site.subtitle
    yield Page(addresses.HOME, "home.html", corpus.site.title, subtitle, (), home_view(corpus, t))
    for linked in corpus.briefs:
        title = f"{linked.mark.words}: {linked.brief.source.record.title}"
        yield Page(
            addresses.brief(linked.slug),
            "brief.html",
            title,
            short(linked.brief.bottom_line, DESCRIPTION_WORDS),
            (home,),
            brief_view(linked, corpus, t),
            linked.brief.reviewed_on.in_words,
        )
        for alias in linked.brief.aliases:
            yield Page(
                addresses.brief(alias),
                "redirect.html",
                title,
                t("moved"),
                (home,),
                Link(title, addresses.brief(linked.slug)),
            )
    if corpus.questions:
        yield Page(
            addresses.QUESTIONS, "questions.html", t("questions"), t("questions_lead"), (home,), matrix_view(corpus, t)
        )
    for question in corpus.questions.values():
        view = question_view(question, corpus, t)
        yield Page(
            addresses.question(question.id), "question.html", question.text, view.row.words, (home, questions), view
        )
    for entity in corpus.entities.values():
        yield Page(
            addresses.entity(entity.id),
            "entity.html",
            entity.name,
            t("entity_described", name=entity.name),
            (home, cast),
            entity_view(entity, corpus, t),
        )
    for event in corpus.events.values():
        title = f"{event.name}, {event.date.in_words}"
        yield Page(
            addresses.event(event.id),
            "event.html",
            title,
            t("event_described", name=event.name),
            (home, cast),
            event_view(event, corpus, t),
        )
    yield from _comparisons(corpus, t, home)
    yield Page(addresses.VOICES, "voices.html", t("voices"), t("voices_lead"), (home,), voices_view(corpus, t))
    yield Page(addresses.CAST, "cast.html", t("cast"), t("cast_lead"), (home,), cast_view(corpus, t))
    yield Page(addresses.SLIPS, "slips.html", t("slips"), t("slips_lead"), (home,), slips_view(corpus))
    yield Page(
        addresses.BIBLIOGRAPHY,
        "bibliography.html",
        t("bibliography"),
        t("bibliography_lead"),
        (home,),
        bibliography_view(corpus, t),
    )
    yield Page(
        addresses.CORRECTIONS,
        "corrections.html",
        t("corrections_heading"),
        t("corrections_lead"),
        (home,),
        corrections_view(corpus, t),
    )
    yield Page(addresses.METHOD, "method.html", t("method"), t("method_lead"), (home,), method_view(corpus, t))
    yield from _search(corpus, t, home)
    yield Page(addresses.NOT_FOUND, "404.html", t("not_found"), t("not_found_lead"), (home,), None)


def _search(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """The search page, and the parts of its index that are too long for it."""
    view, search = search_view(corpus, t), Link(t("search"), addresses.SEARCH)
    yield Page(addresses.SEARCH, "search.html", t("search"), t("search_lead"), (home,), view)
    for section, group in listings(view):
        title = t("search_listing", section=section.heading, group=group.heading)
        yield Page(addresses.listing(section.id, group.key), "listing.html", title, title, (home, search), group)


def _comparisons(corpus: Corpus, t: Strings, home: Link) -> Iterator[Page]:
    """The pages that set sources beside one another; a kind that the corpus has nothing for has no page."""
    if len(corpus.briefs) > 1:
        index = Link(t("compare"), addresses.COMPARE)
        yield Page(addresses.COMPARE, "compare.html", t("compare"), t("compare_lead"), (home,), pair_entries(corpus, t))
        for one, other in pairs(corpus):
            title = t("pair_title", first=one.mark.words, second=other.mark.words)
            view = pair_view(one, other, corpus, t)
            yield Page(addresses.pair(one.slug, other.slug), "pair.html", title, view.summary, (home, index), view)
    if corpus.relations:
        yield Page(
            addresses.RELATIONS,
            "relations.html",
            t("relations"),
            t("relations_lead"),
            (home,),
            relations_view(corpus, t),
        )
    if forecasts(corpus):
        yield Page(
            addresses.FORECASTS, "forecasts.html", t("forecasts"), t("forecasts_lead"), (home,), ledger_view(corpus, t)
        )
    if quantified(corpus):
        yield Page(addresses.FIGURES, "figures.html", t("figures"), t("figures_lead"), (home,), figures_view(corpus, t))
    if corpus.briefs:
        yield Page(
            addresses.TIMELINE, "timeline.html", t("timeline"), t("timeline_lead"), (home,), timeline_view(corpus, t)
        )
        yield Page(
            addresses.COVERAGE,
            "coverage.html",
            t("coverage_page"),
            t("coverage_page_lead"),
            (home,),
            coverage_view(corpus, t),
        )
    if any(linked.claim.as_named for linked in corpus.claims.values()):
        yield Page(addresses.NAMES, "names.html", t("names"), t("names_lead"), (home,), names_view(corpus, t))
    if corpus.assumptions:
        yield Page(
            addresses.ASSUMPTIONS,
            "assumptions.html",
            t("assumptions"),
            t("assumptions_lead"),
            (home,),
            assumptions_view(corpus, t),
        )


def menu(corpus: Corpus, t: Strings) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The menu at the head of every page and the further links at its foot; only what the corpus has a page for."""
    head = [
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
        ("search", addresses.SEARCH, True),
    ]
    foot = [
        ("relations", addresses.RELATIONS, bool(corpus.relations)),
        ("assumptions", addresses.ASSUMPTIONS, bool(corpus.assumptions)),
    ]
    foot += [("coverage_page", addresses.COVERAGE, bool(corpus.briefs))]
    foot += [("names", addresses.NAMES, any(linked.claim.as_named for linked in corpus.claims.values()))]
    foot += [
        ("slips", addresses.SLIPS, True),
        ("bibliography", addresses.BIBLIOGRAPHY, True),
        ("corrections_heading", addresses.CORRECTIONS, True),
        ("method", addresses.METHOD, True),
    ]
    made = [tuple(Link(t(key), address) for key, address, there in links if there) for links in (head, foot)]
    return made[0], made[1]
