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
Part = Callable[[str], bytes]
"""The part that a brief has in a file, by its slug; empty where it has none."""
Frame = tuple[bytes, bytes, bytes]
"""What stands before the first part, between two, and after the last."""
Lengths = dict[str, list[int]]
"""By the path of a joined file, or the name of a table: how long the part of each brief is, in the order of the briefs."""


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
        self, path: str, slugs: Sequence[str], part: Part, frame: Frame, more: Iterable[bytes] = ()
    ) -> bytes | None:
        """A file of the parts of the briefs, and of `more` after them; None where there is none."""
        head, between, foot = frame
        before = self._parts_before(path, head, between)
        parts = [before[slug] if slug in before else part(slug) for slug in slugs]
        self.lengths[path] = [len(one) for one in parts]
        filled = [one for one in (*parts, *more) if one]
        return b"".join((head, between.join(filled), foot)) if filled else None

    def _parts_before(self, path: str, head: bytes, between: bytes) -> dict[str, memoryview]:
        """The parts of the last file that are as they were."""
        last = self.last
        if last is None or path not in last.lengths:
            return {}
        lengths, at = last.lengths[path], len(head)
        raw = memoryview(last.stood(path) if any(lengths) else b"")
        found = {}
        for slug, length in zip(last.slugs, lengths, strict=True):
            if slug in last.same:
                found[slug] = raw[at : at + length]
            at += length + len(between) if length else 0
        return found
