"""The whole flow: load, check, link, render, publish.

In: the folder of a corpus. Out: a published site and its counts, or every problem at once and nothing written.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crossbrief.cache import Cache
from crossbrief.check import check
from crossbrief.frozen import dataclass
from crossbrief.link import link
from crossbrief.link.corpus import Corpus
from crossbrief.load import Loaded, take
from crossbrief.made import bears
from crossbrief.making import Making
from crossbrief.pages import menu
from crossbrief.problem import Problem
from crossbrief.publish import Published, publish_made, refusal
from crossbrief.render import TemplateProblem, render
from crossbrief.strings import MissingWords, Strings, load_strings
from crossbrief.templates import Templates, linked, templates_of, unknown
from crossbrief.timings import Timings
from crossbrief.workers import Tell, processors, untold


@dataclass(frozen=True, slots=True)
class Built:
    """A site in memory."""

    corpus: Corpus
    words: Strings
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made from."""

    corpus: Corpus
    words: Strings
    templates: Templates

    @property
    def common(self) -> str:
        """What everything that is made depends on, in words that change with it."""
        return f"{self.corpus.common} {self.templates.sum()} {menu(self.corpus, self.words)!r}"


@dataclass(frozen=True, slots=True)
class Done:
    """What was published."""

    corpus: Corpus
    published: Published
    stamp: str | None
    """That of the site as it was published; None where another stands there already."""


def read(
    root: Path, timings: Timings | None = None, cache: Cache | None = None, *, drafts: bool = False
) -> Corpus | list[Problem]:
    """The corpus under `root`, loaded, checked and linked, with its drafts where they are asked for; or every problem of all
    its files.
    """
    timings = timings or Timings()
    with timings.of("load"):
        loaded, problems = take(root / "briefs", cache or Cache())
    found = sound(loaded, timings, cache, drafts=drafts)
    return problems + found if isinstance(found, list) else found


def sound(
    loaded: Loaded, timings: Timings, cache: Cache | None = None, *, drafts: bool = False
) -> Corpus | list[Problem]:
    """The corpus of what was loaded, checked and linked; or the problems, of which there are none where it is a part."""
    with timings.of("check"):
        problems = check(loaded, cache)
    with timings.of("link"):
        linked = link(loaded, drafts=drafts)
    if isinstance(linked, list):
        return problems + linked
    return problems or linked


@contextmanager
def unswept() -> Iterator[None]:
    """Keep Python from looking for cycles: a build makes next to none, and what it makes lives until it ends.

    All that was made counts as old then. As new it would be gone through as soon as the next thing is made, for half a second
    at a thousand briefs.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def make(root: Path, tell: Tell = untold) -> Built | list[Problem]:
    """The corpus and every file of its site, in memory; or the problems. `tell` is told how far it is."""
    with unswept():
        return made(root, read(root), tell)


def made(root: Path, corpus: Corpus | list[Problem], tell: Tell = untold) -> Built | list[Problem]:
    """Every file of a corpus' site, in memory; or the problems, those of the corpus among them."""
    site = site_of(root, lambda: corpus)
    if isinstance(site, list):
        return site
    try:
        return Built(site.corpus, site.words, dict(render(site.corpus, site.words, site.templates, tell)))
    except (TemplateProblem, MissingWords) as error:
        return [error.problem]


def site_of(root: Path, read: Callable[[], Corpus | list[Problem]]) -> Site | list[Problem]:
    """What the site of a corpus is made from; or the problems, those of the corpus among them. The corpus is read last, since another
    process may still be at it.
    """
    templates = templates_of(root)
    words, problems = load_strings(templates), list(linked(root)) or list(unknown(templates))
    corpus = read()
    problems += corpus if isinstance(corpus, list) else []
    problems += words if isinstance(words, list) else []
    if problems or isinstance(corpus, list) or isinstance(words, list):
        return problems
    return Site(corpus, words, templates)


def build(
    root: Path,
    out: Path,
    timings: Timings | None = None,
    cache: Cache | None = None,
    processes: int = 0,
    ready: Callable[[str], None] = lambda stage: None,
    tell: Tell = untold,
    stamped: str | None = None,
) -> Done | list[Problem]:
    """Make the site and publish it to `out`; with any problem nothing is written.

    Its parts are made in as many processes as there are processors, unless told. What `cache` holds is not made again;
    `ready` waits, before a stage, for what is still put there meanwhile. `tell` is told how far it is. `stamped` is the stamp of
    what stands at `out`, where it was just taken.
    """
    timings, cache = timings or Timings(), cache or Cache()
    in_the_way = refusal(out, ours=bears(stamped, str(out), cache))
    if in_the_way:
        return [in_the_way]

    def corpus() -> Corpus | list[Problem]:
        with timings.of("load"):
            ready("load")
        return read(root, timings, cache)

    with unswept():
        site = site_of(root, corpus)
        if isinstance(site, list):
            return site
        with timings.of("compile"):
            ready("compile")
        making = Making(
            site.corpus, site.words, site.templates, site.common, out, cache, timings, processes or processors(), tell
        )
        try:
            with timings.of("publish"):
                done = publish_made(making.write, out)
        except (TemplateProblem, MissingWords) as error:
            return [error.problem]
        if isinstance(done, Problem):
            return [done]
        stamp = making.remember(done)
    return Done(site.corpus, done, stamp)
