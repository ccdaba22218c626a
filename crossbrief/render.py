"""Render every page to bytes.

In: a linked corpus, the interface's words, the templates. Out: the path and bytes of each file of the site. A page's
bytes depend on its view, its template and the settings, and on nothing else: no clock, no environment, no other page.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from crossbrief import addresses
from crossbrief.cache import Cache
from crossbrief.environment import make_environment
from crossbrief.exports.files import files_of_brief, files_of_corpus
from crossbrief.exports.table import Book
from crossbrief.feeds import feeds
from crossbrief.headers import POLICY, headers_file
from crossbrief.inert import in_double_quotes, script_data
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.made import File, Thing
from crossbrief.markdown import to_html
from crossbrief.pages import Page, data_page, menu, pages
from crossbrief.problem import Place, Problem
from crossbrief.schema.site import Site as Settings
from crossbrief.search.index import search_files
from crossbrief.sitemap import sitemap
from crossbrief.strings import Strings
from crossbrief.templates import FOLDER, STYLES, Templates
from crossbrief.timings import Timings
from crossbrief.views.common import Link, Ours, work_address

Part = partial[Iterator[File]]
UNLISTED = ("404.html", "redirect.html")
"""Templates of pages that no machine should list."""


class TemplateProblem(Exception):
    """A template that can't be rendered; carries the problem, placed in the template."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages of a site share."""

    site: Settings
    t: Strings
    menu: tuple[tuple[Link, ...], tuple[Link, ...]]
    work: Callable[[str], str]
    """Where an outside work stands, by its id."""
    environment: jinja2.Environment
    templates: Templates
    timings: Timings


@dataclass(frozen=True, slots=True)
class Contents:
    """What a site consists of: things that can be carried over from an earlier build, and parts that are always made."""

    things: list[Thing]
    parts: list[Part]


def render(corpus: Corpus, t: Strings, templates: Templates) -> Iterator[File]:
    """Every file of the site."""
    site = contents(corpus, t, templates, Timings(), Cache())
    for thing in site.things:
        yield from thing.make()
    for part in site.parts:
        yield from part()


def contents(
    corpus: Corpus, t: Strings, templates: Templates, timings: Timings, cache: Cache, told: Corpus | None = None
) -> Contents:
    """The site: its pages and the exports of each brief; the exports of the corpus and the page that lists them, what is for
    machines, the search index, the static files.

    What can be carried over is made from `told`, which is the same corpus under watch.
    """
    told = told or corpus
    with timings.of("compile"):
        shared, book = make_shared(told, t, templates, timings, cache), Book(corpus, t)
    every = list(pages(told, t))
    listed = [*(page.path for page in every if page.template not in UNLISTED), addresses.DATA]
    things = [Thing(page.path, page.about, page.holds, partial(_rendered, page, shared)) for page in every]
    things += [
        Thing(f"exports {brief.slug}", "", (brief.slug,), partial(_exports_of, brief, Book(told, t), timings))
        for brief in corpus.briefs
    ]
    return Contents(
        things,
        [partial(_exports, book, shared), partial(_search, book, timings), partial(_others, listed, book, templates)],
    )


def make_shared(corpus: Corpus, t: Strings, templates: Templates, timings: Timings, cache: Cache) -> Shared:
    """What all pages of the corpus' site share."""
    work = partial(work_address, corpus=corpus)
    return Shared(corpus.site, t, menu(corpus, t), work, make_environment(templates, cache), templates, timings)


def _rendered(page: Page, shared: Shared) -> Iterator[File]:
    yield page.path, render_page(page, shared)


def _exports(book: Book, shared: Shared) -> Iterator[File]:
    with shared.timings.of("exports", "of the corpus"):
        files = tuple(files_of_corpus(book))
    listing = data_page(files, book.corpus, book.t)
    yield listing.path, render_page(listing, shared)
    yield from ((file.path, file.raw) for file in files)


def _exports_of(brief: LinkedBrief, book: Book, timings: Timings) -> Iterator[File]:
    with timings.of("exports", "of each brief"):
        files = list(files_of_brief(brief, book))
    return ((file.path, file.raw) for file in files)


def _search(book: Book, timings: Timings) -> Iterator[File]:
    with timings.of("search"):
        return iter(list(search_files(book.corpus, book.t)))


def _others(listed: list[str], book: Book, templates: Templates) -> Iterator[File]:
    yield from sitemap(listed, book.corpus)
    yield from feeds(book.corpus, book.t)
    yield from ((address, templates.style(address)) for address in STYLES)
    yield addresses.HEADERS, headers_file()
    for path, file in templates.files("static/").items():
        yield path, file.read_bytes()


def render_page(page: Page, shared: Shared) -> bytes:
    """One page; raises TemplateProblem with the template's line where it fails."""
    site, t, templates = shared.site, shared.t, shared.templates
    href = _hrefs(page.path, site)
    with shared.timings.of("views", page.template):
        view = page.show()

    def prose(ours: Ours | str) -> Markup:
        text, slug = (ours.text, ours.slug) if isinstance(ours, Ours) else (ours, "")
        return to_html(text, slug, href, shared.work)

    try:
        with shared.timings.of("render", page.template):
            text = shared.environment.get_template(page.template).render(
                page=page,
                view=view,
                site=site,
                t=t,
                menu=shared.menu,
                href=href,
                prose=prose,
                script_data=script_data,
                at=addresses,
                policy=in_double_quotes(POLICY),
            )
    except jinja2.TemplateSyntaxError as error:
        raise TemplateProblem(
            _at(templates, error.name or page.template, error.lineno, error.message or "it is not a template")
        ) from error
    except (jinja2.TemplateError, KeyError, TypeError, AttributeError, ValueError) as error:
        name, line = _template_line(error, templates, page.template)
        raise TemplateProblem(_at(templates, name, line, str(error).strip("'\""))) from error
    return text.encode("utf-8")


def _hrefs(path: str, site: Settings) -> Callable[[str], str]:
    """How this page links: relative to itself; the 404 page, which is served at any depth, from the base path."""
    if path != addresses.NOT_FOUND:
        return lambda target: addresses.relative(target, path)
    base = urlsplit(site.base_address).path if site.base_address else "/"
    return lambda target: base.rstrip("/") + "/" + target


def _template_line(error: Exception, templates: Templates, fallback: str) -> tuple[str, int]:
    """The last line of a template that the error went through."""
    found = (fallback, 1)
    for frame in traceback.extract_tb(error.__traceback__):
        name = templates.name_of(Path(frame.filename))
        if name and frame.lineno:
            found = (name, frame.lineno)
    return found


def _at(templates: Templates, name: str, line: int, message: str) -> Problem:
    file = templates.find(name)
    lines = file.read_text(encoding="utf-8").split("\n") if file else []
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = len(text) - len(text.lstrip())
    return Problem(
        Place(f"{FOLDER}/{name}", line, indent + 1, max(1, len(text.strip())), text),
        "template",
        message,
        "mend the template; what a page shows is in `crossbrief/views/`",
    )
