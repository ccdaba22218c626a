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
from crossbrief.views.entity import entity_view
from crossbrief.views.event import chronology, event_view
from crossbrief.views.home import home_view
from crossbrief.views.matrix import matrix_view
from crossbrief.views.method import method_view
from crossbrief.views.question import question_view
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
    yield Page(addresses.VOICES, "voices.html", t("voices"), t("voices_lead"), (home,), voices_view(corpus, t))
    yield Page(
        addresses.CAST, "cast.html", t("cast"), t("cast_lead"), (home,), (cast_view(corpus, t), chronology(corpus, t))
    )
    yield Page(addresses.SLIPS, "slips.html", t("slips"), t("slips_lead"), (home,), slips_view(corpus))
    yield Page(
        addresses.BIBLIOGRAPHY,
        "bibliography.html",
        t("bibliography"),
        t("bibliography_lead"),
        (home,),
        bibliography_view(corpus, t),
    )
    yield Page(addresses.METHOD, "method.html", t("method"), t("method_lead"), (home,), method_view(corpus, t))
    yield Page(addresses.NOT_FOUND, "404.html", t("not_found"), t("not_found_lead"), (home,), None)
