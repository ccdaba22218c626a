"""Write a site's files to an empty folder: carry over what need not be made again, and make the rest in several processes.

In: what a site is made from, and where the last one stands. Out: files in a folder, and the sum of each. Which things
are made by which process depends on the whole site only, so that a problem is told that is the same in every build. Of the last
site, and of its record, only what bears the stamp of the build that made it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from crossbrief import manifest
from crossbrief.cache import Cache
from crossbrief.exports.joined import Exports, Last, Lengths
from crossbrief.kept import KIND
from crossbrief.link.corpus import Corpus
from crossbrief.made import Made, Pages, Record, Since, Thing, make, recall, remember, same
from crossbrief.publish import Published, Sums, carried, replaced, stands, written
from crossbrief.reading import Reading
from crossbrief.render import Part, contents, search_of
from crossbrief.strings import Strings
from crossbrief.templates import Templates
from crossbrief.timings import Seconds, Timings
from crossbrief.unchanged import stamp
from crossbrief.workers import Tell, meanwhile, share

RUN = 16
"""So many things are made in one go."""
WORTH_SHARING = 8
"""Fewer things are made sooner by one process, unless the site is large: its tables and its search index take longer."""
LARGE = 500
"""The things of a large site."""
Wrote = tuple[Sums, list[Made], Lengths]
"""The sum of each file, the record of each thing, and how long the parts are in files that were joined."""


@dataclass
class Making:
    """One site being made."""

    corpus: Corpus
    words: Strings
    templates: Templates
    common: str
    """What everything depends on, in words that change with it."""
    out: Path
    cache: Cache
    timings: Timings
    processes: int
    tell: Tell
    before: Record = field(default_factory=Record)
    """That of the last build, once it was looked up."""
    carried: list[str] = field(default_factory=list)
    """The names of the things that were carried over from it."""
    made: list[Made] = field(default_factory=list)
    lengths: Lengths = field(default_factory=dict)
    pages: dict[str, Pages] = field(default_factory=dict)

    def write(self, folder: Path) -> Sums:
        """Write every file of the site to an empty folder; the sum of each by its path."""
        with self.timings.of("carry over"):
            listed = self._recalled()
        search = search_of(self.corpus, self.words, self.timings, self.cache)
        job = partial(_part, search, Exports(partial(_stood, folder)), self.out, listed, folder)
        with meanwhile(partial(self.timings.apart, job), self.processes) as searched:
            sums = self._write_all_else(listed, folder)
            with self.timings.of("wait"):
                done = searched()
            return sums | self._done([done])

    def _write_all_else(self, listed: Sums, folder: Path) -> Sums:
        reading = Reading(self.corpus)
        with self.timings.of("carry over"):
            since = Since(self.before, reading, self.common, self.cache)
        site = contents(self.corpus, self.words, self.templates, self.timings, self.cache, reading.corpus, since.listed)
        self.pages = site.listed
        with self.timings.of("carry over"):
            sums = self._carry([*site.exports, *site.things], listed, since, folder)
        left = {thing.name for thing in (*site.exports, *site.things)}.difference(self.carried)
        same = frozenset(one.name for one in site.exports if one.name not in left)
        last = Last(self.out, tuple(self.before.briefs), self.before.lengths, same) if listed else None
        joined = Exports(partial(_stood, folder), last)
        exports, things = (
            [partial(_things, run, self.common, reading, folder) for run in _runs(those, left)]
            for those in (site.exports, site.things)
        )
        then = [*(partial(_part, part, joined, self.out, listed, folder) for part in site.parts), *things]
        processes = self.processes if len(left) >= WORTH_SHARING or len(site.things) >= LARGE else 1
        many = len(exports) + len(then)
        sums |= self._shared(exports, processes, lambda begun, _: self.tell(begun, many))
        sums |= self._shared(then, processes, lambda begun, _: self.tell(len(exports) + begun, many))
        return sums | written(
            site.last(lambda path: ((folder / path).stat().st_size, sums[path]), self.lengths), folder
        )

    def _shared(self, jobs: Sequence[partial[Wrote]], processes: int, tell: Tell) -> Sums:
        """Do jobs among processes; the sum of each file that they wrote."""
        with self.timings.of("wait"):
            done = share([partial(self.timings.apart, job) for job in jobs], processes, tell)
        return self._done(done)

    def _done(self, jobs: Iterable[tuple[Wrote, Seconds]]) -> Sums:
        """Note what came of jobs; the sum of each file that they wrote."""
        sums: Sums = {}
        for (some, made, lengths), seconds in jobs:
            sums |= some
            self.made += made
            self.lengths |= lengths
            self.timings.add(seconds)
        return sums

    def remember(self, published: Published) -> str | None:
        """Keep the record of what was made; the stamp of the site that was published, where that stands in its place."""
        with suppress(OSError):
            found = stamp(self.out)
            if stands(published, self.out):  # asked last: another build may have come after ours
                record = self.before.then(
                    self.carried, self.made, self.corpus.briefs, self.lengths, self.common, self.pages
                )
                remember(record, found, str(self.out), self.cache)
                self.cache.sweep(KIND)  # not before: of a brief that has changed the last state is still wanted here
                return found
        return None

    def _recalled(self) -> Sums:
        """Look up the record of the site that stands there; the sum of each of its files, none where another hand has touched it."""
        with suppress(OSError):
            before = recall(stamp(self.out), str(self.out), self.cache)
            listed = manifest.read((self.out / manifest.FILE).read_bytes()) if before.rows else None
            if listed:
                self.before = before
                return dict(listed)
        return {}

    def _carry(self, things: list[Thing], listed: Sums, since: Since, folder: Path) -> Sums:
        """Carry over what can be: the sums of the files."""
        sums: Sums = {}
        for thing in things:
            was = self.before.rows.get(thing.name)
            if was and same(thing, was, self.common, since) and carried(was.paths, self.out, folder):
                sums |= {path: listed[path] for path in was.paths}
                self.carried.append(thing.name)
        return sums


def _runs(things: list[Thing], left: set[str]) -> list[list[Thing]]:
    """What is left, a few at a time, and in each run things from all over: neighbours take about as long as one another."""
    many = -(-len(things) // RUN)
    runs: list[list[Thing]] = [[] for _ in range(many)]
    for n, thing in enumerate(things):
        if thing.name in left:
            runs[n % many].append(thing)
    return [run for run in runs if run]


def _part(part: Part, those: Exports, out: Path, listed: Sums, folder: Path) -> Wrote:
    """Make a part; a file that came out as it stands in the last site is carried over."""
    exports = Exports(those.stood, those.last)
    return replaced(part(exports), folder, out, listed), [], exports.lengths


def _stood(folder: Path, path: str) -> bytes:
    with open(f"{folder}/{path}", "rb") as stream:  # noqa: PTH123 - thousands of them
        return stream.read()


def _things(run: list[Thing], common: str, reading: Reading, folder: Path) -> Wrote:
    sums: Sums = {}
    records = []
    for thing in run:
        files, made = make(thing, common, reading)
        sums |= written(files, folder)
        records.append(made)
    return sums, records, {}
