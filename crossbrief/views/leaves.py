"""Long lists on several pages: a list of any length is cut into leaves, each a page of its own.

In: the path of the list's page, its entries in order, and what an entry is called in a range. Out: leaves. The first
stands at the path itself, the next under a number below it. The way between them has a size of its own, however many
there are, so that a list of n entries costs n.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from crossbrief.frozen import dataclass
from crossbrief.views.common import LEAF, Link

T = TypeVar("T")
STOPS = 10
"""Leaves named in the way between them, beside the neighbours."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """A stretch of a list: its page, its entries, and the way to the other leaves."""

    path: str
    entries: tuple[T, ...]
    words: str
    """From the first to the last entry. Example: 2014–2016"""
    stops: tuple[Link, ...]
    """This leaf, its neighbours, the first, the last and some between; empty where there is one leaf."""
    first: bool


def leaves(path: str, entries: Sequence[T], called: Callable[[T], str], size: int = LEAF) -> Iterator[Leaf[T]]:
    """The leaves of a list, one even where there is nothing in it."""
    cuts = [tuple(entries[n : n + size]) for n in range(0, len(entries), size)] or [()]
    links = [Link(_range(cut, called), _path(path, n)) for n, cut in enumerate(cuts)]
    for n, cut in enumerate(cuts):
        stops = tuple(links[one] for one in _stops(n, len(cuts))) if len(cuts) > 1 else ()
        yield Leaf(links[n].address, cut, links[n].words, stops, n == 0)


def _path(path: str, n: int) -> str:
    return path if n == 0 else path.removesuffix("index.html") + f"{n + 1}/index.html"


def _range(cut: tuple[T, ...], called: Callable[[T], str]) -> str:
    if not cut:
        return ""
    first, last = called(cut[0]), called(cut[-1])
    return first if first == last else f"{first}–{last}"


def _stops(n: int, count: int) -> list[int]:
    spread = {round(k * (count - 1) / (STOPS - 1)) for k in range(STOPS)}
    return sorted(spread | {one for one in range(n - 1, n + 2) if 0 <= one < count})
