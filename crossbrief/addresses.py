"""Where each page and thing stands in the site, and the relative link from one page to another.

In: slugs and ids. Out: site paths that name the file, with a fragment where there is one
(`briefs/2014-a-title/index.html#c3`). All links of the site are made here; a page's links are relative to it, so that
the site reads the same at a domain root, in a sub-path and from disk.
"""

from __future__ import annotations

from collections.abc import Callable

HOME = "index.html"
BIBLIOGRAPHY = "bibliography/index.html"
METHOD = "method/index.html"
VOICES = "voices/index.html"
CAST = "cast/index.html"
SLIPS = "slips/index.html"
RELATIONS = "relations/index.html"
COMPARE = "compare/index.html"
FORECASTS = "forecasts/index.html"
FIGURES = "figures/index.html"
TIMELINE = "timeline/index.html"
NAMES = "names/index.html"
COVERAGE = "coverage/index.html"
ASSUMPTIONS = "assumptions/index.html"
CORRECTIONS = "corrections/index.html"
QUESTIONS = "questions/index.html"
SEARCH = "search/index.html"
DATA = "data/index.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
CORRECTIONS_FEED = "corrections/feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
STYLE = "static/site.css"
HEADERS = "_headers"
ICON = "static/icon.svg"
SEARCH_SCRIPTS = ("static/lookup.js", "static/search.js")
COPY_SCRIPT = "static/copy.js"


def brief(slug: str, fragment: str = "") -> str:
    """A brief's page, or a claim, note or section on it."""
    return _at(f"briefs/{slug}/index.html", fragment)


def question(ident: str, fragment: str = "") -> str:
    """A question's page."""
    return _at(f"questions/{ident}/index.html", fragment)


def entity(ident: str, fragment: str = "") -> str:
    """An entity's page."""
    return _at(f"entities/{ident}/index.html", fragment)


def event(ident: str, fragment: str = "") -> str:
    """An event's page."""
    return _at(f"events/{ident}/index.html", fragment)


def reference(ident: str) -> str:
    """An outside work, in the bibliography."""
    return _at(BIBLIOGRAPHY, f"ref-{ident}")


def work(ident: str) -> str:
    """An outside work's own page, where the bibliography is too long for one page."""
    return f"bibliography/works/{ident}/index.html"


def source(slug: str) -> str:
    """A source's entry in the bibliography."""
    return _at(BIBLIOGRAPHY, f"source-{slug}")


def pair(one: str, other: str) -> str:
    """Two sources side by side, the earlier first."""
    return f"compare/{one}--{other}/index.html"


def relation(ident: str) -> str:
    """A relation, on the page that gathers them."""
    return _at(RELATIONS, ident)


def forecast(ident: str) -> str:
    """A forecast's entry, in the ledger."""
    return _at(FORECASTS, ident)


def correction(ident: str) -> str:
    """A correction, in the log."""
    return _at(CORRECTIONS, ident)


def data(name: str) -> str:
    """A file of the whole corpus for other tools."""
    return f"data/{name}"


def table(name: str, ending: str = "csv") -> str:
    """A table of the corpus."""
    return data(f"{name}.{ending}")


def brief_file(slug: str, name: str) -> str:
    """A file of one brief for other tools, beside its page."""
    return f"briefs/{slug}/{name}"


def search(name: str) -> str:
    """A shard of the search index."""
    return f"search/{name}.js"


def listing(section: str, group: str) -> str:
    """A part of the browsable index that is too long for one page."""
    return f"search/{section}/{group}/index.html"


def claim(address: str) -> str:
    """A claim at home, by its address in the corpus (`slug#id`)."""
    slug, _, ident = address.partition("#")
    return brief(slug, ident)


def sitemap_part(number: int) -> str:
    """One of several files of a long site map."""
    return f"sitemap-{number}.xml"


def absolute(target: str, base: str) -> str:
    """The whole address of a site path, where the site stands at `base`; a folder's page goes by its folder's name."""
    path, mark, fragment = target.partition("#")
    return f"{base.rstrip('/')}/{path.removesuffix('index.html')}{mark}{fragment}"


def _at(path: str, fragment: str) -> str:
    return f"{path}#{fragment}" if fragment else path


def links_from(page: str) -> Callable[[str], str]:
    """How `page` links to another path, both from the root of the site; by a fragment alone within itself."""
    here = page.split("/")[:-1]
    known: dict[str, str] = {}

    def link(target: str) -> str:
        path, mark, fragment = target.partition("#")
        if path not in known:
            known[path] = _relative(path.split("/"), here)
        if fragment and path == page:
            return mark + fragment
        return known[path] + mark + fragment

    return link


def _relative(there: list[str], here: list[str]) -> str:
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])
