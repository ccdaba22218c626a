"""Join a file of the corpus of the parts that its briefs have in it, and take from the last such file what is as it was.

In: what stands in the files of the briefs, and what is known of the last site: its joined files, how long the part of each
brief is in them, and which briefs' exports are still those of that site. Out: the bytes of a file, and again the lengths.
A part is taken for the same only where the exports of its brief were carried over, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from crossbrief.frozen import dataclass

Stood = Callable[[str], bytes]
"""What stands at a path."""
Part = Callable[[str, int], bytes]
"""The part that a brief has in a file, by its slug; empty where it has none. Where a file goes through the briefs more than once,
it has one in each round; these are numbered from 0.
"""
Frame = tuple[bytes, bytes, bytes]
"""What stands before the first part, between two, and after the last."""
Lengths = dict[str, list[int]]
"""By the path of a joined file, or the name of a table: how long the part of each brief is, round by round, in the order of the
briefs; of a table, how many rows it has.
"""


@dataclass(frozen=True, slots=True)
class Last:
    """What is known of the last site."""

    stood: Stood
    slugs: tuple[str, ...]
    """The briefs in their order."""
    lengths: Mapping[str, Sequence[int]]
    same: frozenset[str]
    """The briefs whose exports are still those of that site."""


@dataclass(frozen=True, slots=True)
class Exports:
    """What the exports of the corpus are put together of."""

    stood: Stood
    """What stands in the files of the briefs."""
    last: Last | None = None
    lengths: Lengths = field(default_factory=dict)
    """Filled while a part of the site is made."""

    def joined(
        self, path: str, slugs: Sequence[str], part: Part, frame: Frame, more: Iterable[bytes] = (), rounds: int = 1
    ) -> bytes | None:
        """A file of the parts of the briefs, and of `more` after them; None where there is none."""
        head, between, foot = frame
        before = self._parts_before(path, head, between, rounds)
        every = [(slug, n) for n in range(rounds) for slug in slugs]
        parts = [before[one] if one in before else part(*one) for one in every]
        self.lengths[path] = [len(one) for one in parts]
        filled = [one for one in (*parts, *more) if one]
        return b"".join((head, between.join(filled), foot)) if filled else None

    def _parts_before(self, path: str, head: bytes, between: bytes, rounds: int) -> dict[tuple[str, int], memoryview]:
        """The parts of the last file that are as they were, by slug and round.

        What the rounds are for is common to all briefs: where it is another, no brief is the same.
        """
        last = self.last
        if last is None or not last.same or path not in last.lengths:
            return {}
        lengths, at = last.lengths[path], len(head)
        raw = memoryview(last.stood(path) if any(lengths) else b"")
        found = {}
        every = ((slug, n) for n in range(rounds) for slug in last.slugs)
        for (slug, n), length in zip(every, lengths, strict=True):
            if slug in last.same:
                found[slug, n] = raw[at : at + length]
            at += length + len(between) if length else 0
        return found
