"""Tell which things of a site need not be made again, since all that they were made from is the same.

In: what the last build made, each thing with the names of what it read; and the corpus as it is now. Out: the things whose
files can be carried over, and a record for the next build, with how long the part of each brief is in the files that are joined
of those of the briefs. A thing is a page, or the exports of a brief; it depends on what it read, on what was settled about it
before, and on what is common to all. A brief whose file has changed is set beside the one of the last build, which is still kept.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from crossbrief.cache import Cache, key_of
from crossbrief.frozen import dataclass
from crossbrief.kept import kept_brief
from crossbrief.link.corpus import LinkedBrief
from crossbrief.link.facts import EVERY_KIND, Kinds
from crossbrief.page import Section
from crossbrief.reading import MANY, Read, Reading, begun, differing, parted
from crossbrief.told import EVERYTHING, Name, kinds_of, of_a_brief

File = tuple[str, bytes]
Lengths = Mapping[str, Sequence[int]]
Pages = Sequence[tuple[str, str]]
"""The path of each page, and its template."""
State = tuple[str, str]
"""Of a brief: the sum of its file, and that of what was proved of its source."""
_KIND = "made"


@dataclass(frozen=True, slots=True)
class Thing:
    """What is made apart from all else: one page, or the exports of one brief."""

    name: str
    about: Callable[[], str]
    """What was settled about it before: its address, its title, what it was given."""
    make: Callable[[], Iterable[File]]
    settled: bool = False
    """Whether it is known that this is what it was for the last build."""


@dataclass(frozen=True, slots=True)
class Made:
    """A thing as it was made."""

    name: str
    about: str
    """A key: the tool goes into it too."""
    read: tuple[Read, ...]
    paths: tuple[str, ...]


def about(thing: Thing, common: str) -> str:
    """The key of what a thing depends on beside what it reads."""
    return key_of(common, thing.name, thing.about())


def make(thing: Thing, common: str, reading: Reading) -> tuple[list[File], Made]:
    """Make a thing, and the record of it."""
    key = about(thing, common)  # what is read to settle it is not read by it
    files, read = reading.of(lambda: list(thing.make()))
    if len(read) > MANY:
        read = {EVERYTHING, *(name for name in read if not of_a_brief(name))}
    return files, Made(thing.name, key, tuple(map(reading.noted, sorted(read))), tuple(path for path, _ in files))


@dataclass(frozen=True, slots=True)
class Row:
    """A thing in the record of a build: as it was made, with the numbers of what it read."""

    about: str
    read: tuple[int, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What a build made."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    """By the names of the things."""
    reads: Sequence[Read] = ()
    """All that was read, by its number."""
    briefs: Mapping[str, State] = field(default_factory=dict)
    """By slug, in their order."""
    lengths: Lengths = field(default_factory=dict)
    """See `exports/joined.py`."""
    common: str = ""
    """What everything depends on."""
    listed: Mapping[str, Pages] = field(default_factory=dict)
    """By section its pages."""

    def then(
        self,
        carried: Iterable[str],
        made: Iterable[Made],
        briefs: Iterable[LinkedBrief],
        lengths: Lengths,
        common: str,
        listed: Mapping[str, Pages],
    ) -> Record:
        """The record of the next build, which carried over things of this one and made others.

        What was read keeps its number, unless most of it is read no more.
        """
        rows, numbers = {name: self.rows[name] for name in carried}, dict[Read, int]()
        used = set().union(*(row.read for row in rows.values()))
        reads = list(self.reads)
        if 2 * len(used) < len(reads):
            renumbered = {old: new for new, old in enumerate(sorted(used))}
            reads = [reads[old] for old in renumbered]
            rows = {
                name: Row(row.about, tuple(renumbered[n] for n in row.read), row.paths) for name, row in rows.items()
            }
        for one in made:
            read = tuple(numbers.setdefault(read, len(reads) + len(numbers)) for read in one.read)
            rows[one.name] = Row(one.about, read, one.paths)
        states = {one.slug: state_of(one) for one in briefs}
        return Record(rows, [*reads, *numbers], states, lengths, common, listed)


class Since:
    """What has changed since the last build of all that was read for it, by its number."""

    def __init__(self, before: Record, reading: Reading, common: str, cache: Cache) -> None:
        self._before, self._reading, self._common = before, reading, common
        now = {one.slug: one for one in reading.plain.briefs}
        self._touched: dict[str, set[Name] | None] = {}
        """By slug what differs in a brief; None where that is not known."""
        for slug, state in before.briefs.items():
            if slug not in now or state_of(now[slug]) != state:
                self._touched[slug] = _between(state, now.get(slug), cache)

    def listed(self, section: Section) -> Pages | None:
        """The pages of a section in the last build, where what it is settled from is the same; else None."""
        if self._before.common != self._common or not section.kinds.isdisjoint(self._kinds(section.slug)):
            return None
        return self._before.listed.get(section.name)

    def _kinds(self, slug: str) -> Kinds:
        """Of what differs in a brief, or in any."""
        if not slug:
            return self._every_kind
        return kinds_of_these(self._touched.get(slug, ()))

    @cached_property
    def _every_kind(self) -> Kinds:
        return frozenset().union(*map(kinds_of_these, self._touched.values()))

    @cached_property
    def changed(self) -> frozenset[int]:
        """The numbers of what is another than it was; to be asked only where what is common to all is the same."""
        near = begun("", *self._touched)
        return frozenset(
            n for n, read in enumerate(self._before.reads) if read.startswith(near) and self._differs(*parted(read))
        )

    def _differs(self, name: Name, sum: str) -> bool:
        slug = of_a_brief(name)
        if sum:
            return not kinds_of(name).isdisjoint(self._kinds(slug)) and self._reading.sum_of(name) != sum
        found = self._touched[slug]
        return found is None or name in found


def kinds_of_these(names: Collection[Name] | None) -> Kinds:
    """Of what some names are that differ in a brief; of everything where they are not known. That the brief differs, or its claims,
    is said by what it is in them that does.
    """
    if names is None:
        return EVERY_KIND
    return frozenset().union(*(kinds_of(name) for name in names if name[0] != "brief" and name[2:] != ("claims",)))


def state_of(linked: LinkedBrief) -> State:
    """By what a brief is known again."""
    return linked.sum, linked.proofs


def _between(state: State, now: LinkedBrief | None, cache: Cache) -> set[Name] | None:
    """What differs between a brief in an earlier state and now; None where that state is not kept, or was proved otherwise."""
    before = kept_brief(state[0], cache) if now and state[1] == now.proofs else None
    return set(differing(now.slug, before, now.brief)) if now and before else None


def same(thing: Thing, was: Row | None, common: str, since: Since) -> bool:
    """Whether a thing would be made as it was before."""
    if was is None or not (thing.settled or was.about == about(thing, common)):
        return False
    return since.changed.isdisjoint(was.read)


def remember(record: Record, stamp: str, where: str, cache: Cache) -> None:
    """Keep the record of a site whose files bear the stamp, for the next build to the same place."""
    rows = [(name, one.about, one.read, one.paths) for name, one in record.rows.items()]
    briefs, lengths, listed = (dict(one) for one in (record.briefs, record.lengths, record.listed))
    kept = marshal.dumps([record.reads, rows, briefs, lengths, record.common, listed])
    cache.put(_KIND, key_of(where), stamp.encode() + kept)
    cache.sweep(_KIND)


def bears(stamp: str | None, where: str, cache: Cache) -> bool:
    """Whether what bears the stamp is known as the site of the last build to the same place."""
    kept = cache.get(_KIND, key_of(where)) if stamp else None
    return kept is not None and kept.startswith(str(stamp).encode())


def recall(stamp: str, where: str, cache: Cache) -> Record:
    """What was made, if the files of the site still bear the stamp of the build that made it."""
    kept = cache.get(_KIND, key_of(where))
    if not kept or not kept.startswith(stamp.encode()):
        return Record()
    found = marshal.loads(kept[len(stamp) :])  # noqa: S302 - sealed by a sum, of this Python, and three times as fast as JSON
    reads, rows, briefs, lengths, common, listed = found
    return Record(
        {name: Row(about, read, paths) for name, about, read, paths in rows}, reads, briefs, lengths, common, listed
    )
