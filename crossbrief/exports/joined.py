"""Join a file of the corpus of the parts that its briefs have in it, and take from the last such file what is as it was.

In: what stands in the files of the briefs, and what is known of the last site: its joined files, how long the part of each
brief is in them, and which briefs' exports are still those of that site. Out: the bytes of a file, some at a time, and again the
lengths, which are all there when the bytes have been taken. A part is taken for the same only where the exports of its brief were
carried over, byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from itertools import chain
from pathlib import Path

from crossbrief.frozen import dataclass

Content = bytes | Iterable[bytes]
"""What a file holds; where that is much, in pieces one after the other, which are taken before another file is asked for."""
PIECE = 1 << 16
"""Smaller ones are put together."""
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

    folder: Path
    """Where it stands."""
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
    ) -> Iterator[bytes] | None:
        """A file of the parts of the briefs, and of `more` after them; None where there is none."""
        pieces = _gathered(self._pieces(path, slugs, part, frame, more, rounds))
        first = next(pieces, None)
        return None if first is None else chain([first], pieces)

    def _pieces(
        self, path: str, slugs: Sequence[str], part: Part, frame: Frame, more: Iterable[bytes], rounds: int
    ) -> Iterator[bytes]:
        head, between, foot = frame
        lengths = self.lengths[path] = []
        filled = False
        with self._before(path, head, between, rounds) as before:
            for one in ((slug, n) for n in range(rounds) for slug in slugs):
                found = before(one)
                raw = part(*one) if found is None else found
                lengths.append(len(raw))
                if raw:
                    yield between if filled else head
                    yield raw
                    filled = True
        for raw in filter(None, more):
            yield between if filled else head
            yield raw
            filled = True
        if filled:
            yield foot

    @contextmanager
    def _before(
        self, path: str, head: bytes, between: bytes, rounds: int
    ) -> Iterator[Callable[[tuple[str, int]], bytes | None]]:
        """What gives, by slug and round, the part of the last file that is as it was, and else None.

        What the rounds are for is common to all briefs: where it is another, no brief is the same.
        """
        last = self.last
        if last is None or not last.same or path not in last.lengths:
            yield lambda _: None
            return
        lengths, at = last.lengths[path], len(head)
        places: dict[tuple[str, int], tuple[int, int]] = {}
        every = ((slug, n) for n in range(rounds) for slug in last.slugs)
        for (slug, n), length in zip(every, lengths, strict=True):
            if slug in last.same:
                places[slug, n] = length, at
            at += length + len(between) if length else 0
        if not any(lengths):
            yield lambda one: b"" if one in places else None
            return
        with (last.folder / path).open("rb") as stream:
            yield lambda one: os.pread(stream.fileno(), *places[one]) if one in places else None


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are worth a call to the system."""
    run: list[bytes] = []
    size = 0
    for piece in pieces:
        run.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(run)
            run, size = [], 0
    if run:
        yield b"".join(run)
