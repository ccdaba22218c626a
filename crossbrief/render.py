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
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from crossbrief import addresses
from crossbrief.exports.files import files_of_brief, files_of_corpus
from crossbrief.exports.table import Book
from crossbrief.feeds import feeds
from crossbrief.inert import script_data
from crossbrief.link.corpus import Corpus
from crossbrief.markdown import to_html
from crossbrief.pages import Page, data_page, menu, pages
from crossbrief.problem import Place, Problem
from crossbrief.schema.site import Site
from crossbrief.search.index import search_files
from crossbrief.sitemap import sitemap
from crossbrief.strings import Strings
from crossbrief.templates import FOLDER, Templates
from crossbrief.views.common import Link, Ours, work_address

UNLISTED = ("404.html", "redirect.html")
"""Templates of pages that no machine should list."""


class TemplateProblem(Exception):
    """A template that can't be rendered; carries the problem, placed in the template."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
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


def render(corpus: Corpus, t: Strings, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its pages, the exports and the page that lists them, what is for machines, the static files."""
    shared = make_shared(corpus, t, templates)
    listed = []
    for page in pages(corpus, t):
        yield page.path, render_page(page, shared)
        if page.template not in UNLISTED:
            listed.append(page.path)
    book = Book(corpus, t)
    files = tuple(files_of_corpus(book))
    listing = data_page(files, corpus, t)
    yield listing.path, render_page(listing, shared)
    yield from ((file.path, file.raw) for file in files)
    for brief in corpus.briefs:
        yield from ((file.path, file.raw) for file in files_of_brief(brief, book))
    yield from sitemap([*listed, listing.path], corpus)
    yield from feeds(corpus, t)
    yield from search_files(corpus, t)
    yield addresses.STYLE, templates.style()
    for path, file in templates.files("static/").items():
        yield path, file.read_bytes()


def make_shared(corpus: Corpus, t: Strings, templates: Templates) -> Shared:
    """What all pages of the corpus' site share."""
    work = partial(work_address, corpus=corpus)
    return Shared(corpus.site, t, menu(corpus, t), work, make_environment(templates), templates)


class _Context(jinja2.runtime.Context):
    """What a template sees. No function that it calls asks for the context, so none is searched for that wish: it is a third of the time."""

    def call(self, called: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any) -> Any:
        return called(*args, **kwargs)


def make_environment(templates: Templates) -> jinja2.Environment:
    """Jinja with everything escaped by default, and a name that is not there an error."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates.folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.context_class = _Context
    return environment


def render_page(page: Page, shared: Shared) -> bytes:
    """One page; raises TemplateProblem with the template's line where it fails."""
    site, t, templates = shared.site, shared.t, shared.templates
    href, view = _hrefs(page.path, site), page.show()

    def prose(ours: Ours | str) -> Markup:
        text, slug = (ours.text, ours.slug) if isinstance(ours, Ours) else (ours, "")
        return to_html(text, slug, href, shared.work)

    try:
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
