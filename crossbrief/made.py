"""Tell which things of a site need not be made again, since all that they were made from is the same.

In: what the last build made, each thing with the names of what it read and a sum of what stood there; and the corpus as it
is now. Out: the things whose files can be carried over, and a record for the next build, with how long the part of each brief is
in the files that are joined of those of the briefs. A thing is a page, or the exports of
a brief; it depends on what it read, on what was settled about it before, and on what is common to all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from crossbrief.cache import Cache, key_of
from crossbrief.frozen import dataclass
from crossbrief.reading import EVERYTHING, Name, Reading, brief

File = tuple[str, bytes]
_KIND = "made"


@dataclass(frozen=True, slots=True)
class Thing:
    """What is made apart from all else: one page, or the exports of one brief."""

    name: str
    about: str
    """What was settled about it before: its address, its title, what it was given."""
    holds: tuple[str, ...] | None
    """The briefs, by slug, that it has in hand beside what it looks up; None where it may be any."""
    make: Callable[[], Iterable[File]]


@dataclass(frozen=True, slots=True)
class Made:
    """A thing as it was made."""

    name: str
    about: str
    """A key: the tool goes into it too."""
    read: tuple[Name, ...]
    sum: str
    """Of all that stood under the names."""
    paths: tuple[str, ...]


def about(thing: Thing, common: str) -> str:
    """The key of what a thing depends on beside what it reads."""
    return key_of(common, thing.name, thing.about)


def make(thing: Thing, common: str, reading: Reading) -> tuple[list[File], Made]:
    """Make a thing, and the record of it."""
    files, read = reading.of(lambda: list(thing.make()))
    read |= {EVERYTHING} if thing.holds is None else set(map(brief, thing.holds))
    names = (EVERYTHING,) if EVERYTHING in read else tuple(sorted(read))
    return files, Made(thing.name, about(thing, common), names, reading.sum_of(names), tuple(path for path, _ in files))


def same(thing: Thing, before: Made | None, common: str, reading: Reading) -> bool:
    """Whether a thing would be made as it was before."""
    return before is not None and before.about == about(thing, common) and before.sum == reading.sum_of(before.read)


@dataclass(frozen=True, slots=True)
class Record:
    """What a build made."""

    things: Mapping[str, Made] = field(default_factory=dict)
    """By name."""
    slugs: tuple[str, ...] = ()
    """The briefs in their order."""
    lengths: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """See `exports/joined.py`."""


def remember(record: Record, stamp: str, where: str, cache: Cache) -> None:
    """Keep the record of a site whose files bear the stamp, for the next build to the same place."""
    names: dict[Name, int] = {}
    rows = [
        [one.name, one.about, [names.setdefault(name, len(names)) for name in one.read], one.sum, one.paths]
        for one in record.things.values()
    ]
    kept = json.dumps([stamp, list(names), rows, record.slugs, dict(record.lengths)])
    cache.put(_KIND, key_of(where), kept.encode())
    cache.sweep(_KIND)


def recall(stamp: str, where: str, cache: Cache) -> Record:
    """What was made, if the files of the site still bear the stamp of the build that made it."""
    kept = cache.get(_KIND, key_of(where))
    then, names, rows, slugs, lengths = json.loads(kept) if kept else ("", [], [], [], {})
    if then != stamp:
        return Record()
    known = list(map(tuple, names))
    things = {
        name: Made(name, about, tuple([known[n] for n in read]), sum, tuple(paths))
        for name, about, read, sum, paths in rows
    }
    return Record(things, tuple(slugs), lengths)
