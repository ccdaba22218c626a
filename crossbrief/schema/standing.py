"""How a record stands today: nothing is written while it stands as published; what became of it otherwise."""

from __future__ import annotations

from typing import Annotated, Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import ONE_OR_MANY, STRICT, Date, ReferenceId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of a source, a claim, a reference or an assumption after we had read it.

    Every judgement, relation and outcome that rests on it must be gone through again, on this day or later.
    """

    __pydantic_config__ = STRICT
    is_: Literal["corrected", "disputed", "retracted"]
    """What became of it. Example: retracted"""
    since: Date
    """Since when. Example: 2026-12-01"""
    because: Text
    """What happened, in a sentence. Example: The outlet took the article back on the day."""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that show it. Example: [gazette-2026-retraction]"""
