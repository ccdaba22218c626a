"""Render every page to bytes.

In: a linked corpus, the interface's words, the templates. Out: the path and bytes of each file of the site. A page's
bytes depend on its view, its template and the settings, and on nothing else: no clock, no environment, no other page.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cache as once
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from crossbrief import addresses
from crossbrief.cache import Cache
from crossbrief.environment import Environment, make_environment
from crossbrief.exports.files import (
    Sized,
    database_of_corpus,
    files_of_brief,
    listed,
    package_of_corpus,
    tables_of_corpus,
)
from crossbrief.exports.joined import Content, Exports, Lengths
from crossbrief.exports.table import Book
from crossbrief.feeds import feeds
from crossbrief.frozen import dataclass
from crossbrief.headers import headers_file, policy
from crossbrief.inert import in_double_quotes, script_data, style_data
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.made import File, Pages, Thing
from crossbrief.manifest import sum_of
from crossbrief.markdown import to_html
from crossbrief.page import Page, Section
from crossbrief.pages import data_page, menu, sections
from crossbrief.problem import Place, Problem
from crossbrief.schema.site import Site as Settings
from crossbrief.search.index import search_files
from crossbrief.sitemap import sitemap
from crossbrief.strings import Strings
from crossbrief.templates import BRIEF_STYLE, FOLDER, STYLE, Templates
from crossbrief.timings import Timings
from crossbrief.views.common import Link, Ours, work_address
from crossbrief.workers import Tell, untold

R = TypeVar("R")
Part = Callable[[Exports], Iterator[tuple[str, Content]]]
"""Makes files, large ones in pieces; it is given the exports of the briefs."""
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
    environment: Environment
    templates: Templates
    style: Markup
    """What stands in the page of a brief as its style."""
    policy: str
    timings: Timings


@dataclass(frozen=True, slots=True)
class Contents:
    """What a site consists of: things that can be carried over from an earlier build, and parts that are always made."""

    exports: list[Thing]
    """Those of each brief, by its slug, made before all else, since what the corpus exports is joined of them."""
    things: list[Thing]
    parts: list[Part]
    """In the order in which several processes are done soonest; the search index is apart, since it needs nothing of them."""
    last: Callable[[Sized, Lengths], Iterator[File]]
    """What describes the other files, made after them; the lengths are those that the parts have noted."""
    listed: dict[str, Pages]
    """By section its pages."""


def render(corpus: Corpus, t: Strings, templates: Templates, tell: Tell = untold) -> Iterator[File]:
    """Every file of the site; `tell` is told how far it is."""
    site = contents(corpus, t, templates, Timings(), Cache())
    parts = [*site.parts, search_of(corpus, t, Timings(), Cache())]
    made: dict[str, tuple[int, str]] = {}
    exports: dict[str, bytes] = {}
    those = Exports(exports.__getitem__)

    def noted(files: Iterable[File]) -> Iterator[File]:
        for path, raw in files:
            made[path] = len(raw), sum_of(raw)
            yield path, raw

    things = [*site.exports, *site.things]
    many = len(things) + len(parts)
    for n, thing in enumerate(things):
        tell(n, many)
        for path, raw in thing.make():
            if n < len(site.exports):
                exports[path] = raw
            yield path, raw
    for n, part in enumerate(parts, start=len(things)):
        tell(n, many)
        yield from noted(in_memory(part(those)))
    yield from site.last(lambda path: made[path], those.lengths)


def in_memory(files: Iterable[tuple[str, Content]]) -> Iterator[File]:
    """The same files, none of them in pieces."""
    return ((path, content if isinstance(content, bytes) else b"".join(content)) for path, content in files)


def contents(
    corpus: Corpus,
    t: Strings,
    templates: Templates,
    timings: Timings,
    cache: Cache,
    told: Corpus | None = None,
    known: Callable[[Section], Pages | None] = lambda _: None,
) -> Contents:
    """The site but for its search index: its pages and the exports of each brief; the exports of the corpus and the page that
    lists them, what is for machines, the static files.

    What can be carried over is made from `told`, which is the same corpus under watch; of a section whose pages are `known` from
    the last build none is settled before it is made.
    """
    told = told or corpus
    with timings.of("compile"):
        shared, book = make_shared(told, t, templates, timings, cache), Book(corpus, t)
    things, listed_in = list[Thing](), dict[str, Pages]()
    for section in sections(told, t):
        settled, was = once(partial(_by_path, section)), known(section)
        listed_in[section.name] = [(page.path, page.template) for page in settled().values()] if was is None else was
        things += (_thing(path, settled, shared, was is not None) for path, _ in listed_in[section.name])
    every = chain.from_iterable(listed_in.values())
    mapped = [*(path for path, template in every if template not in UNLISTED), addresses.DATA]
    exports = [
        Thing(brief.slug, lambda: "", partial(_exports_of, brief, Book(told, t), timings)) for brief in told.briefs
    ]
    return Contents(
        exports,
        things,
        [
            lambda those: _timed(timings, "exports", "database", partial(database_of_corpus, book, those, cache)),
            lambda those: _timed(timings, "exports", "tables", partial(tables_of_corpus, book, those)),
            lambda _: _others(mapped, book, shared),
        ],
        partial(_last, book, shared),
        listed_in,
    )


def search_of(corpus: Corpus, t: Strings, timings: Timings, cache: Cache) -> Part:
    """The search index."""
    return lambda _: _timed(timings, "search", "", partial(search_files, corpus, t, cache))


def make_shared(corpus: Corpus, t: Strings, templates: Templates, timings: Timings, cache: Cache) -> Shared:
    """What all pages of the corpus' site share."""
    work = partial(work_address, corpus=corpus)
    style = style_data(templates.style(BRIEF_STYLE))
    environment = make_environment(templates, cache)
    return Shared(corpus.site, t, menu(corpus, t), work, environment, templates, style, policy(style), timings)


