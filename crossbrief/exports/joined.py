"""Join a file of the corpus of the parts that its briefs have in it, and take from the last such file what is as it was.

In: what stands in the files of the briefs, and what is known of the last site: its joined files, how long the part of each
brief is in them, and which briefs' exports are still those of that site. Out: the bytes of a file, some at a time, and again the
lengths, which are all there when the bytes have been taken. A part is taken for the same only where the exports of its brief were
carried over, byte for byte.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import accumulate, chain, groupby
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
        for run in self._runs(path, slugs, part, frame, rounds):
            lengths += run.lengths
            if any(run.lengths):
                yield between if filled else head
                yield from run.pieces
                filled = True
        for raw in filter(None, more):
            yield between if filled else head
            yield raw
            filled = True
        if filled:
            yield foot

    def _runs(self, path: str, slugs: Sequence[str], part: Part, frame: Frame, rounds: int) -> Iterator[Run]:
        """The parts in the order of the file, one by one where they are made, and together where they stand one after the other in
        the last file.

        What the rounds are for is common to all briefs: where it is another, no brief is the same.
        """
        every = [(slug, n) for n in range(rounds) for slug in slugs]
        last = self.last
        if last is None or not last.same or path not in last.lengths:
            yield from (_made(part(*one)) for one in every)
            return
        lengths, between = last.lengths[path], len(frame[1])
        starts = list(accumulate((length and length + between for length in lengths), initial=len(frame[0])))
        for step, run in groupby(enumerate(_places(every, slugs, last, rounds)), _step):
            found = [n for n, _ in run]
            if step is None:
                yield from (_made(part(*every[n])) for n in found)
                continue
            first, end = found[0] + step, found[-1] + step + 1
            size = starts[end] - starts[first] - between
            yield Run(lengths[first:end], _stretch(last.folder / path, starts[first], size))


@dataclass(frozen=True, slots=True)
class Run:
    """The parts of some briefs that follow one another."""

    lengths: Sequence[int]
    pieces: Iterable[bytes]
    """With what stands between them; to be taken where one has a length."""


def _places(every: Sequence[tuple[str, int]], slugs: Sequence[str], last: Last, rounds: int) -> list[int | None]:
    """The place of each part in the last file; None where it has to be made."""
    if tuple(slugs) == last.slugs:
        return [n if slug in last.same else None for n, (slug, _) in enumerate(every)]
    stood = ((slug, n) for n in range(rounds) for slug in last.slugs)
    places = {one: n for n, one in enumerate(stood) if one[0] in last.same}
    return [places.get(one) for one in every]


def _step(placed: tuple[int, int | None]) -> int | None:
    """How far a part is from where it stood: the same for those that follow one another in both files."""
    n, place = placed
    return None if place is None else place - n


def _made(raw: bytes) -> Run:
    return Run((len(raw),), (raw,))


def _stretch(file: Path, at: int, size: int) -> Iterator[bytes]:
    """So many bytes of a file."""
    with file.open("rb") as stream:
        stream.seek(at)
        while size > 0:
            piece = stream.read(min(size, PIECE))
            if not piece:
                raise OSError(errno.EIO, "a file of the last site has become shorter")
            size -= len(piece)
            yield piece


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
