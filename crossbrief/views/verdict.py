"""How two sources stand to each other on a question, by their cells: which answers may be held against each other, and how
they come out.

In: two cells of the matrix. Out: a verdict; the positions that are compared, and those that both take.
"""

from __future__ import annotations

from collections.abc import Iterable

from crossbrief.views.matrix import CellView, StandView

RELAYED = "relayed"
"""The verdict of a question on which two sources share a position, but not both as their authors' own."""
SHARED = ("same", "overlap")
VERDICTS = ("apart", *SHARED, RELAYED, "one-answers")


def verdict_of(first: CellView, second: CellView) -> str:
    """How two cells stand to each other: author beside author; where one of them takes no position, voice beside voice."""
    if not first.stands or not second.stands:
        return "one-answers"
    one, other = compared(first, second)
    if one == other:
        return "same"
    return "overlap" if one & other else "apart"


def only_relayed(first: CellView, second: CellView) -> bool:
    """Whether two cells share a position that one of the authors only relays."""
    return verdict_of(first, second) in SHARED and not (_own(first) and _own(second))


def shared_words(first: CellView, second: CellView) -> list[str]:
    """The positions that both take, in words."""
    one, other = compared(first, second)
    labels = {
        ident: label for stand in first.stands for ident, label in zip(stand.position_ids, stand.positions, strict=True)
    }
    return [label for ident, label in labels.items() if ident in one & other]


def compared(first: CellView, second: CellView) -> tuple[set[str], set[str]]:
    """The positions of two cells that may fairly be held against each other."""
    one, other = held(first, second)
    return _positions(one), _positions(other)


def held(first: CellView, second: CellView) -> tuple[tuple[StandView, ...], tuple[StandView, ...]]:
    """The answers that may fairly be held against each other: those of both authors, or all where one takes no position."""
    one, other = _own(first), _own(second)
    return (one, other) if one and other else (first.stands, second.stands)


def _own(cell: CellView) -> tuple[StandView, ...]:
    """What the author takes for a position of his own."""
    return tuple(stand for stand in cell.stands if not stand.speaker)


def _positions(stands: Iterable[StandView]) -> set[str]:
    return {position for stand in stands for position in stand.position_ids}
