"""Render every page to bytes.

In: a linked corpus, the interface's words, the templates. Out: the path and bytes of each file of the site. A page's
bytes depend on its view, its template and the settings, and on nothing else: no clock, no environment, no other page.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar
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
from crossbrief.markdown import to_html
from crossbrief.pages import Page, data_page, menu, pages
from crossbrief.problem import Place, Problem
from crossbrief.schema.site import Site
from crossbrief.search.index import search_files
from crossbrief.sitemap import sitemap
from crossbrief.strings import Strings
from crossbrief.templates import FOLDER, STYLES, Templates
from crossbrief.timings import Timings
from crossbrief.views.common import Link, Ours, work_address

T = TypeVar("T")
File = tuple[str, bytes]
Part = partial[Iterator[File]]
RUN = 16
"""So many pages, or exports of so many briefs, are one part."""
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

    site: Site
    t: Strings
    menu: tuple[tuple[Link, ...], tuple[Link, ...]]
    work: Callable[[str], str]
    """Where an outside work stands, by its id."""
    environment: jinja2.Environment
    templates: Templates
    timings: Timings


def render(corpus: Corpus, t: Strings, templates: Templates) -> Iterator[File]:
    """Every file of the site."""
    for part in parts(corpus, t, templates, Timings(), Cache()):
        yield from part()


def parts(corpus: Corpus, t: Strings, templates: Templates, timings: Timings, cache: Cache) -> list[Part]:
    """The site in parts that can be made apart: its pages, the exports and the page that lists them, what is for machines,
    the search index, the static files."""
    with timings.of("compile"):
        shared, book = make_shared(corpus, t, templates, timings, cache), Book(corpus, t)
    every = list(pages(corpus, t))
    listed = [*(page.path for page in every if page.template not in UNLISTED), addresses.DATA]
    return [
        *(partial(_rendered, run, shared) for run in _runs(every)),
        partial(_exports, book, shared),
        *(partial(_exports_of, run, book, timings) for run in _runs(corpus.briefs)),
        partial(_others, listed, book, templates),
        partial(_search, book, timings),
    ]


def longest_first(some: list[Part]) -> list[Part]:
    """The parts in the order in which several processes are done soonest: first the two that can't be divided."""
    return sorted(some, key=lambda part: part.func not in (_exports, _search))


def make_shared(corpus: Corpus, t: Strings, templates: Templates, timings: Timings, cache: Cache) -> Shared:
    """What all pages of the corpus' site share."""
    work = partial(work_address, corpus=corpus)
    return Shared(corpus.site, t, menu(corpus, t), work, make_environment(templates, cache), templates, timings)


def _runs(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """The same things, a few at a time, and in each run things from all over: neighbours take about as long as one another."""
    many = -(-len(things) // RUN)
    return (things[n::many] for n in range(many))


def _rendered(run: Sequence[Page], shared: Shared) -> Iterator[File]:
    return ((page.path, render_page(page, shared)) for page in run)


def _exports(book: Book, shared: Shared) -> Iterator[File]:
    with shared.timings.of("exports", "of the corpus"):
        files = tuple(files_of_corpus(book))
    listing = data_page(files, book.corpus, book.t)
    yield listing.path, render_page(listing, shared)
    yield from ((file.path, file.raw) for file in files)


def _exports_of(run: Sequence[LinkedBrief], book: Book, timings: Timings) -> Iterator[File]:
    with timings.of("exports", "of each brief"):
        files = [file for brief in run for file in files_of_brief(brief, book)]
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


def _hrefs(path: str, site: Site) -> Callable[[str], str]:
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