def _by_path(section: Section) -> dict[str, Page]:
    return {page.path: page for page in section.pages()}


def _thing(path: str, pages: Callable[[], dict[str, Page]], shared: Shared, settled: bool) -> Thing:
    """A page, which is looked up when something about it is asked for."""
    return Thing(path, lambda: pages()[path].about, lambda: [(path, render_page(pages()[path], shared))], settled)


def _exports_of(brief: LinkedBrief, book: Book, timings: Timings) -> Iterator[File]:
    return _each_timed(timings, "exports", "of each brief", files_of_brief(brief.whole, book))


def _last(book: Book, shared: Shared, sized: Sized, lengths: Lengths) -> Iterator[File]:
    files = listed(book, lengths)
    package = package_of_corpus(files, book, sized)
    yield package

    def all_sized(path: str) -> tuple[int, str]:
        return (len(package[1]), "") if path == package[0] else sized(path)

    page = data_page(files, all_sized, book.corpus, book.t)
    yield page.path, render_page(page, shared)


def _timed(
    timings: Timings, stage: str, part: str, make: Callable[[], Iterator[tuple[str, Content]]]
) -> Iterator[tuple[str, Content]]:
    """The same files; the seconds that each takes, and each piece of it, belong to a stage."""
    for path, content in _each_timed(timings, stage, part, make()):
        yield path, content if isinstance(content, bytes) else _each_timed(timings, stage, part, iter(content))


def _each_timed(timings: Timings, stage: str, part: str, things: Iterator[R]) -> Iterator[R]:
    while True:
        with timings.of(stage, part):
            thing = next(things, None)
        if thing is None:
            return
        yield thing


def _others(mapped: list[str], book: Book, shared: Shared) -> Iterator[File]:
    yield from sitemap(mapped, book.corpus)
    yield from feeds(book.corpus, book.t)
    yield addresses.STYLE, shared.templates.style(STYLE)
    yield addresses.HEADERS, headers_file(shared.policy)
    for path, file in shared.templates.files("static/").items():
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
                policy=in_double_quotes(shared.policy),
                style=shared.style,
            )
    except jinja2.TemplateSyntaxError as error:
        raise TemplateProblem(
            _at(templates, error.name or page.template, error.lineno, error.message or "it is not a template")
        ) from error
    except (jinja2.TemplateError, KeyError, TypeError, AttributeError, ValueError) as error:
        name, line = _template_line(error, templates, page.template)
        raise TemplateProblem(_at(templates, name, line, _words_of(error))) from error
    finally:
        shared.environment.let_go()
    return text.encode("utf-8")


def _hrefs(path: str, site: Settings) -> Callable[[str], str]:
    """How this page links: relative to itself; the 404 page, which is served at any depth, from the base path."""
    if path != addresses.NOT_FOUND:
        return addresses.links_from(path)
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


def _words_of(error: Exception) -> str:
    """What an error says, without what only its `repr` puts about it or what is known of this machine alone."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template `{error.name}`"
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)


def _at(templates: Templates, name: str, line: int, message: str) -> Problem:
    file = templates.find(name)
    lines = file.read_text(encoding="utf-8").split("\n") if file else []
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = len(text) - len(text.lstrip())
    return Problem(
        Place(f"{FOLDER}/{name}", line, indent + 1, max(1, len(text.strip())), text),
        "template",
        message,
        "mend the template, or take it out: the default then stands in its place",
    )
