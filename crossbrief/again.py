"""Make a site in memory again and again, each time only what a change has touched.

In: the folder of a corpus, as it is now. Out: what `pipeline.make` gives, byte for byte, in less time; with its drafts where
they are asked for.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from crossbrief.cache import Memory
from crossbrief.exports.joined import Exports
from crossbrief.kept import KIND
from crossbrief.made import Made, Record, Since, make, same
from crossbrief.manifest import sum_of
from crossbrief.pipeline import Built, Site, read, site_of, unswept
from crossbrief.problem import Problem
from crossbrief.reading import Reading
from crossbrief.render import TemplateProblem, contents, in_memory, search_of
from crossbrief.strings import MissingWords
from crossbrief.timings import Timings


class Again:
    """A site, and what its parts were made from."""

    def __init__(self, root: Path, *, drafts: bool = False) -> None:
        self._root, self._drafts, self._cache = root, drafts, Memory()
        self._files: dict[str, bytes] = {}
        self._last = Record()

    def make(self) -> Built | list[Problem]:
        """The site of the corpus as it is now; or the problems, after which the last good site is still remembered."""
        with unswept():
            site = site_of(self._root, partial(read, self._root, cache=self._cache, drafts=self._drafts))
            if isinstance(site, list):
                return site
            try:
                return Built(site.corpus, site.words, self._remade(site))
            except (TemplateProblem, MissingWords) as error:
                return [error.problem]

    def _remade(self, site: Site) -> dict[str, bytes]:
        reading = Reading(site.corpus)
        common = site.common
        since = Since(self._last, reading, common, self._cache)
        whole = contents(site.corpus, site.words, site.templates, Timings(), self._cache, reading.corpus, since.listed)
        files: dict[str, bytes] = {}
        carried, fresh = list[str](), list[Made]()
        for thing in (*whole.exports, *whole.things):
            was = self._last.rows.get(thing.name)
            if was and same(thing, was, common, since):
                files |= {path: self._files[path] for path in was.paths}
                carried.append(thing.name)
            else:
                made, row = make(thing, common, reading)
                files |= made
                fresh.append(row)
        those = Exports(files.__getitem__)
        for part in (*whole.parts, search_of(site.corpus, site.words, Timings(), self._cache)):
            files |= in_memory(part(those))
        files |= whole.last(lambda path: (len(files[path]), sum_of(files[path])), those.lengths)
        self._files = files
        self._last = self._last.then(carried, fresh, site.corpus.briefs, {}, common, whole.listed)
        self._cache.sweep(KIND)
        return files
