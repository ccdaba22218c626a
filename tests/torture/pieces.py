"""A test that takes long is a number of pieces, so that all processors are busy to the end: `@pytest.mark.pieces(short, long)`.

The test asks for its `piece`, one of so many. Each piece has a corpus of its own and may run in any process, in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """One of the pieces of a test."""

    number: int
    """From 0."""
    of: int

    def __str__(self) -> str:
        return f"{self.number + 1} of {self.of}"

    def part(self, steps: Sequence[int]) -> Sequence[int]:
        """Its part of the steps, spread over all of them; those of all pieces together are all steps, each once."""
        return steps[self.number :: self.of]
